package lint

import (
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// Masker gives the settings of a file in a form that can be shown: with the values of
// secrets, the credentials in URLs, and what a broken file makes of either blotted out.
type Masker struct {
	marks secretMarks
	lines []string // of the file, as HideSecrets shows them
}

// NewMasker makes a masker for the settings of a file.
func NewMasker(file *cfgfile.File) *Masker {
	return &Masker{marks: secretMarks{table: tableOf(file)}, lines: strings.Split(hideSecrets(file), "\n")}
}

// Key gives the key of a setting as it can be shown: blotted out where a piece of a
// secret was read as one. One that is not the file's own, as that of the version is for a
// comparison, is none.
func (m *Masker) Key(s *cfgfile.Setting) string {
	if s.KeySpan.Len() == 0 || m.shows(s, s.Key) {
		return s.Key
	}
	return blot
}

// Name gives a name that stands on a line, as that of a module, as it can be shown.
func (m *Masker) Name(name string, line int) string {
	if m.shows(&cfgfile.Setting{Line: line}, name) {
		return name
	}
	return blot
}

// Value gives the value of a setting as it can be shown. An empty one is.
func (m *Masker) Value(s *cfgfile.Setting) string {
	first, _, _ := strings.Cut(s.Value, "\n")
	_, named := catalog.FindSecretInValue(s.Value)
	switch shown := redact.Credentials(s.Value); {
	case s.Value == "":
		return ""
	case named || m.marks.isSecret(s) || m.Key(s) != s.Key:
		return blot
	case shown != s.Value:
		return shown
	case m.shows(s, first) || strings.ContainsAny(first, "&<>\"'"): // XML writes these in other ways
		return shown
	}
	return blot
}

// shows reports whether a text stands on the line of a setting when secrets are hidden. A
// setting that was made up has no line.
func (m *Masker) shows(s *cfgfile.Setting, text string) bool {
	return s.Line < 1 || s.Line <= len(m.lines) && strings.Contains(m.lines[s.Line-1], text)
}
