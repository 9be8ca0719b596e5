package naming

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fvcfg/fvcfg/internal/ascii"
	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/internal/typo"
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

// value returns what stands for a macro.
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
	for end < len(template) && ascii.IsLetter(template[end]) {
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

// nearestMacro returns the macro that a name is like, empty if it is like none.
func nearestMacro(name string) string {
	if len(name) > 2*len(macroInput) {
		return ""
	}
	name = strings.ToLower(name)
	nearest, least := "", 3
	for _, known := range [...]string{macroMAC, macroInput} {
		d := typo.Distance(name, known, least)
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

// runsOn reports whether letters follow on a macro, as in $macaddr.
func runsOn(name, known string) bool {
	return len(name) > len(known) && strings.HasPrefix(name, known)
}

// A MacroReason says why a template cannot be expanded.
type MacroReason uint8

const (
	MacroUnknown MacroReason = iota + 1 // no macro of this name
	MacroCase                           // $MAC: the phone's macros are in lower case
	MacroEscaped                        // \$mac: no backslash belongs before it
	MacroBraces                         // ${mac}: no braces belong around it
	MacroNoMAC                          // $mac, and no MAC address was given
	MacroNoInput                        // $input, and no input was given
	MacroDoubled                        // $ $mac: one dollar sign too many
)

// A MacroError says why a template cannot be expanded.
type MacroError struct {
	Template string
	Macro    string // the name found, without the dollar sign
	Reason   MacroReason
	Column   int    // where its dollar sign stands, in characters from 1
	Nearest  string // the macro that may be meant, without the dollar sign; empty if none is like it
}

func newMacroError(template string, found macro, reason MacroReason) *MacroError {
	return &MacroError{
		Template: template,
		Macro:    found.name,
		Reason:   reason,
		Column:   1 + utf8.RuneCountInString(template[:found.start]),
		Nearest:  nearestMacro(found.name),
	}
}

func (e *MacroError) Error() string {
	at := fmt.Sprintf("in column %d of the file name %s", e.Column, phrase.Quote(e.Template))
	switch e.Reason {
	case MacroCase:
		return fmt.Sprintf("the phone's macro is $%s, in lower case, and $%s stands %s", e.Nearest, e.Macro, at)
	case MacroEscaped:
		return fmt.Sprintf("a backslash stands before %s %s: take it away, or the phone sees no macro", phrase.Quote("$"+e.Macro), at)
	case MacroDoubled:
		return fmt.Sprintf("a dollar sign and a space stand before the macro $%s %s: write $%s", e.Macro, at, e.Macro)
	case MacroBraces:
		if e.Nearest == "" {
			return fmt.Sprintf("the phone knows no macro in braces, and there is %s %s: it replaces $mac and $input", phrase.Quote(e.Macro), at)
		}
		return fmt.Sprintf("the phone's macro has no braces: write $%s instead %s", e.Nearest, at)
	case MacroNoMAC:
		return fmt.Sprintf("no MAC address for the macro $mac %s: give the phone's", at)
	case MacroNoInput:
		return fmt.Sprintf("no input for the macro $input %s: give what the user is to type on the phone", at)
	}
	text := fmt.Sprintf("no macro %s %s", phrase.Quote("$"+e.Macro), at)
	switch {
	case e.Nearest == "":
		return text + ": a phone replaces $mac and $input in file names"
	case runsOn(e.Macro, e.Nearest):
		return text + ", did you mean $" + e.Nearest + "? Then put something other than a letter behind it"
	}
	return text + ", did you mean $" + e.Nearest + "?"
}

// An InputError says why a text must not take the place of $input.
type InputError struct {
	Input  string
	Column int // the character that is at fault, from 1
	reason string
}

func (e *InputError) Error() string {
	return fmt.Sprintf("the input %s %s in column %d: give the name of a file, without folder and extension", phrase.Quote(e.Input), e.reason, e.Column)
}

// checkInput refuses what would lead out of the folder that the template names, end
// the name early, or change the meaning of the URL around it.
func checkInput(input string) error {
	column := 0
	for i, r := range input {
		column++
		if reason := badInput(input, i, r); reason != "" {
			return &InputError{Input: input, Column: column, reason: reason}
		}
	}
	return nil
}

// badInput says what is wrong with a character of the input, nothing if all is well.
func badInput(input string, i int, r rune) string {
	switch {
	case r == '/' || r == '\\':
		return "has a path separator"
	case r == '.' && strings.HasPrefix(input[i:], ".."):
		return "has two dots in a row"
	case r == '.' && (i == 0 || i == len(input)-1):
		// The template may have the second dot: "$input.cfg".
		return "begins or ends with a dot"
	case strings.ContainsRune("%?#$", r):
		return fmt.Sprintf("has %q, which has a meaning of its own in a URL,", r)
	case r == utf8.RuneError:
		return "has a byte that is no text"
	case r != ' ' && !unicode.IsPrint(r):
		return "has a character that cannot be printed"
	}
	return ""
}
