package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/fatih/color"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/provision"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// Walk is how a phone started, as a person reads it: the verdict, the files, and what they
// set.
type Walk struct {
	Phone  *provision.Phone
	Folder string // that stands for its server, "" for none
	*provision.Walk
}

// WriteVerdict writes the outcome in a line, and below it why that is doubtful.
func (w Walk) WriteVerdict(out io.Writer, colored bool) error {
	_, err := io.WriteString(out, w.verdict(colored))
	return err
}

// WriteText writes the walk.
func (w Walk) WriteText(out io.Writer, colored bool) error {
	p := walkPrinter{Walk: w, bold: paint(colored, color.Bold), faint: paint(colored, color.Faint)}
	p.out.WriteString(w.verdict(colored) + "\n")
	p.out.WriteString(strings.Join(phrase.Wrap(w.phone(), phrase.ScreenWidth, 0, 2), "\n") + "\n\n")
	p.rows()
	p.settings()
	p.downloads()
	_, err := io.WriteString(out, p.out.String())
	return err
}

// verdict returns the outcome, what it comes to, and why it is doubtful.
func (w Walk) verdict(colored bool) string {
	paintWord, word := paint(colored, color.Bold), string(w.Outcome)
	switch {
	case w.IsDoubtful():
		paintWord, word = paint(colored, color.FgMagenta, color.Bold), word+", doubtful"
	case w.Outcome == provision.Rejected:
		paintWord = paint(colored, color.FgRed, color.Bold)
	}
	verdict := paintWord.Sprint(word) + ": " + w.sum() + "\n"
	for _, d := range w.Doubts {
		verdict += "  " + strings.Join(phrase.Wrap(phrase.Visible(d.Message), phrase.ScreenWidth, 2, 2), "\n") + "\n"
	}
	return verdict
}

// sum says what the outcome comes to.
func (w Walk) sum() string {
	asked, came, taken := 0, 0, 0
	for _, s := range w.Steps {
		switch {
		case s.Kind == "fetch" && s.Outcome != provision.Skipped:
			asked++
			if s.Outcome == provision.Done {
				came++
			}
		case s.Kind == "decide" && s.Outcome == provision.Applied:
			taken++
		}
	}
	switch {
	case w.Outcome == provision.Rejected:
		return "no file came that can be used"
	case w.Outcome == provision.Unchanged && came == 1:
		return "the file that came is not applied"
	case w.Outcome == provision.Unchanged:
		return fmt.Sprintf("of %s that came, none is applied", phrase.Count(came, "file"))
	}
	files, set := fmt.Sprintf("%d of %s", taken, phrase.Count(asked, "file")), phrase.Count(len(w.Changes), "setting")
	if w.Phone.Running == nil {
		return files + ", " + set + " set (what ran before is not known)"
	}
	return files + ", " + set + " changed"
}

// phone says what the phone is, and where its files come from.
func (w Walk) phone() string {
	text := fmt.Sprintf("%s %s, %v", article(w.Phone.Model.Name), w.Phone.Model.Name, w.Phone.MAC)
	if version := w.Phone.Device.Version; version != "" {
		text += ", running " + phrase.Visible(redact.String(version))
		if general := w.Phone.General.Version; general != version {
			text += ", of the general file " + phrase.Visible(redact.String(cmp.Or(general, "none")))
		}
	}
	if w.Folder != "" {
		text += "; the folder " + phrase.Visible(w.Folder) + " is its server"
	}
	return text
}

// article returns the article of a model's name, whose first letter is spelt: an X6, a V62.
func article(name string) string {
	if name != "" && strings.ContainsAny(name[:1], "AEFHILMNORSXaefhilmnorsx8") {
		return "An"
	}
	return "A"
}

type walkPrinter struct {
	Walk
	bold, faint *color.Color
	out         strings.Builder
}

// walkRow is a line of the walk: what became of a file, or what else is to be known.
type walkRow struct {
	label, name string
	outcome     provision.Outcome
	text        string
}

