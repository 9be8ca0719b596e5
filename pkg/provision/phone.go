package provision

import (
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/crypt"
	"github.com/fvcfg/fvcfg/pkg/naming"
)

// Phone is a phone as it stands before it asks for its files.
type Phone struct {
	Model naming.Model
	MAC   naming.MAC
	Input string // what the user typed for $input, "" if nothing was
	// Firmware is the version of its firmware, "" where that is not known. Models are
	// reported to ignore dialects from one version on.
	Firmware string

	// General and Device are what it keeps of its two files.
	General, Device Slot
	// Running is the configuration that it runs, nil where that is not known. Changes
	// are told against it.
	Running *cfgfile.File
	// Rule is how it tells whether it takes a file. The zero Rule is for what nobody asked
	// for: what Saved says, or [RuleVersion] and a [Doubt] where another rule has the walk
	// end otherwise.
	Rule Rule
	// Priority is the order in which it asks its sources, where that was changed. Those that
	// are not named come after, in the order of [Methods]. Android phones keep that order.
	Priority []Method

	Saved Saved // what its own settings say, as far as they are known; see [Phone.Run]
}

// Slot is what a phone keeps of one of its two files. The zero Slot is that of a phone
// which has none yet.
type Slot struct {
	// Key is set where the phone expects the file to be encrypted.
	Key *crypt.Key
	// Version is that of the file which was applied last.
	Version string
	// Content is the digest of the file which was applied last, decrypted, and
	// Download that of the bytes that were downloaded last; see [DigestOf].
	Content, Download string
}

// DigestOf gives the digest that a [Slot] keeps of a file. The algorithm is this
// project's choice, SHA-256: which one a phone has is not known and makes no difference.
func DigestOf(data []byte) string { return cfgfile.SHA256.Of(data) }

// Role is which of a phone's two files one is.
type Role uint8

// The two files, in the order in which a phone asks for them.
const (
	General Role = iota + 1 // that of the model
	Device                  // the phone's own
)

// String gives "general" or "device", and "" for none of them.
func (r Role) String() string {
	switch r {
	case General:
		return "general"
	case Device:
		return "device"
	}
	return ""
}

// slot gives what the phone keeps of a file.
func (p *Phone) slot(role Role) *Slot {
	if role == General {
		return &p.General
	}
	return &p.Device
}
