package lint

import (
	"net/netip"
	"strconv"
	"strings"

	"github.com/fvcfg/fvcfg/internal/ascii"
	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// valueKind speaks of values that are not of their key's kind. Only what a key's name
// makes plain counts, and what the vendor's description states; a range that was seen is
// no limit. URLs are for FV403, and file keys for FV406.
func valueKind(w *walk) {
	if !w.inDictionary || !w.entry.HasLimits() && !mayBeWrong(w.entry.Kind(), w.setting.Value) {
		return
	}
	if catalog.HoldsFileKey(w.setting.Key) {
		return // for FV406
	}
	if wrong := cfgfile.CheckValue(w.entry, w.setting.Value); wrong != "" && !w.isSpoiled() && !w.unlisted() {
		w.found(w.setting.ValueSpan.Start, "the value of "+strconv.Quote(w.keyName())+" "+wrong)
	}
}

// unknownValue speaks of values beyond those that are known to be all, or their range.
// What is wrong by its kind, or by the description, is for valueKind.
func unknownValue(w *walk) {
	if !w.inDictionary || !w.entry.HasLimits() {
		return
	}
	unknown := w.entry.CheckMeaning(w.setting.Value)
	if unknown != "" && w.entry.Check(w.setting.Value) == "" && !w.isSpoiled() && !w.unlisted() {
		w.found(w.setting.ValueSpan.Start, "the value of "+strconv.Quote(w.keyName())+" "+unknown)
	}
}

// keyName returns the key of the current setting as the dictionary has it, with the index
// that it has in the file: "SIP1 DTMF Mode".
func (w *walk) keyName() string {
	key, prefix := w.setting.Key, w.entry.Scope().Prefix()
	if w.entry.Dialect() != w.table.Dialect() || prefix == "" || !strings.HasPrefix(key, prefix) {
		return w.entry.Key()
	}
	digits := len(prefix)
	for digits < len(key) && ascii.IsDigit(key[digits]) {
		digits++
	}
	return w.entry.KeyAt(key[len(prefix):digits])
}

// mayBeWrong is quick to say no: anything is text, and most values are one digit or an address.
func mayBeWrong(kind catalog.Kind, value string) bool {
	switch kind {
	case catalog.URL, catalog.Secret:
		return false
	case catalog.Text: // a file's name can have a macro, an escape or nothing before its extension
		return value[0] == '.' || strings.IndexByte(value, '$') >= 0 || strings.IndexByte(value, '%') >= 0
	case catalog.IPv4, catalog.Host:
		return !ascii.IsDigit(value[0]) || !isIPv4(value)
	case catalog.MAC:
		return true
	}
	return len(value) > 1 || !ascii.IsDigit(value[0])
}

func isIPv4(value string) bool {
	addr, err := netip.ParseAddr(value)
	return err == nil && addr.Is4()
}
