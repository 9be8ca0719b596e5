package phrase

import (
	"slices"
	"strconv"
	"strings"
	"testing"
)

func TestCount(t *testing.T) {
	for n, want := range map[int]string{0: "0 files", 1: "1 file", 2: "2 files"} {
		if got := Count(n, "file"); got != want {
			t.Errorf("%d: %q", n, got)
		}
	}
}

func TestList(t *testing.T) {
	for want, items := range map[string][]string{"": nil, "a": {"a"}, "a or b": {"a", "b"}, "a, b or c": {"a", "b", "c"}} {
		if got := List(items, "or"); got != want {
			t.Errorf("%v: %q", items, got)
		}
	}
}

func TestQuote(t *testing.T) {
	for text, want := range map[string]string{
		"X6": `"X6"`, "a\nb": `"a\nb"`, strings.Repeat("ü", 48): `"` + strings.Repeat("ü", 48) + `"`, strings.Repeat("ü", 49): `"` + strings.Repeat("ü", 48) + `"…`,
	} {
		if got := Quote(text); got != want {
			t.Errorf("%q: %s", text, got)
		}
	}
}

func TestVisible(t *testing.T) {
	for text, want := range map[string]string{"ü\\": "ü\\", "a\x1b[1m\n": `a\x1b[1m\n`, "a\u202eb": `a\u202eb`, "a\xffb": "a\ufffdb"} {
		if got := Visible(text); got != want {
			t.Errorf("%q: %q, not %q", text, got, want)
		}
	}
	if got := OneLine("a\t\xff\u202e\n"); got != "a\\t\xff\u202e\\n" {
		t.Errorf("%q", got)
	}
}

func TestWrap(t *testing.T) {
	for _, test := range []struct {
		text          string
		first, indent int
		want          []string
	}{
		{"", 0, 2, []string{""}},
		{"one two", 0, 2, []string{"one two"}},
		{"one two three", 0, 2, []string{"one two", "  three"}},
		{"one two three", 5, 0, []string{"one", "two three"}},
		{"one unbreakable", 0, 2, []string{"one", "  unbreakable"}},
		{"日本 日本 日本", 0, 0, []string{"日本 日本", "日本"}},
	} {
		if got := Wrap(test.text, 10, test.first, test.indent); !slices.Equal(got, test.want) {
			t.Errorf("%q: %q, want %q", test.text, got, test.want)
		}
	}
	if got := Padded("日", 4); got != "日  " || Padded("long", 2) != "long" {
		t.Errorf("%q", got)
	}
}

func TestFew(t *testing.T) {
	for n, want := range map[int]string{0: "", 1: "0", 5: "0 1 2 3 4", 6: "0 1 2 3 4 and 1 more", 789: "0 1 2 3 4 and 784 more"} {
		all := make([]int, n)
		for i := range all {
			all[i] = i
		}
		if got := strings.Join(Few(all, strconv.Itoa), " "); got != want {
			t.Errorf("%d: %q", n, got)
		}
	}
}

func TestFewInLine(t *testing.T) {
	for n, want := range map[int]string{0: "", 1: "0", 2: "0 and 1", 5: "0, 1, 2, 3 and 4", 7: "0, 1, 2, 3, 4 and 2 more"} {
		if got := FewInLine([]int{0, 1, 2, 3, 4, 5, 6}[:n], strconv.Itoa); got != want {
			t.Errorf("%d: %q", n, got)
		}
	}
}
