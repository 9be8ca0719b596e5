package lint

import (
	"slices"
	"strings"
)

// secretRules look at how passwords and keys are chosen and carried.
var secretRules = []check{
	{Rule: Rule{"FV501", "default-password", Warning, false, "a password is the one that phones are delivered with"},
		walk: walker{onValue: defaultPassword}},
	{Rule: Rule{"FV502", "plaintext-secret", Info, false, "secrets in a file that is fetched in clear"},
		walk: walker{onValue: noteTransport, onEnd: cleartextSecret}},
	{Rule: Rule{"FV503", "credentials-in-url", Warning, false, "a URL holds a password"},
		walk: walker{onValue: credentialsInURL}},
	{Rule: Rule{"FV504", "weak-key", Warning, false, "a file key can be guessed"},
		walk: walker{onValue: weakKey}},
}

// defaultPasswords are those that phones are delivered with, and those that are tried
// first.
var defaultPasswords = []string{"admin", "guest", "user", "root", "123", "1234", "12345", "123456", "0000", "000000", "password", "pass", "fanvil"}

// guardedKeys are parts of the names of the passwords that guard a phone itself or its
// line. Others are for services that are off for the most part, and whose default opens
// nothing.
var guardedKeys = []string{"account", "menu", "keypad", "keylock", "user", "web", "login", "telnet", "register", "regpswd", "default"}

func defaultPassword(w *walk) {
	isDefault := func(word string) bool { return strings.EqualFold(word, w.setting.Value) }
	if len(w.setting.Value) > maxDefault || !w.isSecret() || !slices.ContainsFunc(defaultPasswords, isDefault) {
		return
	}
	isPart := func(part string) bool { return containsFold(w.setting.Key, part) || containsFold(w.list, part) }
	if slices.ContainsFunc(guardedKeys, isPart) && !w.isSpoiled() {
		w.found(w.setting.ValueSpan.Start, "this password is one that phones are delivered with, or that everybody tries first; choose another")
	}
}

// maxDefault is the length of the longest of them.
const maxDefault = 8

// containsFold tells whether a text holds a word of lower-case letters in any case.
func containsFold(text, word string) bool {
	for i := 0; i+len(word) <= len(text); i++ {
		if strings.EqualFold(text[i:i+len(word)], word) {
			return true
		}
	}
	return false
}
