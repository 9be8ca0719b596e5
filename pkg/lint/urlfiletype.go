package lint

import (
	"fmt"
	"slices"
	"strings"
)

// provisionedFile is a kind of file that a phone fetches beside its configuration: the
// description, section 4.4.
type provisionedFile struct {
	key      string   // as text files write it
	what     string   // it is
	name     string   // that the description fixes, "" for any
	suffixes []string // that it lists
	besides  []string // that are met, too
}

var provisionedFiles = []provisionedFile{
	{key: "Auto Image Url", what: "firmware", suffixes: []string{"z"}},
	{key: "Auto Pbook Url", what: "a phone book", suffixes: []string{"xml", "vcf", "csv"}},
	{key: "Auto Etc Url", what: "a certificate or the like", suffixes: []string{"bin", "crt", "key", "ovpn", "xml", "pem"}, besides: []string{"bmp"}},
	{key: "Auto Logo Url", what: "a background", name: "background.bmp"},
	{key: "Auto Mmiset Url", what: "an mmiset file", suffixes: []string{"z"}},
	{key: "Auto DPeer Url", what: "dial rules", name: "dialPeer.csv"},
	{key: accessListKey, what: "an access list", name: "accessList.csv"},
}

// provisionedFileOf gives the kind of file that a key names the URL of, nil for other
// keys.
func provisionedFileOf(key string) *provisionedFile {
	if len(key) < len("AutoEtcUrl") || key[0] != 'A' || key[1] != 'u' {
		return nil
	}
	for i := range provisionedFiles {
		if sameName(key, provisionedFiles[i].key) {
			return &provisionedFiles[i]
		}
	}
	return nil
}

func urlFileType(w *walk) {
	file := provisionedFileOf(w.setting.Key)
	if file == nil {
		file = w.remotePhonebook()
	}
	if file == nil {
		return
	}
	name, ok := fileNameOf(w.setting.Value)
	if !ok {
		return
	}
	severity, wrong := file.fault(name)
	if wrong != "" && !w.isSpoiled() && !w.unlisted() {
		w.grade(severity, w.setting.ValueSpan.Start, wrong, file.name)
	}
}

// fault says what is wrong with a file's name, and how grave it is: the phone goes by a
// name that is fixed, while a suffix that is not listed may be taken all the same.
func (f *provisionedFile) fault(name string) (Severity, string) {
	if f.name != "" {
		if strings.EqualFold(name, f.name) {
			return 0, ""
		}
		return Error, fmt.Sprintf("the URL leads to a file of another name: %s is always called %s", f.what, f.name)
	}
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 {
		return 0, ""
	}
	suffix := strings.ToLower(name[dot+1:])
	if slices.Contains(f.suffixes, suffix) || slices.Contains(f.besides, suffix) || slices.Contains(scripts, suffix) {
		return 0, ""
	}
	return Warning, fmt.Sprintf("the URL leads to a file of another type: %s ends in .%s", f.what, strings.Join(f.suffixes, ", ."))
}

// scripts are suffixes of programs on a server, which can answer with anything.
var scripts = []string{"php", "asp", "aspx", "jsp", "cgi", "pl", "py", "do"}

// fileNameOf gives the name of the file that a URL leads to, where it tells: not behind
// a query, with a macro, or for a folder.
func fileNameOf(url string) (string, bool) {
	_, path, ok := strings.Cut(url, "://")
	if !ok || strings.ContainsAny(path, "?#${}<>") {
		return "", false
	}
	slash := strings.LastIndexByte(path, '/')
	if slash < 0 || slash == len(path)-1 {
		return "", false
	}
	return path[slash+1:], true
}

var remotePhonebook = provisionedFile{what: "a phone book", suffixes: []string{"xml", "vcf", "csv"}}

// phonebookLists are the lists of phone books that a phone reads from a server.
var phonebookLists = []string{"Xml PhoneBook", "xmlContact"}

// remotePhonebook tells the address of a phone book that is read again and again rather
// than once. Such servers make up names of their own, so that only what is known to be
// another file is wrong.
func (w *walk) remotePhonebook() *provisionedFile {
	if !w.inDictionary || !strings.HasSuffix(w.setting.Key, "Addr") {
		return nil
	}
	for _, list := range phonebookLists {
		if sameList(w.scope.List(), list) || sameName(w.scope.List(), list) {
			return remotePhonebookFor(w.setting.Value)
		}
	}
	return nil
}

// otherFiles are suffixes of files that are no phone book for sure.
var otherFiles = []string{"bmp", "jpg", "jpeg", "png", "gif", "z", "rom", "bin", "pem", "crt", "key", "ovpn", "wav", "mp3", "cfg"}

func remotePhonebookFor(url string) *provisionedFile {
	dot := strings.LastIndexByte(url, '.')
	if dot >= 0 && slices.ContainsFunc(otherFiles, func(suffix string) bool { return strings.EqualFold(suffix, url[dot+1:]) }) {
		return &remotePhonebook
	}
	return nil
}
