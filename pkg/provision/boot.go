package provision

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/crypt"
	"github.com/fvcfg/fvcfg/pkg/naming"
	"github.com/fvcfg/fvcfg/pkg/provurl"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// Fetcher gets files from where URLs lead. It is handed URLs that are expanded, and may
// be used by several goroutines at once.
//
// An error that is a *[FetchError] says what the phone would meet; any other counts as
// [ReasonUnreachable].
type Fetcher interface {
	Fetch(ctx context.Context, u provurl.URL) (Download, error)
}

// Download is what a server sent.
type Download struct {
	Data []byte
	Note string // what was odd on the way, such as a redirect; "" if nothing was
}

// FetchError says why a file did not come. It holds no credentials.
type FetchError struct {
	Reason Reason
	Text   string // what happened and what to do, a clause without a full stop
	Err    error  // what is behind it, nil if nothing is
}

func (e *FetchError) Error() string { return e.Text }

func (e *FetchError) Unwrap() error { return e.Err }

// fetchErrorOf returns a fetcher's error as a *[FetchError].
func fetchErrorOf(err error) *FetchError {
	var known *FetchError
	if errors.As(err, &known) {
		return known
	}
	return &FetchError{Reason: ReasonUnreachable, Text: fmt.Sprintf("cannot be fetched: %v", err), Err: err}
}

// FolderURL is the URL of a source where nobody named a server, and a folder stands for it.
// People are shown the folder's name in place of it.
const FolderURL = "http://root.invalid/$mac.cfg"

// Simulator has phones walk through the files that a [Fetcher] gets. It keeps what several
// phones ask for, so that the general file of a fleet is fetched and read once. It may be
// used by several goroutines at once.
type Simulator struct {
	// Folder is the name of the folder that the URL [FolderURL] leads to, for people to read.
	Folder string

	fetcher Fetcher

	mu     sync.Mutex
	shared map[string]*sharedFile // by URL, credentials included
}

// NewSimulator returns a simulator that gets its files from a fetcher.
func NewSimulator(fetcher Fetcher) *Simulator {
	return &Simulator{fetcher: fetcher, shared: map[string]*sharedFile{}}
}

// Boot has a phone start: it goes through the sources by their priority until one serves
// a file, asks it for the general file and the device file, and applies what its rule takes.
// Where the description is silent, a step says so.
func (s *Simulator) Boot(ctx context.Context, phone *Phone, sources []Source) *Walk {
	walk := &Walk{Outcome: Rejected, Rule: phone.rule(), Doubts: []Doubt{}, Steps: []Step{}, Downloads: []FileDownload{}}
	b := boot{simulator: s, ctx: ctx, phone: phone, walk: walk}
	if login := phone.Saved.Login; login.Password != "" {
		b.walk.login = login.in(provurl.URL{})
	}
	b.doubtRunning()
	b.noteKeys()
	b.askSources(sources)
	b.walk.Rules = b.sumUp()
	b.sayRules()
	b.apply()
	return b.walk
}

// boot is one start of one phone.
type boot struct {
	simulator *Simulator
	ctx       context.Context
	phone     *Phone
	walk      *Walk
	came      []decidedFile // the general file first

	hasFetched bool // a file was asked for
	hasTold    bool // that the phone checks again
}

// decidedFile is a file that came and was read, and how it ends.
type decidedFile struct {
	*readFile
	role    Role
	outcome Outcome
	byRule  []RuleOutcome
}

// noteKeys speaks of the keys that the phone has saved and nobody gave.
func (b *boot) noteKeys() {
	for _, role := range []Role{General, Device} {
		saved := b.phone.Saved.Keys[role]
		switch {
		case saved.Name == "" || b.phone.slot(role).Key != nil:
		case saved.Key == nil:
			b.walk.note(reasonKeyInRunningFile, fmt.Sprintf("%q of the running configuration is not taken as the %s file's key, since it is not 64 hexadecimal digits", saved.Name, role))
		default:
			b.walk.note(reasonKeyInRunningFile, fmt.Sprintf("the %s file's key is %q of the running configuration, as its name says; section 4.1 of the description has the two keys the other way round", role, saved.Name))
		}
	}
}

