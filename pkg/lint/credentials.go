package lint

import "strings"

// credentialsInURL speaks of a password in front of a server's name. It shows in every
// export, in logs of proxies and servers, and on the phone's own pages.
func credentialsInURL(w *walk) {
	if strings.IndexByte(w.setting.Value, '@') < 0 || !holdsPassword(w.setting.Value) || w.isSpoiled() || w.countSurplus() {
		return
	}
	w.found(w.setting.ValueSpan.Start, "the URL holds a user's password, which shows wherever the URL does: in exports, in logs, on the phone's pages")
}

// holdsPassword tells whether any of the URLs in a value has a password. A macro is none
// yet.
func holdsPassword(value string) bool {
	for {
		_, rest, ok := strings.Cut(value, "://")
		if !ok {
			return false
		}
		value = rest
		if end := strings.IndexAny(rest, "/?#"); end >= 0 {
			rest = rest[:end]
		}
		at := strings.LastIndexByte(rest, '@')
		if at < 0 {
			continue
		}
		_, password, _ := strings.Cut(rest[:at], ":")
		if password != "" && password[0] != '$' {
			return true
		}
	}
}
