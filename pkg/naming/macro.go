package naming

import (
	"errors"
	"strings"

	"github.com/agnivade/levenshtein"
)

// Macros are the values of what a phone replaces in the name of a file that it is told
// to fetch. Section 4.2 of the description has two macros, $mac and $input, and 4.3
// has them in a query too: http://ip/mac.cfg?mac=$mac.cfg.
type Macros struct {
	MAC   MAC    // for $mac; the zero MAC if there is none
	Input string // for $input, the name that the user types on the phone; empty if there is none
}

const (
	macroMAC   = "mac"
	macroInput = "input"
)

// Expand puts the values in the place of the macros. A macro's name is all letters that
// follow on the dollar sign, so $mac_1 is the macro $mac and a _1 after it, and $macs
// is no macro but an error: how a phone would read it is not known. A dollar sign
// without a letter after it stays as it is. Values are not expanded again.
//
// The error is a [*MacroError] where the template is wrong or asks for a value that is
// not there, and an [*InputError] where the input must not be part of a file name.
// With that, an expanded name leads to no folder that the template does not name.
func (m Macros) Expand(template string) (string, error) {
	var out strings.Builder
	done := 0
	for {
		found, ok, err := nextMacro(template, done)
		if err != nil {
			return "", err
		}
		if !ok {
			out.WriteString(template[done:])
			return out.String(), nil
		}
		value, err := m.value(template, found)
		if err != nil {
			return "", err
		}
		out.WriteString(template[done:found.start])
		out.WriteString(value)
		done = found.end
	}
}

// CheckMacros returns what is wrong with the macros of a template, whatever they stand for,
// and nil where nothing is.
func CheckMacros(template string) *MacroError {
	for done := 0; ; {
		found, ok, err := nextMacro(template, done)
		if !ok {
			var wrong *MacroError
			errors.As(err, &wrong)
			return wrong
		}
		done = found.end
	}
}

// value gives what stands for a macro.
func (m Macros) value(template string, found macro) (string, error) {
	if found.name == macroMAC {
		if m.MAC.IsZero() {
			return "", newMacroError(template, found, MacroNoMAC)
		}
		return m.MAC.String(), nil
	}
	if m.Input == "" {
		return "", newMacroError(template, found, MacroNoInput)
	}
	if err := checkInput(m.Input); err != nil {
		return "", err
	}
	return m.Input, nil
}

// A macro is where one stands in a template.
type macro struct {
	start, end int    // in bytes, from the dollar sign to behind the last letter
	name       string // without the dollar sign
}

// nextMacro finds the first macro of a template from an offset on. With an error, the
// macro is where the trouble is.
func nextMacro(template string, from int) (found macro, ok bool, err error) {
	for i := from; i < len(template); i++ {
		if template[i] != '$' {
			continue
		}
		found = macroAt(template, i)
		switch {
		case found.name == "":
			if doubled := macroBehindSpace(template, i); doubled.name != "" {
				return doubled, false, newMacroError(template, doubled, MacroDoubled)
			}
			continue
		case template[i+1] == '{' || template[i+1] == '(':
			return found, false, newMacroError(template, found, MacroBraces)
		case i > 0 && template[i-1] == '\\':
			return found, false, newMacroError(template, found, MacroEscaped)
		case found.name == macroMAC || found.name == macroInput:
			return found, true, nil
		case strings.EqualFold(found.name, macroMAC) || strings.EqualFold(found.name, macroInput):
			return found, false, newMacroError(template, found, MacroCase)
		default:
			return found, false, newMacroError(template, found, MacroUnknown)
		}
	}
	return macro{}, false, nil
}

// macroBehindSpace reads the phone's macro that stands behind a dollar sign of its own and
// spaces, as section 4.2 of the description prints it: $ $input.cfg.
func macroBehindSpace(template string, start int) macro {
	rest := strings.TrimLeft(template[start+1:], " ")
	at := len(template) - len(rest)
	if at == start+1 || !strings.HasPrefix(rest, "$") {
		return macro{}
	}
	found := macroAt(template, at)
	if found.name != macroMAC && found.name != macroInput {
		return macro{}
	}
	found.start = start
	return found
}

// macroAt reads the macro at a dollar sign, plain or as a shell would have it: ${mac}.
// Its name is empty if there is none.
func macroAt(template string, start int) macro {
	begin := start + 1
	var closing byte
	if begin < len(template) {
		switch template[begin] {
		case '{':
			closing = '}'
		case '(':
			closing = ')'
		}
	}
	if closing != 0 {
		begin++
	}
	end := begin
	for end < len(template) && isLetter(template[end]) {
		end++
	}
	name := template[begin:end]
	if closing != 0 {
		if end == len(template) || template[end] != closing {
			return macro{}
		}
		end++
	}
	return macro{start, end, name}
}

// nearestMacro gives the macro that a name is like, empty if it is like none.
func nearestMacro(name string) string {
	if len(name) > 2*len(macroInput) {
		return ""
	}
	name = strings.ToLower(name)
	nearest, least := "", 3
	for _, known := range [...]string{macroMAC, macroInput} {
		d := levenshtein.ComputeDistance(name, known)
		if strings.HasPrefix(name, known) { // $macaddr
			d = 0
		}
		// Of a short name, two changes leave nothing: $tag is not like $mac.
		if d < least && 2*d < len(known) {
			nearest, least = known, d
		}
	}
	return nearest
}

// runsOn says that letters follow on a macro, as in $macaddr.
func runsOn(name, known string) bool {
	return len(name) > len(known) && strings.HasPrefix(name, known)
}
