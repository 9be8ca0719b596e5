package provision

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/crypt"
	"github.com/fvcfg/fvcfg/pkg/naming"
	"github.com/fvcfg/fvcfg/pkg/provurl"
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
	// Running is the configuration that it runs, nil where that is not known. A setting
	// changes where its value there is another.
	Running *cfgfile.File
	// Rule decides whether it takes a file. The zero Rule is for what nobody asked for: what
	// Saved says, or [RuleVersion] and a [Doubt] where another rule has the walk end
	// otherwise.
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

// DigestOf returns the digest that a [Slot] keeps of a file. The algorithm is this
// project's choice, SHA-256: which one a phone has is not known and makes no difference.
func DigestOf(data []byte) string { return cfgfile.SHA256.Of(data) }

// RunVersions has the phone run files of other versions than it is known to, "" for the
// same: one of both files, and one of the general file where that has another. What it runs
// of another version has a content that is not known.
func (p *Phone) RunVersions(version, generalVersion string) {
	p.Device.run(version)
	p.General.run(cmp.Or(generalVersion, version))
}

func (s *Slot) run(version string) {
	if version != "" && version != s.Version {
		s.Version, s.Content = version, ""
	}
}

// Role is which of a phone's two files one is. Its text is that of JSON.
type Role string

// The two files, in the order in which a phone asks for them.
const (
	General Role = "general" // that of the model
	Device  Role = "device"  // the phone's own
)

// String returns the role's text.
func (r Role) String() string { return string(r) }

// slot returns what the phone keeps of a file.
func (p *Phone) slot(role Role) *Slot {
	if role == General {
		return &p.General
	}
	return &p.Device
}

// Method is how a phone learns the URL of its files. Its text is that of JSON.
type Method string

// The methods, in the order of their priority: the vendor's description, section 2.3, has
// MDNS, FDPS, DHCP, TR069, SIP and Flash. It says nothing more of the first two. SIP is
// Plug and Play, Flash the static address that is kept in the phone.
const (
	ByMDNS   Method = "mdns"
	ByFDPS   Method = "fdps"
	ByDHCP   Method = "dhcp"
	ByTR069  Method = "tr069"
	ByPnP    Method = "pnp"
	ByStatic Method = "static"
)

// Methods returns all methods in the order of their priority.
func Methods() []Method { return []Method{ByMDNS, ByFDPS, ByDHCP, ByTR069, ByPnP, ByStatic} }

// title returns the method as a sentence names it.
func (m Method) title() string {
	switch m {
	case ByTR069:
		return "TR-069"
	case ByPnP:
		return "SIP PnP"
	case ByStatic:
		return "the static address"
	}
	return strings.ToUpper(string(m))
}

// ParsePriority reads the order in which a phone asks its sources: names of methods with
// commas between them, the first one first, in any case. It takes the description's "SIP"
// and "Flash", too. Methods that are not named come after those that are.
func ParsePriority(list string) ([]Method, error) {
	var order []Method
	for name := range strings.SplitSeq(strings.ToLower(list), ",") {
		m := Method(strings.TrimSpace(name))
		switch m {
		case "sip":
			m = ByPnP
		case "flash":
			m = ByStatic
		}
		switch {
		case !slices.Contains(Methods(), m):
			return nil, fmt.Errorf("%q is no source: name mdns, fdps, dhcp, tr069, pnp and static, as many as needed, with commas between them", string(m))
		case slices.Contains(order, m):
			return nil, fmt.Errorf("%s stands there twice: name each source once", m)
		}
		order = append(order, m)
	}
	return order, nil
}

// Source is a URL and how the phone learns it.
type Source struct {
	Method Method
	URL    string // as it is sent to the phone, with its macros
}

// source is a [Source] as the phone asks it.
type source struct {
	Source
	isSaved bool // the phone has it in its settings
}

// sources returns those that the network offers and the static server that the phone has
// saved, unless that is among them, in the order in which the phone asks them.
func (p *Phone) sources(offered []Source) []source {
	var all []source
	isTold := false
	for _, s := range offered {
		all = append(all, source{s, false})
		isTold = isTold || s.Method == ByStatic
	}
	if p.Saved.Static != "" && !isTold {
		all = append(all, source{Source{ByStatic, p.Saved.Static}, true})
	}
	order := Methods()
	if !p.Model.IsAndroid() {
		rest := slices.DeleteFunc(order, func(m Method) bool { return slices.Contains(p.Priority, m) })
		order = slices.Concat(p.Priority, rest)
	}
	slices.SortStableFunc(all, func(a, b source) int {
		return slices.Index(order, a.Method) - slices.Index(order, b.Method)
	})
	return all
}

// DeriveKey sets the key for the phone's device file to the one that is made of a master key
// and its MAC address; see [crypt.Key.Derive].
func (p *Phone) DeriveKey(master crypt.Key) error {
	key, err := master.Derive(p.MAC)
	if err == nil {
		p.Device.Key = &key
	}
	return err
}

// CheckInput refuses what no phone can put in the place of $input, with a
// [*naming.InputError].
func CheckInput(input string) error {
	if input == "" {
		return nil
	}
	_, err := naming.Macros{Input: input}.Expand(provurl.MacroInput)
	return err
}