// askSources asks one source after the other until one serves a file, but for those that
// the phone's own settings have off. A static server that somebody names is none of those.
func (b *boot) askSources(offered []Source) {
	sources := b.phone.sources(offered)
	b.noteOrder()
	isFirst, hasEnded := true, false
	for i, source := range sources {
		step := Step{Kind: sourceStep, Method: source.Method, Outcome: Skipped}
		switch off := b.phone.Saved.Off[source.Method]; {
		case off != "" && (source.isSaved || source.Method != ByStatic):
			step.Reason, step.Text = reasonSourceOff, source.Method.title()+" is not asked: "+off
			b.walk.add(step)
		case hasEnded:
			step.Reason, step.Text = reasonNotAsked, source.Method.title()+" comes after it and is not asked"
			b.walk.add(step)
		default:
			hasEnded = b.askSource(source, isFirst) || b.ends(source.Method, i == len(sources)-1)
			isFirst = false
		}
	}
	if isFirst {
		b.walk.add(Step{Kind: sourceStep, Outcome: Rejected, Reason: reasonNoSource, Text: "nothing gives the phone a URL"})
	}
}

// noteOrder says where the order of the sources is not the one that was asked for, or may
// be another.
func (b *boot) noteOrder() {
	switch model := b.phone.Model; {
	case model.IsAndroid() && b.phone.Priority != nil:
		b.walk.note(reasonOrderFixed, "the "+model.Name+" is an Android phone, and the order of its sources cannot be changed (section 2.3): it stays that of the description")
	case b.phone.Saved.orderUnknown && b.phone.Priority == nil && !model.IsAndroid():
		b.walk.note(reasonOrderUnknown, "the phone's setting of its sources' priority is another than 0, and which order that stands for is not known: give the order; here it is the description's")
	}
}

// ends reports whether the process ends with a source that served no file, and says why.
func (b *boot) ends(method Method, isLast bool) bool {
	if tries := b.phone.Saved.Tries; tries > 0 && b.hasFetched && !b.hasTold {
		b.hasTold = true
		b.walk.note(reasonChecksAgain, fmt.Sprintf("the phone is set to check %s when a download fails: the walk asks once", phrase.Count(tries, "time")))
	}
	switch goesOn, isKnown := b.phone.Model.GoesOnAfterPnP(); {
	case method == ByStatic:
		b.walk.note(reasonProcessEnds, "the static address served no file, and with that the process ends: no other source is asked (section 4.3)")
		return true
	case method != ByPnP:
	case !goesOn:
		b.walk.note(reasonProcessEnds, "SIP PnP served no file, and the "+b.phone.Model.Name+" stays with it: only from the X4 on does a phone go on to other sources (section 4.3)")
		return true
	case !isKnown && !isLast:
		b.walk.note(reasonGoesOnUnknown, "whether the "+b.phone.Model.Name+" goes on to other sources after SIP PnP is not known: the description says so of the X4 and later (section 4.3)")
	}
	return false
}

// askSource asks one source, and reports whether it served a file.
func (b *boot) askSource(asked source, isFirst bool) (served bool) {
	step := Step{Kind: sourceStep, Method: asked.Method, Outcome: Done, Reason: reasonFirst}
	if !isFirst {
		step.Reason = reasonNext
	}
	requests, shown, warnings, err := b.requests(asked.URL)
	if err != nil {
		step.Outcome, step.Reason, step.Text = Rejected, ReasonBadURL, asked.Method.title()+" gives a URL that no phone can use: "+err.Error()
		b.walk.add(step)
		return false
	}
	step.URL, step.Text = shown, asked.Method.title()+" gives "+shown
	if asked.URL == FolderURL {
		step.Folder, step.Text = true, asked.Method.title()+" leads to the folder "+b.simulator.Folder
	}
	b.walk.add(step)
	if asked.isSaved {
		b.noteSaved()
	}
	for _, f := range warnings {
		if f.Kind == provurl.FaultOptionLength && asked.Method != ByDHCP {
			continue // nothing is too long for the others
		}
		b.walk.note(reasonURLWarning, "of the URL: "+f.String())
	}
	for _, r := range requests {
		served = b.ask(r) || served
	}
	return served
}

