package lint

import (
	"fmt"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// unknownKey speaks of keys that no sample has. That is no proof of a mistake, since
// newer phones have more of them; one letter off a known key nearly is.
func unknownKey(w *walk) {
	o := w.judge()
	if o.verdict != unknown && o.verdict != slip || w.unlisted() {
		return
	}
	severity, message, suggestion := Info, "no sample has a key of this name here", ""
	if w.inDictionary {
		message = "a key of this name was seen here only as a mistake"
	}
	switch {
	case o.near == nil:
	case o.near.Remote:
		suggestion = o.near.Key
		message += fmt.Sprintf("; the nearest that they have is %q", suggestion)
	default:
		suggestion = o.near.Key
		message += fmt.Sprintf("; perhaps %q is meant", suggestion)
		if o.near.Entry.Scope() != w.scope {
			message += ", which stands in " + o.near.Entry.Scope().Path()
		}
	}
	if o.verdict == slip {
		severity = Warning
	}
	if file := catalog.ProvisionedFileOf(w.setting.Key); file != nil && o.near != nil && strings.ReplaceAll(w.setting.Key, "_", " ") == file.Slip {
		message = fmt.Sprintf("the description writes this key so once, and %q in its samples; which of the two a phone knows is not said", suggestion)
	}
	w.grade(severity, w.setting.KeySpan.Start, message, suggestion)
}
