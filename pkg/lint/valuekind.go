package lint

import (
	"net/netip"
	"strconv"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// valueKind speaks of values that are not of their key's kind. Only what a key's name
// makes plain counts; a range that was seen is no limit. URLs are for FV403.
func valueKind(w *walk) {
	if !w.inDictionary || !mayBeWrong(w.entry.Kind(), w.setting.Value) {
		return
	}
	if wrong := w.entry.Check(w.setting.Value); wrong != "" && !w.isSpoiled() && !w.unlisted() {
		w.found(w.setting.ValueSpan.Start, "the value of "+strconv.Quote(w.entry.Key())+" "+wrong)
	}
}

// mayBeWrong is quick to say no: anything is text, and most values are one digit or an address.
func mayBeWrong(kind catalog.Kind, value string) bool {
	switch kind {
	case catalog.URL, catalog.Text, catalog.Secret:
		return false
	case catalog.IPv4, catalog.Host:
		return !isDigit(value[0]) || !isIPv4(value)
	case catalog.MAC:
		return true
	}
	return len(value) > 1 || !isDigit(value[0])
}

func isIPv4(value string) bool {
	addr, err := netip.ParseAddr(value)
	return err == nil && addr.Is4()
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }
