package lint

import (
	"strings"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
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
	if !ok {
		return !p.hidesNames(s.Module+" "+s.List) && p.shows(s.Key, s.Line)
	}
	_, ok = scope.Lookup(s.Key)
	return ok || p.shows(s.Key, s.Line)
}

// shownText is the text of a file with its secrets hidden, and a line of it: whoever asks
// for lines does so in their order for the most part.
type shownText struct {
	text   string // "" until it is asked for
	rest   string // what follows the line
	line   string
	number int
}

// shownText returns the text of the file with its secrets hidden.
func (p *pass) shownText() string {
	if p.shown.text == "" {
		p.shown.text = hideSecrets(p.file)
	}
	return p.shown.text
}

// shows reports whether a text stands on a line of the file when secrets are hidden.
func (p *pass) shows(text string, line int) bool {
	shown := &p.shown
	if shown.number == 0 || shown.number > line {
		shown.rest, shown.number = p.shownText(), 0
	}
	for ; shown.number < line; shown.number++ {
		shown.line, shown.rest, _ = strings.Cut(shown.rest, "\n")
	}
	return strings.Contains(shown.line, text)
}

// hidesNames reports whether a message about the file names something that stands only
// where [HideSecrets] hides it: in broken XML, part of a password can be read as a tag.
func (p *pass) hidesNames(message string) bool {
	for _, word := range strings.FieldsFunc(message, func(r rune) bool { return strings.ContainsRune(" \"<>/=,:;…", r) }) {
		if strings.Contains(p.src, word) && !strings.Contains(p.shownText(), word) {
			return true
		}
	}
	return false
}
