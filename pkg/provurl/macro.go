package provurl

import "strings"

// The macros that a phone replaces: by its MAC address, and by what its user types.
const (
	MacroMAC   = "$mac"
	MacroInput = "$input"
)

// DefaultName is the device file's name where the URL leaves it out.
const DefaultName = MacroMAC + ".cfg"

// readMacro reads a macro at the start of a text, in whatever way it is written, and
// returns it as phones know it and how many bytes it took; 0 where there is none.
func (r *reader) readMacro(at int, text string) (mended string, n int) {
	switch {
	case strings.HasPrefix(text, `\$`), strings.HasPrefix(text, "$$"):
		if known, length := macroName(text[2:]); known != "" {
			r.fault(faultMacroEscaped, at, "a character that escapes the dollar sign was left in, and a phone sees no macro: write "+known, known)
			return known, 2 + length
		}
	case strings.HasPrefix(text, "$ "):
		macro := strings.TrimLeft(text[1:], " ")
		if known, length := macroName(strings.TrimPrefix(macro, "$")); known != "" && macro[0] == '$' {
			r.fault(faultMacroEscaped, at, "a dollar sign and a space stand before the macro, as the vendor's description prints it: write "+known, known)
			return known, len(text) - len(macro) + 1 + length
		}
		return "$", 1
	case strings.HasPrefix(text, "%24"):
		if known, length := macroName(text[3:]); known != "" {
			r.fault(faultMacroEncoded, at, "the macro's dollar sign is escaped, and a phone sees no macro: write "+known, known)
			return known, 3 + length
		}
	case text[0] == '$':
		return r.readDollar(at, text)
	case text[0] == '{', text[0] == '%', text[0] == '[', text[0] == '<':
		return r.readForeign(at, text)
	}
	return "", 0
}

// readDollar reads a macro with its dollar sign.
func (r *reader) readDollar(at int, text string) (mended string, n int) {
	if known, length := bracedMacro(text[1:]); known != "" {
		r.fault(faultMacroBraces, at, "the phone's macros have no braces: write "+known, known)
		return known, 1 + length
	}
	known, length := macroName(text[1:])
	switch written := text[:1+length]; {
	case length == 0:
		return "$", 1
	case r.download:
		return written, len(written)
	case written == known:
		return known, len(known)
	case known != "":
		r.fault(faultMacroCase, at, "the phone's macros are in small letters: write "+known, known)
		return known, len(known)
	default:
		const unknown = "phones replace $mac and $input and no other macro; its name is all letters that follow on the dollar sign"
		if whole := CutOffMacro(r.text[at:]); whole != "" {
			r.fault(faultMacroUnknown, at, unknown+". Where the URL is cut off here, "+whole+".cfg is meant", whole+".cfg")
			return written, len(written)
		}
		r.fault(faultMacroUnknown, at, unknown, "")
		return written, len(written)
	}
}

// macroName reads the letters of a macro's name and returns the macro as phones know it,
// "" where they know none of that name.
func macroName(text string) (known string, length int) {
	for length < len(text) && text[length]|0x20 >= 'a' && text[length]|0x20 <= 'z' {
		length++
	}
	for _, macro := range [...]string{MacroMAC, MacroInput} {
		if strings.EqualFold(text[:length], macro[1:]) {
			return macro, length
		}
	}
	return "", length
}

// CutOffMacro returns the macro that a text is the beginning of, and "" where it is of none:
// "$mac" for "$ma". A packet capture cuts long values off.
func CutOffMacro(text string) string {
	for _, macro := range [...]string{MacroMAC, MacroInput} {
		if len(text) > 1 && len(text) < len(macro) && strings.HasPrefix(macro, text) {
			return macro
		}
	}
	return ""
}

// isMacro reports whether a text begins with a macro.
func isMacro(text string) bool {
	if text[0] != '$' {
		return false
	}
	known, _ := macroName(text[1:])
	return known != ""
}

// bracedMacro reads {mac} or (mac), braces included.
func bracedMacro(text string) (known string, length int) {
	if text == "" || text[0] != '{' && text[0] != '(' {
		return "", 0
	}
	closing := map[byte]byte{'{': '}', '(': ')'}[text[0]]
	known, n := macroName(text[1:])
	if known == "" || len(text) < n+2 || text[1+n] != closing {
		return "", 0
	}
	// Without its brace a letter behind it would belong to the name.
	if more, _ := macroName(text[1:1+n] + text[2+n:]); more != known {
		return "", 0
	}
	return known, n + 2
}

// readForeign reads how other makers' phones and templates write a MAC address.
func (r *reader) readForeign(at int, text string) (mended string, n int) {
	for _, written := range [...]string{"{{mac}}", "{{ mac }}", "{$mac}", "{mac}", "%mac%", "[mac]", "<mac>", "{{input}}", "{$input}", "{input}", "%input%"} {
		if len(text) < len(written) || !strings.EqualFold(text[:len(written)], written) {
			continue
		}
		known := MacroMAC
		if strings.Contains(written, "input") {
			known = MacroInput
		}
		if more, _ := macroName(known[1:] + text[len(written):]); more != known {
			return "", 0 // a letter follows, which would belong to the name
		}
		r.fault(faultMacroForeign, at, "phones of other makers, or templates, write it so: these phones replace "+known, known)
		return known, len(written)
	}
	return "", 0
}
