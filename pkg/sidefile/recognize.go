package sidefile

import (
	"bytes"
	"path"
	"strings"

	"github.com/fvcfg/fvcfg/internal/xmlscan"
)

// sniffWindow is how much of a file is looked at to tell what it is.
const sniffWindow = 64 << 10

const bom = "\ufeff"

// Recognize tells which side file a file is by its name and its content, 0 for none.
// Content that leaves no doubt goes before the name: a vCard is one under any name,
// and a provisioning file is none of these even if it is called phonebook.csv. Data
// that is encrypted is for the caller to know: a name is believed, but for a firmware
// description, which takes both: as a general or a device file it is a mistake.
func Recognize(name string, data []byte) Kind {
	head := bytes.TrimLeft(bytes.TrimPrefix(data[:min(len(data), sniffWindow)], []byte(bom)), " \t\r\n")
	switch {
	case isProvisioning(head):
		return 0
	case hasPrefixFold(head, cardBegin):
		return PhonebookVCard
	case len(head) > 0 && head[0] == '<':
		if root := rootName(head); isPhonebookRoot(root) {
			return PhonebookXML
		} else if root == provisioningRoots[0] || root == provisioningRoots[1] {
			return 0
		}
	case isFirmware(head) && (name == "-" || isFirmwareName(name)):
		return Firmware
	}
	return recognizeName(name, head)
}

// RecognizeName tells which side file a name stands for by itself, 0 for none.
func RecognizeName(name string) Kind {
	if isFirmwareName(name) {
		return Firmware
	}
	return recognizeName(name, nil)
}

// recognizeName goes by the name and, for a table, by the heads of its columns.
func recognizeName(name string, head []byte) Kind {
	stem, ext := splitName(name)
	switch ext {
	case "boot":
		return Boot
	case "vcf":
		return PhonebookVCard
	case "csv":
		if k := kindOfStem(stem); k != 0 {
			return k
		}
		if k, known := kindOfHeads(head); known >= 2 {
			return k
		}
		return UnknownTable
	case "xml":
		if isPhonebookStem(stem) && len(head) > 0 && head[0] == '<' && !isHTML(head) {
			return PhonebookXML
		}
		return 0
	}
	if k, known := kindOfHeads(head); known >= 3 {
		return k
	}
	if ext == "cvs" || ext == "scv" {
		return kindOfStem(stem)
	}
	return 0
}

// splitName gives a file name's stem and its extension in lower case, folders aside.
func splitName(name string) (stem, ext string) {
	base := name[strings.LastIndexAny(name, `/\`)+1:]
	ext = path.Ext(base)
	return strings.TrimSuffix(base, ext), strings.ToLower(strings.TrimPrefix(ext, "."))
}

// kindOfStem knows the tables that a name without its extension stands for.
func kindOfStem(stem string) Kind {
	plain := plainName(stem)
	switch {
	case isNear(plain, "dialpeer", 1):
		return DialPeer
	case isNear(plain, "accesslist", 1):
		return AccessList
	case isPhonebookStem(stem):
		return PhonebookCSV
	}
	return 0
}

// phonebookWords are what names of phone books hold.
var phonebookWords = []string{"phonebook", "pbook", "addressbook", "contacts"}

func isPhonebookStem(stem string) bool {
	plain := plainName(stem)
	for _, word := range phonebookWords {
		if strings.Contains(plain, word) {
			return true
		}
	}
	return false
}

// provisioningRoots are the root elements of provisioning files.
var provisioningRoots = [...]string{"VOIP_CONFIG_FILE", "sysConf"}

// isProvisioning knows the text forms of a provisioning file by their first bytes.
func isProvisioning(head []byte) bool {
	return hasPrefixFold(head, "<<VOIP CONFIG FILE") || hasPrefixFold(head, "#<VOIP CONFIG FILE")
}

func isHTML(head []byte) bool {
	return hasPrefixFold(head, "<!doctype html") || hasPrefixFold(head, "<html")
}

func hasPrefixFold(data []byte, prefix string) bool {
	return len(data) >= len(prefix) && strings.EqualFold(string(data[:len(prefix)]), prefix)
}

// rootName gives the name of the first element of an XML text, behind its
// declaration, comments and document type.
func rootName(src []byte) string {
	rest, _ := xmlscan.SkipProlog(string(src))
	if i := strings.IndexAny(rest, " \t\r\n/>"); i > 0 && rest[0] == '<' {
		return rest[1:i]
	}
	return ""
}
