package lint

import (
	"fmt"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// textListName speaks of a list that goes by its name in text files, as <SIPLineList>
// for <line>, when the first setting in it is met.
func textListName(w *walk) {
	if w.textList == nil || !w.moduleKnown {
		return
	}
	at, ok := w.elementBefore(w.setting.KeySpan.Start, w.list)
	if !ok {
		at = w.setting.KeySpan.Start
	}
	message := fmt.Sprintf("this is the name of a list of text files, %q", w.textList.List())
	suggestion := ""
	if to := w.textList.Counterpart(); to != "" {
		message += "; sysconf says " + to
		_, suggestion, _ = strings.Cut(to, "/")
		suggestion, _, _ = strings.Cut(suggestion, "[")
	}
	w.grade(Error, at, message, suggestion)
}

// textListOf gives the list of a text dialect that a part of a sysconf list's path is
// named after.
func textListOf(sysconf *catalog.Table, list string) *catalog.Scope {
	for part := range strings.SplitSeq(list, "/") {
		name, _, _ := strings.Cut(part, "[")
		if name == "" || len(sysconf.ListsLike(name)) > 0 {
			continue
		}
		for _, d := range []catalog.Dialect{catalog.TextModern, catalog.TextLegacy} {
			if lists := catalog.For(d).ListsLike(name); len(lists) > 0 {
				return lists[0]
			}
		}
	}
	return nil
}

// elementBefore finds the name of the element in front of a place that opens the first
// part of a list's path.
func (w *walk) elementBefore(offset int, list string) (int, bool) {
	name, _, _ := strings.Cut(list, "/")
	name, _, _ = strings.Cut(name, "[")
	at := strings.LastIndex(w.src[:offset], "<"+name)
	return at + 1, at >= 0
}
