package report

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// isAcross reports whether a file went from one generation of phones to another.
func (c Conversion) isAcross() bool { return !cfgfile.SharesNames(c.From, c.To) }

// crossed counts what became of the settings of such a file.
type crossed struct {
	Settings     int `json:"settings"`      // of the file
	Carried      int `json:"carried"`       // all that are not lost
	Doubtful     int `json:"doubtful"`      // of these
	Lost         int `json:"lost"`          // all others
	LostDoubtful int `json:"lost_doubtful"` // of these, with a counterpart that was left alone
}

func (c Conversion) count() crossed {
	n := crossed{Carried: len(c.Carried)}
	for _, s := range c.Carried {
		if s.Doubt != "" {
			n.Doubtful++
		}
	}
	for _, l := range c.Losses {
		if l.Kind == cfgfile.LostSetting {
			n.Lost++
		}
		if l.Doubtful {
			n.LostDoubtful++
		}
	}
	n.Settings = n.Carried + n.Lost
	return n
}

// summary returns what became of a file that went across generations, in a few lines.
func (c Conversion) summary() string {
	n := c.count()
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %v to %v: of %s %d carried", phrase.Name(c.File), c.From, c.To, count(n.Settings, "setting", "settings"), n.Carried)
	if n.Doubtful > 0 {
		fmt.Fprintf(&b, " (%d doubtful)", n.Doubtful)
	}
	fmt.Fprintf(&b, ", %d lost", n.Lost)
	if n.LostDoubtful > 0 {
		fmt.Fprintf(&b, " (%d with a doubtful counterpart)", n.LostDoubtful)
	}
	if !c.Written {
		b.WriteString("; not written")
	}
	b.WriteString("\n")
	if others := len(c.Losses) - n.Lost; others > 0 {
		fmt.Fprintf(&b, "%s: besides, %s, which no settings are\n", phrase.Name(c.File), count(others, "thing is lost", "things are lost"))
	}
	bases := map[string]int{}
	for _, s := range c.Carried {
		bases[s.Basis]++
	}
	known := make([]string, 0, len(bases))
	for _, basis := range slices.Sorted(maps.Keys(bases)) {
		known = append(known, fmt.Sprintf("%d by %s", bases[basis], strings.ReplaceAll(basis, "+", " and ")))
	}
	if len(known) > 0 {
		fmt.Fprintf(&b, "%s: carried: %s\n", phrase.Name(c.File), strings.Join(known, ", "))
	}
	for _, note := range c.Notes {
		fmt.Fprintf(&b, "%s: %s\n", phrase.Name(c.File), note)
	}
	return b.String()
}

// jsonAcross is what a conversion has besides where it goes across generations.
type jsonAcross struct {
	Counts  crossed       `json:"counts"`
	Carried []jsonCarried `json:"carried"`
}

type jsonCarried struct {
	From  string `json:"from"`
	Line  int    `json:"line"`
	To    string `json:"to"`
	Basis string `json:"basis"`
	Doubt string `json:"doubt,omitempty"`
	Note  string `json:"note,omitempty"`
}

func newJSONAcross(c Conversion) *jsonAcross {
	j := &jsonAcross{Counts: c.count(), Carried: []jsonCarried{}}
	for _, s := range c.Carried {
		j.Carried = append(j.Carried, jsonCarried{s.From, s.Line, s.To, s.Basis, s.Doubt, s.Note})
	}
	return j
}