// noteSaved says what is not known of when and how the phone asks the static server that it
// has saved.
func (b *boot) noteSaved() {
	if why := b.phone.Saved.anyProtocol; why != "" {
		b.walk.note(reasonStaticProtocol, why+", and TFTP is taken for granted")
	}
	if b.phone.Saved.Mode == AtInterval {
		b.walk.note(reasonStaticMode, "the phone asks its static server at an interval: whether at its start, too, is not known")
	}
}

// request is a file that is asked for, or why it is not.
type request struct {
	role    Role
	url     provurl.URL
	shared  bool   // other phones ask for it, too
	skipped Reason // why it is not asked for, "" if it is
}

// requests returns what a phone asks for by a URL: the general file first.
func (b *boot) requests(text string) (requests []request, shown string, warnings []provurl.Fault, err error) {
	u, faults, err := provurl.Parse(text)
	if err != nil {
		return nil, "", nil, err
	}
	if fault := provurl.FirstError(faults, nil); fault != nil {
		return nil, "", nil, fmt.Errorf("%s", fault)
	}
	general, device := request{role: General, shared: true}, request{role: Device}
	macros := naming.Macros{MAC: b.phone.MAC, Input: b.phone.Input}
	if macros.Input == "" {
		if strings.Contains(u.Dir+u.Name+"?"+u.Query, provurl.MacroInput) {
			device.skipped = reasonAsksInput
		}
		macros.Input = "input" // so that the rest of the URL can be checked
	}
	if device.url, err = u.Expand(macros); err != nil {
		return nil, "", nil, err
	}
	general.url = device.url.General(b.phone.Model)
	device.shared = device.url.StringWithPassword() == u.StringWithPassword()
	switch {
	case b.phone.Saved.NoGeneral:
		general.skipped = reasonNotWanted
	case device.skipped != "" && strings.Contains(u.Dir, provurl.MacroInput):
		general.skipped = reasonAsksInput
	case device.skipped == "" && device.url.Query == "" && device.url.Name == general.url.Name:
		device.skipped = reasonSameName
	}
	return []request{general, device}, redact.Address(u), faults, nil
}

// ask asks for a file, and does all with it up to the decision. It reports whether one was
// downloaded, or will be once the phone's user has typed the input.
func (b *boot) ask(r request) bool {
	if r.skipped != "" {
		b.walk.add(Step{Kind: fetchStep, Role: r.role, Outcome: Skipped, Reason: r.skipped, Text: b.whySkipped(r.skipped)})
		return r.skipped == reasonAsksInput
	}
	name := redact.URLParts(r.url).Name
	step := Step{Kind: fetchStep, Role: r.role, Name: name, URL: redact.Address(r.url), Outcome: Done, Reason: ReasonFetched}
	download, shared, login, err := b.get(r)
	if err != nil {
		failed := fetchErrorOf(err)
		step.Outcome, step.Reason, step.Text = Rejected, failed.Reason, "asks for "+name+login+": "+failed.Text
		b.walk.add(step)
		return false
	}
	step.Text = fmt.Sprintf("asks for %s%s: %s", name, login, phrase.Count(len(download.Data), "byte"))
	if download.Note != "" {
		step.Text += ", " + download.Note
	}
	b.walk.add(step)
	b.open(r.role, name, shared.open(download.Data, b.phone.key(r.role)))
	return true
}

// whySkipped says why a file is not asked for.
func (b *boot) whySkipped(reason Reason) string {
	switch reason {
	case reasonSameName:
		return "it has the name of the general file and is not asked for again"
	case reasonNotWanted:
		return fmt.Sprintf("it is not asked for: the phone has %q at 0", cmp.Or(b.phone.Saved.generalSwitch, "Download CommonConf"))
	}
	text := "it is not asked for yet: the phone asks on its display what stands for $input; give that as the input"
	if name := b.phone.Saved.forgetsInput; name != "" {
		text += fmt.Sprintf(" (the phone has one saved, and %q at 0, so that it asks again)", name)
	}
	return text
}

