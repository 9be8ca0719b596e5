package provision

import "github.com/fvcfg/fvcfg/pkg/cfgfile"

// Change is a setting that gets another value than the phone runs.
type Change struct {
	Setting *cfgfile.Setting // as the file has it, its value included, which may be secret
	Role    Role             // the file that it comes from
	Known   bool             // the setting that runs is known

	file, running *cfgfile.File
	old           *cfgfile.Setting
}

// Old gives the value that the phone runs, which may be secret; "" where none is known.
func (c *Change) Old() string {
	if c.old == nil {
		return ""
	}
	return c.old.Value
}
