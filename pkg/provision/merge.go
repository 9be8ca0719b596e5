package provision

import (
	"fmt"
	"slices"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// applied are the files that a phone applies, and those that came and that it did not.
type applied struct {
	general, device *readFile // nil where the file is not applied
	running         *finder   // nil where it is not known
	unapplied       *readFile // a device file that came and is not applied, nil for none
	untranslated    int       // settings without a name in the other file's dialect
}

// merge puts the general file under the device file and lists what changes.
func (w *Walk) merge(a *applied) {
	overridden := 0
	for _, part := range []struct {
		role       Role
		file, over *readFile
	}{{General, a.general, a.device}, {Device, a.device, nil}} {
		if part.file == nil {
			continue
		}
		from := part.file.indexed()
		under := a.overridden(from, part.over)
		w.Changes = slices.Grow(w.Changes, len(from.all)) // which most of them are
		for i := range from.all {
			switch {
			case !from.last(i):
			case under != nil && under[i]:
				overridden++
			default:
				w.change(a.running, from, i, part.role)
			}
		}
	}
	w.mergeStep(a, overridden)
}

// overridden tells which settings of the general file the device file sets, too.
func (a *applied) overridden(general *settings, device *readFile) []bool {
	if device == nil {
		return nil
	}
	under := make([]bool, len(general.all))
	over := device.indexed()
	finder := finder{settings: general}
	for i := range over.all {
		at, found, known := finder.find(&over.all[i], over.dialect)
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
	setting := &from.all[i]
	c := Change{Setting: setting, Role: role, file: from.file}
	if running != nil {
		if at, found, _ := running.find(setting, from.dialect); found {
			c.old, c.running, c.Known = &running.all[at], running.file, true
		}
	}
	w.download(&c)
	if !c.Known || c.Old() != setting.Value {
		w.Changes = append(w.Changes, c)
	}
}

func (w *Walk) mergeStep(a *applied, overridden int) {
	text := plural(len(w.Changes), "setting")
	if a.running != nil {
		text += " changed"
	} else {
		text += " set; what runs is not known"
	}
	switch {
	case a.general != nil && a.device != nil:
		text = fmt.Sprintf("the device file goes over the general file and replaces %d of its settings: %s", overridden, text)
	case a.general != nil:
		text = "the general file alone: " + text
	default:
		text = "the device file alone: " + text
	}
	reason := ReasonMerged
	if len(w.Changes) == 0 {
		reason = ReasonNoSetting
	}
	w.add(Step{Kind: MergeStep, Outcome: Done, Reason: reason, Text: text})
	if a.untranslated > 0 {
		w.note(ReasonUntranslated, fmt.Sprintf("the two files are of different dialects, and for %s of the device file no name in the other is known: whether they replace one is not known", plural(a.untranslated, "setting")))
	}
	w.noteGeneralOverDevice(a)
}

// noteGeneralOverDevice speaks of a general file that is applied by itself while the
// device file, which came as well, is not: some of its values may be lost.
func (w *Walk) noteGeneralOverDevice(a *applied) {
	if a.general == nil || a.device != nil || a.unapplied == nil {
		return
	}
	count := 0
	general := a.general.indexed()
	finder := finder{settings: general}
	for _, setting := range a.unapplied.file.Settings() {
		if at, found, _ := finder.find(&setting, a.unapplied.file.Dialect()); found && general.all[at].Value != setting.Value {
			count++
		}
	}
	if count > 0 {
		w.note(ReasonGeneralOverDevice, fmt.Sprintf("the device file is not applied again and has other values for %s of the general file: whether a phone keeps those of the device file is not known; raise its version, too", plural(count, "setting")))
	}
}

func (w *Walk) note(reason Reason, text string) {
	w.add(Step{Kind: NoteStep, Outcome: Done, Reason: reason, Text: text})
}

// runningSettings indexes the running configuration, nil where it is not known.
func runningSettings(file *cfgfile.File) *finder {
	if file == nil {
		return nil
	}
	return &finder{settings: indexSettings(file)}
}
