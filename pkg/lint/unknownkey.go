package lint

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/fvcfg/fvcfg/internal/ascii"
	"github.com/fvcfg/fvcfg/internal/typo"
	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// unknownKeyRules look at keys that the dictionary does not have in their place; so does
// FV304.
var unknownKeyRules = []check{
	{Rule: Rule{"FV302", "unknown-key", Info, false, "no sample has a key of this name"},
		walk: walker{onUnknown: unknownKey}},
	{Rule: Rule{"FV303", "misplaced-key", Warning, false, "a key stands in a module or list that it does not belong to"},
		walk: walker{onUnknown: misplacedKey, onEnd: endStray}},
}

// opinion is what is thought of a key that the dictionary does not have in its place.
type opinion struct {
	verdict  verdict
	severity Severity            // of a misplaced key: how sure that is
	module   string              // where it belongs
	place    string              // the same as it is written down, with the list
	foreign  catalog.Entry       // of a key of another generation
	near     *catalog.Suggestion // what may be meant, nil for nothing
}

type verdict uint8

const (
	noVerdict verdict = iota // nothing can be said
	unknown
	slip // one letter off a known key
	misplaced
	foreign
)

// maxOpinions bounds the time for a file of nonsense: an opinion takes microseconds
// by the dozen. The largest file known has 4,000 settings.
const maxOpinions = 4096

// judge returns the opinion of the current setting's key. It is one and the same for all
// rules, so that none of them speaks of a key that another speaks of.
func (w *walk) judge() *opinion {
	if !w.judged {
		w.judged, w.opinion = true, opinion{}
		if w.isJudgeable() {
			w.opinion = w.form()
		}
	}
	return &w.opinion
}

// isJudgeable leaves out what another rule speaks of, or what nothing is known of.
func (w *walk) isJudgeable() bool {
	return w.moduleKnown && w.textList == nil && !w.misnumbered && !w.isOpaque() && !w.isScopeFused() &&
		!w.own.hasKey(w.setting) && !w.isOtherName()
}

// form forms an opinion, of which each but the last has a reason of its own beside that
// the key was not seen here: every phone has keys that no sample has.
func (w *walk) form() opinion {
	if w.opinions++; w.opinions > maxOpinions {
		return opinion{verdict: unknown}
	}
	s := w.setting
	place, described := w.table.Described(s.Key)
	switch {
	case described && place.Module != s.Module:
		o := opinion{verdict: misplaced, module: place.Module, place: place.Module, severity: Error}
		if place.ByCounterpart { // a count; the rest is the maker's word on the files that it is about
			o.severity = Warning
		}
		return o
	case described && place.Key == s.Key:
		return opinion{}
	}
	if home, ok := w.home(); ok {
		w.astray = home.Module()
		return opinion{verdict: misplaced, module: w.astray, place: home.Scope().Path(), severity: Warning}
	}
	if w.astray != "" && w.scope != nil && w.scope.Doubt() != "" {
		return opinion{} // it came with its neighbours, of which enough is said
	}
	if o, ok := w.renamed(); ok {
		return o
	}
	o := opinion{verdict: unknown}
	if near, ok := w.nearest(); ok && without(near.Key, digits) != without(s.Key, digits) {
		o.near = &near // Upgrade Server 3 is no slip of Upgrade Server 2
	}
	if w.table.Partial() && o.near == nil && len(w.table.Elsewhere(s.Module, s.List, s.Key)) == 0 {
		return opinion{} // that a key is missing from the little that is known says nothing
	}
	here := o.near != nil && w.isHere(o.near.Entry.Scope())
	foreigner, isForeign := w.foreigner()
	switch {
	case isForeign && (w.inDictionary || here && w.isSpellingOf(o.near)):
		o.verdict, o.foreign = foreign, foreigner
	case here && !o.near.Remote && o.near.Distance == 1 && !w.hasBeside(o.near.Key):
		o.verdict = slip
	}
	return o
}

// nearest returns the known key that the setting's is likeliest a slip of: one of its module
// or else, whatever the module, one that the description has in AUTOUPDATE.
func (w *walk) nearest() (catalog.Suggestion, bool) {
	s := w.setting
	here, ok := w.table.NearestHere(s.Module, s.List, s.Key)
	if ok && !here.Remote || !strings.HasPrefix(s.Key, "Auto") { // as each of those begins
		return here, ok
	}
	for _, near := range w.table.Nearest(s.Module, s.List, s.Key, 1) {
		if catalog.ProvisionedFileOf(near.Key) != nil {
			return near, true
		}
	}
	return here, ok
}

// isSpellingOf reports whether the setting's key is another spelling of a known one, as
// Register Pwd is of Register Pswd.
func (w *walk) isSpellingOf(near *catalog.Suggestion) bool {
	return w.table.Spelling(w.setting.Module, w.setting.List, w.setting.Key) == near.Entry.Spelling(near.Key)
}

