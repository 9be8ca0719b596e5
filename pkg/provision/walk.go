package provision

import (
	"fmt"

	"github.com/fvcfg/fvcfg/pkg/provurl"
)

// Walk is what a phone did, step by step.
type Walk struct {
	Outcome   Outcome
	Rule      Rule          // by which it was told whether a file is applied
	Rules     []RuleOutcome // how the walk ends by each rule, in the order of [Rules]
	Doubts    []Doubt       // why the outcome may be another
	Steps     []Step
	Changes   []Change       // the settings that get another value, in the order of the files
	Downloads []FileDownload // what the new configuration has the phone fetch

	login provurl.URL // with the password that the phone has saved, without one if it has none
}

// StepKind is what a step is about.
type StepKind uint8

// The kinds of steps, in the order in which they come for a file.
const (
	SourceStep   StepKind = iota + 1 // a URL is taken up
	FetchStep                        // a file is asked for
	DecryptStep                      // what came is opened
	ReadStep                         // what came is read
	DecideStep                       // it is decided whether it is applied
	MergeStep                        // what is applied is put together
	DownloadStep                     // what that sets off
	NoteStep                         // what else is to be known
)

var kindNames = [...]string{
	SourceStep: "source", FetchStep: "fetch", DecryptStep: "decrypt", ReadStep: "read", DecideStep: "decide",
	MergeStep: "merge", DownloadStep: "download", NoteStep: "note",
}

// String gives the kind's name: "source", "fetch", "decrypt", "read", "decide", "merge",
// "download" or "note".
func (k StepKind) String() string {
	if k == 0 || int(k) >= len(kindNames) {
		return fmt.Sprintf("StepKind(%d)", uint8(k))
	}
	return kindNames[k]
}

// MarshalText gives what [StepKind.String] gives.
func (k StepKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// Step is one thing that a phone does, and how it ended.
type Step struct {
	Kind    StepKind
	Method  Method // of a source, 0 otherwise
	Role    Role   // the file it is about, 0 for none
	Name    string // of the file, "" for none
	URL     string // without credentials, "" for none
	Outcome Outcome
	Reason  Reason
	Text    string        // what happened, a sentence without a full stop; it shows no secret
	Rules   []RuleOutcome // how the file ends by each rule, of a decision
}

// add adds a step.
func (w *Walk) add(s Step) { w.Steps = append(w.Steps, s) }
