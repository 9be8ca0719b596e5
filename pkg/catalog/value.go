package catalog

import (
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/fvcfg/fvcfg/internal/ascii"
)

// Check says what is wrong with a value of the key, or "" where nothing can be said for
// sure. What it says follows on "the value": "is no port: 0 to 65535". It does not
// repeat the value. Nothing is said of an empty value, of one that the phone or a
// template completes, and of a range that was only seen. What the vendor's description
// states as all that a key takes counts as sure. An address is no port and no flag,
// whichever network it is of.
func (e Entry) Check(value string) string {
	if value == "" || IsFilledIn(value) {
		return ""
	}
	if wrong := e.checkStated(value); wrong != "" {
		return wrong
	}
	if e.Basis() != Reasoned {
		return e.checkNumeric(value)
	}
	switch e.Kind() {
	case Flag:
		return checkFlag(value)
	case Integer:
		return checkInteger(value)
	case Enumeration:
		return e.checkNumeric(value)
	case Port:
		return checkPort(value)
	case IPv4:
		return checkIPv4(value)
	case Host:
		return checkHost(value)
	case URL:
		return checkURL(value)
	case MAC:
		return checkMAC(value)
	}
	return ""
}

// IsFilledIn reports whether something else takes the place of a value, or of a part of
// it, before the phone uses it: a macro of the phone ($mac), a tag of a template
// ({{ port }}, <?= $port ?>, %port%), the ### of a withheld password. The mark alone is
// none: 50$0 is no port.
func IsFilledIn(value string) bool {
	if value != "" && value[0] == '#' && strings.Trim(value, "#") == "" {
		return true
	}
	for i := range len(value) {
		rest := value[i+1:]
		switch mark := value[i]; mark {
		case '$':
			if rest != "" && (ascii.IsLetter(rest[0]) || rest[0] == '_' || holdsName(rest, '{', '}')) {
				return true
			}
		case '{', '<', '%', '#':
			if holdsName(value[i:], mark, closing[mark]) || strings.HasPrefix(value[i:], "%(") {
				return true
			}
		}
	}
	return false
}

// closing has the mark that ends what another one begins.
var closing = map[byte]byte{'{': '}', '<': '>', '%': '%', '#': '#'}

// holdsName reports whether a text starts with a tag between two marks that has a letter
// in it, as each name of a variable has.
func holdsName(text string, opening, closing byte) bool {
	if text[0] != opening {
		return false
	}
	inside, _, closed := strings.Cut(strings.TrimLeft(text, string(opening)), string(closing))
	return closed && strings.ContainsFunc(inside, func(r rune) bool { return r < utf8.RuneSelf && ascii.IsLetter(byte(r)) })
}

// checkNumeric speaks only of words for yes and no where nothing but numbers was seen.
func (e Entry) checkNumeric(value string) string {
	if _, _, ranged := e.Range(); ranged && e.Kind().numeric() && isTruthWord(value) {
		return "is a word where only numbers were seen"
	}
	return ""
}

// CheckInterval says what is wrong with the length of an interval, or "" where nothing is
// for sure, as [Entry.Check] does of what it leaves alone: numbers that are no whole ones,
// below zero or with a unit behind them.
func (e Entry) CheckInterval(value string) string {
	name := e.Key()
	if e.Kind() != Integer || len(name) < len("Interval") || !strings.EqualFold(name[len(name)-len("Interval"):], "Interval") {
		return ""
	}
	if digits := strings.TrimSpace(value); strings.Trim(digits, "0123456789") == "" || strings.ContainsAny(value, "${}<>%#") || e.Check(value) != "" {
		return ""
	}
	return "is no whole number" + intervalUnit(name)
}

// intervalUnit returns what an interval is counted in, where the vendor's description or a
// product says so.
func intervalUnit(key string) string {
	for _, name := range [...]string{"Flash Interval", "Download Interval", "PNP Interval", "Interval", "Auto Upgrade Interval"} {
		if SameKey(key, name) {
			return " of hours"
		}
	}
	switch {
	case SameKey(key, "update PB Interval"):
		return " of minutes"
	case SameKey(key, "Periodix Interval"):
		return " of seconds"
	}
	return ""
}

// isTruthWord reports whether other programs write a word for 1 or 0.
func isTruthWord(value string) bool {
	if len(value) < len("no") {
		return false
	}
	for _, word := range [...]string{"yes", "no", "on", "off", "true", "false", "enable", "disable", "enabled", "disabled"} {
		if strings.EqualFold(value, word) {
			return true
		}
	}
	return false
}

// checkFlag lets a single digit pass: more than one flag of the first phones counts to 2
// on later ones.
func checkFlag(value string) string {
	if len(value) == 1 && ascii.IsDigit(value[0]) || value == "00" || value == "01" {
		return ""
	}
	return "is neither 0 nor 1"
}

// checkInteger lets everything pass that starts as a number does, since units are seen
// in some places (512KB), but for what has the dots of an address.
func checkInteger(value string) string {
	digits := strings.TrimLeft(value, "+-")
	if digits == "" || !ascii.IsDigit(digits[0]) || strings.Count(digits, ".") > 1 {
		return "is no number"
	}
	return ""
}

func checkPort(value string) string {
	if n, err := strconv.ParseUint(value, 10, 32); err != nil || n > 65535 {
		return "is no port: 0 to 65535"
	}
	return ""
}

func checkIPv4(value string) string {
	const wrong = "is no IPv4 address"
	parts := 0
	for part := range strings.SplitSeq(value, ".") {
		if n, err := strconv.ParseUint(part, 10, 16); err != nil || n > 255 || len(part) > 3 {
			return wrong
		}
		parts++
	}
	if parts != 4 {
		return wrong
	}
	return ""
}

func checkHost(value string) string {
	switch {
	case strings.ContainsAny(value, " \t"):
		return "holds a space, which no host name and no address does"
	case strings.Count(value, ".") == 3 && strings.Trim(value, ".0123456789") == "" && checkIPv4(value) != "":
		return "is no IPv4 address"
	}
	return ""
}

func checkURL(value string) string {
	if strings.ContainsAny(value, " \t") {
		return "holds a space, which no URL does"
	}
	if !strings.Contains(value, "://") {
		return checkHost(value)
	}
	scheme, rest, _ := strings.Cut(value, "://")
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		rest = rest[:i] // what follows is for the server to read
	}
	if u, err := url.Parse(scheme + "://" + rest); err != nil || u.Hostname() == "" {
		return "is no URL"
	}
	return ""
}

func checkMAC(value string) string {
	digits := 0
	for _, c := range []byte(value) {
		switch {
		case ascii.IsDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'f':
			digits++
		case c != ':' && c != '-' && c != '.':
			return "is no MAC address"
		}
	}
	if digits != 12 {
		return "is no MAC address"
	}
	return ""
}
