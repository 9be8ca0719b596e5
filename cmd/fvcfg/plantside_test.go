package main

import (
	"crypto/rand"
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/crypt"
)

// sideFiles are the tables and phone books that stand beside provisioning files, with
// access codes and PINs in them, whole and broken.
func sideFiles() []plantedFile {
	phonebook := "name,work,mobile,other,PIN\r\nAnna,1001,,," + markedPIN + "\r\n"
	dialPeer := "Number,Destination,Port,Alias,Access Code\r\n9T,0.0.0.0,5060,no alias," + markedPIN + "\r\n"
	accessList := "ID,Department,Position,Name,Number,Access Code,Password\r\n1,Sales,Clerk,Anna,1001," + markedPIN + "," + markedPassword + "\r\n"
	files := []plantedFile{
		{"phonebook.xml", "<?xml version=\"1.0\"?>\n<PhoneBook><DirectoryEntry><Name>Anna</Name><Telephone>1001</Telephone><PIN>" + markedPIN + "</PIN></DirectoryEntry></PhoneBook>\n"},
		{"broken/phonebook.xml", "<PhoneBook><DirectoryEntry><Name>Anna</Name><PIN>" + markedPIN + "</Pin></DirectoryEntry>\n<Password>" + markedPassword},
		{"phonebook.vcf", "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna\r\nTEL:1001\r\nX-PIN:" + markedPIN + "\r\nNOTE:Password " + markedPassword + "\r\nEND:VCARD\r\n"},
		{"broken/phonebook.vcf", "BEGIN:VCARD\r\nX-PIN " + markedPIN + "\r\nPassword=" + markedPassword + "\r\n"},
	}
	for name, table := range map[string]string{"phonebook": phonebook, "dialPeer": dialPeer, "accessList": accessList} {
		_, headless, _ := strings.Cut(table, "\r\n")
		files = append(files,
			plantedFile{name + ".csv", table},
			plantedFile{"twice/" + name + ".csv", table + headless + headless},
			plantedFile{"headless/" + name + ".csv", headless},
			plantedFile{"wide/" + name + ".csv", table + headless + strings.TrimRight(headless, "\r\n") + "," + markedPIN + "," + markedPassword + "\r\n"},
			plantedFile{"narrow/" + name + ".csv", table + markedPIN + "\r\n" + markedPassword + "\r\n"},
			plantedFile{"quotes/" + name + ".csv", table + "\"" + strings.TrimRight(headless, "\r\n") + "\r\na\"b," + markedPIN + "\"" + markedPassword + "\r\n"},
			plantedFile{"semicolons/" + name + ".csv", strings.ReplaceAll(table, ",", ";")},
			plantedFile{"bytes/" + name + ".csv", "\ufeff" + strings.ReplaceAll(table, markedPIN, "\xff"+markedPIN+"\x00")},
		)
	}
	slices.SortFunc(files, func(a, b plantedFile) int { return strings.Compare(a.name, b.name) })
	return files
}

// wrongKindFiles have a secret as the value of every key that is not marked. No message
// repeats a value; an excerpt does, where nothing says that it is secret.
func wrongKindFiles() []plantedFile {
	var p planting
	for _, d := range catalog.Dialects() {
		var lines []string
		for e := range catalog.For(d).Entries() {
			if !e.Secret() {
				lines = append(lines, settingLines(e, "1", e.KeyAt("1"), markedPassword)...)
			}
		}
		p.add(d, "wrong kind", frame(d, lines...))
		p.add(d, "wrong kind, URL", strings.ReplaceAll(frame(d, lines...), markedPassword, "x://"+markedPassword+"/"+markedPassword+"."+markedPassword))
		p.add(d, "wrong kind, number", strings.ReplaceAll(frame(d, lines...), markedPassword, markedPIN))
	}
	return p.files
}

// sealedFiles are planted files of each dialect that are encrypted with the marked key,
// by every scheme.
func sealedFiles() ([]plantedFile, error) {
	key, err := crypt.ParseKey(markedKey)
	if err != nil {
		return nil, err
	}
	var files []plantedFile
	for _, mode := range crypt.Modes() {
		for _, planted := range plantedFiles() {
			if !strings.Contains(planted.name, "marked-keys") {
				continue
			}
			sealed, err := crypt.Scheme{Mode: mode, Padding: crypt.PKCS7}.Encrypt(rand.Reader, key, []byte(planted.content))
			if err != nil {
				return nil, err
			}
			files = append(files, plantedFile{mode.String() + "-" + planted.name, string(sealed)})
			if mode == crypt.ECB {
				cut := sealed[:len(sealed)/32*16] // half of it, which opens and is refused
				files = append(files, plantedFile{"cut-off-" + planted.name, string(cut)})
			}
		}
	}
	return files, nil
}

// malformedKeys are keys as they come out of copying: each holds most of a good one.
func malformedKeys() map[string]string {
	return map[string]string{
		"a digit short":   markedKey[:63],
		"two digits long": markedKey + "31",
		"128 bits":        markedKey[:32],
		"quoted":          `"` + markedKey + `"`,
		"with 0x":         "0x" + markedKey,
		"two lines":       markedKey + "\n" + markedKey,
		"with its name":   "key=" + markedKey,
		"a letter in it":  markedKey[:40] + "x" + markedKey[41:],
		"with colons":     markedKey[:32] + ":" + markedKey[32:],
		"UTF-16":          inUTF16(markedKey, 0),
		"byte order mark": "\ufeff" + markedKey,
		"a password":      markedPassword,
		"a padded key":    markedKey + strings.Repeat("=", 4),
	}
}
