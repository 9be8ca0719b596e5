package provision

import (
	"strings"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/provurl"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// changeView shows changes without secrets, and without the password that the phone has
// saved. It looks at each file once.
type changeView struct {
	login provurl.URL
	files map[*cfgfile.File]*redact.File
}

func (w *Walk) newChangeView() *changeView {
	return &changeView{login: w.login, files: map[*cfgfile.File]*redact.File{}}
}

// of returns what may be shown of a file.
func (v *changeView) of(file *cfgfile.File) *redact.File {
	shown, ok := v.files[file]
	if !ok {
		shown = redact.NewFile(file)
		v.files[file] = shown
	}
	return shown
}

// shownChange is a change as it may be shown.
type shownChange struct {
	path, before, after string
	secret              bool
}

func (v *changeView) change(c *Change) shownChange {
	file := v.of(c.file)
	place := strings.TrimSuffix(c.Setting.Path.String(), c.Setting.Key)
	s := shownChange{path: redact.Value(place) + c.Setting.Key, secret: file.HidesValue(c.Setting)}
	if file.HidesKey(c.Setting) {
		s.path = redact.Mark
	}
	s.secret = s.secret || c.Known && v.of(c.running).HidesValue(c.old)
	s.after = shownValue(file, c.Setting, s.secret)
	if c.Known {
		s.before = shownValue(v.of(c.running), c.old, s.secret)
	}
	for _, text := range []*string{&s.path, &s.before, &s.after} {
		*text = redact.Repeated(v.login, *text)
	}
	return s
}

// shownValue returns a value as it may be shown. That one is empty is no secret.
func shownValue(file *redact.File, s *cfgfile.Setting, secret bool) string {
	if secret && s.Value != "" {
		return redact.Mark
	}
	return file.Value(s)
}
