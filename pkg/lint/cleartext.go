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

// fetchProtocols are the values of the protocol keys.
var fetchProtocols = map[string]string{"1": "FTP", "2": "TFTP", "4": "HTTP", "5": "HTTPS"}

// noteTransport counts secrets, and notes what tells the transport.
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

// cleartextSecret speaks once of a file with secrets that tells the phone to fetch it
// by a protocol that anybody on the way can read.
func cleartextSecret(w *walk) {
	t := &w.transport
	if t.secrets > 0 && t.cleartext != "" && !t.safe {
		w.found(t.at, fmt.Sprintf("the file holds passwords or keys (%d), and the phone is to fetch it by %s, which anybody on the way can read; use HTTPS, or encrypt the file", t.secrets, t.cleartext))
	}
}
