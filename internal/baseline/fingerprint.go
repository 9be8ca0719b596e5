package baseline

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"regexp"
	"sync"

	"github.com/fvcfg/fvcfg/pkg/lint"
)

// Fingerprints returns for each finding of one file a name that stays the same from
// run to run, so that a service that keeps reports knows what it has seen before.
//
// It is made of the rule, the file and the message without its numbers. So it
// survives that the place moves to another line or column, that a message counts
// lines differently, that a severity is set otherwise, and that anything else in
// the file changes. It does not survive a new name of the file, nor new words in
// the message. Findings that are alike in all three are numbered from the top:
// when one of them goes, those below take the numbers before theirs, so as many
// go as were mended, though not always the same.
//
// Services keep what they have seen under these names, so they are to stay as they are.
func Fingerprints(findings []lint.Finding) []string {
	seen := make(map[string]int)
	prints := make([]string, len(findings))
	for i, f := range findings {
		alike := f.Rule.ID + "\x00" + Slashed(f.File) + "\x00" + withoutNumbers(f.Message)
		seen[alike]++
		sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", alike, seen[alike]))
		prints[i] = hex.EncodeToString(sum[:16])
	}
	return prints
}

// Slashed returns a file's name in the form it has in a repository on any system:
// forward slashes, and no "./" before it.
func Slashed(name string) string { return filepath.ToSlash(filepath.Clean(name)) }

// numbers finds the numbers of a message, and what holds numbers that are no
// count and no line: a quoted name, and an index as in sip/line[2].
var numbers = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`"(?:\\.|[^"\\])*"|\[\d+\]|\b\d+\b`) })

// withoutNumbers takes line numbers and counts out of a message. A number that
// is part of a name stays: the SIP1 Register Addr is not that of SIP2.
func withoutNumbers(message string) string {
	return numbers().ReplaceAllStringFunc(message, func(found string) string {
		if found[0] == '"' || found[0] == '[' {
			return found
		}
		return "#"
	})
}
