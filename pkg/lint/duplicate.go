package lint

import (
	"fmt"
	"hash/maphash"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

func duplicateSetting(w *walk) {
	if w.template != nil && w.template.IsNamed(w.number) {
		return // with an expression in its path, nobody knows whether it is the same as another
	}
	hash := w.entryHash() ^ maphash.String(hashSeed, w.setting.Key)
	first, twice := w.seen[hash]
	if !twice {
		w.seen[hash] = w.number
	} else if w.template != nil {
		first, twice = w.firstTogether(hash, first)
	}
	if twice && !w.isNumberless() && (w.fixing || !w.countSurplus()) {
		w.duplicate(hash, first)
	}
}

// foundAgain speaks of a setting that stands there again.
func (w *walk) foundAgain(first int, fix ...cfgfile.Edit) *Finding {
	return w.found(w.setting.KeySpan.Start, fmt.Sprintf("%s stands here again, first on line %d", theSetting, first), fix...).
		advise("which of the two a phone takes is not known")
}

// duplicate speaks of a setting that stands there again. Where all that stand there have one
// value it can go: whichever a phone takes, it takes that.
func (w *walk) duplicate(hash uint64, number int) {
	s, first := w.setting, w.file.Setting(number)
	if w.template != nil && (w.isFilled(first.ValueSpan) || w.isFilled(s.ValueSpan)) {
		w.foundAgain(w.line(first.Line))
		return
	}
	if s.Value != first.Value {
		if w.differ == nil {
			w.differ = make(map[uint64]bool)
		}
		w.differ[hash] = true
		w.foundAgain(w.line(first.Line)).advise("the values differ, and which of the two a phone takes is not known")
		return
	}
	var fix []cfgfile.Edit
	if span, ok := w.removable(number, &first); ok && !w.differ[hash] {
		fix = []cfgfile.Edit{{Span: span}}
	}
	w.foundAgain(w.line(first.Line), fix...).advise("both have one value")
}

// removable returns what to take out of the file for the current setting to be gone, and
// whether it is for sure the same as the first, in the very same place.
func (w *walk) removable(number int, first *cfgfile.Setting) (span cfgfile.Span, ok bool) {
	s := w.setting
	switch {
	case s.Path != first.Path, w.isSpoiled(), w.isScopeFused(), w.templateBetween(first.KeySpan.Start, s.ValueSpan.End),
		!w.file.SameScope(number, w.number), w.file.WellFormed() != nil:
		return span, false
	case w.file.Dialect().IsXML():
		return w.element()
	}
	span, _ = lineSpan(w.src, s.KeySpan.Start, s.ValueSpan.End)
	return span, true
}

// element returns the span of the current setting's element, with its line where it has one to
// itself. Tags that hold more than a name are left alone.
func (w *walk) element() (span cfgfile.Span, ok bool) {
	s := w.setting
	span = cfgfile.Span{Start: s.KeySpan.Start - 1, End: s.ValueSpan.End}
	opened, rest := w.src[s.KeySpan.End:s.ValueSpan.Start], w.src[s.ValueSpan.End:]
	switch closing := "</" + s.Key + ">"; {
	case opened == "/>":
	case opened == ">" && strings.HasPrefix(rest, closing):
		span.End += len(closing)
	default:
		return span, false
	}
	if line, alone := lineSpan(w.src, span.Start, span.End); alone {
		span = line
	}
	return span, true
}

// lineSpan returns the span of the line that a part of a text stands on, its end included,
// and whether nothing else stands there.
func lineSpan(src string, start, end int) (line cfgfile.Span, alone bool) {
	line.Start = strings.LastIndexByte(src[:start], '\n') + 1
	line.End = len(src)
	if feed := strings.IndexByte(src[end:], '\n'); feed >= 0 {
		line.End = end + feed + 1
	}
	return line, strings.TrimSpace(src[line.Start:start]) == "" && strings.TrimSpace(src[end:line.End]) == ""
}
