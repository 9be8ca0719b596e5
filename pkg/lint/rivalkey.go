package lint

import (
	"fmt"
	"hash/maphash"
	"slices"
	"strconv"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// rivals are the keys of a file that may be two spellings of one setting. Few keys can
// be: those that the dictionary has in two spellings, and those that it does not have. So
// the walk only notes in which entries such keys are, and these are gone through behind
// it.
type rivals struct {
	suspects settingSet[keySpan]
	entries  map[uint64]bool     // that are to be gone through, by their hashes
	first    settingSet[keySpan] // where the first spelling of each key of theirs stands
}

func newRivals() rivals {
	few := settingSet[keySpan]{pool: &spanTables, room: 32}
	return rivals{suspects: few, first: few}
}

// mayHaveRival reports whether another spelling of the current key can be in a file at
// all.
func (w *walk) mayHaveRival() bool {
	return !w.inDictionary || w.entry.HasNamesake() || w.entry.Dialect() != w.table.Dialect()
}

// suspectRival notes the entry that the current key stands in, if there may be another
// spelling of it.
func suspectRival(w *walk) {
	s := w.setting
	entry := w.rivals.suspects.place(s)
	first, added := w.rivals.suspects.add(w.file, entry^w.spelling(), spanOf(s))
	if added && (w.inDictionary && w.entry.Dialect() == w.table.Dialect() || !w.table.HasNamesake(w.module, w.list, s.Key)) ||
		!added && first.of(w.src) == s.Key {
		return
	}
	if w.rivals.entries == nil {
		w.rivals.entries = map[uint64]bool{}
	}
	w.rivals.entries[entry] = true
}

// spelling hashes all that the current setting's key may be written as.
func (w *walk) spelling() uint64 {
	if w.inDictionary && w.entry.Dialect() == w.table.Dialect() {
		return uint64(w.entry.Spelling(w.setting.Key))
	}
	return uint64(w.table.Spelling(w.module, w.list, w.setting.Key))
}

// rivalKeys goes through the entries that were noted.
func rivalKeys(w *walk) {
	w.rivals.suspects.release()
	if len(w.rivals.entries) == 0 {
		return
	}
	defer w.rivals.first.release()
	var s cfgfile.Setting
	for _, s = range w.file.Settings() {
		if !w.rivals.entries[w.rivals.first.place(&s)] {
			continue
		}
		w.setting = &s
		if s.Module != w.module || s.List != w.list {
			w.enter()
		}
		w.lookUp()
		if !w.own.hasModule(s.Module) && !w.own.hasKey(w.file.Dialect(), &s) {
			rivalKey(w)
		}
	}
}

// rivalKey speaks of a key that is another spelling of one above it in its entry: a
// phone reads one of the two, and passes over the other. The finding stands at that of
// the two which samples don't have there. That neither FV302 nor FV304 speaks of them,
// too, is its to see to; of the same key twice FV204 speaks.
func rivalKey(w *walk) {
	s := w.setting
	hash := w.rivals.first.place(s) ^ w.spelling()
	first, added := w.rivals.first.add(w.file, hash, spanOf(s))
	if added || first.of(w.src) == s.Key {
		return
	}
	_, added = w.rivals.first.add(w.file, hash^maphash.String(hashSeed, s.Key), spanOf(s))
	if !added || !w.isRivalable(first) || w.unlisted() {
		return // it was spoken of, or is not to be
	}
	here := w.rivalOf(spanOf(s), s.Line)
	there := w.rivalOf(first, s.Line-strings.Count(w.src[first.start:s.KeySpan.Start], "\n"))
	if here.known && !there.known {
		here, there = there, here
	}
	reads := "and which is not known here: an export of the phone shows it; delete the other"
	if there.known && !here.known {
		reads = "and samples have that one here: delete this one"
	}
	w.retract(int(here.span.start), "FV302", "FV304")
	w.retract(int(there.span.start), "FV302", "FV304")
	w.found(int(here.span.start), fmt.Sprintf("%s is another spelling of %s on line %d; a phone reads one of the two, %s", here.name, there.name, there.line, reads))
}

// isRivalable leaves out what will not stand in the file as it does now: what a template
// may choose from, and what stands behind a lost line break.
func (w *walk) isRivalable(first keySpan) bool {
	s := w.setting
	between := func(t templateLine) bool { return t.line.End > int(first.start) && t.line.Start <= s.KeySpan.Start }
	return !slices.ContainsFunc(w.templateLines(), between) && !w.isSpoiled() && !w.isScopeFused()
}

// rival is one of two spellings.
type rival struct {
	span  keySpan
	line  int
	name  string // as it may be shown
	known bool   // to stand here in samples
}

// rivalOf names a key if the dictionary has it here. In a broken file, part of a password
// can be read as a key.
func (w *walk) rivalOf(span keySpan, line int) rival {
	key := span.of(w.src)
	e, known := w.table.Lookup(w.module, w.list, key)
	if !known {
		e, known = w.table.ByRule(w.module, w.list, key)
	}
	if !known {
		return rival{span, line, "this key", false}
	}
	return rival{span, line, strconv.Quote(key), e.Doubt() == ""}
}

// keySpan is where a key stands, in half the room of a [cfgfile.Span].
type keySpan struct{ start, end uint32 }

func spanOf(s *cfgfile.Setting) keySpan {
	return keySpan{uint32(s.KeySpan.Start), uint32(s.KeySpan.End)}
}

func (s keySpan) of(src string) string { return src[s.start:s.end] }