// rows writes the sources, a line for each file, and notes. Of a folder that stands for a
// server which nobody named, the line above speaks.
func (p *walkPrinter) rows() {
	var rows []walkRow
	for i := range p.Steps {
		s := &p.Steps[i]
		switch {
		case s.Kind == "download", s.Kind == "merge" && !strings.Contains(s.Text, "goes over") && s.Role == "":
		case s.Kind == "source" && s.Folder:
		case s.Kind == "merge" && s.Role == "":
			over, _, _ := strings.Cut(s.Text, ": ") // the verdict has the count
			rows = append(rows, walkRow{label: s.Kind, text: over})
		case s.Role == "" || s.Kind == "merge":
			rows = append(rows, walkRow{label: s.Kind, text: s.Text})
		case s.Kind == "fetch":
			text := strings.TrimPrefix(strings.TrimPrefix(s.Text, "asks for "+s.Name), ": ")
			rows = append(rows, walkRow{string(s.Role), s.Name, s.Outcome, strings.TrimSpace(text)})
		default:
			for i := range slices.Backward(rows) {
				if rows[i].label == string(s.Role) {
					rows[i].outcome, rows[i].text = s.Outcome, s.Text
					break
				}
			}
		}
	}
	p.writeRows(rows)
}

// The columns of a row: the outcome with the space behind it, and the longest name that
// others stand in line with.
const (
	outcomeColumn = len("unchanged  ")
	maxNameColumn = 24
)

func (p *walkPrinter) writeRows(rows []walkRow) {
	names, labels := 0, 0
	for _, r := range rows {
		labels = max(labels, len(r.label)+2)
		if n := phrase.Columns(phrase.Visible(r.name)); n <= maxNameColumn {
			names = max(names, n)
		}
	}
	for _, r := range rows {
		line := "  " + phrase.Padded(r.label, labels)
		at := 2 + labels
		if r.outcome != "" {
			name := phrase.Visible(r.name)
			line += p.bold.Sprint(name) + phrase.Spaces(names-phrase.Columns(name)) + "  " + phrase.Padded(string(r.outcome), outcomeColumn)
			at += max(names, phrase.Columns(name)) + 2 + outcomeColumn
		}
		text := phrase.Visible(r.text)
		if at > phrase.ScreenWidth*3/5 {
			line, at = strings.TrimRight(line, " ")+"\n"+phrase.Spaces(2+labels), 2+labels
		}
		p.out.WriteString(line + strings.Join(phrase.Wrap(text, phrase.ScreenWidth, at, at), "\n") + "\n")
	}
}

// settings writes what changes, by the file that it comes from, and by module and list.
func (p *walkPrinter) settings() {
	type place struct {
		role  provision.Role
		place string
	}
	var order []place
	byPlace := map[place][]provision.ChangeReport{}
	for _, c := range p.ReportChanges().Changes {
		at := place{c.Role, c.Place}
		if byPlace[at] == nil {
			order = append(order, at)
		}
		byPlace[at] = append(byPlace[at], c)
	}
	for _, at := range order {
		heading, from := phrase.Visible(cmp.Or(at.place, "outside modules")), "from "+string(at.role)
		gap := phrase.Spaces(max(2, phrase.ScreenWidth-phrase.Columns(heading)-len(from)))
		p.out.WriteString("\n" + p.bold.Sprint(heading) + gap + p.faint.Sprint(from) + "\n")
		p.changes(byPlace[at])
	}
}

// changes writes the settings of one place in columns.
func (p *walkPrinter) changes(changes []provision.ChangeReport) {
	longest := slices.MaxFunc(changes, func(a, b provision.ChangeReport) int {
		return phrase.Columns(phrase.Visible(a.Key)) - phrase.Columns(phrase.Visible(b.Key))
	})
	keys := phrase.Columns(phrase.Visible(longest.Key))
	for _, c := range changes {
		value := shownValue(c.New)
		if c.Old != nil {
			value = shownValue(*c.Old) + arrow + value
		}
		p.out.WriteString("  " + phrase.Padded(phrase.Visible(c.Key), keys) + "   " + value + "\n")
	}
}

// downloads writes what the new settings have the phone fetch.
func (p *walkPrinter) downloads() {
	var rows []walkRow
	for _, s := range p.Steps {
		if s.Kind == "download" {
			rows = append(rows, walkRow{label: s.Kind, text: s.Text})
		}
	}
	if len(rows) > 0 {
		p.out.WriteString("\n")
		p.writeRows(rows)
	}
}
