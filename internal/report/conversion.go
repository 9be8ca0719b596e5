package report

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strings"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// Conversion is what became of one file that was converted.
type Conversion struct {
	File string
	*cfgfile.Conversion
	Written bool // or held back, since something would be lost
}

// Conversions reports what conversions lose, a line each: file:line: path:
// reason. What became of the files goes to another stream. As JSON it is one
// object, and the other stream has nothing.
type Conversions struct {
	losses, notes io.Writer
	asJSON        bool
	all           []any // a jsonConversion or jsonFailure for each file
}

// NewConversions returns a report.
func NewConversions(losses, notes io.Writer, asJSON bool) *Conversions {
	return &Conversions{losses: losses, notes: notes, asJSON: asJSON, all: []any{}}
}

// Add reports on one file.
func (r *Conversions) Add(c Conversion) error {
	if r.asJSON {
		r.all = append(r.all, newJSONConversion(c))
		return nil
	}
	text := c.lines()
	if c.isAcross() {
		text = c.summary() + text
	}
	if _, err := io.WriteString(r.losses, text); err != nil {
		return err
	}
	_, err := io.WriteString(r.notes, c.note())
	return err
}

// lines returns a line for each loss and, across generations, for each setting that is to
// be looked at though it is carried, in the order of the file.
func (c Conversion) lines() string {
	var b strings.Builder
	losses := c.Losses
	lost := func(before int) {
		for ; len(losses) > 0 && losses[0].Line < before; losses = losses[1:] {
			l, path := losses[0], ""
			if l.Path != "" {
				path = phrase.Visible(l.Path) + ": "
			}
			fmt.Fprintf(&b, "%s:%d: %s%s [%s]\n", phrase.Name(c.File), l.Line, path, l.Reason, l.Kind)
		}
	}
	for _, s := range c.Carried {
		about, kind := s.Doubt, "doubtful"
		if about == "" {
			about, kind = s.Note, "note"
		}
		if about != "" {
			lost(s.Line)
			fmt.Fprintf(&b, "%s:%d: %s: to %s: %s [%s]\n", phrase.Name(c.File), s.Line, phrase.Visible(s.From), phrase.Visible(s.To), about, kind)
		}
	}
	lost(math.MaxInt)
	return b.String()
}

// Fail notes that a file could not be converted, for JSON: as text, the error is told
// like any other.
func (r *Conversions) Fail(file, reason string) { r.all = append(r.all, jsonFailure{file, reason}) }

// note returns what the losses come to, that the order changed, and what else there is to
// say, unless the summary of the report does.
func (c Conversion) note() string {
	var b strings.Builder
	say := func(format string, args ...any) {
		fmt.Fprintf(&b, "fvcfg: %s: %s\n", phrase.Name(c.File), fmt.Sprintf(format, args...))
	}
	if !c.isAcross() {
		for _, text := range c.Notes {
			say("%s", text)
		}
	}
	if n := len(c.Losses); n > 0 {
		done := "nothing is written; --allow-loss writes the rest"
		if c.Written {
			done = fmt.Sprintf("the other %s written", count(c.Settings, "setting is", "settings are"))
		}
		if m := c.count().LostDoubtful; m > 0 {
			done += fmt.Sprintf("; %s a doubtful counterpart there, which --doubtful carries", count(m, "has", "have"))
		}
		say("%s no place in %v, %s", count(n, "thing has", "things have"), c.To, done)
	}
	if c.Written && c.Reordered && !c.isAcross() { // where nearly all are
		say("the settings of one module or entry stand together now, which they did not before")
	}
	if c.Written && c.ReadAs != c.To {
		say("so few names don't show their generation, and fvcfg reads the result as %v, not %v; phones know their own names", c.ReadAs, c.To)
	}
	return b.String()
}

// count writes a number with what it counts.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

type jsonConversion struct {
	File      string   `json:"file"`
	From      string   `json:"from"`
	To        string   `json:"to"`
	ReadAs    string   `json:"read_as"`
	Settings  int      `json:"settings"`
	Written   bool     `json:"written"`
	Reordered bool     `json:"reordered"`
	Notes     []string `json:"notes,omitempty"`
	*jsonAcross
	Losses []jsonLoss `json:"losses"`
}

type jsonFailure struct {
	File  string `json:"file"`
	Error string `json:"error"`
}

type jsonLoss struct {
	Kind   string `json:"kind"`
	Path   string `json:"path,omitempty"`
	Line   int    `json:"line"`
	Reason string `json:"reason"`
	// Doubtful is true where a doubtful counterpart was left alone.
	Doubtful bool `json:"doubtful,omitempty"`
}

func newJSONConversion(c Conversion) jsonConversion {
	j := jsonConversion{
		File: c.File, From: c.From.String(), To: c.To.String(), ReadAs: c.ReadAs.String(), Settings: c.Settings,
		Written: c.Written, Reordered: c.Reordered, Losses: []jsonLoss{}, Notes: c.Notes,
	}
	for _, l := range c.Losses {
		j.Losses = append(j.Losses, jsonLoss{l.Kind.String(), l.Path, l.Line, l.Reason, l.Doubtful})
	}
	if c.isAcross() {
		j.jsonAcross = newJSONAcross(c)
	}
	return j
}

// Close ends the report.
func (r *Conversions) Close() error {
	if !r.asJSON {
		return nil
	}
	return writeJSON(r.losses, struct {
		Version     int   `json:"version"`
		Conversions []any `json:"conversions"`
	}{1, r.all})
}

func writeJSON(w io.Writer, value any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(value)
}
