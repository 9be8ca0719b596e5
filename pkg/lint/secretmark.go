package lint

import (
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// hideMarked gives the text of a file with the values hidden that the dictionary
// marks as secret. The mark knows what a name does not tell: a key that was cut,
// and one that is a slip of a secret's.
func hideMarked(file *cfgfile.File) string {
	src := file.Source()
	marks := secretMarks{table: tableOf(file)}
	var edits []cfgfile.Edit
	for _, s := range file.Settings() {
		if s.ValueSpan.Len() == 0 || !marks.isSecret(&s) {
			continue
		}
		var b strings.Builder
		blotOut(&b, src[s.ValueSpan.Start:s.ValueSpan.End])
		edits = append(edits, cfgfile.Edit{Span: s.ValueSpan, New: b.String()})
	}
	if len(edits) == 0 {
		return src
	}
	hidden, _ := cfgfile.Apply(src, edits) // spans of settings don't overlap
	return hidden
}

// secretMarks tells by the dictionary which settings of a file are secret. Like
// [walk] it looks up the place of a setting where it differs from the last one's.
type secretMarks struct {
	table        *catalog.Table
	module, list string
	scope        *catalog.Scope
	slips        map[string]bool // what was found of keys that nobody knows
}

// isSecret tells what [catalog.Table.IsSecret] does, and takes for a secret, too,
// what is nearly the key of one.
func (m *secretMarks) isSecret(s *cfgfile.Setting) bool {
	if s.Module != m.module || s.List != m.list {
		m.module, m.list = s.Module, s.List
		m.scope, _ = m.table.Scope(s.Module, s.List)
	}
	if m.scope != nil {
		if entry, ok := m.scope.Lookup(s.Key); ok && entry.Kind() != catalog.Unknown {
			return entry.Secret()
		}
	}
	return catalog.IsSecret(s.Key) || m.isSlip(s)
}

// isSlip tells whether a key that the dictionary does not have in its place may be
// a slip of a secret's, such as "SIP1 Register Pswrd". The finding that speaks of
// it would show the value otherwise.
func (m *secretMarks) isSlip(s *cfgfile.Setting) bool {
	if slip, ok := m.slips[s.Key]; ok || len(m.slips) == maxOpinions {
		return slip
	}
	slip := m.table.IsNearSecret(s.Module, s.List, s.Key)
	if m.slips == nil {
		m.slips = make(map[string]bool)
	}
	m.slips[s.Key] = slip
	return slip
}

// blotOut writes text with every line of it blotted out that is not blank.
func blotOut(b *strings.Builder, text string) {
	for line := range strings.Lines(text) {
		body := strings.TrimRight(line, "\r\n")
		if strings.Trim(body, " \t") == "" {
			b.WriteString(line)
			continue
		}
		b.WriteString(blot)
		b.WriteString(line[len(body):])
	}
}
