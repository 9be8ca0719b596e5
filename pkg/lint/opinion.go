package lint

import (
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// opinion is what is thought of a key that the dictionary does not have in its place.
type opinion struct {
	verdict   verdict
	described catalog.DescribedPlace // of a misplaced key: where the description has it
	home      catalog.Entry          // or where it was seen
	foreign   catalog.Entry          // of a key of another generation
	near      *catalog.Suggestion    // what may be meant, nil for nothing
}

// module returns the module that a misplaced key belongs to.
func (o *opinion) module() string {
	if o.described.Module != "" {
		return o.described.Module
	}
	return o.home.Module()
}

// place returns the module or list that a misplaced key belongs to, as it is written down.
func (o *opinion) place() string {
	if o.described.Module != "" {
		return o.described.Module
	}
	return o.home.Scope().Path()
}

// severity returns how sure it is that a key is misplaced: the description is the maker's
// word on the files that it is about, and the dictionary a count.
func (o *opinion) severity() Severity {
	if o.described.Module != "" && !o.described.ByCounterpart {
		return Error
	}
	return Warning
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

// judge gives the opinion of the current setting's key. It is one and the same for all
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
	return w.moduleKnown && w.textList == nil && !w.misnumbered && !w.nameInTemplate(w.setting.KeySpan) && !w.isScopeFused() &&
		!w.own.hasKey(w.file.Dialect(), w.setting)
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
		return opinion{verdict: misplaced, described: place}
	case described && place.Key == s.Key:
		return opinion{}
	}
	if home, ok := w.home(); ok {
		w.astray = home.Module()
		return opinion{verdict: misplaced, home: home}
	}
	if w.astray != "" && w.scope != nil && w.scope.Doubt() != "" {
		return opinion{} // it came with its neighbours, of which enough is said
	}
	if o, ok := w.renamed(); ok {
		return o
	}
	o := opinion{verdict: unknown}
	if near, ok := w.nearest(); ok && !sameButDigits(near.Key, s.Key) {
		o.near = &near
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

// nameIn gives a key without the index of its list.
func nameIn(e catalog.Entry) string {
	if prefix := e.Scope().Prefix(); prefix != "" {
		return strings.TrimPrefix(e.Key(), prefix+"N ")
	}
	return e.Key()
}

// sameButDigits tells names that differ in digits alone. Upgrade Server 3 is no slip of
// Upgrade Server 2.
func sameButDigits(a, b string) bool { return equalBut(a, b, digits) }

const digits = "0123456789"

func equalBut(a, b, ignored string) bool { return without(a, ignored) == without(b, ignored) }

// without returns a name without some characters.
func without(name, ignored string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(ignored, r) {
			return -1
		}
		return r
	}, name)
}