// isHere reports whether the setting stands in a place, or would but for its key: a key
// of text-legacy whose prefix is misspelt drops out of the list into the module.
func (w *walk) isHere(scope *catalog.Scope) bool {
	return scope == w.scope || w.file.Dialect() == cfgfile.TextLegacy && w.list == "" && scope.Prefix() != ""
}

// hasBeside reports whether another key stands in the entry of the setting, too: then
// the setting is its neighbour and no slip of it.
func (w *walk) hasBeside(key string) bool {
	s := *w.setting
	s.Key = key
	_, err := w.file.Lookup(s.Path.String())
	return err == nil
}

// foreigner returns the key of another generation that has the very name of the setting's,
// of several the one that most files show.
func (w *walk) foreigner() (most catalog.Entry, ok bool) {
	name := w.setting.Key
	if w.scope != nil && hasIndex(name, w.scope.Prefix()) {
		_, name, _ = strings.Cut(name, " ")
	}
	for _, e := range w.table.Foreign(w.setting.Key) {
		if e.Dialect().Generation() != w.table.Dialect().Generation() && nameIn(e) == name && (!ok || e.Samples() > most.Samples()) {
			most, ok = e, true
		}
	}
	return most, ok
}

// renamed forms the opinion of a dotted key that has the name of sysconf for a setting of
// this very place: what it is called here is known, and no guess by letters.
func (w *walk) renamed() (opinion, bool) {
	if w.file.Dialect() != cfgfile.Dotted || w.scope == nil || w.inDictionary {
		return opinion{}, false
	}
	for e := range w.scope.Entries() {
		c, ok := e.Counterpart(catalog.Sysconf)
		if !ok || c.Key != w.setting.Key || e.Doubt() != "" {
			continue
		}
		if old, ok := catalog.For(catalog.Sysconf).Lookup(c.Module, c.List, c.Key); ok {
			return opinion{verdict: foreign, foreign: old, near: &catalog.Suggestion{Entry: e, Key: e.Key()}}, true
		}
	}
	return opinion{}, false
}

// nameIn returns a key without the index of its list.
func nameIn(e catalog.Entry) string {
	if prefix := e.Scope().Prefix(); prefix != "" {
		return strings.TrimPrefix(e.Key(), prefix+"N ")
	}
	return e.Key()
}

const digits = "0123456789"

// without returns a name without some characters.
func without(name, ignored string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(ignored, r) {
			return -1
		}
		return r
	}, name)
}

// unknownKey speaks of keys that no sample has. That is no proof of a mistake, since
// newer phones have more of them; one letter off a known key nearly is.
func unknownKey(w *walk) {
	o := w.judge()
	if o.verdict != unknown && o.verdict != slip || w.countSurplus() {
		return
	}
	severity, message, suggestion, label, advice := Info, theSetting+" is not a known key", "", "", ""
	if w.inDictionary {
		message = theSetting + " was seen here only as a mistake"
	}
	switch {
	case o.near == nil:
	case o.near.Remote:
		suggestion = o.near.Key
		label = fmt.Sprintf("the nearest known is %q", suggestion)
	default:
		suggestion = o.near.Key
		label = didYouMean(suggestion)
		if o.near.Entry.Scope() != w.scope {
			advice = fmt.Sprintf("%q stands in %s", suggestion, o.near.Entry.Scope().Path())
		}
	}
	if o.verdict == slip {
		severity = Warning
	}
	if file := catalog.ProvisionedFileOf(w.setting.Key); file != nil && o.near != nil && strings.ReplaceAll(w.setting.Key, "_", " ") == file.Slip {
		message = fmt.Sprintf("the description writes this key so once, and %q in its samples", suggestion)
		label, advice = "", "which of the two a phone knows is not said"
	}
	w.grade(severity, w.setting.KeySpan.Start, message, suggestion).label(label).advise(advice)
}

// foreignKey speaks of keys that only phones of another generation have.
func foreignKey(w *walk) {
	o := w.judge()
	if o.verdict != foreign || w.countSurplus() {
		return
	}
	suggestion, label := "", ""
	if o.near != nil && o.near.Entry.Scope() == w.scope {
		suggestion, label = o.near.Key, didYouMean(o.near.Key)
	}
	w.grade(Warning, w.setting.KeySpan.Start, theSetting+" is a key of "+generations[o.foreign.Dialect().Generation()], suggestion).label(label).
		advise(fmt.Sprintf("there it is %q of %s; this file is for %s", o.foreign.KeyAt(strconv.Itoa(max(1, w.setting.Index))), o.foreign.Scope().Path(), generations[w.table.Dialect().Generation()]))
}

// misplacedKey speaks of keys that belong elsewhere. Where several have gone the same
// wrong way and none between them is right, as behind a list marker that is missing, it
// speaks once.
func misplacedKey(w *walk) {
	o := w.judge()
	if o.verdict != misplaced {
		return
	}
	if w.stray.goesOn(w, o.module) {
		w.stray.more++
		return
	}
	endStray(w)
	listed := len(w.findings)
	w.grade(o.severity, w.setting.KeySpan.Start, theSetting+" does not belong here but to "+o.place, "")
	if len(w.findings) == listed {
		listed = -1
	}
	w.stray = strayRun{home: o.module, module: w.module, first: w.number, finding: listed}
}

