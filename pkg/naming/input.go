package naming

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// An InputError says why a text must not take the place of $input.
type InputError struct {
	Input  string
	Column int // the character that is at fault, from 1
	reason string
}

func (e *InputError) Error() string {
	return fmt.Sprintf("the input %s %s in column %d: give the name of a file, without folder and extension", quote(e.Input), e.reason, e.Column)
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
