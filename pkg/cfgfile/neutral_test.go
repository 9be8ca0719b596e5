package cfgfile

import (
	"strconv"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// TestNeutralNames sets every setting that a dialect has by its neutral name in a new file,
// and finds it again in the file as it is written.
func TestNeutralNames(t *testing.T) {
	for _, d := range catalog.Dialects() {
		for _, index := range []int{1, 10, 100} {
			f, err := New(d, "2.0001")
			if err != nil {
				t.Fatal(err)
			}
			set := map[string]string{}
			var assignments []Assignment
			for i, c := range catalog.Concepts() {
				name := "@" + c.At(index)
				if len(c.Paths(d)) == 0 {
					continue
				}
				p, err := PathOf(name, d)
				if err != nil {
					t.Error(err)
					continue
				}
				if its, ok := p.NeutralName(); !ok || "@"+its != name {
					t.Errorf("%s: %s is %q", name, p, its)
				}
				set[name] = strconv.Itoa(i)
				assignments = append(assignments, Assignment{name, set[name]})
			}
			if effects, err := f.SetAll(assignments, SetOptions{Unchecked: true}); err != nil || len(effects) != len(set) {
				t.Errorf("%d effects: %v", len(effects), err)
			}
			again, err := Parse(f.Bytes())
			if err != nil {
				t.Fatal(err)
			}
			for name, value := range set {
				if s, err := again.Lookup(name); err != nil || s.Value != value {
					t.Errorf("%s %s: %q %v", d, name, s.Value, err)
				}
			}
			if again.Len() != len(set) {
				t.Errorf("%s has %d settings, not %d", d, again.Len(), len(set))
			}
		}
	}
}
