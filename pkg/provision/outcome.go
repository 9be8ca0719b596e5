package provision

import "fmt"

// Outcome is how a step ended, or a whole walk.
type Outcome uint8

const (
	// Done steps went well and decide nothing.
	Done Outcome = iota + 1
	// Skipped steps were not needed.
	Skipped
	// Applied: a file is applied; of a walk, at least one was.
	Applied
	// Unchanged: a file is neither newer than the one that runs nor different; of a
	// walk, files came that could be used, and none was applied.
	Unchanged
	// Rejected: a file did not come or cannot be used; of a walk, no file came that
	// could be used.
	Rejected
)

var outcomeNames = [...]string{Done: "done", Skipped: "skipped", Applied: "applied", Unchanged: "unchanged", Rejected: "rejected"}

// String gives the outcome's name, in lower case.
func (o Outcome) String() string {
	if o == 0 || int(o) >= len(outcomeNames) {
		return fmt.Sprintf("Outcome(%d)", uint8(o))
	}
	return outcomeNames[o]
}

// MarshalText gives what [Outcome.String] gives.
func (o Outcome) MarshalText() ([]byte, error) { return []byte(o.String()), nil }

// ParseOutcome reads the outcome of a walk: "applied", "unchanged" or "rejected".
func ParseOutcome(name string) (Outcome, error) {
	for _, o := range []Outcome{Applied, Unchanged, Rejected} {
		if o.String() == name {
			return o, nil
		}
	}
	return 0, fmt.Errorf("%q is no outcome: give applied, unchanged or rejected", name)
}
