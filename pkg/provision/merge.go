package provision

import (
	"fmt"
	"slices"
	"sync"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// applied are the files that a phone applies, and those that came and that it did not.
type applied struct {
	general, device *settings // nil where the file is not applied
	running         *settings // nil where it is not known
	unapplied       *settings // a device file that came and is not applied, nil for none
	untranslated    int       // settings without a name in the other file's dialect
}

// merge puts the general file under the device file and lists what changes. Files of two
// generations have no names in common, and each is listed by itself.
func (w *Walk) merge(a *applied) {
	var text string
	switch {
	case a.general == nil:
		w.list(a, Device, a.device, nil)
		text = "the device file alone: "
	case a.device == nil:
		w.list(a, General, a.general, nil)
		text = "the general file alone: "
	case !cfgfile.SharesNames(a.general.dialect, a.device.dialect):
		w.mergeApart(a, General, a.general)
		w.mergeApart(a, Device, a.device)
		w.doubt(doubtMerge, "", fmt.Sprintf("the general file is %s and the device file %s, of another generation: no phone is known to have names of both, so they are not put together", a.general.dialect, a.device.dialect))
		return
	default:
		overridden := w.list(a, General, a.general, a.overridden())
		w.list(a, Device, a.device, nil)
		text = fmt.Sprintf("the device file goes over the general file and replaces %d of its settings: ", overridden)
	}
	reason := reasonMerged
	if len(w.Changes) == 0 {
		reason = reasonNoSetting
	}
	w.add(Step{Kind: mergeStep, Outcome: Done, Reason: reason, Text: text + a.countText(len(w.Changes))})
	if a.untranslated > 0 {
		w.note(reasonUntranslated, fmt.Sprintf("the two files are of different dialects, and for %s of the device file no name in the other is known: whether they replace one is not known", phrase.Count(a.untranslated, "setting")))
	}
	w.noteGeneralOverDevice(a)
}

// mergeApart lists what a file changes by itself: no phone takes both.
func (w *Walk) mergeApart(a *applied, role Role, file *settings) {
	before := len(w.Changes)
	w.list(a, role, file, nil)
	w.add(Step{Kind: mergeStep, Role: role, Outcome: Done, Reason: reasonTwoGenerations,
		Text: fmt.Sprintf("the %s file by itself, for it is %s: %s", role, file.dialect, a.countText(len(w.Changes)-before))})
}

// list lists what a file changes, and returns how many of its settings the one over it
// replaces.
func (w *Walk) list(a *applied, role Role, file *settings, under []bool) (overridden int) {
	var running *finder
	if a.running != nil {
		running = a.running.within(file.dialect)
	}
	w.Changes = slices.Grow(w.Changes, len(file.all)) // which most of them are
	for i := range file.all {
		switch {
		case !file.last(i):
		case under != nil && under[i]:
			overridden++
		default:
			w.change(running, file, i, role)
		}
	}
	return overridden
}

// overridden reports which settings of the general file the device file sets, too.
func (a *applied) overridden() []bool {
	under := make([]bool, len(a.general.all))
	finder := a.general.within(a.device.dialect)
	for i := range a.device.all {
		at, found, known := finder.find(&a.device.all[i])
		switch {
		case !known:
			a.untranslated++
		case found:
			under[at] = true
		}
	}
	return under
}

// change lists a setting if it gets another value, or may.
func (w *Walk) change(running *finder, from *settings, i int, role Role) {
	c := Change{Setting: &from.all[i], Role: role, file: from.file}
	if running != nil {
		if at, found, _ := running.find(c.Setting); found {
			c.Old, c.running = &running.all[at], running.file
		}
	}
	w.download(&c)
	if c.isNew() {
		w.Changes = append(w.Changes, c)
	}
}

// countText says how many settings change.
func (a *applied) countText(count int) string {
	if a.running == nil {
		return phrase.Count(count, "setting") + " set; what runs is not known"
	}
	return phrase.Count(count, "setting") + " changed"
}

// noteGeneralOverDevice speaks of a general file that is applied by itself while the
// device file, which came as well, is not: some of its values may be lost.
func (w *Walk) noteGeneralOverDevice(a *applied) {
	if a.general == nil || a.device != nil || a.unapplied == nil {
		return
	}
	count := 0
	finder := a.general.within(a.unapplied.dialect)
	for i := range a.unapplied.all {
		setting := &a.unapplied.all[i]
		if at, found, _ := finder.find(setting); found && a.general.all[at].Value != setting.Value {
			count++
		}
	}
	if count > 0 {
		w.note(reasonGeneralOverDevice, fmt.Sprintf("the device file is not applied again and has other values for %s of the general file: whether a phone keeps those of the device file is not known; raise its version, too", phrase.Count(count, "setting")))
	}
}

// settings are a file's settings by their paths. Where a path occurs twice the last one
// counts; which of them a phone takes is not known.
type settings struct {
	file    *cfgfile.File
	dialect cfgfile.Dialect
	all     []cfgfile.Setting
	at      map[cfgfile.Path]int32

	mu     sync.Mutex // guards byName
	byName map[cfgfile.Dialect]map[cfgfile.Path]int32
}

func indexSettings(file *cfgfile.File) *settings {
	s := &settings{
		file: file, dialect: file.Dialect(), all: make([]cfgfile.Setting, 0, file.Len()),
		at: make(map[cfgfile.Path]int32, file.Len()), byName: map[cfgfile.Dialect]map[cfgfile.Path]int32{},
	}
	for _, setting := range file.Settings() {
		s.at[setting.Path] = int32(len(s.all))
		s.all = append(s.all, setting)
	}
	return s
}

// last reports whether the i-th setting is the one that counts for its place.
func (s *settings) last(i int) bool {
	return len(s.at) == len(s.all) || s.at[s.all[i].Path] == int32(i)
}

// names returns the settings by their names that another dialect has, too. They are made
// once for all phones that share the file.
func (s *settings) names(other cfgfile.Dialect) map[cfgfile.Path]int32 {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.byName[other] == nil {
		names := make(map[cfgfile.Path]int32, len(s.all))
		translator := cfgfile.NewTranslator(s.dialect, other, cfgfile.ConvertOptions{})
		for i := range s.all {
			if name, known := translator.Common(s.all[i].Path); known {
				names[name] = int32(i)
			}
		}
		s.byName[other] = names
	}
	return s.byName[other]
}

// finder finds settings of another file among these. Across dialects it goes by what
// [cfgfile.Diff] goes by.
type finder struct {
	*settings
	at         map[cfgfile.Path]int32
	translator *cfgfile.Translator // from the other file's dialect, nil within one
}

// within returns a finder of the settings of another file, by its dialect.
func (s *settings) within(from cfgfile.Dialect) *finder {
	if from == s.dialect {
		return &finder{settings: s, at: s.at}
	}
	return &finder{s, s.names(from), cfgfile.NewTranslator(from, s.dialect, cfgfile.ConvertOptions{})}
}

// find finds a setting of the other file. known is false where it has no name here that
// anybody knows.
func (f *finder) find(setting *cfgfile.Setting) (i int, found, known bool) {
	path, known := setting.Path, true
	if f.translator != nil {
		path, known = f.translator.Common(path)
	}
	n, found := f.at[path]
	return int(n), found && known, known
}
