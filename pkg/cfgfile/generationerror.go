package cfgfile

import (
	"fmt"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// GenerationError says that two dialects are of different generations of phones,
// whose names differ, so that one cannot be converted to the other or compared
// with it.
type GenerationError struct {
	From, To Dialect
	// Settings is the number of settings in the file.
	Settings int
	// Namesakes are the settings whose key To has too, but for spaces, case and
	// index. Whether they mean the same is not known.
	Namesakes []Namesake
}

// Namesake is a setting and the names in another dialect that read like its own.
type Namesake struct {
	Path  string
	Line  int
	Names []string // paths as the dictionary has them: "sip/line[N]/RegisterAddr"
}

func (e *GenerationError) Error() string {
	return fmt.Sprintf("%s is of %s and %s of %s, and the names of settings differ between generations; of %d settings, %d have a key that reads alike in %s, which does not say that it means the same",
		e.From, generationName(e.From), e.To, generationName(e.To), e.Settings, len(e.Namesakes), e.To)
}

func generationName(d Dialect) string {
	if d == Dotted {
		return "the newest generation"
	}
	return fmt.Sprintf("generation %d", d.Generation())
}

// newGenerationError looks for each setting's key in the other dialect.
func newGenerationError(f *File, to Dialect) *GenerationError {
	e := &GenerationError{From: f.dialect, To: to, Settings: f.Len()}
	table := catalog.For(catalog.Dialect(f.dialect))
	names := make(map[string][]string)
	for _, s := range f.Settings() {
		found, ok := names[s.Key]
		if !ok {
			for _, other := range table.Foreign(s.Key) {
				if other.Dialect() == catalog.Dialect(to) {
					found = append(found, other.Path())
				}
			}
			names[s.Key] = found
		}
		if len(found) > 0 {
			e.Namesakes = append(e.Namesakes, Namesake{s.Path.String(), s.Line, found})
		}
	}
	return e
}
