package report

import "github.com/fvcfg/fvcfg/pkg/lint"

// message gives all that a finding says, in one sentence.
func message(f lint.Finding) string {
	if f.Suggestion == "" {
		return f.Message
	}
	return f.Message + "; write " + f.Suggestion
}
