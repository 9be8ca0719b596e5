package cfgfile

import "strings"

// Modules that one generation alone has, by the field survey this package is
// built on. A name is what stands before CONFIG MODULE, CFG MODULE or MODULE.
var (
	generation1 = []string{
		"GLOBAL", "LAN", "TELE", "DSP", "IAX2", "PPPoE", "DEBUG", "AAA", "ACCESS", "DHCP", "NAT", "PHONE", "SCREEN KEY",
	}
	generation2 = []string{
		"NET", "MM", "CALL FEATURE", "DSSKEY", "DEVICE MANAGER", "VQM", "CTI", "ATE", "LOG", "MAINTENANCE",
		"FIRMWARE CHECK", "RTSP", "APP", "AP DEFINED", "BTH", "DNS CACHE", "KEY CONVERT RULE", "UI DEFINED", "UI MAINTAIN",
	}
)

// keyColumn is the width that a key is padded to, and in text-legacy cut to:
// the colon stands in column 20.
const keyColumn = 19

// textGeneration tells text-legacy from text-modern. The modules decide, since
// names are what differs; the version is a counter that an administrator sets.
// It decides, after the keys' length, in a file whose modules tell nothing.
func textGeneration(src string) Dialect {
	one, two := 0, 0
	for name := range moduleNames(src) {
		one += contains(generation1, name)
		two += contains(generation2, name)
	}
	switch {
	case one > two:
		return TextLegacy
	case two > one:
		return TextModern
	case hasLongKey(src):
		return TextModern
	}
	_, rest, _ := strings.Cut(firstLine(src), "Version:")
	if _, fraction, ok := strings.Cut(strings.TrimSpace(rest), "."); ok && len(fraction) >= 10 {
		return TextModern
	}
	return TextLegacy
}

// moduleNames gives the names of the modules of a text file, without CONFIG
// MODULE. It hops from one "<" to the next, which few values hold.
func moduleNames(src string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for at := 0; ; {
			i := strings.IndexByte(src[at:], '<')
			if i < 0 {
				return
			}
			at += i + 1
			if at > 1 && src[at-2] != '\n' {
				continue
			}
			line := src[at:min(len(src), at+64)]
			name, ok := strings.CutSuffix(firstLine(line), " MODULE>")
			if !ok {
				continue
			}
			name = strings.TrimSuffix(strings.TrimSuffix(name, " CONFIG"), " CFG")
			if !yield(name) {
				return
			}
		}
	}
}

func contains(names []string, name string) int {
	for _, n := range names {
		if n == name {
			return 1
		}
	}
	return 0
}

// hasLongKey tells whether a key has more than 19 characters, which text-legacy
// never prints.
func hasLongKey(src string) bool {
	for line := range strings.Lines(src) {
		key, _, ok := strings.Cut(line, ":")
		if ok && line[0] != '<' && line[0] != '#' && len(strings.TrimRight(key, " ")) > keyColumn {
			return true
		}
	}
	return false
}
