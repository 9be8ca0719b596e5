package naming_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/naming"
)

func TestExpand(t *testing.T) {
	macros := naming.Macros{MAC: example, Input: "name 1.b"}
	for template, want := range map[string]string{
		"$mac.cfg":                         "001565113af8.cfg",
		"$input.xml":                       "name 1.b.xml",
		"mac.cfg?mac=$mac.cfg":             "mac.cfg?mac=001565113af8.cfg",
		"http://ip/input.cfg?i=$input.cfg": "http://ip/input.cfg?i=name 1.b.cfg",
		"$mac-$input.cfg":                  "001565113af8-name 1.b.cfg",
		"$mac$input":                       "001565113af8name 1.b",
		"$mac_1.cfg":                       "001565113af8_1.cfg",
		"$mac2.cfg":                        "001565113af82.cfg",
		"X4/$mac.cfg":                      "X4/001565113af8.cfg",
		"name.cfg":                         "name.cfg",
		"":                                 "",
		"5$.cfg":                           "5$.cfg",
		"$":                                "$",
		"$$mac":                            "$001565113af8",
		"${.cfg":                           "${.cfg",
		"${mac.cfg":                        "${mac.cfg",
		"$()":                              "$()",
		"Büro$mac":                         "Büro001565113af8",
	} {
		got, err := macros.Expand(template)
		if err != nil || got != want {
			t.Errorf("%q: got %q, %v; want %q", template, got, err, want)
		}
	}
}

func TestExpandNeedsOnlyWhatIsUsed(t *testing.T) {
	if got, err := (naming.Macros{MAC: example}).Expand("$mac.cfg"); err != nil || got != "001565113af8.cfg" {
		t.Errorf("%q, %v", got, err)
	}
	if got, err := (naming.Macros{Input: "a"}).Expand("$input.cfg"); err != nil || got != "a.cfg" {
		t.Errorf("%q, %v", got, err)
	}
	if got, err := (naming.Macros{Input: "../x"}).Expand("name.cfg"); err != nil || got != "name.cfg" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestExpandMacroErrors(t *testing.T) {
	for _, test := range []struct {
		macros naming.Macros
		want   naming.MacroError
		says   string
	}{
		{naming.Macros{}, naming.MacroError{Template: "$mac.cfg", Macro: "mac", Reason: naming.MacroNoMAC, Column: 1, Nearest: "mac"}, "no MAC address for the macro $mac"},
		{naming.Macros{}, naming.MacroError{Template: "x$input", Macro: "input", Reason: naming.MacroNoInput, Column: 2, Nearest: "input"}, "no input"},
		{naming.Macros{MAC: example}, naming.MacroError{Template: "$mac$input", Macro: "input", Reason: naming.MacroNoInput, Column: 5, Nearest: "input"}, "column 5"},
		{naming.Macros{MAC: example}, naming.MacroError{Template: "ü$MAC.cfg", Macro: "MAC", Reason: naming.MacroCase, Column: 2, Nearest: "mac"}, "in lower case"},
		{naming.Macros{MAC: example}, naming.MacroError{Template: "$Input.cfg", Macro: "Input", Reason: naming.MacroCase, Column: 1, Nearest: "input"}, "$input, in lower case"},
		{naming.Macros{MAC: example}, naming.MacroError{Template: `\$mac.cfg`, Macro: "mac", Reason: naming.MacroEscaped, Column: 2, Nearest: "mac"}, "backslash"},
		{naming.Macros{Input: "77"}, naming.MacroError{Template: "$ $input.cfg", Macro: "input", Reason: naming.MacroDoubled, Column: 1, Nearest: "input"}, "write $input"},
		{naming.Macros{MAC: example}, naming.MacroError{Template: "${mac}.cfg", Macro: "mac", Reason: naming.MacroBraces, Column: 1, Nearest: "mac"}, "no braces: write $mac"},
		{naming.Macros{MAC: example}, naming.MacroError{Template: "$(id).cfg", Macro: "id", Reason: naming.MacroBraces, Column: 1}, "it replaces $mac and $input"},
		{naming.Macros{MAC: example}, naming.MacroError{Template: "$imput.cfg", Macro: "imput", Reason: naming.MacroUnknown, Column: 1, Nearest: "input"}, "did you mean $input?"},
		{naming.Macros{MAC: example}, naming.MacroError{Template: "$macs.cfg", Macro: "macs", Reason: naming.MacroUnknown, Column: 1, Nearest: "mac"}, "something other than a letter behind it"},
		{naming.Macros{MAC: example}, naming.MacroError{Template: "$tag.cfg", Macro: "tag", Reason: naming.MacroUnknown, Column: 1}, "a phone replaces"},
		{naming.Macros{MAC: example}, naming.MacroError{Template: "$macintoshcomputer", Macro: "macintoshcomputer", Reason: naming.MacroUnknown, Column: 1}, "a phone replaces"},
		{naming.Macros{MAC: example}, naming.MacroError{Template: "$mac/$id.cfg", Macro: "id", Reason: naming.MacroUnknown, Column: 6}, "a phone replaces $mac and $input"},
	} {
		_, err := test.macros.Expand(test.want.Template)
		var got *naming.MacroError
		if !errors.As(err, &got) || *got != test.want {
			t.Errorf("%q: got %+v, want %+v", test.want.Template, got, test.want)
		} else if !strings.Contains(err.Error(), test.says) {
			t.Errorf("%q: %v\ndoes not say %q", test.want.Template, err, test.says)
		}
	}
}

func TestCheckMacros(t *testing.T) {
	for template, want := range map[string]naming.MacroReason{
		"$mac.cfg": 0, "a/$mac-$input.txt": 0, "": 0, "100$": 0,
		"$mac/$MAC.cfg": naming.MacroCase, `\$input.cfg`: naming.MacroEscaped, "${mac}.cfg": naming.MacroBraces, "$id.cfg": naming.MacroUnknown,
	} {
		got := naming.CheckMacros(template)
		if (got == nil) != (want == 0) || got != nil && got.Reason != want {
			t.Errorf("%q: %v", template, got)
		}
	}
}

func TestExpandInputErrors(t *testing.T) {
	for _, test := range []struct {
		input  string
		column int
		says   string
	}{
		{"a/b", 2, "path separator"},
		{`ü\b`, 2, "path separator"},
		{"..", 1, "two dots"},
		{"a..b", 2, "two dots"},
		{".a", 1, "begins or ends with a dot"},
		{"a.", 2, "begins or ends with a dot"},
		{".", 1, "dot"},
		{"a\x00", 2, "cannot be printed"},
		{"a\r\nb", 2, "cannot be printed"},
		{"a\u202eb", 2, "cannot be printed"},
		{"a\xff", 2, "no text"},
		{"%2e%2e%2f", 1, "URL"},
		{"a?b", 2, "URL"},
		{"a#b", 2, "URL"},
		{"$mac", 1, "URL"},
	} {
		_, err := naming.Macros{Input: test.input}.Expand("$input.cfg")
		var got *naming.InputError
		if !errors.As(err, &got) || got.Input != test.input || got.Column != test.column {
			t.Errorf("%q: got %+v, want column %d", test.input, got, test.column)
		} else if !strings.Contains(err.Error(), test.says) {
			t.Errorf("%q: %v\ndoes not say %q", test.input, err, test.says)
		}
	}
}
