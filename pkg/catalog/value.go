package catalog

import (
	"net/url"
	"strconv"
	"strings"
)

// Check says what is wrong with a value of the key, or "" where nothing can be said for
// sure. What it says follows on "the value": "is no port: 0 to 65535". It does not
// repeat the value. Nothing is said of an empty value, of one that the phone or a
// template completes, and of a range that was only seen. What the vendor's description
// states as all that a key takes counts as sure.
func (e Entry) Check(value string) string {
	if value == "" || isFilledIn(value) {
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

// isFilledIn tells values that are completed later: $mac and other macros of the phone,
// tags of templates, the ### of a withheld password, and addresses that RFC 5737 sets
// aside for documentation, which exports made fit for publishing are full of.
func isFilledIn(value string) bool {
	if strings.ContainsAny(value, "${}<>%#") {
		return true
	}
	for _, network := range [...]string{"192.0.2.", "198.51.100.", "203.0.113."} {
		if strings.HasPrefix(value, network) {
			return checkIPv4(value) == ""
		}
	}
	return false
}

// checkNumeric speaks only of words for yes and no where nothing but numbers was seen.
func (e Entry) checkNumeric(value string) string {
	if _, _, ranged := e.Range(); ranged && e.Kind().numeric() && isTruthWord(value) {
		return "is a word where only numbers were seen"
	}
	return ""
}

// isTruthWord tells words that other programs write for 1 and 0.
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
	if len(value) == 1 && isDigit(value[0]) || value == "00" || value == "01" {
		return ""
	}
	return "is neither 0 nor 1"
}

// checkInteger lets everything pass that starts as a number does, since units are seen
// in some places (512KB), but for what has the dots of an address.
func checkInteger(value string) string {
	digits := strings.TrimLeft(value, "+-")
	if digits == "" || !isDigit(digits[0]) || strings.Count(digits, ".") > 1 {
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
	if u, err := url.Parse(value); err != nil || u.Hostname() == "" {
		return "is no URL"
	}
	return ""
}

func checkMAC(value string) string {
	digits := 0
	for _, c := range []byte(value) {
		switch {
		case isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'f':
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
