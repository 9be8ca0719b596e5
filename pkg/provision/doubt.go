package provision

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// A Doubt is a reason not to rely on the outcome of a walk, which is what a phone does
// that takes its files. Whether this one takes them is not known.
type Doubt struct {
	Kind    DoubtKind
	Role    Role   // the file it is about, 0 for both
	Message string // why, a clause without a full stop; it shows no secret
}

// DoubtKind is what a doubt is about.
type DoubtKind uint8

// The kinds of doubts.
const (
	// DoubtGeneration: a file is of a generation that nobody is known to serve to the
	// model, or of another one than the configuration that runs.
	DoubtGeneration DoubtKind = iota + 1
	// DoubtDialect: nobody is known to serve a file's dialect to the model, or the
	// model's firmware is reported to ignore it.
	DoubtDialect
	// DoubtModel: a file is another model's, by its name or by the vendor class in it.
	DoubtModel
	// DoubtMerge: the two files are of two generations, and no phone has names of both.
	DoubtMerge
	// DoubtRule: the walk ends otherwise by another [Rule], and neither has anybody asked
	// for this one nor is the phone set to it.
	DoubtRule
)

var doubtNames = [...]string{DoubtGeneration: "generation", DoubtDialect: "dialect", DoubtModel: "model", DoubtMerge: "merge", DoubtRule: "rule"}

// String returns the kind's name: "generation", "dialect", "model", "merge" or "rule".
func (k DoubtKind) String() string {
	if k == 0 || int(k) >= len(doubtNames) {
		return fmt.Sprintf("DoubtKind(%d)", uint8(k))
	}
	return doubtNames[k]
}

// MarshalText returns what [DoubtKind.String] returns.
func (k DoubtKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

var doubtOfMisfit = [...]DoubtKind{cfgfile.OtherModel: DoubtModel, cfgfile.OtherDialect: DoubtDialect, cfgfile.OtherGeneration: DoubtGeneration}

// IsDoubtful reports whether there is a reason not to rely on the outcome.
func (w *Walk) IsDoubtful() bool { return len(w.Doubts) > 0 }

// doubt adds a doubt, once.
func (w *Walk) doubt(kind DoubtKind, role Role, message string) {
	d := Doubt{kind, role, ofFile(role, message)}
	if !slices.Contains(w.Doubts, d) {
		w.Doubts = append(w.Doubts, d)
	}
}

// ofFile returns a clause with the file in front that it is about, if it is about one.
func ofFile(role Role, message string) string {
	if role == 0 {
		return message
	}
	return "the " + role.String() + " file: " + message
}

// doubtModel doubts a file that was read under a name for what is known of the phone's
// model and firmware.
func (b *boot) doubtModel(role Role, name string, file *cfgfile.File) {
	for _, m := range file.Misfits(name, b.phone.Model) {
		switch isKnown := cfgfile.CheckVersion(b.phone.Firmware) == nil; {
		case m.Since == "" && m.Before == "":
		case !isKnown:
			m.Message += "; the phone's firmware is not known here"
		case m.Since != "" && isBelow(b.phone.Firmware, m.Since), m.Before != "" && !isBelow(b.phone.Firmware, m.Before):
			continue
		}
		b.walk.doubt(doubtOfMisfit[m.Kind], role, m.Message)
	}
}

// isBelow reports whether a version is lower than another; where one of them is none, that
// is not so.
func isBelow(version, other string) bool {
	order, ok := cfgfile.CompareVersions(version, other)
	return ok && order < 0
}

// doubtRunning doubts a running configuration that is not the phone's: of another model, or
// of a generation that nobody is known to serve to it.
func (b *boot) doubtRunning() {
	if b.phone.Running == nil {
		return
	}
	for _, m := range b.phone.Running.Misfits("", b.phone.Model) {
		if m.Kind != cfgfile.OtherDialect {
			b.walk.doubt(doubtOfMisfit[m.Kind], 0, "the running configuration: "+m.Message+": take the phone's own export")
		}
	}
}

// doubtOther doubts a file of another generation than the configuration that runs.
func (b *boot) doubtOther(role Role, file *cfgfile.File) {
	running := b.phone.Running
	if running == nil || !running.ShowsGeneration() || !file.ShowsGeneration() || cfgfile.SharesNames(file.Dialect(), running.Dialect()) {
		return
	}
	b.walk.doubt(DoubtGeneration, role, fmt.Sprintf("it is %s, and the phone runs a configuration of another generation, %s: serve it %s, or take the phone's own export for what runs", file.Dialect(), running.Dialect(), running.Dialect()))
}

// verdict returns the outcome and why it is doubtful.
func (w *Walk) verdict() string {
	if !w.IsDoubtful() {
		return w.Outcome.String()
	}
	messages := make([]string, len(w.Doubts))
	for i, d := range w.Doubts {
		messages[i] = d.Message
	}
	return fmt.Sprintf("%s, doubtful: %s", w.Outcome, strings.Join(messages, "; "))
}

// Verdict returns the outcome in a few words, with the kinds of its doubts: "applied,
// doubtful (generation)".
func (w *Walk) Verdict() string {
	if !w.IsDoubtful() {
		return w.Outcome.String()
	}
	var kinds []string
	for _, d := range w.Doubts {
		if kind := d.Kind.String(); !slices.Contains(kinds, kind) {
			kinds = append(kinds, kind)
		}
	}
	return fmt.Sprintf("%s, doubtful (%s)", w.Outcome, strings.Join(kinds, ", "))
}
