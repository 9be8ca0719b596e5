package lint

import (
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// markedText is the text of a file with the values hidden that the dictionary marks as
// secret.
type markedText struct {
	text string
	// plain are the keys in it, in order, that the dictionary knows as no secret's.
	plain []cfgfile.Span
}

// keyEnd returns where the key ends that starts in a part of the text and is no secret's,
// 0 if there is none. It is asked for one part behind the other.
func (m *markedText) keyEnd(from, to int) int {
	for len(m.plain) > 0 && m.plain[0].Start < from {
		m.plain = m.plain[1:]
	}
	if len(m.plain) == 0 || m.plain[0].Start >= to {
		return 0
	}
	return m.plain[0].End
}

// hideMarked hides the values that the dictionary marks as secret. The mark knows what a
// name does not tell: a key that was cut, one that is a slip of a secret's, and one that
// only sounds like a secret's.
func hideMarked(file *cfgfile.File) markedText {
	src := file.Source()
	marks := secretMarks{table: tableOf(file)}
	var plain []cfgfile.Span
	var edits []cfgfile.Edit
	longer := 0
	for _, s := range file.Settings() {
		secret, known := marks.judge(&s)
		switch {
		case known && !secret:
			plain = append(plain, cfgfile.Span{Start: s.KeySpan.Start + longer, End: s.KeySpan.End + longer})
		case secret && s.ValueSpan.Len() > 0:
			var b strings.Builder
			blotOut(&b, src[s.ValueSpan.Start:s.ValueSpan.End])
			edits = append(edits, cfgfile.Edit{Span: s.ValueSpan, New: b.String()})
			longer += b.Len() - s.ValueSpan.Len()
		}
	}
	if len(edits) == 0 {
		return markedText{src, plain}
	}
	hidden, _ := cfgfile.Apply(src, edits) // spans of settings don't overlap
	return markedText{hidden, plain}
}

// secretMarks tells by the dictionary which settings of a file are secret. Like
// [walk] it looks up the place of a setting where it differs from the last one's.
type secretMarks struct {
	table        *catalog.Table
	module, list string
	scope        *catalog.Scope
	slips        map[string]bool // what was found of keys that nobody knows
}

// isSecret reports what [catalog.Table.IsSecret] does, and takes for a secret, too,
// what is nearly the key of one.
func (m *secretMarks) isSecret(s *cfgfile.Setting) bool {
	secret, _ := m.judge(s)
	return secret
}

// judge reports whether a setting is secret, and whether the dictionary knows that.
func (m *secretMarks) judge(s *cfgfile.Setting) (secret, known bool) {
	if s.Module != m.module || s.List != m.list {
		m.module, m.list = s.Module, s.List
		m.scope, _ = m.table.Scope(s.Module, s.List)
	}
	if m.scope != nil {
		if entry, ok := m.scope.Lookup(s.Key); ok && entry.Kind() != catalog.Unknown {
			return entry.Secret(), true
		}
	}
	return m.isUnknownSecret(s), false
}

// isUnknownSecret reports whether a key that the dictionary does not have in its place is
// a secret's by its name, or may be a slip of one, such as "SIP1 Register Pswrd". The
// finding that speaks of it would show the value otherwise.
func (m *secretMarks) isUnknownSecret(s *cfgfile.Setting) bool {
	if secret, ok := m.slips[s.Key]; ok {
		return secret
	}
	secret := catalog.IsSecret(s.Key)
	if secret || len(m.slips) == maxOpinions {
		return secret
	}
	secret = m.table.IsNearSecret(s.Module, s.List, s.Key)
	if m.slips == nil {
		m.slips = make(map[string]bool)
	}
	m.slips[s.Key] = secret
	return secret
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
