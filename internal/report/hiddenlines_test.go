package report

import (
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// blotUpper hides the capitals of a text.
func blotUpper(text string) string {
	var b strings.Builder
	hidden := false
	for _, r := range text {
		upper := 'A' <= r && r <= 'Z'
		if upper && !hidden {
			b.WriteString(catalog.Blot)
		}
		if !upper {
			b.WriteRune(r)
		}
		hidden = upper
	}
	return b.String()
}

// TestUnifiedHides compares texts as they are, and shows what differs in what is hidden.
func TestUnifiedHides(t *testing.T) {
	for _, c := range []struct{ name, before, after, want string }{
		{"a secret", "a\np:X\nb\n", "a\np:Y\nb\n", " a|-p:••••|+p:•••• (differs)| b"},
		{"beside another change", "p:X\nb\n", "p:Y\nc\n", "-p:••••|-b|+p:•••• (differs)|+c"},
		{"in the order of the new lines", "p:X\nq:X\n", "q:Y\np:Y\n", "-p:••••|-q:••••|+q:•••• (differs)|+p:•••• (differs)"},
		{"with a carriage return", "p:X\r\n", "p:Y\r\n", "-p:••••\r|+p:•••• (differs)\r"},
		{"one of two on a line", "<p>X</p><q>Z</q>", "<p>Y</p><q>Z</q>", "-<p>••••</p><q>••••</q>|\\ No newline at end of file|+<p>•••• (differs)</p><q>••••</q>|\\ No newline at end of file"},
		{"on a line with another change", "<a>1</a><p>X</p>\n", "<a>2</a><p>Y</p>\n", "-<a>1</a><p>••••</p>|+<a>2</a><p>•••• (differs)</p>"},
		{"the same on a line that changes", "<p>X</p><a>1</a>\n", "<p>X</p><a>2</a>\n", "-<p>••••</p><a>1</a>|+<p>••••</p><a>2</a>"},
		{"a new one", "a\n", "a\np:X\n", " a|+p:••••"},
		{"one that is gone", "a\np:X\n", "a\n", " a|-p:••••"},
		{"two for one", "p:X\n", "p:Y\np:Z\n", "-p:••••|+p:•••• (differs)|+p:••••"},
		{"nothing", "p:X\n", "p:X\n", ""},
	} {
		var out strings.Builder
		if err := Unified(&out, "old", "new", c.before, c.after, UnifiedOptions{Hide: blotUpper}); err != nil {
			t.Fatal(err)
		}
		_, got, _ := strings.Cut(out.String(), "@@\n")
		if got = strings.ReplaceAll(strings.TrimSuffix(got, "\n"), "\n", "|"); got != c.want {
			t.Errorf("%s: %q, not %q", c.name, got, c.want)
		}
	}
}

// TestUnifiedHidesTheRest checks that a line which is hidden in one of the texts is not
// shown for the sake of the other.
func TestUnifiedHidesTheRest(t *testing.T) {
	hide := func(text string) string {
		if strings.HasPrefix(text, "p:") {
			return strings.Replace(text, "x\n", catalog.Blot+"\n", 1)
		}
		return text
	}
	for _, c := range [][2]string{{"p:\nx\n1\n", "q:\nx\n1\n"}, {"q:\nx\n1\n", "p:\nx\n1\n"}} {
		var out strings.Builder
		if err := Unified(&out, "old", "new", c[0], c[1], UnifiedOptions{Hide: hide}); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(out.String(), "x\n") || !strings.Contains(out.String(), "\n "+catalog.Blot+"\n") {
			t.Errorf("%q became\n%s", c, out.String())
		}
	}
}
