package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/fatih/color"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// SettingDiff is the difference between two files by setting.
type SettingDiff struct {
	Old, New               string // the files' names
	OldDialect, NewDialect cfgfile.Dialect
	OldFile, NewFile       *redact.File // what of the files may be shown
	Changes                []cfgfile.Change
	// ShowSecrets has the values of secrets shown, and credentials in URLs.
	ShowSecrets bool
}

// hidden stands for the value of a secret.
const hidden = "(secret)"

// side gives the settings that a change is about, and what of them can be shown.
func (d SettingDiff) side(c cfgfile.Change) (cfgfile.Setting, *redact.File) {
	if c.Kind == cfgfile.Added {
		return c.New, d.NewFile
	}
	return c.Old, d.OldFile
}

// value gives the value of one side of a change as it may be shown.
func (d SettingDiff) value(c cfgfile.Change, s cfgfile.Setting, file *redact.File) string {
	switch {
	case d.ShowSecrets:
		return s.Value
	case c.Secret:
		return hidden
	}
	return file.Value(&s)
}

// path gives the path of a setting as it may be shown: in a broken file, a piece of a
// secret can be read as a key.
func (d SettingDiff) path(s cfgfile.Setting, file *redact.File) string {
	if d.ShowSecrets {
		return s.Path.String()
	}
	return file.Path(&s)
}

// WriteText writes a line for each setting that was added (+), removed (-) or
// changed (~), and what a changed one was and is: on the same line where both are
// short, else on two below it, with what differs in colour.
func (d SettingDiff) WriteText(w io.Writer, colored bool) error {
	if len(d.Changes) == 0 {
		return nil
	}
	p := settingPrinter{SettingDiff: d, palette: diffPalette{
		head: paint(colored, color.Bold), removed: paint(colored, color.FgRed), added: paint(colored, color.FgGreen), changed: paint(colored, color.FgYellow),
	}}
	p.out.WriteString(p.palette.head.Sprint("--- "+d.Old) + "\n" + p.palette.head.Sprint("+++ "+d.New) + "\n")
	for _, c := range d.Changes {
		p.change(c)
	}
	_, err := io.WriteString(w, p.out.String())
	return err
}

type diffPalette struct{ head, removed, added, changed *color.Color }

type settingPrinter struct {
	SettingDiff
	palette diffPalette
	out     strings.Builder
}

func (p *settingPrinter) change(c cfgfile.Change) {
	s, file := p.side(c)
	path := phrase.Visible(p.path(s, file))
	note := ""
	if c.Unmatched {
		other := p.NewDialect
		if c.Kind == cfgfile.Added {
			other = p.OldDialect
		}
		note = fmt.Sprintf(" (no name in %v is known for it)", other)
	}
	switch c.Kind {
	case cfgfile.Removed:
		p.out.WriteString(p.palette.removed.Sprint("- "+path+" = "+phrase.Visible(p.value(c, s, file))) + note + "\n")
	case cfgfile.Added:
		p.out.WriteString(p.palette.added.Sprint("+ "+path+" = "+phrase.Visible(p.value(c, s, file))) + note + "\n")
	default:
		p.changed(c, p.palette.changed.Sprint("~ "+path))
	}
}

// longValue is how many bytes both values of a line have together at most.
const longValue = 60

func (p *settingPrinter) changed(c cfgfile.Change, head string) {
	before, after := p.value(c, c.Old, p.OldFile), p.value(c, c.New, p.NewFile)
	switch {
	case c.Secret && !p.ShowSecrets:
		p.out.WriteString(head + " = " + hidden + ", differs\n")
	case before == after:
		p.out.WriteString(head + " = " + phrase.Visible(after) + ", differs in what is hidden\n")
	case len(before)+len(after) <= longValue:
		p.out.WriteString(head + " = " + p.palette.removed.Sprint(phrase.Visible(before)) + " -> " + p.palette.added.Sprint(phrase.Visible(after)) + "\n")
	default:
		old, new := markChanges(before, after, p.palette.removed, p.palette.added)
		p.out.WriteString(head + "\n    - " + old + "\n    + " + new + "\n")
	}
}

// WriteStat writes how many settings of each module were added, removed and
// changed, and the sums.
func (d SettingDiff) WriteStat(w io.Writer) error {
	type counts [cfgfile.Changed + 1]int
	var order []string
	modules := make(map[string]*counts)
	var sum counts
	for _, c := range d.Changes {
		module := phrase.Visible(c.Setting().Module)
		if modules[module] == nil {
			order = append(order, module)
			modules[module] = new(counts)
		}
		modules[module][c.Kind]++
		sum[c.Kind]++
	}
	var b strings.Builder
	line := func(name string, n counts) {
		fmt.Fprintf(&b, "%s: %d added, %d removed, %d changed\n", name, n[cfgfile.Added], n[cfgfile.Removed], n[cfgfile.Changed])
	}
	for _, module := range order {
		name := module
		if name == "" {
			name = "outside modules"
		}
		line(name, *modules[module])
	}
	line("in all", sum)
	_, err := io.WriteString(w, b.String())
	return err
}
