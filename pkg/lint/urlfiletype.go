package lint

import (
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/sidefile"
)

func urlFileType(w *walk) {
	file := catalog.ProvisionedFileOf(w.setting.Key)
	if file == nil {
		file = w.remotePhonebook()
	}
	if file == nil {
		return
	}
	name, ok := catalog.FileNameOfURL(trimWrittenEnd(w.setting.Value))
	if !ok {
		return
	}
	wrong, certain := file.CheckName(name)
	if wrong == "" || w.isSpoiled() || w.unlisted() {
		return
	}
	severity := Warning
	if certain {
		severity = Error
	}
	w.grade(severity, w.setting.ValueSpan.Start, wrong, file.Name)
}

// trimWrittenEnd takes line ends, tabs and blanks off the end of a URL, written out or not:
// that they stand there is another finding, and the file's name is what is before them.
func trimWrittenEnd(url string) string {
	for {
		end := len(url)
		url = strings.TrimRight(url, " \t\r\n")
		for _, written := range []string{`\r`, `\n`, `\t`} {
			url = strings.TrimSuffix(url, written)
		}
		if len(url) == end {
			return url
		}
	}
}

// imageType looks at what the URL in a firmware description leads to.
func imageType(p *pass, kind sidefile.Kind) {
	if kind != sidefile.Firmware {
		return
	}
	url, at := sidefile.FirmwareURL([]byte(p.src))
	name, ok := catalog.FileNameOfURL(trimWrittenEnd(url))
	if !ok {
		return
	}
	if wrong, _ := catalog.ProvisionedFileOf(catalog.ImageKey).CheckName(name); wrong != "" {
		p.grade(Warning, at, wrong, "")
	}
}

var remotePhonebook = catalog.ProvisionedFile{What: "a phone book", Suffixes: []string{"xml", "vcf", "csv"}}

// phonebookLists are the lists of phone books that a phone reads from a server.
var phonebookLists = []string{"Xml PhoneBook", "xmlContact"}

// remotePhonebook tells the address of a phone book that is read again and again rather
// than once. Such servers make up names of their own, so that only what is known to be
// another file is wrong.
func (w *walk) remotePhonebook() *catalog.ProvisionedFile {
	if !w.inDictionary || !strings.HasSuffix(w.setting.Key, "Addr") {
		return nil
	}
	for _, list := range phonebookLists {
		if sameList(w.scope.List(), list) || catalog.SameKey(w.scope.List(), list) {
			return remotePhonebookFor(w.setting.Value)
		}
	}
	return nil
}

// otherFiles are suffixes of files that are no phone book for sure.
var otherFiles = []string{"bmp", "jpg", "jpeg", "png", "gif", "z", "rom", "bin", "pem", "crt", "key", "ovpn", "wav", "mp3", "cfg"}

func remotePhonebookFor(url string) *catalog.ProvisionedFile {
	dot := strings.LastIndexByte(url, '.')
	if dot >= 0 && slices.ContainsFunc(otherFiles, func(suffix string) bool { return strings.EqualFold(suffix, url[dot+1:]) }) {
		return &remotePhonebook
	}
	return nil
}
