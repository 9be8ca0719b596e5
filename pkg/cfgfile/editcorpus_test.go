package cfgfile

import (
	"slices"
	"strings"
	"testing"
)

// checkEdits sets one value after another of a file and checks that the bytes of
// the value change, in text within its line, and no others.
func checkEdits(t *testing.T, data []byte) {
	t.Helper()
	before := mustParse(t, string(data))
	for i, s := range before.Settings() {
		if i%(1+before.Len()/10) != 0 {
			continue
		}
		all, err := before.find(s.Path.String())
		if err != nil || !slices.ContainsFunc(all, func(m found) bool { return m.number == i }) {
			t.Fatalf("%s does not find itself: %v", s.Path.String(), err)
		}
		if len(all) > 1 {
			if _, err := mustParse(t, before.Source()).SetUnchecked(s.Path.String(), "x"); err == nil {
				t.Fatalf("%s stands %d times in the file, and one is set", s.Path.String(), len(all))
			}
			continue
		}
		for _, value := range []string{"", "changed", "<&]]>\"'", s.Value + "x"} {
			checkEdit(t, before, i, s, value)
		}
		checkUnsetOne(t, data, i)
	}
}

func checkEdit(t *testing.T, before *File, number int, s Setting, value string) {
	t.Helper()
	if strings.ContainsAny(value, "\r\n") {
		return
	}
	after := mustParse(t, before.Source())
	if _, err := after.SetUnchecked(s.Path.String(), value); err != nil {
		t.Fatalf("%s: %v", s.Path.String(), err)
	}
	if got := after.Setting(number); got.Value != value {
		t.Fatalf("%s reads back %q for %q", s.Path.String(), got.Value, value)
	}
	head, tail := s.ValueSpan.Start, s.ValueSpan.End
	switch {
	case before.Dialect().IsText():
		head = 1 + strings.LastIndexByte(before.Source()[:head], '\n')
		end, _ := lineEnd(before.Source(), tail)
		tail = end
	case strings.HasSuffix(before.Source()[:head], "/>") && s.ValueSpan.Len() == 0:
		head -= len("/>")
	}
	if !strings.HasPrefix(after.Source(), before.Source()[:head]) || !strings.HasSuffix(after.Source(), before.Source()[tail:]) {
		t.Fatalf("%s: more changes than the value", s.Path.String())
	}
	sameAsRead(t, after)
}

// checkMergeBack takes settings out of a file, single ones and whole lists, merges
// the whole file back in and checks that all are there again.
func checkMergeBack(t *testing.T, data []byte) {
	t.Helper()
	whole, f := mustParse(t, string(data)), mustParse(t, string(data))
	if len(whole.byPlace()) != whole.Len() {
		return // it has a setting more than once
	}
	removed, count := make([]bool, f.Len()), 0
	for i, s := range whole.Settings() {
		if removed[i] = s.Module != "" && (i%7 == 0 || s.Index > 1); removed[i] {
			count++
		}
	}
	if err := f.remove(removed, count); err != nil {
		t.Fatalf("%d settings cannot be taken out: %v", count, err)
	}
	if _, err := f.Merge(whole, SetOptions{Unchecked: true}); err != nil {
		t.Fatalf("%d settings are gone: %v", count, err)
	}
	want, got := listing(whole), listing(f)
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(want, got) {
		t.Fatal("merged back, the settings are not those that were")
	}
	sameAsRead(t, f)
}
