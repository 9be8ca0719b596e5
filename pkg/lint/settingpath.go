package lint

import (
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// spans reports whether an offset is within a setting. A tag starts before the name in it.
func (p *pass) spans(s *cfgfile.Setting, offset int) bool {
	start := s.KeySpan.Start
	if p.file.Dialect().IsXML() {
		start--
	}
	return start <= offset && offset <= s.ValueSpan.End
}

// addPaths fills in the paths of the settings that findings are about, where the walk
// through the settings did not: in a dialect of lines, a finding anywhere on the line of a
// setting is about it. It needs the findings in the order of the file.
func (p *pass) addPaths() {
	left := make([]int, 0, 16)
	for i := range p.findings {
		if p.findings[i].Path == "" {
			left = append(left, i)
		}
	}
	ofLines := !p.file.Dialect().IsXML()
	for _, s := range p.file.Settings() {
		for len(left) > 0 {
			f := &p.findings[left[0]]
			if p.spans(&s, f.Offset) || ofLines && f.Line == s.Line {
				f.Path = p.pathOf(&s)
			} else if f.Offset > s.ValueSpan.End {
				break // it stands behind the setting
			}
			left = left[1:]
		}
		if len(left) == 0 {
			return
		}
	}
}

// pathOf returns the path of a setting for a report: "" where a name in it may be part of
// a secret, as in a broken file. Several rules may speak of one setting.
func (p *pass) pathOf(s *cfgfile.Setting) string {
	if p.pathAt != s.KeySpan {
		p.path, p.pathAt = "", s.KeySpan
		if p.mayName(s) {
			p.path = s.Path.String()
		}
	}
	return p.path
}

// mayName reports whether no name in the path of a setting can be part of a secret: the
// dictionary has them there, or they stand where nothing is hidden.
func (p *pass) mayName(s *cfgfile.Setting) bool {
	scope, ok := tableOf(p.file).Scope(s.Module, s.List)
	if ok {
		if _, ok = scope.Lookup(s.Key); ok {
			return true
		}
	} else if p.shown().HidesNameIn(s.Module + " " + s.List) {
		return false
	}
	return !p.shown().HidesKey(s)
}

// shown returns what may be shown of the file.
func (p *pass) shown() *redact.File {
	if p.redacted == nil {
		p.redacted = redact.NewFile(p.file)
	}
	return p.redacted
}
