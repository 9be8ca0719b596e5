package report

import (
	"testing"

	"github.com/fvcfg/fvcfg/pkg/lint"
)

func TestMessage(t *testing.T) {
	for _, c := range []struct{ message, suggestion, want string }{
		{"it is wrong", "", "it is wrong"},
		{"it is wrong", "right", "it is wrong; write right"},
		{`it is "right"`, "right", `it is "right"`},
		{"it has braces: write $input", "$input", "it has braces: write $input"},
		{"it has none: write $mac.cfg", "$mac", "it has none: write $mac.cfg; write $mac"},
	} {
		if got := message(lint.Finding{Message: c.message, Suggestion: c.suggestion}); got != c.want {
			t.Errorf("%q: want %q", got, c.want)
		}
	}
}
