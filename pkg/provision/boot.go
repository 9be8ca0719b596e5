package provision

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/crypt"
	"github.com/fvcfg/fvcfg/pkg/naming"
	"github.com/fvcfg/fvcfg/pkg/provurl"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// Boot has a phone start: it goes through the sources by their priority until one serves
// a file, asks it for the general file and the device file, applies what its rule takes and
// tells every step. Where the description is silent, the step says so.
func (s *Simulator) Boot(ctx context.Context, phone *Phone, sources []Source) *Walk {
	b := boot{simulator: s, ctx: ctx, phone: phone, walk: &Walk{Outcome: Rejected, Rule: phone.rule()}}
	b.doubtRunning()
	b.noteKeys()
	b.askSources(sources)
	b.walk.Rules = b.sumUp()
	b.sayRules()
	b.apply()
	b.hideLogin()
	return b.walk
}

// hideLogin blots out what repeats the saved password, wherever the walk says it: a name
// that was asked for stands in the steps of its file, too, and in settings.
func (b *boot) hideLogin() {
	if b.phone.Saved.Login.Password == "" {
		return
	}
	w, login := b.walk, b.phone.Saved.Login.in(provurl.URL{})
	w.login = login
	for i := range w.Steps {
		s := &w.Steps[i]
		s.Name, s.URL, s.Text = redact.Repeated(login, s.Name), redact.Repeated(login, s.URL), redact.Repeated(login, s.Text)
	}
	for i := range w.Doubts {
		w.Doubts[i].Message = redact.Repeated(login, w.Doubts[i].Message)
	}
	for i := range w.Downloads {
		d := &w.Downloads[i]
		d.URL, d.Wrong = redact.Repeated(login, d.URL), redact.Repeated(login, d.Wrong)
	}
}

// boot is one start of one phone.
type boot struct {
	simulator *Simulator
	ctx       context.Context
	phone     *Phone
	walk      *Walk
	files     [Device + 1]*readFile // that came and were read, by their role
	decided   [Device + 1]Outcome
	byRule    [Device + 1][]RuleOutcome // how they end by each rule

	hasFetched bool // a file was asked for
	hasTold    bool // that the phone checks again
}

// askSources asks one source after the other until one serves a file, but for those that
// the phone's own settings have off. A static server that somebody names is none of those.
func (b *boot) askSources(offered []Source) {
	sources := b.phone.sources(offered)
	b.noteOrder()
	isFirst, hasEnded := true, false
	for i, source := range sources {
		step := Step{Kind: SourceStep, Method: source.Method, Outcome: Skipped}
		switch off := b.phone.Saved.Off[source.Method]; {
		case off != "" && (source.isSaved || source.Method != ByStatic):
			step.Reason, step.Text = ReasonSourceOff, source.Method.Title()+" is not asked: "+off
			b.walk.add(step)
		case hasEnded:
			step.Reason, step.Text = ReasonNotAsked, source.Method.Title()+" comes after it and is not asked"
			b.walk.add(step)
		default:
			hasEnded = b.source(source, isFirst) || b.ends(source.Method, i == len(sources)-1)
			isFirst = false
		}
	}
	if isFirst {
		b.walk.add(Step{Kind: SourceStep, Outcome: Rejected, Reason: ReasonNoSource, Text: "nothing gives the phone a URL"})
	}
}

// noteOrder says where the order of the sources is not the one that was asked for, or may
// be another.
func (b *boot) noteOrder() {
	switch {
	case b.phone.Model.IsAndroid() && b.phone.Priority != nil:
		b.walk.note(ReasonOrderFixed, "the "+b.phone.Model.Name+" is an Android phone, and the order of its sources cannot be changed (section 2.3): it stays that of the description")
	case b.phone.Saved.orderUnknown && b.phone.Priority == nil && !b.phone.Model.IsAndroid():
		b.walk.note(ReasonOrderUnknown, "the phone's setting of its sources' priority is another than 0, and which order that stands for is not known: give the order; here it is the description's")
	}
}

// noteSaved says what is not known of when and how the phone asks the static server that it
// has saved.
func (b *boot) noteSaved() {
	if why := b.phone.Saved.anyProtocol; why != "" {
		b.walk.note(ReasonStaticProtocol, why+", and TFTP is taken for granted")
	}
	if b.phone.Saved.Mode == AtInterval {
		b.walk.note(ReasonStaticMode, "the phone asks its static server at an interval: whether at its start, too, is not known")
	}
}

