package explain

import (
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatih/color"

	"github.com/fvcfg/fvcfg/docs"
	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/lint"
)

// rulePage is what is to be said of a rule, by the section that it has in docs/rules.md.
type rulePage struct {
	lint.Rule
	section docs.Section
}

func pageOf(r lint.Rule) (rulePage, error) {
	section, ok := docs.RuleSection(r.ID)
	if !ok {
		return rulePage{}, fmt.Errorf("%s has no section in docs/rules.md", r)
	}
	return rulePage{r, section}, nil
}

// mend says how what the rule finds is mended.
func (r rulePage) mend() string {
	if !r.Fixable {
		if r.section.Mend != "" {
			return sentence(r.section.Mend)
		}
		return "By hand, as under Good."
	}
	mend := "fvcfg lint --fix FILE"
	if _, only, has := strings.Cut(r.section.Severity, "fixable "); has {
		mend += " (" + only + ")"
	}
	return mend
}

// silence says how the rule is switched off.
func (r rulePage) silence() string {
	return fmt.Sprintf("fvcfg lint --disable %s, or %s: off in .fvcfg.yaml", r.Name, r.ID)
}

// What of Markdown a screen has in another way.
var (
	link     = regexp.MustCompile(`\[([^\]]+)\]\([^)]*\)`)
	emphasis = regexp.MustCompile(`\*([A-Za-z ]+)\*`)
	code     = regexp.MustCompile("`[^`]*`")
)

// kept stands for a space within a piece of code, at which no line is broken.
const kept = "\x00"

// sentence returns a paragraph of the page as a screen has it: in one line, with a capital
// letter, and with the names of files in place of links.
func sentence(paragraph string) string { return withSpaces(breakable(paragraph)) }

// breakable returns such a sentence that can be broken into lines at its spaces.
func breakable(paragraph string) string {
	text := link.ReplaceAllString(paragraph, "$1")
	text = code.ReplaceAllStringFunc(text, func(piece string) string { return strings.NewReplacer(" ", kept, "\n", kept).Replace(piece) })
	text = strings.Join(strings.Fields(emphasis.ReplaceAllString(text, "$1")), " ")
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

func withSpaces(text string) string { return strings.ReplaceAll(text, kept, " ") }

// labelColumn is where what a label is about begins.
const labelColumn = len("Evidence  ")

// write writes the page.
func (r rulePage) write(w io.Writer, colored bool) error {
	p := pagePrinter{bold: paint(colored, color.Bold)}
	severity := paint(colored, color.Bold)
	switch r.Severity {
	case lint.Error:
		severity = paint(colored, color.FgRed, color.Bold)
	case lint.Warning:
		severity = paint(colored, color.FgMagenta, color.Bold)
	}
	level, rest, more := r.Severity.String(), strings.TrimPrefix(r.section.Severity, r.Severity.String()), ""
	if len(r.String())+2+len(level+rest) > phrase.ScreenWidth {
		rest, more = "", strings.TrimPrefix(rest, ", ")
	}
	gap := phrase.Spaces(phrase.ScreenWidth - len(r.String()) - len(level+rest))
	p.out.WriteString(p.bold.Sprint(r.String()) + gap + severity.Sprint(level) + rest + "\n\n")
	p.paragraph(r.section.Summary, 0)
	if more != "" {
		p.paragraph(more+".", 0)
	}
	p.out.WriteString("\n")
	p.example("  Bad", r.section.Bad)
	p.example("  Good", r.section.Good)
	p.part("Why", r.section.Why)
	p.part("Evidence", r.section.Evidence...)
	p.part("Source", r.section.Source)
	p.part("Mend", r.mend())
	p.part("Silence", r.silence())
	_, err := io.WriteString(w, p.out.String())
	return err
}

type pagePrinter struct {
	bold *color.Color
	out  strings.Builder
}

// label writes the label of a part, and the spaces up to its column.
func (p *pagePrinter) label(label string) {
	p.out.WriteString(p.bold.Sprint(label) + phrase.Spaces(labelColumn-len(label)))
}

// example writes a piece of a file as it is.
func (p *pagePrinter) example(label string, e docs.Example) {
	p.label(label)
	lines := strings.Split(e.Text, "\n")
	if e.Note != "" {
		lines = append([]string{"(" + e.Note + ")"}, lines...)
	}
	for i, line := range lines {
		if i > 0 && line != "" {
			line = phrase.Spaces(labelColumn) + line
		}
		p.out.WriteString(line + "\n")
	}
	p.out.WriteString("\n")
}

// part writes the paragraphs of a part, none where it has none.
func (p *pagePrinter) part(label string, paragraphs ...string) {
	for i, paragraph := range paragraphs {
		if i == 0 {
			p.label(label)
		} else {
			p.out.WriteString(phrase.Spaces(labelColumn))
		}
		p.paragraph(paragraph, labelColumn)
	}
}

// paragraph writes a paragraph in lines that begin in a column. A command stays in small
// letters.
func (p *pagePrinter) paragraph(text string, column int) {
	if !strings.HasPrefix(text, "fvcfg ") {
		text = breakable(text)
	}
	p.out.WriteString(withSpaces(strings.Join(phrase.Wrap(text, phrase.ScreenWidth, column, column), "\n")) + "\n")
}

// paint returns a colour that is on or off by the user's choice, whatever the library thinks
// of the terminal.
func paint(on bool, attributes ...color.Attribute) *color.Color {
	c := color.New(attributes...)
	if on {
		c.EnableColor()
	} else {
		c.DisableColor()
	}
	return c
}
