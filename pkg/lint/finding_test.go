package lint

import (
	"testing"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

func TestFindingString(t *testing.T) {
	for _, c := range []struct{ message, suggestion, want string }{
		{"it is wrong", "", "it is wrong"},
		{"it is wrong", "right", "it is wrong; write right"},
		{`it is "right"`, "right", `it is "right"`},
		{"it has braces: write $input", "$input", "it has braces: write $input"},
		{"it has none: write $mac.cfg", "$mac", "it has none: write $mac.cfg; write $mac"},
	} {
		f := Finding{
			Rule: Rule{ID: "FV102", Name: "header-length"}, File: "a.cfg", Position: cfgfile.Position{Line: 2, Column: 3},
			Message: c.message, Suggestion: c.suggestion,
		}
		if got := f.Sentence(); got != c.want {
			t.Errorf("%q: want %q", got, c.want)
		}
		if got, want := f.String(), "a.cfg:2:3: "+c.want+" [FV102 header-length]"; got != want {
			t.Errorf("%q: want %q", got, want)
		}
	}
}
