package lint

import (
	"fmt"
	"hash/maphash"
	"slices"
	"strconv"
	"strings"
)

// rivalKey speaks of a key that is another spelling of one above it in its entry: a
// phone reads one of the two, and the other is passed over. That neither FV302 nor FV304
// speaks of them, too, is its to see to; of the same key twice FV204 speaks.
func rivalKey(w *walk) {
	s := w.setting
	hash := w.rivals.place(s) ^ w.spelling()
	span := keySpan{uint32(s.KeySpan.Start), uint32(s.KeySpan.End)}
	first, added := w.rivals.add(w.file, hash, span)
	if added || w.src[first.start:first.end] == s.Key {
		return
	}
	if _, added = w.rivals.add(w.file, hash^maphash.String(hashSeed, s.Key), span); !added || !w.isRivalable(first) {
		return
	}
	w.judged, w.opinion = true, opinion{}
	w.retract(int(first.start), "FV302", "FV304")
	if !w.unlisted() {
		w.found(s.KeySpan.Start, w.rivalMessage(first))
	}
}

// spelling hashes all that the current setting's key may be written as.
func (w *walk) spelling() uint64 {
	if w.inDictionary && w.entry.Dialect() == w.table.Dialect() {
		return uint64(w.entry.Spelling(w.setting.Key))
	}
	return uint64(w.table.Spelling(w.module, w.list, w.setting.Key))
}

// isRivalable leaves out what will not stand in the file as it does now: what a template
// may choose from, and what stands behind a lost line break.
func (w *walk) isRivalable(first keySpan) bool {
	s := w.setting
	between := func(t templateLine) bool { return t.line.End > int(first.start) && t.line.Start <= s.KeySpan.Start }
	return !slices.ContainsFunc(w.templateLines(), between) && !w.isSpoiled() && !w.isScopeFused() &&
		!w.own.hasKey(w.file.Dialect(), s)
}

func (w *walk) rivalMessage(first keySpan) string {
	here, known := w.rivalName(w.setting.Key)
	there, firstKnown := w.rivalName(w.src[first.start:first.end])
	line := w.setting.Line - strings.Count(w.src[first.start:w.setting.KeySpan.Start], "\n")
	message := fmt.Sprintf("%s is another spelling of %s on line %d; a phone reads one of the two", here, there, line)
	switch {
	case known == firstKnown:
		return message + ", and which is not known: leave that one"
	case known:
		return message + ", and samples have this one here: leave it alone"
	}
	return message + ", and samples have that one here: leave it alone"
}

// rivalName names a key if the dictionary has it here. In a broken file, part of a
// password can be read as a key.
func (w *walk) rivalName(key string) (name string, known bool) {
	e, known := w.table.Lookup(w.module, w.list, key)
	if !known {
		e, known = w.table.ByRule(w.module, w.list, key)
	}
	if !known {
		return "this key", false
	}
	return strconv.Quote(key), e.Doubt() == ""
}
