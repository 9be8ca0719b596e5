package report

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"sync"

	"github.com/fvcfg/fvcfg/pkg/lint"
)

// fingerprints returns each finding of one file a name that stays the same from
// run to run, so that what was seen before is known to be nothing new.
//
// It is made of the rule, the file and the message without its numbers. So it
// survives that the place moves to another line or column, that a message counts
// lines differently, that a severity is set otherwise, and that anything else in
// the file changes. It does not survive a new name of the file, nor new words in
// the message. Findings that are alike in all three are numbered from the top:
// when one of them goes, those below take the numbers before theirs, so as many
// go as were mended, though not always the same.
func fingerprints(findings []lint.Finding) []string {
	seen := make(map[string]int)
	prints := make([]string, len(findings))
	for i, f := range findings {
		alike := f.Rule.ID + "\x00" + slashed(f.File) + "\x00" + withoutNumbers(f.Message)
		seen[alike]++
		sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", alike, seen[alike]))
		prints[i] = hex.EncodeToString(sum[:16])
	}
	return prints
}

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
