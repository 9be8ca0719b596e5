package lint

import (
	"strings"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/crypt"
	"github.com/fvcfg/fvcfg/pkg/sidefile"
)

// sideFileRules look at the files that a provisioning file points a phone at: phone
// books, dial rules, the access list. On these files only they run, and FV108.
var sideFileRules = []check{
	{Rule: Rule{"FV601", "table-malformed", Warning, false, "a phone book, dial rule or access list cannot be read whole"}},
	{Rule: Rule{"FV602", "table-column", Warning, false, "a column or what stands in it is not what the table holds there"}},
	{Rule: Rule{"FV603", "table-file-name", Warning, false, "a phone does not ask for the table under this name"},
		side: tableFileName},
}

// The rules of what [sidefile.Check] finds.
const (
	structureRule = "FV601"
	columnRule    = "FV602"
	encodingRule  = "FV108"
)

// SideFile returns the side file that the linter takes a file for, 0 for none: it goes by
// name and content. What is encrypted is none.
func SideFile(name string, data []byte) sidefile.Kind {
	kind := sidefile.Recognize(name, data)
	if kind == 0 || crypt.LooksEncrypted(data) {
		return 0
	}
	return kind
}

// sideProblems reads the file once for all rules that its problems belong to.
func (p *pass) sideProblems(kind sidefile.Kind, data []byte) {
	structure, column, encoding := p.number(structureRule), p.number(columnRule), p.number(encodingRule)
	if max(structure, column, encoding) < 0 {
		return
	}
	for problem := range sidefile.Check(kind, data) {
		switch {
		case sidefile.IsUTF16(data):
			p.running = encoding
		case problem.Structural():
			p.running = structure
		default:
			p.running = column
		}
		if p.running >= 0 && !p.countSurplus() {
			p.grade(doubt(problem.Doubtful()), problem.Offset, problem.Text(), problem.Suggestion())
		}
	}
}

// doubt returns the severity of a finding on a side file: what a phone does with one is
// not documented, so none is an error.
func doubt(doubtful bool) Severity {
	if doubtful {
		return Info
	}
	return Warning
}

func tableFileName(p *pass, kind sidefile.Kind) {
	if near := sidefile.CheckName(kind, p.name); near != nil {
		p.grade(doubt(near.Doubtful), 0, near.Text, near.Suggestion).onFile()
	}
}

// sideEncoding reports the first of each kind of byte that has no place in a side file.
// XML may have a byte order mark. What is in UTF-16 is told by its problem.
func sideEncoding(p *pass, kind sidefile.Kind) {
	if kind == sidefile.UnknownTable || sidefile.IsUTF16([]byte(p.src[:min(len(p.src), 64)])) {
		return
	}
	listed := len(p.findings)
	if kind != sidefile.PhonebookXML && strings.HasPrefix(p.src, bom) {
		p.found(0, "a byte order mark stands before the first name", cfgfile.Edit{Span: cfgfile.Span{End: len(bom)}}).to(len(bom)).
			advise("a reader that does not know it takes it for a part of that")
	}
	p.oddBytes()
	for i := listed; i < len(p.findings); i++ {
		p.findings[i].Severity = Warning
	}
}
