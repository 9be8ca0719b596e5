package provision

import (
	"context"
	"fmt"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/naming"
	"github.com/fvcfg/fvcfg/pkg/provurl"
)

// Boot has a phone start: it goes through the sources by their priority until one serves
// a file, asks it for the general file and the device file, applies what is newer and
// tells every step. Where the description is silent, the step says so.
func (s *Simulator) Boot(ctx context.Context, phone *Phone, sources []Source) *Walk {
	b := boot{simulator: s, ctx: ctx, phone: phone, walk: &Walk{Outcome: Rejected}}
	b.noteKeys()
	if len(sources) == 0 {
		b.walk.add(Step{Kind: SourceStep, Outcome: Rejected, Reason: ReasonNoSource, Text: "nothing gives the phone a URL"})
	}
	served := false
	for i, source := range byPriority(sources) {
		if served {
			b.walk.add(Step{Kind: SourceStep, Method: source.Method, Outcome: Skipped, Reason: ReasonNotAsked,
				Text: source.Method.Title() + " comes after it and is not asked"})
			continue
		}
		served = b.source(source, i == 0)
	}
	b.apply()
	return b.walk
}

// boot is one start of one phone.
type boot struct {
	simulator *Simulator
	ctx       context.Context
	phone     *Phone
	walk      *Walk
	files     [Device + 1]*readFile // that came and were read, by their role
	decided   [Device + 1]Outcome
}

// request is a file that is asked for.
type request struct {
	role   Role
	url    provurl.URL
	shared bool // other phones ask for it, too
}

// source asks one source, and tells whether it served a file.
func (b *boot) source(source Source, first bool) bool {
	step := Step{Kind: SourceStep, Method: source.Method, Outcome: Done, Reason: ReasonFirst}
	if !first {
		step.Reason = ReasonNext
	}
	requests, shown, warnings, err := b.requests(source.URL)
	if err != nil {
		step.Outcome, step.Reason, step.Text = Rejected, ReasonBadURL, source.Method.Title()+" gives a URL that no phone can use: "+err.Error()
		b.walk.add(step)
		return false
	}
	step.URL, step.Text = shown, source.Method.Title()+" gives "+shown
	b.walk.add(step)
	for _, f := range warnings {
		if f.Kind == provurl.FaultOptionLength && source.Method != ByDHCP {
			continue // nothing is too long for the others
		}
		b.walk.note(ReasonURLWarning, "of the URL: "+f.String())
	}
	served := false
	for _, r := range requests {
		if b.ask(r) {
			served = true
		}
	}
	return served
}

// requests gives what a phone asks for by a URL: the general file first.
func (b *boot) requests(text string) (requests []*request, shown string, warnings []provurl.Fault, err error) {
	u, faults, err := provurl.Parse(text)
	if err != nil {
		return nil, "", nil, err
	}
	for _, f := range faults {
		if f.Severity() == provurl.Error {
			return nil, "", nil, fmt.Errorf("%s", f)
		}
	}
	device, err := u.Expand(naming.Macros{MAC: b.phone.MAC, Input: b.phone.Input})
	if err != nil {
		return nil, "", nil, err
	}
	general := device.General(b.phone.Model)
	requests = append(requests, &request{General, general, true})
	if device.Query != "" || device.Name != general.Name {
		requests = append(requests, &request{Device, device, device.StringWithPassword() == u.StringWithPassword()})
	} else {
		requests = append(requests, nil)
	}
	return requests, u.Redacted().String(), faults, nil
}

