package main

import (
	"fmt"
	"strings"
	"unicode/utf16"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// The secrets that are planted: a password, a file key and a PIN that are nowhere by
// chance. What is searched for are pieces of them, since a piece is a leak, too.
const (
	markedPassword = "S3cretMark7731"
	markedKey      = "5ec7e77731a90b1c2d3e4f5061728394a5b6c7d8e9fa0b1c2d3e4f506175ec7e"
	markedPIN      = "77310943"
)

var markPieces = []string{"s3cret", "mark7731", markedKey[:8], markedKey[20:40], markedPIN}

// findMark gives a line of an output that holds a piece of a secret, in UTF-16, too.
func findMark(output string) (line string, found bool) {
	for line := range strings.Lines(strings.ReplaceAll(output, "\x00", "")) {
		for _, piece := range markPieces {
			if strings.Contains(strings.ToLower(line), piece) {
				return strings.TrimSpace(line), true
			}
		}
	}
	return "", false
}

// plantedFile is a file with a secret in it.
type plantedFile struct{ name, content string }

// planting collects planted files under names that tell what is in them.
type planting struct{ files []plantedFile }

func (p *planting) add(d catalog.Dialect, what, content string) {
	suffix := ".cfg"
	if d == catalog.XMLLegacy || d == catalog.Sysconf {
		suffix = ".xml"
	}
	name := fmt.Sprintf("%03d-%v-%s%s", len(p.files), d, strings.NewReplacer(" ", "-", ",", "").Replace(what), suffix)
	p.files = append(p.files, plantedFile{name, content})
}

// plantedFiles gives files of every dialect with a secret in every place where one can
// stand.
func plantedFiles() []plantedFile {
	var p planting
	for _, d := range catalog.Dialects() {
		p.addMarked(d)
		p.addURLs(d)
		p.addEncodings(d)
		switch d {
		case catalog.TextLegacy, catalog.TextModern:
			p.addTextPlaces(d)
		case catalog.XMLLegacy, catalog.Sysconf:
			p.addXMLPlaces(d)
		default:
			p.addDottedPlaces()
		}
	}
	return p.files
}

// addMarked plants under every key that the dictionary marks: in its place, misspelt,
// in another module, in files of the other dialects, and under keys that nobody knows.
func (p *planting) addMarked(d catalog.Dialect) {
	var own, misspelt, misplaced, foreign, unknown []string
	for e := range catalog.For(d).Entries() {
		if !e.Secret() {
			continue
		}
		for _, number := range []string{"1", "12", "123"} {
			own = append(own, settingLines(e, number, e.KeyAt(number), secretFor(e.Key()))...)
		}
		key := e.KeyAt("1")
		misspelt = append(misspelt, settingLines(e, "1", key+key[len(key)-1:], secretFor(key))...)
		misspelt = append(misspelt, settingLines(e, "1", key[:len(key)-2]+key[len(key)-1:], secretFor(key))...)
		misplaced = append(misplaced, strayLine(d, key, secretFor(key)))
	}
	for _, other := range catalog.Dialects() {
		for e := range catalog.For(other).Entries() {
			if key := e.KeyAt("1"); e.Secret() && other != d && (d != catalog.XMLLegacy && d != catalog.Sysconf || !strings.Contains(key, " ")) {
				foreign = append(foreign, strayLine(d, key, secretFor(key)))
			}
		}
	}
	for _, key := range []string{"Portal Password", "Door PIN", "Api Key", "Push Token", "Shared Secret", "Wlan PSK", "SNMP Community", "Admin Pwd", "Access Code"} {
		unknown = append(unknown, strayLine(d, joinWords(d, key), secretFor(key)))
	}
	p.addForeign(d)
	p.add(d, "marked keys", frame(d, own...))
	p.add(d, "marked keys misspelt", frame(d, misspelt...))
	p.add(d, "marked keys elsewhere", frame(d, inModule(d, misplaced)...))
	p.add(d, "marked keys of other dialects", frame(d, inModule(d, foreign)...))
	p.add(d, "unknown keys", frame(d, inModule(d, unknown)...))
	p.add(d, "malformed file keys", strings.ReplaceAll(frame(d, own...), markedKey, markedKey[:63]))
	p.add(d, "weak file keys", strings.ReplaceAll(frame(d, own...), markedKey, strings.Repeat(markedKey[:8], 8)))
}

// foreignNames are keys of secrets in the languages and spellings that users write them
// in.
var foreignNames = []string{
	"SIP1 Passwort", "SIP1 Kennwort", "Reg Passw", "SIP1 Pwsd", "Auth Tokn", "Reg Paswd", "Admin PW", "WLAN Schlüssel", "Benutzerkennwort", "Geheimzahl", "Mot de passe", "SIP1 MDP", "Clé WPA",
	"SIP1 Contraseña", "SIP1 Contrasena", "Clave SIP", "Parola Ordine", "Chiave WPA", "SIP1 Senha", "Palavra Passe", "SIP1 Wachtwoord", "SIP1 Hasło", "SIP1 Haslo", "Klucz WPA",
	"SIP1 Пароль", "Пароль", "SIP1 Parol", "Ключ WPA", "SIP1 密码", "密码", "SIP1 Mima", "SIP1 密钥",
}

// addForeign plants under such keys: where the settings of a line stand, in any module,
// and where lines are broken.
func (p *planting) addForeign(d catalog.Dialect) {
	var lines, broken []string
	for _, key := range foreignNames {
		lines = append(lines, strayLine(d, joinWords(d, key), markedPassword))
		switch d {
		case catalog.TextLegacy, catalog.TextModern:
			line := textLine(key, markedPassword)
			broken = append(broken, key+" "+markedPassword, key+" = "+markedPassword, key+"："+markedPassword, "LCD Title          :Office"+line, line+textLine("Time Zone", "32"), "# "+line, " "+line)
		case catalog.XMLLegacy, catalog.Sysconf:
			key = joinWords(d, key)
			broken = append(broken, "<set name=\""+key+"\">"+markedPassword+"</set>", "<set "+key+"=\""+markedPassword+"\"/>", "<!-- "+key+": "+markedPassword+" -->", "<"+key+">"+markedPassword, key+" = "+markedPassword)
		default:
			broken = append(broken, "sip.line.1."+joinWords(d, key)+"="+markedPassword, "sip.line.1."+joinWords(d, key)+" "+markedPassword, key+" = "+markedPassword)
		}
	}
	p.add(d, "foreign keys", frame(d, inModule(d, lines)...))
	p.add(d, "foreign keys not UTF-8", strings.ReplaceAll(frame(d, inModule(d, lines)...), "ü", "\xfc"))
	p.add(d, "foreign keys broken", frame(d, inModule(d, broken)...))
	if d.IsText() {
		p.add(d, "foreign keys of a line", frame(d, append([]string{"<SIP CONFIG MODULE>", textLine("--SIP Line List--", "")}, lines...)...))
	}
}

// addURLs plants a password in every key that takes a URL, and in every way one can
// stand there.
func (p *planting) addURLs(d catalog.Dialect) {
	for i, url := range []string{
		"http://user:" + markedPassword + "@prov.example.com:80/$mac.cfg",
		"tftp://123:" + markedPassword + "@172.16.6.45/accessList.csv",
		"ftp://user:S3cret@Mark7731@prov.example.com/x.z",
		"https://user:S3cret/Mark7731@prov.example.com/x",
		"http://a:" + markedPassword + "@one.example.com,http://b:" + markedPassword + "@two.example.com",
		"http://prov.example.com/x?password=" + markedPassword,
		"http://prov.example.com:" + markedPassword + "@/",
		"http://user:" + markedPassword + " @prov.example.com/",
		"sip:1001:" + markedPassword + "@pbx.example.com",
		"tftp://123:" + markedPassword + "0172.16.6.45/accessList.csv", // an @ that was lost
		"ftp://user:" + markedPassword + "172.16.6.45:8080/x.z",
		"http://user:" + markedPassword + "prov.example.com/x",
	} {
		var lines []string
		for e := range catalog.For(d).Entries() {
			if e.Kind() == catalog.URL {
				lines = append(lines, settingLines(e, "1", e.KeyAt("1"), url)...)
			}
		}
		lines = append(lines, strayLine(d, joinWords(d, "Auto Image Url"), url))
		p.add(d, fmt.Sprintf("URL %d", i+1), frame(d, lines...))
		p.add(d, fmt.Sprintf("URL %d in a comment", i+1), frame(d, commentLine(d, url)))
		p.add(d, fmt.Sprintf("URL %d behind the end", i+1), frame(d)+url+"\n")
	}
}

// addEncodings plants in files that no phone can read for their bytes.
func (p *planting) addEncodings(d catalog.Dialect) {
	var lines []string
	for e := range catalog.For(d).Entries() {
		if e.Secret() {
			lines = append(lines, settingLines(e, "1", e.KeyAt("1"), secretFor(e.Key()))...)
		}
	}
	text := frame(d, lines...)
	_, headless, _ := strings.Cut(text, "\n")
	p.add(d, "byte order mark", "\ufeff"+text)
	p.add(d, "carriage returns", strings.ReplaceAll(strings.ReplaceAll(text, "\r", ""), "\n", "\r"))
	p.add(d, "line feeds", strings.ReplaceAll(text, "\r", ""))
	p.add(d, "both line ends", strings.Replace(text, "\n", "\r\n", 3))
	p.add(d, "UTF-16 little-endian", inUTF16(text, 0))
	p.add(d, "UTF-16 big-endian", inUTF16(text, 1))
	p.add(d, "NUL and control characters", strings.ReplaceAll(text, markedPassword, "\x00"+markedPassword+"\x07"))
	p.add(d, "not UTF-8", strings.ReplaceAll(text, markedPassword, "\xff"+markedPassword))
	p.add(d, "header missing", headless)
	p.add(d, "cut off", text[:strings.LastIndex(text, markedPassword)+len(markedPassword)])
	p.add(d, "no line end", strings.NewReplacer("\r", "", "\n", "").Replace(text))
	p.add(d, "template before", "{% if phone %}\n"+text+"{% endif %}\n")
	p.add(d, "template in the values", strings.ReplaceAll(text, markedPassword, "{{ phone."+markedPassword+" }}"))
	p.add(d, "template around the values", strings.ReplaceAll(text, markedPassword, "{if $x}"+markedPassword+"{/if}"))
	p.add(d, "in a fence", "```\n"+text+"```\n")
}

// inUTF16 writes text in UTF-16 with its mark, the low byte of a character at an
// offset of 0 or 1.
func inUTF16(text string, low int) string {
	var b strings.Builder
	for _, unit := range append([]uint16{0xfeff}, utf16.Encode([]rune(text))...) {
		bytes := [2]byte{}
		bytes[low], bytes[1-low] = byte(unit), byte(unit>>8)
		b.Write(bytes[:])
	}
	return b.String()
}

// secretFor gives the secret that fits a key.
func secretFor(key string) string {
	bare := strings.NewReplacer(" ", "", "_", "").Replace(key)
	switch {
	case strings.HasSuffix(bare, "FileKey"):
		return markedKey
	case strings.HasSuffix(bare, "Code"), strings.HasSuffix(bare, "PIN"), strings.HasSuffix(bare, "Value"):
		return markedPIN
	}
	return markedPassword
}
