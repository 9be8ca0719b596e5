package cfgfile

import (
	"fmt"
	"slices"
	"testing"
)

func diffOf(t *testing.T, a, b *File) []string {
	t.Helper()
	changes, err := Diff(a, b, ConvertOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, c := range changes {
		line := fmt.Sprintf("%v %s %q %q", c.Kind, c.Path(), c.Old.Value, c.New.Value)
		if c.Unmatched {
			line += " unmatched"
		}
		if c.Secret {
			line += " secret"
		}
		lines = append(lines, line)
	}
	return lines
}

// TestCorpusDiff compares each file with itself, where nothing differs, and with
// what it converts to, where nothing differs but what was named as lost.
func TestCorpusDiff(t *testing.T) {
	files, _ := readCorpus(t)
	for name, f := range files {
		t.Run(name, func(t *testing.T) {
			if got := diffOf(t, f, f); len(got) > 0 {
				t.Errorf("from itself: %q", got)
			}
			if f.illFormed {
				return
			}
			for _, to := range partners(f.Dialect()) {
				c := mustConvert(t, f, to)
				checkDiffIsLosses(t, f, c)
			}
		})
	}
}

func checkDiffIsLosses(t *testing.T, f *File, c *Conversion) {
	t.Helper()
	changes, err := Diff(f, mustParse(t, string(c.Data)), ConvertOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var got, want []string
	for _, change := range changes {
		got = append(got, change.Kind.String()+" "+change.Path())
	}
	for _, l := range c.Losses {
		if l.Kind == LostSetting || l.Kind == LostVersion {
			want = append(want, "removed "+l.Path)
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("to %v: differences\n%q\nlosses\n%q", c.To, got, want)
	}
}
