package provision

import (
	"fmt"
	"slices"

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

// part is one of the files that are applied.
type part struct {
	role Role
	file *settings // nil where it is not applied
	over *settings // the file that goes over it, nil for none
}

// merge puts the general file under the device file and lists what changes. Files of two
// generations have no names in common, and each is listed by itself.
func (w *Walk) merge(a *applied) {
	parts := []part{{General, a.general, a.device}, {Device, a.device, nil}}
	if a.general != nil && a.device != nil && !cfgfile.SharesNames(a.general.dialect, a.device.dialect) {
		w.mergeApart(a, parts)
		return
	}
	overridden := 0
	for _, p := range parts {
		overridden += w.list(a, p)
	}
	w.mergeStep(a, overridden)
}

// mergeApart lists what changes for each file, and says that no phone takes both.
func (w *Walk) mergeApart(a *applied, parts []part) {
	for _, p := range parts {
		before := len(w.Changes)
		w.list(a, part{role: p.role, file: p.file})
		w.add(Step{Kind: MergeStep, Role: p.role, Outcome: Done, Reason: ReasonTwoGenerations,
			Text: fmt.Sprintf("the %s file by itself, for it is %s: %s", p.role, p.file.dialect, a.countText(len(w.Changes)-before))})
	}
	w.doubt(DoubtMerge, 0, fmt.Sprintf("the general file is %s and the device file %s, of another generation: no phone is known to have names of both, so they are not put together", a.general.dialect, a.device.dialect))
}

// list lists what a file changes, and returns how many of its settings the one over it
// replaces.
func (w *Walk) list(a *applied, p part) (overridden int) {
	if p.file == nil {
		return 0
	}
	under := a.overridden(p.file, p.over)
	var running *finder
	if a.running != nil {
		running = a.running.within(p.file.dialect)
	}
	w.Changes = slices.Grow(w.Changes, len(p.file.all)) // which most of them are
	for i := range p.file.all {
		switch {
		case !p.file.last(i):
		case under != nil && under[i]:
			overridden++
		default:
			w.change(running, p.file, i, p.role)
		}
	}
	return overridden
}

// overridden tells which settings of the general file the device file sets, too.
func (a *applied) overridden(general, device *settings) []bool {
	if device == nil {
		return nil
	}
	under := make([]bool, len(general.all))
	finder := general.within(device.dialect)
	for i := range device.all {
		at, found, known := finder.find(&device.all[i])
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
		if at, found, _ := running.find(setting); found {
			c.old, c.running, c.Known = &running.all[at], running.file, true
		}
	}
	w.download(&c)
	if !c.Known || c.Old() != setting.Value {
		w.Changes = append(w.Changes, c)
	}
}

func (w *Walk) mergeStep(a *applied, overridden int) {
	text := a.countText(len(w.Changes))
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
		w.note(ReasonUntranslated, fmt.Sprintf("the two files are of different dialects, and for %s of the device file no name in the other is known: whether they replace one is not known", phrase.Count(a.untranslated, "setting")))
	}
	w.noteGeneralOverDevice(a)
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
		w.note(ReasonGeneralOverDevice, fmt.Sprintf("the device file is not applied again and has other values for %s of the general file: whether a phone keeps those of the device file is not known; raise its version, too", phrase.Count(count, "setting")))
	}
}

func (w *Walk) note(reason Reason, text string) {
	w.add(Step{Kind: NoteStep, Outcome: Done, Reason: reason, Text: text})
}
