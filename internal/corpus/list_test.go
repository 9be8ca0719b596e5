package corpus

import (
	"slices"
	"strings"
	"testing"
)

var text = `== a.cfg ` + digestA + `
maker 2 × FV204 warning SIP CONFIG MODULE:Port
wrong 1 × FV302 info x
== b.cfg ` + digestB + `
`

var digestA, digestB = Digest([]byte("a")), Digest([]byte("b"))

func mustParse(t *testing.T) List {
	t.Helper()
	list, err := Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestParse(t *testing.T) {
	if got := mustParse(t).String(); got != text {
		t.Errorf("read and written again:\n%s", got)
	}
	for _, bad := range []string{"1 × before any file", "== a.cfg 1\nno count", "== a.cfg 1\n99999999999999999999 × x"} {
		if _, err := Parse(bad); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}

func TestDifferences(t *testing.T) {
	a := []string{"FV204 warning SIP CONFIG MODULE:Port", "FV204 warning SIP CONFIG MODULE:Port", "FV302 info x"}
	tests := []struct {
		name  string
		found List
		want  string // the differences, each cut at its colon and joined
	}{
		{"the same", List{NewSection("a.cfg", []byte("a"), a)}, ""},
		{"one more", List{NewSection("a.cfg", []byte("a"), append(a, a[0]))}, "a.cfg"},
		{"one more in a corrected file", List{NewSection("a.cfg", []byte("A"), append(a, a[0]))}, "a.cfg"},
		{"one gone", List{NewSection("a.cfg", []byte("a"), a[1:])}, "a.cfg"},
		{"one gone with the correction of the file", List{NewSection("a.cfg", []byte("A"), a[1:])}, ""},
		{"something new in a clean file", List{NewSection("b.cfg", []byte("b"), a[2:])}, "b.cfg"},
		{"a file that the list lacks", List{NewSection("b.cfg", []byte("b"), nil), NewSection("c.cfg", nil, a[2:])}, "c.cfg"},
		{"another folder", List{NewSection("c.cfg", nil, a)}, ""},
	}
	for _, test := range tests {
		differences, _ := mustParse(t).Differences(test.found)
		var files []string
		for _, d := range differences {
			name, _, _ := strings.Cut(d, ":")
			files = append(files, name)
		}
		if got := strings.Join(files, " "); got != test.want {
			t.Errorf("%s: %q", test.name, differences)
		}
	}
}

func TestMarked(t *testing.T) {
	list := mustParse(t)
	found := List{NewSection("a.cfg", []byte("a"), []string{"FV302 info x", "FV302 info x", "FV204 warning SIP CONFIG MODULE:Port"})}
	marked := list.Marked(found)
	var marks []string
	for _, line := range marked[0].Lines {
		marks = append(marks, line.Mark)
	}
	if !slices.Equal(marks, []string{Unseen, "maker"}) {
		t.Errorf("marks %q", marks)
	}
	if differences, known := marked.Differences(found); len(differences) != 1 || known != 1 {
		t.Errorf("a line that nobody has looked at passes: %q", differences)
	}
}
