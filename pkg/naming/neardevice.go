package naming

import (
	"fmt"
	"strings"

	"github.com/fvcfg/fvcfg/internal/ascii"
	"github.com/fvcfg/fvcfg/internal/phrase"
)

// A reading is a stem read as a MAC address that is not written as phones write it.
type reading struct {
	digits     [macDigits + 1]byte // in lower case, look-alikes replaced
	count      int                 // how many of digits there are
	prefix     string              // "cfg" or "mac" in front of them
	separator  byte
	upper      bool
	lookAlikes int // how many
	column     int // of the first look-alike, in the stem
	char       byte
	decimals   int  // how many of digits are 0 to 9
	letters    int  // the longest run of letters
	wordy      bool // letters run together as in a word
}

// nearDevice finds what device file a name is a slip of, nil if of none.
func nearDevice(stem string, ext extension) *NearMiss {
	r, ok := readDevice(stem)
	if !ok || !r.likely() {
		return nil
	}
	near := &NearMiss{Kind: DeviceFile, Certain: r.certain()}
	if r.count != macDigits {
		lost := "look for the one that was lost"
		if r.count > macDigits {
			lost = "look for the one that is too many"
		}
		near.Reason = fmt.Sprintf("this name is like that of a device file, but has %s where a MAC address has %d: %s", phrase.Count(r.count, "hexadecimal digit"), macDigits, lost)
		return near
	}
	mac, ok := deviceMAC(string(r.digits[:macDigits]))
	if !ok {
		return nil // a placeholder
	}
	near.MAC = mac
	near.Name = mac.FileName(ext.meant)
	near.Reason = fmt.Sprintf("a phone asks for its device file by the name %s; this name %s", near.Name, joined(append(r.clauses(), ext.clause())...))
	return near
}

// nearVendorPrefix is for device names in which b and 8 may be mixed up: b is a digit
// too, so only a known prefix can tell.
func nearVendorPrefix(mac MAC, ext extension) *NearMiss {
	if mac[0] != 0x0c && mac[0] != 0x00 {
		return nil
	}
	with8 := mac
	for i := range with8[:3] { // in the known prefixes, each 8 is the second digit of a byte
		if with8[i]&0x0f == 0xb {
			with8[i] = with8[i]&0xf0 | 0x08
		}
	}
	if with8 == mac || !isKnownPrefix([]byte(with8.String())) {
		return nil
	}
	name := with8.FileName(ext.meant)
	return &NearMiss{
		Name: name, Kind: DeviceFile, MAC: with8,
		Reason: fmt.Sprintf("this MAC address has a b where those of Fanvil phones have an 8: check on the label whether %s is meant", name),
	}
}

// readDevice reads a stem of 11 to 13 digits; it reports whether that was possible.
func readDevice(stem string) (r reading, ok bool) {
	const longest = len("cfg-") + macDigits + 1 + 5 // digits and separators
	if len(stem) < macDigits-1 || len(stem) > longest {
		return r, false
	}
	r.prefix, stem = cutDevicePrefix(stem)
	var groups macGroups
	run := 0 // letters in a row
	for i := range len(stem) {
		c := stem[i]
		if isMACSeparator(rune(c)) {
			if !groups.separate(c) {
				return r, false
			}
			run = 0
			continue
		}
		if !r.add(c, i+1+len(r.prefix)) {
			return r, false
		}
		groups.digit(i + 1)
		if run++; ascii.IsDigit(c) {
			run = 0
		}
		r.letters = max(r.letters, run)
		// A word is long, or stands at an end with a number beside it: lab123456789.
		if run >= 4 || run == 3 && (i+1 == run || i+1 == len(stem)) {
			r.wordy = true
		}
	}
	r.separator = groups.separator
	if r.count == macDigits {
		_, regular := groups.odd()
		return r, regular
	}
	// A digit lost or doubled leaves six groups, or no group.
	return r, r.lookAlikes == 0 && r.count >= macDigits-1 && (groups.count == 1 || groups.count == 6)
}

// cutDevicePrefix takes away what some put in front of a MAC address.
func cutDevicePrefix(stem string) (prefix, rest string) {
	for _, p := range [...]string{"cfg", "mac"} {
		if len(stem) >= len(p)+macDigits-1 && ascii.EqualFold(stem[:len(p)], p) {
			end := len(p)
			if stem[end] == '-' || stem[end] == '_' {
				end++
			}
			return stem[:end], stem[end:]
		}
	}
	return "", stem
}

// add takes one more digit, or a letter that is like one; it reports whether it was either.
func (r *reading) add(c byte, column int) bool {
	if r.count == len(r.digits) {
		return false
	}
	if _, ok := hexValue(rune(c)); !ok {
		digit, ok := lookAlike(rune(c))
		if !ok {
			return false
		}
		if r.lookAlikes == 0 {
			r.column, r.char = column, c
		}
		r.lookAlikes++
		c = digit
	} else if ascii.IsUpper(c) {
		r.upper = true
	}
	if ascii.IsDigit(c) {
		r.decimals++
	}
	r.digits[r.count] = ascii.Lower(c)
	r.count++
	return true
}

// likely reports whether a MAC address is meant, and no telephone number, date or word.
func (r *reading) likely() bool {
	allDecimal := r.decimals == r.count
	switch {
	case isKnownPrefix(r.digits[:r.count]):
		return true
	case r.count != macDigits && r.separator == 0:
		return !allDecimal && !r.wordy // 4930123456789, cafe2018123
	case r.lookAlikes > 0 && (r.wordy || r.lookAlikes > 2):
		return false // office201808
	case allDecimal && r.lookAlikes == 0:
		return r.separator == ':' || string(r.digits[:2]) == "00" // 18-01-31-12-30-00
	}
	return true
}

// certain reports whether nothing else than a MAC address can be meant.
func (r *reading) certain() bool {
	if isKnownPrefix(r.digits[:r.count]) {
		return true
	}
	if r.count != macDigits || r.prefix != "" || r.wordy {
		return false // another maker's phones do ask for cfg001565113af8.xml
	}
	return r.lookAlikes == 0 || r.separator != 0 || r.letters < 3
}

// clauses say what is wrong, in words that follow on "this name".
func (r *reading) clauses() []string {
	var all []string
	if r.prefix != "" {
		all = append(all, "begins with "+r.prefix)
	}
	if r.separator != 0 {
		all = append(all, "has "+separatorName(r.separator)+" in it")
	}
	if r.upper {
		all = append(all, "has capital letters")
	}
	if r.lookAlikes > 0 {
		digit, _ := lookAlike(rune(r.char))
		all = append(all, fmt.Sprintf("has the letter %c in column %d where the digit %c belongs", r.char, r.column, digit))
	}
	return all
}

func separatorName(c byte) string {
	const chars, names = ":-._ ", "colons dashes dots underscores spaces"
	return strings.Fields(names)[strings.IndexByte(chars, c)]
}

// lookAlike returns the digit that a letter beyond f is taken for in print. B is like 8
// too, but a hexadecimal digit itself: see nearVendorPrefix.
func lookAlike(r rune) (digit byte, ok bool) {
	switch r {
	case 'O', 'o':
		return '0', true
	case 'I', 'i', 'l', 'L':
		return '1', true
	case 'S', 's':
		return '5', true
	}
	return 0, false
}
