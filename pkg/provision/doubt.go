package provision

import (
	"fmt"
	"slices"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// A Doubt is a reason not to rely on the outcome of a walk, which is what a phone does
// that takes its files. Whether this one takes them is not known.
type Doubt struct {
	Kind    string `json:"kind"`    // "generation", "dialect", "model", "merge" or "rule"
	Role    Role   `json:"-"`       // the file it is about, "" for both
	Message string `json:"message"` // why, a clause without a full stop; it shows no secret
}

// The kinds of doubts.
const (
	doubtGeneration = "generation" // a file is of one that nobody serves to the model, or of another than what runs
	doubtDialect    = "dialect"    // nobody serves a file's dialect to the model, or its firmware is reported to ignore it
	doubtModel      = "model"      // a file is another model's, by its name or by the vendor class in it
	doubtMerge      = "merge"      // the files are of two generations, and no phone has names of both
	doubtRule       = "rule"       // the walk ends otherwise by another [Rule], and nothing says that this one is the phone's
)

var doubtOfMisfit = [...]string{cfgfile.OtherModel: doubtModel, cfgfile.OtherDialect: doubtDialect, cfgfile.OtherGeneration: doubtGeneration}

// IsDoubtful reports whether there is a reason not to rely on the outcome.
func (w *Walk) IsDoubtful() bool { return len(w.Doubts) > 0 }

// doubt adds a doubt, once.
func (w *Walk) doubt(kind string, role Role, message string) {
	d := Doubt{kind, role, w.hide(ofFile(role, message))}
	if !slices.Contains(w.Doubts, d) {
		w.Doubts = append(w.Doubts, d)
	}
}

// ofFile returns a clause with the file in front that it is about, if it is about one.
func ofFile(role Role, message string) string {
	if role == "" {
		return message
	}
	return "the " + string(role) + " file: " + message
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
			b.walk.doubt(doubtOfMisfit[m.Kind], "", "the running configuration: "+m.Message+": take the phone's own export")
		}
	}
}

// doubtOther doubts a file of another generation than the configuration that runs.
func (b *boot) doubtOther(role Role, file *cfgfile.File) {
	running := b.phone.Running
	if running != nil && running.ShowsGeneration() && file.ShowsGeneration() && !cfgfile.SharesNames(file.Dialect(), running.Dialect()) {
		b.walk.doubt(doubtGeneration, role, fmt.Sprintf("it is %s, and the phone runs a configuration of another generation, %[2]s: serve it %[2]s, or take the phone's own export for what runs", file.Dialect(), running.Dialect()))
	}
}
