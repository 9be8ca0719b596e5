package lint

import (
	"strings"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// Replacement is a part of a file and the text to write in its place, either of which may be
// empty.
type Replacement struct {
	Start, End cfgfile.Position
	New        string
}

// Replacements returns what [Linter.Fix] writes to mend the finding, in the order of the
// file. It is empty where nothing can be mended, and where the fix is to all lines of the
// file. What is written in never stands in the file already, as a value does: it is white
// space, a line end or the footer.
func (f Finding) Replacements() (all []Replacement) {
	at := cfgfile.NewLocator(f.src)
	for _, e := range f.fix {
		if text := strings.TrimSpace(e.New); text != "" && text != footer {
			return nil
		}
		all = append(all, Replacement{at.Position(e.Span.Start), at.Position(e.Span.End), e.New})
	}
	return all
}
