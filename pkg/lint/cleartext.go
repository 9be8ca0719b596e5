package lint

import (
	"fmt"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// transport is what a file says of the way in which it is fetched itself.
type transport struct {
	at        int // where it says so
	cleartext string
	safe      bool // by HTTPS, not at all, or encrypted
	secrets   int
}

// transportProtocols are those among the values of the protocol keys that send a file
// as it is.
var transportProtocols = map[string]string{"1": "FTP", "2": "TFTP", "4": "HTTP"}

// noteTransport counts secrets, and notes what tells the transport.
func noteTransport(w *walk) {
	switch {
	case w.isSecret():
		w.transport.secrets++
		w.transport.safe = w.transport.safe || isFileKey(w.setting.Key)
	case mayTellTransport(w.setting.Key) && !w.isSpoiled():
		w.transport.note(w.setting)
	}
}

func (t *transport) note(s *cfgfile.Setting) {
	switch {
	case isEither(s.Key, "Flash Protocol", "Download Protocol"):
		t.byProtocol(s.Value, s.ValueSpan.Start)
	case isEither(s.Key, "Flash Server IP", "Download Server IP"):
		t.byServer(s.Value, s.ValueSpan.Start)
	case isEither(s.Key, "Flash Mode", "Download Mode"):
		t.safe = t.safe || s.Value == "0"
	}
}

// mayTellTransport is quick to say no to keys that are neither Flash nor Download.
func mayTellTransport(key string) bool {
	return strings.HasPrefix(key, "Fl") || strings.HasPrefix(key, "Down")
}

// isEither compares a key of any dialect with two names of text files.
func isEither(key, a, b string) bool { return catalog.SameKey(key, a) || catalog.SameKey(key, b) }

func isFileKey(key string) bool {
	for _, name := range fileKeys {
		if catalog.SameKey(key, name) {
			return true
		}
	}
	return false
}

func (t *transport) byProtocol(number string, at int) {
	if name := transportProtocols[number]; name != "" && t.cleartext == "" {
		t.cleartext, t.at = name, at
	}
	t.safe = t.safe || number == "5"
}

// byServer reads the protocol that stands before a server's name. Which counts where
// the protocol that is set apart says otherwise is not known; a safe one is believed.
func (t *transport) byServer(server string, at int) {
	scheme, _, ok := strings.Cut(server, "://")
	switch scheme = strings.ToUpper(scheme); {
	case !ok:
	case scheme == "HTTPS":
		t.safe = true
	case scheme == "HTTP" || scheme == "TFTP" || scheme == "FTP":
		t.cleartext, t.at = scheme, at
	}
}

// cleartextSecret speaks once of a file with secrets that tells the phone to fetch it
// by a protocol that anybody on the way can read.
func cleartextSecret(w *walk) {
	t := &w.transport
	if t.secrets > 0 && t.cleartext != "" && !t.safe {
		w.found(t.at, fmt.Sprintf("the file holds passwords or keys (%d), and the phone is to fetch it by %s, which anybody on the way can read; use HTTPS, or encrypt the file", t.secrets, t.cleartext))
	}
}