// strayRun is a run of settings that stand in one module and belong to another.
type strayRun struct {
	home, module string
	first        int // the number of its first setting
	finding      int // which one speaks of it, -1 where it is not listed
	more         int // settings besides the first
}

func (r *strayRun) goesOn(w *walk, home string) bool {
	return r.home == home && r.module == w.module && w.settled <= r.first
}

// endStray completes the message for the run that is over.
func endStray(w *walk) {
	r := &w.stray
	if r.more > 0 && r.finding >= 0 {
		w.findings[r.finding].Message += fmt.Sprintf("; %d more behind it belong to %s, too", r.more, r.home)
	}
	w.stray = strayRun{}
}

const (
	// maxHomes is in how many modules and places a key can be at home and still say that
	// it belongs to one of them, and not here. Enable and Title are everywhere.
	maxModules = 2
	maxHomes   = 3
	// minTelling is the length of a key that is a reason in a list that nobody knows: a list
	// of newer phones can have keys of its own.
	minTelling = 6
	// minSamples is in how many files a key was seen at home. The place of one that was
	// seen in a file or two may be that file's own.
	minSamples = 3
)

// home returns where the key belongs instead, if there is a reason to say so beside that
// it was not seen here: it is in the dictionary as somebody's mistake, or its place is
// known from several files, and this one does not have it there as well.
func (w *walk) home() (catalog.Entry, bool) {
	s := w.setting
	homes := w.table.Elsewhere(s.Module, s.List, s.Key)
	if w.astray != "" { // those before it belong there, and this one goes with them
		for _, e := range homes {
			if e.Module() == w.astray {
				return e, true
			}
		}
	}
	if len(homes) == 0 || modulesOf(homes) > maxModules {
		return catalog.Entry{}, false
	}
	best := homes[0]
	for _, e := range homes[1:] {
		if w.nearness(e) > w.nearness(best) {
			best = e
		}
	}
	if len(homes) > maxHomes && w.nearness(best) == elsewhere {
		return catalog.Entry{}, false
	}
	return best, w.inDictionary || w.isReason(best)
}

// isReason reports whether that a key is at home in a place is a reason to say that it
// does not belong here. It is none where the key was seen at home in a file or two, which
// may be the only ones that are wrong; where the file has it there, too; and where the
// entries of a list have it one like the other: that is how a newer phone has a new key.
func (w *walk) isReason(home catalog.Entry) bool {
	if home.Samples() < minSamples {
		return false
	}
	w.takeStock()
	key, nearness := w.setting.Key, w.nearness(home)
	switch {
	case w.held[home]:
		return false
	case nearness == listHere:
		return len(key) >= minTelling || w.scope != nil
	case w.scope == nil || w.repeats():
		return false
	case nearness == moduleHere: // whose lists have many names in common
		return hasIndex(key, home.Scope().Prefix())
	}
	return len(key) >= minTelling
}

// hasIndex reports whether a key has the prefix of a list and the number of an entry.
func hasIndex(key, prefix string) bool {
	rest, ok := strings.CutPrefix(key, prefix)
	return ok && prefix != "" && rest != "" && ascii.IsDigit(rest[0])
}

// repeats reports whether the setting stands in an entry of a list, and other entries
// have its key, too.
func (w *walk) repeats() bool {
	return w.setting.Index > 0 && w.unheld[without(w.setting.Path.String(), digits)] > 1
}

// takeStock notes which known keys the file has, and how often it has others.
func (w *walk) takeStock() {
	if w.held != nil {
		return
	}
	w.held, w.unheld = make(map[catalog.Entry]bool), make(map[string]int)
	for _, s := range w.file.Settings() {
		if known, ok := w.table.Lookup(s.Module, s.List, s.Key); ok {
			w.held[known] = true
		} else {
			w.unheld[without(s.Path.String(), digits)]++
		}
	}
}

const (
	elsewhere = iota
	moduleHere
	listHere // the list has the name that it has here
)

// nearness returns how like a home is to where the key stands.
func (w *walk) nearness(home catalog.Entry) int {
	switch {
	case home.List() != "" && w.list != "" && sameList(home.List(), w.list):
		return listHere
	case home.Module() == w.module:
		return moduleHere
	}
	return elsewhere
}

// sameList compares a list's name in the dictionary with its name in a file, numbers
// and their marks aside. One letter may be wrong.
func sameList(known, name string) bool {
	const marks = digits + "N[]- "
	known, name = without(known, marks), without(name, marks)
	return known == name || len(known) >= minList && typo.Distance(known, name, 1) == 1
}

// minList is the length of a list's name of which a letter can be wrong: line.
const minList = 4

func modulesOf(entries []catalog.Entry) int {
	modules := make(map[string]bool)
	for _, e := range entries {
		modules[e.Module()] = true
	}
	return len(modules)
}
