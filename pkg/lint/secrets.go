package lint

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/crypt"
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
	place := strings.ToLower(w.setting.Key + " " + w.list)
	isPart := func(part string) bool { return strings.Contains(place, part) }
	if slices.ContainsFunc(guardedKeys, isPart) && !w.isSpoiled() {
		w.found(w.setting.ValueSpan.Start, theSetting+" is a password that phones are delivered with, or that everybody tries first").label("choose another")
	}
}

// maxDefault is the length of the longest of them.
const maxDefault = 8

// transport is what a file says of the way in which it is fetched itself.
type transport struct {
	at        int // where it says so
	cleartext string
	safe      bool // by HTTPS, not at all, or encrypted
	secrets   int
}

// fetchProtocols are the values of the protocol keys.
var fetchProtocols = map[string]string{"1": "FTP", "2": "TFTP", "4": "HTTP", "5": "HTTPS"}

// noteTransport counts secrets, and notes what says how the file is fetched.
func noteTransport(w *walk) {
	switch {
	case w.isSecret():
		w.transport.secrets++
		w.transport.safe = w.transport.safe || catalog.HoldsFileKey(w.setting.Key)
	case w.tellsTransport() && !w.isSpoiled():
		w.transport.note(w.role, w.setting)
	}
}

func (t *transport) note(role catalog.Role, s *cfgfile.Setting) {
	switch role {
	case catalog.FetchProtocol:
		t.byProtocol(s.Value, s.ValueSpan.Start)
	case catalog.FetchServer:
		t.byServer(s.Value, s.ValueSpan.Start)
	case catalog.FetchMode:
		t.safe = t.safe || s.Value == "0"
	}
}

// tellsTransport reports whether the setting says how, from where or when a phone
// fetches its files.
func (w *walk) tellsTransport() bool {
	return w.role == catalog.FetchProtocol || w.role == catalog.FetchServer || w.role == catalog.FetchMode
}

func (t *transport) byProtocol(number string, at int) {
	name := fetchProtocols[number]
	t.safe = t.safe || name == "HTTPS"
	if name != "" && name != "HTTPS" && t.cleartext == "" {
		t.cleartext, t.at = name, at
	}
}

// byServer reads the protocol that stands before a server's name. Which counts where
// the protocol that is set apart says otherwise is not known; a safe one is believed.
func (t *transport) byServer(server string, at int) {
	scheme, _, ok := strings.Cut(server, "://")
	switch scheme = strings.ToUpper(scheme); {
	case !ok:
	case scheme == "HTTPS":
		t.safe = true
	case isFetchProtocol(scheme):
		t.cleartext, t.at = scheme, at
	}
}

// cleartextSecret speaks once of a file with secrets that has the phone fetch it
// by a protocol that anybody on the way can read.
func cleartextSecret(w *walk) {
	t := &w.transport
	if t.secrets > 0 && t.cleartext != "" && !t.safe {
		w.found(t.at, fmt.Sprintf("the file holds passwords or keys (%d), and the phone is to fetch it by %s", t.secrets, t.cleartext)).
			advise("anybody on the way can read it: use HTTPS, or encrypt the file")
	}
}

// credentialsInURL speaks of a password in front of a server's name. It shows in every
// export, in logs of proxies and servers, and on the phone's own pages.
func credentialsInURL(w *walk) {
	if strings.IndexByte(w.setting.Value, '@') < 0 || !holdsPassword(w.setting.Value) || w.isSpoiled() || w.countSurplus() {
		return
	}
	w.found(w.setting.ValueSpan.Start, "the URL of "+theSetting+" holds a user's password").
		advise("it shows wherever the URL does: in exports, in logs, on the phone's pages")
}

// holdsPassword reports whether any of the URLs in a value has a password. A macro is none
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

// weakKey speaks of a file key that was made up rather than drawn. What is no key at all
// is for FV406.
func weakKey(w *walk) {
	if !catalog.HoldsFileKey(w.setting.Key) {
		return
	}
	key, err := crypt.ParseKey(w.setting.Value)
	if err != nil || w.isSpoiled() {
		return
	}
	if why := weakness(key); why != "" {
		w.found(w.setting.ValueSpan.Start, theSetting+" "+why).label("draw one with fvcfg keygen")
	}
}

// minDistinct is how many different bytes a key has at least. Of 32 that are drawn, 30
// differ on average, and fewer than 20 not once in a billion keys.
const minDistinct = 20

// weakness returns why a key is no good, or "".
func weakness(key crypt.Key) string {
	switch {
	case slices.ContainsFunc(exampleWords, func(word string) bool { return strings.Contains(strings.ToLower(key.Hex()), word) }):
		return "holds a word that examples are made with"
	case distinctBytes(key) < minDistinct:
		return "has few different bytes"
	case isRun(key):
		return "is a run of numbers"
	case isASCII(key):
		return "is text in hexadecimal digits"
	}
	return ""
}

// exampleWords are words that can be written in hexadecimal digits.
var exampleWords = []string{"deadbeef", "cafebabe", "badc0ffe", "0123456789", "9876543210", "feedface"}

func distinctBytes(key crypt.Key) int {
	seen := make(map[byte]bool)
	for _, b := range key {
		seen[b] = true
	}
	return len(seen)
}

// isRun reports whether each byte differs from the one before it by the same amount, in most
// places.
func isRun(key crypt.Key) bool {
	var steps [256]int
	for i := 1; i < len(key); i++ {
		step := key[i] - key[i-1]
		if steps[step]++; steps[step] > len(key)/2 {
			return true
		}
	}
	return false
}

// isASCII reports whether all bytes can be typed, which no drawn key comes near.
func isASCII(key crypt.Key) bool {
	return !slices.ContainsFunc(key[:], func(b byte) bool { return b < ' ' || b > '~' })
}
