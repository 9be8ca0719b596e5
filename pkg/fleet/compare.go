package fleet

import "github.com/fvcfg/fvcfg/pkg/cfgfile"

// Compared returns the file that f replaces, nil where there is none or no key opens it, and
// the file that f is to be. Both are not encrypted.
func (f *File) Compared() (old, made *cfgfile.File, err error) {
	if f.old != nil {
		if old, err = cfgfile.Parse(f.old); err != nil {
			return nil, nil, err
		}
	}
	made, err = cfgfile.Parse(f.plain)
	return old, made, err
}
