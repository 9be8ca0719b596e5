package provision

import (
	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// Run has the phone run a configuration: what it keeps of both files is the version and
// the digest of this one, and what is set there of provisioning counts.
func (p *Phone) Run(file *cfgfile.File) {
	p.Running = file
	digest := DigestOf(file.Bytes())
	for _, slot := range []*Slot{&p.General, &p.Device} {
		slot.Version, slot.Content = file.Version(), digest
	}
	for _, s := range file.Settings() {
		switch {
		case s.Value == "":
		case catalog.SameKey(s.Key, "Download CommonConf"):
			p.NoGeneral = s.Value == "0"
		case p.Input == "" && catalog.SameKey(s.Key, "Input Cfg File Name"):
			// Section 4.5: at the second update the phone remembers what was typed.
			p.Input = s.Value
		}
	}
}
