package provision

import (
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// Hide gives the text of a file with its secrets blotted out, line for line the same
// otherwise, as [lint.HideSecrets] does. It knows the secrets that the name of a key does
// not tell, in files with mistakes.
//
// [lint.HideSecrets]: https://pkg.go.dev/github.com/fvcfg/fvcfg/pkg/lint#HideSecrets
type Hide func(text string) string

// changeView shows changes without what a [Hide] blots out, and without the password that
// the phone has saved. It hides each file once.
type changeView struct {
	hide  Hide
	saved func(text string) string
	lines map[*cfgfile.File][]string
}

func (w *Walk) newChangeView(hide Hide) *changeView {
	saved := w.hide
	if saved == nil {
		saved = func(text string) string { return text }
	}
	return &changeView{hide: hide, saved: saved, lines: map[*cfgfile.File][]string{}}
}

// shownChange is a change as it may be shown.
type shownChange struct {
	path, before, after string
	secret              bool
}

func (v *changeView) change(c *Change) shownChange {
	place := strings.TrimSuffix(c.Setting.Path.String(), c.Setting.Key)
	s := shownChange{path: shownValue(place) + c.Setting.Key, secret: c.IsSecret()}
	if !v.shows(c.file, c.Setting, c.Setting.KeySpan) {
		s.path, s.secret = catalog.Blot, true
	}
	s.secret = s.secret || !v.shows(c.file, c.Setting, c.Setting.ValueSpan)
	if c.Known {
		running := catalog.For(c.running.Dialect())
		s.secret = s.secret || running.IsSecret(c.old.Module, c.old.List, c.old.Key) || !v.shows(c.running, c.old, c.old.ValueSpan)
	}
	s.path = v.saved(s.path)
	s.before, s.after = v.saved(blotted(c.Old(), s.secret)), v.saved(blotted(c.Setting.Value, s.secret))
	return s
}

// blotted gives a value as it may be shown. That one is empty is no secret.
func blotted(value string, secret bool) string {
	if secret && value != "" {
		return catalog.Blot
	}
	return shownValue(value)
}

// shows tells whether a part of a setting still stands in its lines when the secrets of
// the file are hidden.
func (v *changeView) shows(file *cfgfile.File, s *cfgfile.Setting, span cfgfile.Span) bool {
	raw := file.Source()[span.Start:span.End]
	if raw == "" {
		return true
	}
	lines, ok := v.lines[file]
	if !ok {
		lines = strings.Split(v.hide(file.Source()), "\n")
		v.lines[file] = lines
	}
	first := s.Line - 1
	last := first + strings.Count(file.Source()[s.KeySpan.Start:max(span.End, s.KeySpan.End)], "\n")
	if last >= len(lines) {
		return false
	}
	hidden := strings.Join(lines[first:last+1], "\n")
	return strings.Contains(hidden, raw) || strings.Contains(hidden, redact.Credentials(raw))
}