// ends reports whether the process ends with a source that served no file, and says why.
func (b *boot) ends(method Method, isLast bool) bool {
	if tries := b.phone.Saved.Tries; tries > 0 && b.hasFetched && !b.hasTold {
		b.hasTold = true
		b.walk.note(ReasonChecksAgain, fmt.Sprintf("the phone is set to check %s when a download fails: the walk asks once", phrase.Count(tries, "time")))
	}
	switch goesOn, isKnown := b.phone.Model.GoesOnAfterPnP(); {
	case method == ByStatic:
		b.walk.note(ReasonProcessEnds, "the static address served no file, and with that the process ends: no other source is asked (section 4.3)")
		return true
	case method != ByPnP:
	case !goesOn:
		b.walk.note(ReasonProcessEnds, "SIP PnP served no file, and the "+b.phone.Model.Name+" stays with it: only from the X4 on does a phone go on to other sources (section 4.3)")
		return true
	case !isKnown && !isLast:
		b.walk.note(ReasonGoesOnUnknown, "whether the "+b.phone.Model.Name+" goes on to other sources after SIP PnP is not known: the description says so of the X4 and later (section 4.3)")
	}
	return false
}

// request is a file that is asked for.
type request struct {
	role   Role
	url    provurl.URL
	shared bool // other phones ask for it, too
	input  bool // the phone asks its user first what stands for $input in the URL
}

