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
	What     string   // it is, with its article where it takes one
	Name     string   // that the description fixes, "" for any
	Suffixes []string // that the description lists, without the dot
	Besides  []string // that are met, too
}

// AccessListKey is the key that holds the URL of an access list, which only some models
// take.
const AccessListKey = "Auto AList Url"

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
	{Key: "Auto Etc Url", What: "a certificate or the like", Suffixes: []string{"bin", "crt", "key", "ovpn", "xml", "pem"}, Besides: []string{"bmp"}},
	{Key: LogoKey, What: "a background", Name: "background.bmp"},
	{Key: MmisetKey, What: "an mmiset file", Suffixes: []string{"z"}},
	{Key: "Auto DPeer Url", What: "dial rules", Name: "dialPeer.csv"},
	{Key: AccessListKey, What: "an access list", Name: "accessList.csv"},
}

// ProvisionedFileOf gives the kind of file that a key of any dialect holds the URL of,
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

// DescribedModule returns the module that the vendor's description has a key in, as the
// dialect writes it: AUTOUPDATE CONFIG MODULE for the URLs of section 4.4, and GLOBAL
// CONFIG MODULE for the host name and the time zone (sections 4.1 and 4.4). The
// description is about generation 1; text of generation 2 has the URLs where it says, and
// of sysconf and dotted files it does not speak.
func (t *Table) DescribedModule(key string) (module string, ok bool) {
	switch {
	case (t.dialect.IsText() || t.dialect == XMLLegacy) && ProvisionedFileOf(key) != nil:
		module = "AUTOUPDATE CONFIG MODULE"
	case t.dialect.Generation() == 1 && (SameKey(key, "Host Name") || SameKey(key, "Time Zone")):
		module = "GLOBAL CONFIG MODULE"
	default:
		return "", false
	}
	if t.dialect == XMLLegacy {
		module = underscored(module)
	}
	return module, true
}

// CheckName says what is wrong with the name of a file of this kind, "" where nothing is,
// and whether that is certain: a phone goes by a name that is fixed, while a suffix that
// is not listed may be taken all the same.
func (f *ProvisionedFile) CheckName(name string) (wrong string, certain bool) {
	if f.Name != "" {
		if strings.EqualFold(name, f.Name) {
			return "", false
		}
		return fmt.Sprintf("the URL leads to a file of another name: %s is always called %s", f.What, f.Name), true
	}
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 {
		return "", false
	}
	suffix := strings.ToLower(name[dot+1:])
	if slices.Contains(f.Suffixes, suffix) || slices.Contains(f.Besides, suffix) || slices.Contains(scripts, suffix) {
		return "", false
	}
	return fmt.Sprintf("the URL leads to a file of another type: %s ends in .%s", f.What, strings.Join(f.Suffixes, ", .")), false
}

// scripts are suffixes of programs on a server, which can answer with anything.
var scripts = []string{"php", "asp", "aspx", "jsp", "cgi", "pl", "py", "do"}

// FileNameOfURL gives the name of the file that a URL leads to, where it tells: not
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
