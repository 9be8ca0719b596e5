package catalog

import (
	"fmt"
	"slices"
	"strings"
)

// ProvisionedFile is a kind of file that a phone fetches beside its configuration, when
// the configuration gives its URL: the vendor's description, section 4.4.
type ProvisionedFile struct {
	Key      string   // that holds the URL, as text files write it
	Slip     string   // another way to write it that the description has, too, "" for none
	What     string   // it is, with its article where it takes one
	Name     string   // that the description fixes, "" for any
	Suffixes []string // that the description lists, without the dot
	Besides  []string // that are met, too
}

// AccessListKey and DialRulesKey are the keys that hold the URLs of an access list and of
// dial rules, which only some models take.
const (
	AccessListKey = "Auto AList Url"
	DialRulesKey  = "Auto DPeer Url"
)

// AccessListName and DialRulesName are the names of these files, which the description
// fixes.
const (
	AccessListName = "accessList.csv"
	DialRulesName  = "dialPeer.csv"
)

// ImageKey is the key that holds the URL of a firmware.
const ImageKey = "Auto Image Url"

// LogoKey and MmisetKey hold the URLs of a background and of an mmiset file, which
// Android phones don't take.
const (
	LogoKey   = "Auto Logo Url"
	MmisetKey = "Auto Mmiset Url"
)

var provisionedFiles = []ProvisionedFile{
	{Key: ImageKey, What: "firmware", Suffixes: []string{"z"}},
	{Key: "Auto Pbook Url", What: "a phone book", Suffixes: []string{"xml", "vcf", "csv"}},
	{Key: "Auto Etc Url", Slip: "Auto etc Url", What: "a certificate or the like", Suffixes: []string{"bin", "crt", "key", "ovpn", "xml", "pem"}, Besides: []string{"bmp"}},
	{Key: LogoKey, What: "a background", Name: "background.bmp"},
	{Key: MmisetKey, What: "an mmiset file", Suffixes: []string{"z"}},
	{Key: DialRulesKey, What: "dial rules", Name: DialRulesName},
	{Key: AccessListKey, What: "an access list", Name: AccessListName},
}

// ProvisionedFileOf returns the kind of file that a key of any dialect holds the URL of,
// nil for other keys. It must not be changed.
func ProvisionedFileOf(key string) *ProvisionedFile {
	if len(key) < len("AutoEtcUrl") || key[0] != 'A' || key[1] != 'u' {
		return nil
	}
	for i := range provisionedFiles {
		if SameKey(key, provisionedFiles[i].Key) {
			return &provisionedFiles[i]
		}
	}
	return nil
}

// HoldsFileKey reports whether a key of any dialect holds the key of an encrypted file.
func HoldsFileKey(key string) bool {
	return strings.HasSuffix(key, "Key") && isOneOf(key, "Config File Key", "Device Cfg File Key", "Common Cfg File Key")
}

// HoldsFileName reports whether a key of any dialect holds the name of the file that a
// phone asks its static server for.
func HoldsFileName(key string) bool {
	return strings.HasSuffix(key, "Name") && isOneOf(key, "Config File Name", "Flash File Name")
}

// isOneOf reports whether a key of any dialect is one of those of text files.
func isOneOf(key string, names ...string) bool {
	return slices.ContainsFunc(names, func(name string) bool { return SameKey(key, name) })
}

// autoUpdate is the module of text files that holds how a phone fetches its files.
const autoUpdate = "AUTOUPDATE CONFIG MODULE"

// A DescribedPlace is where the vendor's description has a key.
type DescribedPlace struct {
	Module, Key string // as the dialect writes them
	// ByCounterpart is set in sysconf and dotted files, of which the description does not
	// speak: the module is the one that exports of them have in the place of the
	// description's, and the key is as it was given.
	ByCounterpart bool
}

// Described returns where the vendor's description has a key, whichever case its letters
// have: in AUTOUPDATE CONFIG MODULE the URLs of section 4.4, and in GLOBAL CONFIG MODULE
// the host name and the time zone (sections 4.1 and 4.4). The description is about
// generation 1, and text of generation 2 has the URLs where it says.
func (t *Table) Described(key string) (d DescribedPlace, ok bool) {
	file := ProvisionedFileOf(key)
	switch {
	case file != nil && !t.dialect.IsText() && t.dialect != XMLLegacy:
		module, _ := For(TextModern).Module(autoUpdate)
		return DescribedPlace{Module: module.Counterpart(), Key: key, ByCounterpart: true}, t.dialect != 0
	case file != nil:
		d = DescribedPlace{Module: autoUpdate, Key: file.Key}
	case t.dialect.Generation() == 1 && SameKey(key, hostName):
		d = DescribedPlace{Module: global, Key: hostName}
	case t.dialect.Generation() == 1 && SameKey(key, timeZone):
		d = DescribedPlace{Module: global, Key: timeZone}
	default:
		return DescribedPlace{}, false
	}
	if t.dialect == XMLLegacy {
		d.Module, d.Key = underscored(d.Module), underscored(d.Key)
	}
	return d, true
}

const (
	global   = "GLOBAL CONFIG MODULE"
	hostName = "Host Name"
	timeZone = "Time Zone"
)

// CheckName says what is wrong with the name of a file of this kind, "" where nothing is,
// and whether that is certain: a phone goes by a name that is fixed, while a suffix that
// is not listed may be taken all the same, and so may the name in letters of another case,
// where the server has it so.
func (f *ProvisionedFile) CheckName(name string) (wrong string, certain bool) {
	switch {
	case f.Name == "":
		return f.checkSuffix(name), false
	case name == f.Name:
		return "", false
	case strings.EqualFold(name, f.Name):
		return fmt.Sprintf("the URL has the name of the file in letters of another case: phones fetch %s as %s, in these very letters, and a server on Unix tells case apart", f.What, f.Name), false
	}
	verb := "is"
	if f.Key == DialRulesKey {
		verb = "are"
	}
	return fmt.Sprintf("the URL leads to a file of another name: %s %s always called %s", f.What, verb, f.Name), true
}

// checkSuffix says that the suffix of a name is none of those that are taken, or "".
func (f *ProvisionedFile) checkSuffix(name string) string {
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 {
		return ""
	}
	suffix := strings.ToLower(name[dot+1:])
	if slices.Contains(f.Suffixes, suffix) || slices.Contains(f.Besides, suffix) || slices.Contains(scripts, suffix) {
		return ""
	}
	return fmt.Sprintf("the URL leads to a file of another type: %s ends in .%s", f.What, strings.Join(f.Suffixes, ", ."))
}

// scripts are suffixes of programs on a server, which can answer with anything.
var scripts = []string{"php", "asp", "aspx", "jsp", "cgi", "pl", "py", "do"}

// FileNameOfURL returns the name of the file that a URL leads to, where that shows: not
// behind a query, with a macro, or for a folder.
func FileNameOfURL(url string) (string, bool) {
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