// source asks one source, and tells whether it served a file.
func (b *boot) source(asked source, isFirst bool) bool {
	step := Step{Kind: SourceStep, Method: asked.Method, Outcome: Done, Reason: ReasonFirst}
	if !isFirst {
		step.Reason = ReasonNext
	}
	requests, shown, warnings, err := b.requests(asked.URL)
	if err != nil {
		step.Outcome, step.Reason, step.Text = Rejected, ReasonBadURL, asked.Method.Title()+" gives a URL that no phone can use: "+err.Error()
		b.walk.add(step)
		return false
	}
	step.URL, step.Text = shown, asked.Method.Title()+" gives "+shown
	b.walk.add(step)
	if asked.isSaved {
		b.noteSaved()
	}
	for _, f := range warnings {
		if f.Kind == provurl.FaultOptionLength && asked.Method != ByDHCP {
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
	macros, asksInput := naming.Macros{MAC: b.phone.MAC, Input: b.phone.Input}, false
	if macros.Input == "" {
		asksInput = strings.Contains(u.Name+"?"+u.Query, provurl.MacroInput)
		macros.Input = "input" // so that the rest of the URL can be checked
	}
	device, err := u.Expand(macros)
	if err != nil {
		return nil, "", nil, err
	}
	general := device.General(b.phone.Model)
	if b.phone.Input == "" && strings.Contains(u.Dir, provurl.MacroInput) {
		return []*request{{role: General, input: true}, {role: Device, input: true}}, redact.Address(u), faults, nil
	}
	requests = append(requests, &request{role: General, url: general, shared: true})
	switch {
	case asksInput:
		requests = append(requests, &request{role: Device, input: true})
	case device.Query != "" || device.Name != general.Name || b.phone.Saved.NoGeneral:
		requests = append(requests, &request{role: Device, url: device, shared: device.StringWithPassword() == u.StringWithPassword()})
	default:
		requests = append(requests, nil)
	}
	return requests, redact.Address(u), faults, nil
}

// ask asks for a file, and does all with it up to the decision. It tells whether one was
// downloaded.
func (b *boot) ask(r *request) bool {
	switch {
	case r == nil:
		b.walk.add(Step{Kind: FetchStep, Role: Device, Outcome: Skipped, Reason: ReasonSameName, Text: "it has the name of the general file and is not asked for again"})
		return false
	case r.role == General && b.phone.Saved.NoGeneral:
		b.walk.add(Step{Kind: FetchStep, Role: General, Outcome: Skipped, Reason: ReasonNotWanted, Text: fmt.Sprintf("it is not asked for: the phone has %q at 0", cmp.Or(b.phone.Saved.generalSwitch, "Download CommonConf"))})
		return false
	case r.input:
		b.askInput(r.role)
		return true
	}
	shown := redact.URLParts(r.url)
	step := Step{Kind: FetchStep, Role: r.role, Name: shown.Name, URL: redact.Address(r.url), Outcome: Done, Reason: ReasonFetched}
	download, shared, login, err := b.get(r)
	if err != nil {
		failed := fetchErrorOf(err)
		step.Outcome, step.Reason, step.Text = Rejected, failed.Reason, "asks for "+shown.Name+login+": "+failed.Text
		b.walk.add(step)
		return false
	}
	step.Text = fmt.Sprintf("asks for %s%s: %s", shown.Name, login, phrase.Count(len(download.Data), "byte"))
	if download.Note != "" {
		step.Text += ", " + download.Note
	}
	b.walk.add(step)
	b.open(r, shown.Name, shared.open(download.Data, b.phone.key(r.role)))
	return true
}

// get fetches a file. Where the server wants a user and a password and the URL has none, it
// asks again with those that the phone has saved, and login says so.
func (b *boot) get(r *request) (download Download, shared *sharedFile, login string, err error) {
	b.hasFetched = true
	download, shared, err = b.simulator.get(b.ctx, r)
	saved := b.phone.Saved.Login
	if err == nil || saved.User == "" || r.url.HasCredentials() || fetchErrorOf(err).Reason != ReasonUnauthorized {
		return download, shared, "", err
	}
	again := *r
	again.url = saved.in(r.url)
	download, shared, err = b.simulator.get(b.ctx, &again)
	return download, shared, " with the user and the password that the phone has saved", err
}

// askInput says that the phone waits for its user.
func (b *boot) askInput(role Role) {
	text := "it is not asked for yet: the phone asks on its display what stands for $input; give that as the input"
	if name := b.phone.Saved.forgetsInput; name != "" {
		text += fmt.Sprintf(" (the phone has one saved, and %q at 0, so that it asks again)", name)
	}
	b.walk.add(Step{Kind: FetchStep, Role: role, Outcome: Skipped, Reason: ReasonAsksInput, Text: text})
}

// open tells how a file was opened and read, and decides.
func (b *boot) open(r *request, name string, f *readFile) {
	step := Step{Kind: DecryptStep, Role: r.role, Name: name, Outcome: Done, Reason: f.opened, Text: f.openText(r.role, b.phone.noKey(r.role))}
	if f.file == nil {
		step.Outcome = Rejected
		b.walk.add(step)
		return
	}
	b.walk.add(step)
	b.walk.add(Step{Kind: ReadStep, Role: r.role, Name: name, Outcome: Done, Reason: ReasonRead, Text: f.readText()})
	b.doubtModel(r.role, name, f.file)
	b.doubtOther(r.role, f.file)
	d, outcomes := decideByRules(b.phone.slot(r.role), b.walk.Rule, f)
	b.walk.add(Step{Kind: DecideStep, Role: r.role, Name: name, Outcome: d.outcome, Reason: d.reason, Text: d.text, Rules: outcomes})
	b.files[r.role], b.decided[r.role], b.byRule[r.role] = f, d.outcome, outcomes
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

// key returns what opens the file of a role: what was given, or what the phone has saved.
func (p *Phone) key(role Role) *crypt.Key {
	if given := p.slot(role).Key; given != nil {
		return given
	}
	return p.Saved.Keys[role].Key
}

// noKey says that the phone has no key for the file of a role, or none that can be read.
func (p *Phone) noKey(role Role) string {
	if p.Saved.Keys[role].Name != "" {
		return "no key that is known"
	}
	return "no key"
}

// noteKeys speaks of the keys that the phone has saved and nobody gave.
func (b *boot) noteKeys() {
	for role := General; role <= Device; role++ {
		saved := b.phone.Saved.Keys[role]
		switch {
		case saved.Name == "" || b.phone.slot(role).Key != nil:
		case saved.Key == nil:
			b.walk.note(ReasonKeyInRunningFile, fmt.Sprintf("%q of the running configuration is not taken as the %s file's key, since it is not 64 hexadecimal digits", saved.Name, role))
		default:
			b.walk.note(ReasonKeyInRunningFile, fmt.Sprintf("the %s file's key is %q of the running configuration, as its name says; section 4.1 of the description has the two keys the other way round", role, saved.Name))
		}
	}
}
