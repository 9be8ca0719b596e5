package explain

import (
	"slices"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// TestEveryLabelIsExplained asks for each label of the description, alone and by its page,
// as the page writes it with its colon.
func TestEveryLabelIsExplained(t *testing.T) {
	for _, l := range catalog.Labels() {
		isIt := func(other catalog.Label) bool { return other.Path() == l.Path() }
		for _, word := range []string{l.Text, l.Text + ":", l.Path()} {
			found, err := search(word)
			if err != nil || !found.exact || !slices.ContainsFunc(found.labels, isIt) {
				t.Errorf("%q: %+v %v", word, found.labels, err)
			}
		}
		found, err := search(l.Path())
		if err != nil || l.Page != "" && (!found.whole || !slices.Equal(found.entries, l.Entries())) {
			t.Errorf("%q leads to %d keys, and not to %d: %v", l.Path(), len(found.entries), len(l.Entries()), err)
		}
	}
}
