package report

import (
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/redact"
)

// TestUnifiedHides compares texts as they are, and shows what differs in what is hidden.
func TestUnifiedHides(t *testing.T) {
	for _, c := range []struct{ name, before, after, want string }{
		{"a secret", "A a:\nMenu Pin:1\nB b:\n", "A a:\nMenu Pin:2\nB b:\n", " A a:|-Menu Pin:••••|+Menu Pin:•••• (differs)| B b:"},
		{"beside another change", "Menu Pin:1\nB b:\n", "Menu Pin:2\nC c:\n", "-Menu Pin:••••|-B b:|+Menu Pin:•••• (differs)|+C c:"},
		{"in the order of the new lines", "Menu Pin:1\nDoor Pin:1\n", "Door Pin:2\nMenu Pin:2\n", "-Menu Pin:••••|-Door Pin:••••|+Door Pin:•••• (differs)|+Menu Pin:•••• (differs)"},
		{"with a carriage return", "Menu Pin:1\r\n", "Menu Pin:2\r\n", "-Menu Pin:••••\r|+Menu Pin:•••• (differs)\r"},
		{"one of two on a line", "<Pin>1</Pin><Pwd>3</Pwd>", "<Pin>2</Pin><Pwd>3</Pwd>", "-<Pin>••••</Pin><Pwd>••••</Pwd>|\\ No newline at end of file|+<Pin>•••• (differs)</Pin><Pwd>••••</Pwd>|\\ No newline at end of file"},
		{"on a line with another change", "<a>1</a><Pin>1</Pin>\n", "<a>2</a><Pin>2</Pin>\n", "-<a>1</a><Pin>••••</Pin>|+<a>2</a><Pin>•••• (differs)</Pin>"},
		{"the same on a line that changes", "<Pin>1</Pin><a>1</a>\n", "<Pin>1</Pin><a>2</a>\n", "-<Pin>••••</Pin><a>1</a>|+<Pin>••••</Pin><a>2</a>"},
		{"a mark in the file itself", "<a>••••</a><Pin>1</Pin>\n", "<a>••••</a><Pin>2</Pin>\n", "-<a>••••</a><Pin>••••</Pin>|+<a>••••</a><Pin>•••• (differs)</Pin>"},
		{"a new one", "A a:\n", "A a:\nMenu Pin:1\n", " A a:|+Menu Pin:••••"},
		{"one that is gone", "A a:\nMenu Pin:1\n", "A a:\n", " A a:|-Menu Pin:••••"},
		{"two for one", "Menu Pin:1\n", "Menu Pin:2\nMenu Pin:3\n", "-Menu Pin:••••|+Menu Pin:•••• (differs)|+Menu Pin:••••"},
		{"nothing", "Menu Pin:1\n", "Menu Pin:1\n", ""},
	} {
		var out strings.Builder
		if err := Unified(&out, "old", "new", c.before, c.after, UnifiedOptions{Hide: redact.NewText}); err != nil {
			t.Fatal(err)
		}
		_, got, _ := strings.Cut(out.String(), "@@\n")
		if got = strings.ReplaceAll(strings.TrimSuffix(got, "\n"), "\n", "|"); got != c.want {
			t.Errorf("%s: %q, not %q", c.name, got, c.want)
		}
	}
}

// TestUnifiedHidesTheRest checks that a line which is hidden in one of the texts, where it
// goes on with a secret, is not shown for the sake of the other.
func TestUnifiedHidesTheRest(t *testing.T) {
	for _, c := range [][2]string{{"Menu Pin:1\nx\nA a:\n", "Menu B:1\nx\nA a:\n"}, {"Menu B:1\nx\nA a:\n", "Menu Pin:1\nx\nA a:\n"}} {
		var out strings.Builder
		if err := Unified(&out, "old", "new", c[0], c[1], UnifiedOptions{Hide: redact.NewText}); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(out.String(), "x\n") || !strings.Contains(out.String(), "\n "+redact.Mark+"\n") {
			t.Errorf("%q became\n%s", c, out.String())
		}
	}
}
