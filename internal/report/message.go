package report

import (
	"strconv"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/lint"
)

// message returns all that a finding says, in one sentence. A suggestion that the
// message words itself is not repeated.
func message(f lint.Finding) string {
	if f.Suggestion == "" || strings.Contains(f.Message, strconv.Quote(f.Suggestion)) || advises(f.Message, f.Suggestion) {
		return f.Message
	}
	return f.Message + "; write " + f.Suggestion
}

// advises reports whether a message says already to write what is suggested.
func advises(message, suggestion string) bool {
	_, rest, ok := strings.Cut(message, "write "+suggestion)
	return ok && (rest == "" || strings.IndexByte(" ,;)", rest[0]) >= 0)
}
