package provision

import (
	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// Change is a setting that gets another value than the phone runs.
type Change struct {
	Setting cfgfile.Setting // as the file has it, its value included, which may be secret
	Role    Role            // the file that it comes from
	Dialect cfgfile.Dialect // of that file
	Old     string          // the value that the phone runs, which may be secret
	Known   bool            // Old is known
}

// IsSecret tells whether the values must not be shown.
func (c *Change) IsSecret() bool {
	return catalog.For(c.Dialect).IsSecret(c.Setting.Module, c.Setting.List, c.Setting.Key)
}

// ShownPath gives the setting's path as it may be shown.
func (c *Change) ShownPath() string { return shownValue(c.Setting.Path()) }

// Shown gives the old and the new value as they may be shown: those of secrets are
// blotted out, and so are credentials in URLs.
func (c *Change) Shown() (before, after string) {
	if !c.IsSecret() {
		return shownValue(c.Old), shownValue(c.Setting.Value)
	}
	if c.Old != "" {
		before = blot
	}
	if c.Setting.Value != "" {
		after = blot
	}
	return before, after
}
