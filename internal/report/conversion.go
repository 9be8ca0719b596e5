package report

import (
	"encoding/json"
	"fmt"
	"io"

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
	for _, l := range c.Losses {
		path := ""
		if l.Path != "" {
			path = phrase.Visible(l.Path) + ": "
		}
		if _, err := fmt.Fprintf(r.losses, "%s:%d: %s%s [%s]\n", c.File, l.Line, path, l.Reason, l.Kind); err != nil {
			return err
		}
	}
	return r.note(c)
}

// Fail notes that a file could not be converted, for JSON: as text, the error is told
// like any other.
func (r *Conversions) Fail(file, reason string) { r.all = append(r.all, jsonFailure{file, reason}) }

// note writes what the losses come to, and that the order changed.
func (r *Conversions) note(c Conversion) error {
	if n := len(c.Losses); n > 0 {
		done := "nothing is written; --allow-loss writes the rest"
		if c.Written {
			done = fmt.Sprintf("the other %s written", count(c.Settings, "setting is", "settings are"))
		}
		if _, err := fmt.Fprintf(r.notes, "fvcfg: %s: %s no place in %v, %s\n", c.File, count(n, "thing has", "things have"), c.To, done); err != nil {
			return err
		}
	}
	if !c.Written {
		return nil
	}
	text := ""
	if c.Reordered {
		text += fmt.Sprintf("fvcfg: %s: the settings of one module or entry stand together now, which they did not before\n", c.File)
	}
	if c.ReadAs != c.To {
		text += fmt.Sprintf("fvcfg: %s: so few names don't show their generation, and fvcfg reads the result as %v, not %v; phones know their own names\n", c.File, c.ReadAs, c.To)
	}
	_, err := io.WriteString(r.notes, text)
	return err
}

// count writes a number with what it counts.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

type jsonConversion struct {
	File      string     `json:"file"`
	From      string     `json:"from"`
	To        string     `json:"to"`
	ReadAs    string     `json:"read_as"`
	Settings  int        `json:"settings"`
	Written   bool       `json:"written"`
	Reordered bool       `json:"reordered"`
	Losses    []jsonLoss `json:"losses"`
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
}

func newJSONConversion(c Conversion) jsonConversion {
	j := jsonConversion{
		File: c.File, From: c.From.String(), To: c.To.String(), ReadAs: c.ReadAs.String(), Settings: c.Settings,
		Written: c.Written, Reordered: c.Reordered, Losses: []jsonLoss{},
	}
	for _, l := range c.Losses {
		j.Losses = append(j.Losses, jsonLoss{l.Kind.String(), l.Path, l.Line, l.Reason})
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