// get fetches a file. Where the server wants a user and a password and the URL has none, it
// asks again with those that the phone has saved, and login says so.
func (b *boot) get(r request) (download Download, shared *sharedFile, login string, err error) {
	b.hasFetched = true
	download, shared, err = b.simulator.get(b.ctx, r)
	saved := b.phone.Saved.Login
	if err == nil || saved.User == "" || r.url.HasCredentials() || fetchErrorOf(err).Reason != ReasonUnauthorized {
		return download, shared, "", err
	}
	r.url = saved.in(r.url)
	download, shared, err = b.simulator.get(b.ctx, r)
	return download, shared, " with the user and the password that the phone has saved", err
}

// key returns what opens the file of a role: what was given, or what the phone has saved.
func (p *Phone) key(role Role) *crypt.Key {
	return cmp.Or(p.slot(role).Key, p.Saved.Keys[role].Key)
}

// open says how a file was opened and read, and decides.
func (b *boot) open(role Role, name string, f *readFile) {
	noKey := "no key"
	if b.phone.Saved.Keys[role].Name != "" {
		noKey = "no key that is known"
	}
	step := Step{Kind: decryptStep, Role: role, Name: name, Outcome: Done, Reason: f.opened, Text: f.openText(role, noKey)}
	if f.file == nil {
		step.Outcome = Rejected
		b.walk.add(step)
		return
	}
	b.walk.add(step)
	b.walk.add(Step{Kind: readStep, Role: role, Name: name, Outcome: Done, Reason: reasonRead, Text: f.readText()})
	b.doubtModel(role, name, f.file)
	b.doubtOther(role, f.file)
	d, outcomes := decideByRules(b.phone.slot(role), b.walk.Rule, f)
	b.walk.add(Step{Kind: decideStep, Role: role, Name: name, Outcome: d.outcome, Reason: d.reason, Text: d.text, Rules: outcomes})
	b.came = append(b.came, decidedFile{f, role, d.outcome, outcomes})
}

// apply merges what is applied.
func (b *boot) apply() {
	var a applied
	for i, f := range b.came {
		var other *readFile
		if len(b.came) == 2 {
			other = b.came[1-i].readFile
		}
		switch {
		case f.outcome == Applied && f.role == General:
			a.general = f.indexedFor(other, b.phone.Running)
		case f.outcome == Applied:
			a.device = f.indexedFor(other, b.phone.Running)
		case f.role == Device && a.general != nil:
			a.unapplied = f.indexedFor(other, b.phone.Running)
		}
	}
	switch {
	case a.general != nil || a.device != nil:
		b.walk.Outcome = Applied
		a.running = b.runningSettings()
		b.walk.merge(&a)
		b.walk.downloadSteps(b.phone.Model)
	case len(b.came) > 0:
		b.walk.Outcome = Unchanged
	}
}

// runningSettings indexes the running configuration, nil where it is not known. Text that
// shows no generation is of that of the files that came.
func (b *boot) runningSettings() *settings {
	file := b.phone.Running
	if file == nil {
		return nil
	}
	for _, f := range b.came {
		if f.file.ShowsGeneration() {
			return indexSettings(file.InGenerationOf(f.file))
		}
	}
	return indexSettings(file)
}

// sharedFile is a file that several phones may ask for.
type sharedFile struct {
	fetch func() (Download, error) // once

	mu   sync.Mutex
	read map[opener]*readFile
}

// opener is what a file is opened with.
type opener struct {
	key    crypt.Key
	hasKey bool
}

// get fetches a file, or returns it as it was fetched before.
func (s *Simulator) get(ctx context.Context, r request) (Download, *sharedFile, error) {
	fetch := func() (Download, error) { return s.fetcher.Fetch(ctx, r.url) }
	if !r.shared {
		download, err := fetch()
		return download, nil, err
	}
	address := r.url.StringWithPassword()
	s.mu.Lock()
	file := s.shared[address]
	if file == nil {
		file = &sharedFile{fetch: sync.OnceValues(fetch), read: map[opener]*readFile{}}
		s.shared[address] = file
	}
	s.mu.Unlock()
	download, err := file.fetch()
	return download, file, err
}

// open opens and reads what came, once for each key where it is shared.
func (f *sharedFile) open(data []byte, key *crypt.Key) *readFile {
	if f == nil {
		return openFile(data, key)
	}
	var with opener
	if key != nil {
		with = opener{*key, true}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.read[with] == nil {
		f.read[with] = openFile(data, key)
	}
	return f.read[with]
}
