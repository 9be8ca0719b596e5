package lint

import (
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// opinion is what is thought of a key that the dictionary does not have in its place.
type opinion struct {
	verdict verdict
	home    catalog.Entry       // of a misplaced key
	foreign catalog.Entry       // of a key of another generation
	near    *catalog.Suggestion // what may be meant, nil for nothing
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
	return w.moduleKnown && w.textList == nil && !w.table.Partial() && catalog.ProvisionedFileOf(w.setting.Key) == nil && !w.isSpoiled() &&
		!w.isScopeFused() &&
		!w.own.hasKey(w.file.Dialect(), w.setting)
}

func (w *walk) form() opinion {
	if w.opinions++; w.opinions > maxOpinions {
		return opinion{verdict: unknown}
	}
	s := w.setting
	if home, ok := w.home(); ok {
		w.astray = home.Module()
		return opinion{verdict: misplaced, home: home}
	}
	if w.astray != "" && w.scope != nil && w.scope.Doubt() != "" {
		return opinion{} // it came with its neighbours, of which enough is said
	}
	o := opinion{verdict: unknown}
	if near := w.table.Nearest(s.Module, s.List, s.Key, 1); len(near) > 0 && !sameButDigits(near[0].Key, s.Key) {
		o.near = &near[0]
	}
	here := o.near != nil && o.near.Entry.Module() == s.Module
	foreigner, own := w.namesake()
	isForeign := foreigner != catalog.Entry{}
	switch {
	case isForeign && w.inDictionary: // known as a mistake: whose name it is tells more than what it is like
		o.verdict, o.foreign = foreign, foreigner
	case here && catalog.SameKey(o.near.Key, s.Key):
		o.verdict = slip
	case own:
	case isForeign:
		o.verdict, o.foreign = foreign, foreigner
	case here && o.near.Distance <= 1:
		o.verdict = slip
	}
	return o
}

// minForeign is the length of a name that tells of another generation. Auth and Policy
// are words that any list can have.
const minForeign = 8

// namesake finds a key of the same name in a dialect of another generation, and tells
// whether one of this generation has it, which is no sign of a mistake.
func (w *walk) namesake() (foreigner catalog.Entry, own bool) {
	generation := w.table.Dialect().Generation()
	for _, e := range w.table.Foreign(w.setting.Key) {
		if e.Dialect().Generation() == generation {
			return catalog.Entry{}, true
		}
		if len(nameIn(e)) < minForeign {
			continue
		}
		if foreigner == (catalog.Entry{}) || e.Samples() > foreigner.Samples() {
			foreigner = e
		}
	}
	return foreigner, false
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
func sameButDigits(a, b string) bool { return equalBut(a, b, "0123456789") }

func equalBut(a, b, ignored string) bool {
	drop := func(name string) string {
		return strings.Map(func(r rune) rune {
			if strings.ContainsRune(ignored, r) {
				return -1
			}
			return r
		}, name)
	}
	return drop(a) == drop(b)
}
