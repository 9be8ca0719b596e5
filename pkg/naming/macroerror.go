package naming

import (
	"fmt"
	"unicode/utf8"
)

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
	at := fmt.Sprintf("in column %d of the file name %s", e.Column, quote(e.Template))
	switch e.Reason {
	case MacroCase:
		return fmt.Sprintf("the phone's macro is $%s, in lower case, and $%s stands %s", e.Nearest, e.Macro, at)
	case MacroEscaped:
		return fmt.Sprintf("a backslash stands before %s %s: take it away, or the phone sees no macro", quote("$"+e.Macro), at)
	case MacroDoubled:
		return fmt.Sprintf("a dollar sign and a space stand before the macro $%s %s: write $%s", e.Macro, at, e.Macro)
	case MacroBraces:
		return e.bracesMessage(at)
	case MacroNoMAC:
		return fmt.Sprintf("no MAC address for the macro $mac %s: give the phone's", at)
	case MacroNoInput:
		return fmt.Sprintf("no input for the macro $input %s: give what the user is to type on the phone", at)
	default:
		return e.unknownMessage(at)
	}
}

func (e *MacroError) bracesMessage(at string) string {
	if e.Nearest == "" {
		return fmt.Sprintf("the phone knows no macro in braces, and there is %s %s: it replaces $mac and $input", quote(e.Macro), at)
	}
	return fmt.Sprintf("the phone's macro has no braces: write $%s instead %s", e.Nearest, at)
}

func (e *MacroError) unknownMessage(at string) string {
	if e.Nearest == "" {
		return fmt.Sprintf("no macro %s %s: a phone replaces $mac and $input in file names", quote("$"+e.Macro), at)
	}
	advice := ""
	if runsOn(e.Macro, e.Nearest) {
		advice = " Then put something other than a letter behind it"
	}
	return fmt.Sprintf("no macro %s %s, did you mean $%s?%s", quote("$"+e.Macro), at, e.Nearest, advice)
}