// ask asks for a file, and does all with it up to the decision. It tells whether one was
// downloaded.
func (b *boot) ask(r *request) bool {
	switch {
	case r == nil:
		b.walk.add(Step{Kind: FetchStep, Role: Device, Outcome: Skipped, Reason: ReasonSameName, Text: "it has the name of the general file and is not asked for again"})
		return false
	case r.role == General && b.phone.NoGeneral:
		b.walk.add(Step{Kind: FetchStep, Role: General, Outcome: Skipped, Reason: ReasonNotWanted, Text: `it is not asked for: the phone has "Download CommonConf" at 0`})
		return false
	}
	shown := r.url.Redacted()
	step := Step{Kind: FetchStep, Role: r.role, Name: shown.Name, URL: shown.String(), Outcome: Done, Reason: ReasonFetched}
	download, shared, err := b.simulator.get(b.ctx, r)
	if err != nil {
		failed := fetchErrorOf(err)
		step.Outcome, step.Reason, step.Text = Rejected, failed.Reason, "asks for "+shown.Name+": "+failed.Text
		b.walk.add(step)
		return false
	}
	step.Text = fmt.Sprintf("asks for %s: %s", shown.Name, plural(len(download.Data), "byte"))
	if download.Note != "" {
		step.Text += ", " + download.Note
	}
	b.walk.add(step)
	b.open(r, shown.Name, shared.open(download.Data, b.phone.slot(r.role).Key))
	return true
}

// open tells how a file was opened and read, and decides.
func (b *boot) open(r *request, name string, f *readFile) {
	step := Step{Kind: DecryptStep, Role: r.role, Name: name, Outcome: Done, Reason: f.opened, Text: f.openText(r.role)}
	if f.file == nil {
		step.Outcome = Rejected
		b.walk.add(step)
		return
	}
	b.walk.add(step)
	b.walk.add(Step{Kind: ReadStep, Role: r.role, Name: name, Outcome: Done, Reason: ReasonRead, Text: f.readText()})
	b.doubtModel(r.role, name, f.file)
	d := decide(b.phone.slot(r.role), b.phone.ByDigest, f)
	b.walk.add(Step{Kind: DecideStep, Role: r.role, Name: name, Outcome: d.outcome, Reason: d.reason, Text: d.text})
	b.files[r.role], b.decided[r.role] = f, d.outcome
}

// apply merges what is applied and sums up.
func (b *boot) apply() {
	a := applied{}
	running := b.phone.Running
	for role := General; role <= Device; role++ {
		f, other := b.files[role], b.files[General+Device-role]
		switch {
		case f == nil:
		case b.decided[role] != Applied:
			if b.walk.Outcome == Rejected {
				b.walk.Outcome = Unchanged
			}
			if role == Device && a.general != nil {
				a.unapplied = f.indexedFor(other, running)
			}
		default:
			b.walk.Outcome = Applied
			if role == General {
				a.general = f.indexedFor(other, running)
			} else {
				a.device = f.indexedFor(other, running)
			}
		}
	}
	if b.walk.Outcome != Applied {
		return
	}
	a.running = b.runningSettings()
	b.walk.merge(&a)
	b.walk.downloadSteps(b.phone.Model)
}

// runningSettings indexes the running configuration, nil where it is not known. Text that
// shows no generation is of that of the files that came.
func (b *boot) runningSettings() *settings {
	file := b.phone.Running
	if file == nil {
		return nil
	}
	for _, f := range b.files {
		if f != nil && f.file.ShowsGeneration() {
			return indexSettings(file.InGenerationOf(f.file))
		}
	}
	return indexSettings(file)
}

// keySettings are the settings that hold the key of an encrypted file.
var keySettings = []string{"Config File Key", "Device Cfg File Key", "Common Cfg File Key"}

// noteKeys speaks of keys that the running configuration has and nobody gave: which of
// the settings is for which file is told in two ways, so that none is taken by itself.
func (b *boot) noteKeys() {
	if b.phone.Running == nil || b.phone.General.Key != nil && b.phone.Device.Key != nil {
		return
	}
	for _, s := range b.phone.Running.Settings() {
		for _, name := range keySettings {
			if s.Value != "" && catalog.SameKey(s.Key, name) {
				b.walk.note(ReasonKeyInRunningFile, fmt.Sprintf("the running configuration has a value in %q: the description and exports of phones disagree which of the two files such a key is for, so give it as the device's or the general file's key", name))
			}
		}
	}
}
