package lint

import "github.com/fvcfg/fvcfg/pkg/cfgfile"

// maxFixRounds bounds how often a file is fixed: one fix can lay open another
// mistake, but each leaves fewer of them.
const maxFixRounds = 8

// Fix mends what the rules can mend without guessing, and gives the file's new
// bytes, how many findings that mended, and those that are left. All fixes of a
// file are made at once; those in each other's way wait for the next round.
func (l *Linter) Fix(name string, data []byte) (fixed []byte, mended int, left []Finding) {
	fixed = data
	for range maxFixRounds {
		left = l.Lint(name, fixed)
		next, n := applyFixes(string(fixed), left)
		if n == 0 {
			break
		}
		fixed = []byte(next)
		mended += n
	}
	return fixed, mended, left
}

// applyFixes makes the fixes of the findings. An edit inside another one is left
// for the next round, which sees what became of the place.
func applyFixes(src string, findings []Finding) (fixed string, made int) {
	var edits []cfgfile.Edit
	for _, f := range findings {
		edits = append(edits, f.fix...)
		if f.Fixable() {
			made++
		}
	}
	fixed, _ = cfgfile.Apply(src, edits)
	return fixed, made
}
