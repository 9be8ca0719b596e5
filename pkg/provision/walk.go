package provision

import (
	"fmt"
	"slices"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/provurl"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// Walk is what a phone did, step by step.
type Walk struct {
	Outcome   Outcome
	Rule      Rule          // by which it was decided whether a file is applied
	Rules     []RuleOutcome // how the walk ends by each rule, in the order of [Rules]
	Doubts    []Doubt       // why the outcome may be another
	Steps     []Step
	Changes   []Change       // the settings that get another value, in the order of the files
	Downloads []FileDownload // what the new configuration has the phone fetch

	login provurl.URL // with the password that the phone has saved, without one if it has none
}

// Step is one thing that a phone does, and how it ended.
type Step struct {
	Number  int           `json:"number"`           // from 1
	Kind    string        `json:"kind"`             // "source", "fetch", "decrypt", "read", "decide", "merge", "download" or "note"
	Method  Method        `json:"method,omitempty"` // of a source
	Role    Role          `json:"file,omitempty"`   // the file it is about, "" for none
	Name    string        `json:"name,omitempty"`   // of the file, "" for none
	URL     string        `json:"url,omitempty"`    // without credentials, "" for none
	Outcome Outcome       `json:"outcome"`
	Reason  Reason        `json:"reason"`
	Text    string        `json:"text"`            // what happened, a sentence without a full stop; it shows no secret
	Rules   []RuleOutcome `json:"rules,omitempty"` // how the file ends by each rule, of a decision
	Folder  bool          `json:"-"`               // a folder stands for the source, and nobody named a server
}

// The kinds of steps, in the order in which they come for a file.
const (
	sourceStep   = "source"   // a URL is taken up
	fetchStep    = "fetch"    // a file is asked for
	decryptStep  = "decrypt"  // what came is opened
	readStep     = "read"     // what came is read
	decideStep   = "decide"   // it is decided whether it is applied
	mergeStep    = "merge"    // what is applied is put together
	downloadStep = "download" // what that sets off
	noteStep     = "note"     // what else is to be known
)

// add adds a step.
func (w *Walk) add(s Step) {
	s.Number = len(w.Steps) + 1
	s.Name, s.URL, s.Text = w.hide(s.Name), w.hide(s.URL), w.hide(s.Text)
	w.Steps = append(w.Steps, s)
}

func (w *Walk) note(reason Reason, text string) {
	w.add(Step{Kind: noteStep, Outcome: Done, Reason: reason, Text: text})
}

// hide blots out what repeats the saved password: a name that was asked for stands in the
// steps of its file, and in settings.
func (w *Walk) hide(text string) string {
	if w.login == (provurl.URL{}) {
		return text
	}
	return redact.Repeated(w.login, text)
}

// Change is a setting that gets another value than the phone runs.
type Change struct {
	Setting *cfgfile.Setting // as the file has it, its value included, which may be secret
	Old     *cfgfile.Setting // that the phone runs, nil where none is known
	Role    Role             // the file that it comes from

	file, running *cfgfile.File
}

// isNew reports whether the value is another than the running one, or that is not known.
func (c *Change) isNew() bool { return c.Old == nil || c.Old.Value != c.Setting.Value }

// Outcome is how a step ended, or a whole walk. Its text is that of JSON.
type Outcome string

const (
	// Done steps went well and decide nothing.
	Done Outcome = "done"
	// Skipped steps were not needed.
	Skipped Outcome = "skipped"
	// Applied: a file is applied; of a walk, at least one was.
	Applied Outcome = "applied"
	// Unchanged: a file is neither newer than the one that runs nor different; of a
	// walk, files came that could be used, and none was applied.
	Unchanged Outcome = "unchanged"
	// Rejected: a file did not come or cannot be used; of a walk, no file came that
	// could be used.
	Rejected Outcome = "rejected"
)

// ParseOutcome reads the outcome of a walk: "applied", "unchanged" or "rejected".
func ParseOutcome(name string) (Outcome, error) {
	if o := Outcome(name); slices.Contains([]Outcome{Applied, Unchanged, Rejected}, o) {
		return o, nil
	}
	return "", fmt.Errorf("%q is no outcome: give applied, unchanged or rejected", name)
}

// RuleOutcome is how a file, or a walk, ends by a rule.
type RuleOutcome struct {
	Rule    Rule    `json:"rule"`
	Outcome Outcome `json:"outcome,omitempty"` // "" where what runs is not known well enough to tell
}

// Reason is why a step ended as it did. Its text is that of JSON and is kept from version
// to version.
type Reason string

// Why a file came, or did not.
const (
	ReasonBadURL       Reason = "bad-url" // no phone can use the URL
	ReasonFetched      Reason = "fetched"
	ReasonNotFound     Reason = "not-found"    // the server has no such file
	ReasonForbidden    Reason = "forbidden"    // the server may not give it away
	ReasonUnauthorized Reason = "unauthorized" // the server wants credentials, or others
	ReasonServerError  Reason = "server-error" // the server answered, and what it says is no file
	ReasonUnreachable  Reason = "unreachable"  // no server answers at this address
	ReasonTimeout      Reason = "timeout"      // the server stalls
	ReasonCutOff       Reason = "cut-off"      // the server closed the connection half-way
	ReasonTooLarge     Reason = "too-large"    // the server sends more than any configuration has
	ReasonCertificate  Reason = "certificate"  // the server cannot be trusted: its certificate, or no TLS
	ReasonRedirect     Reason = "redirect"     // the server sends on to where a phone does not go
	ReasonPath         Reason = "path"         // the path leads out of the folder of the files
)

// Whether a file that came could be opened.
const (
	ReasonClear          Reason = "clear"            // it is clear, as the phone expects
	ReasonDecrypted      Reason = "decrypted"        // the key opened it
	ReasonClearWithKey   Reason = "clear-with-key"   // it is clear, and the phone has a key
	ReasonEncryptedNoKey Reason = "encrypted-no-key" // it is encrypted, and the phone has no key
	ReasonWrongKey       Reason = "wrong-key"        // the key does not open it
	ReasonDamaged        Reason = "damaged"          // it is encrypted and cut off or damaged
	ReasonHTML           Reason = "html"             // a web page, with a status that says all is well
	ReasonEmpty          Reason = "empty"            // no byte
	ReasonNotConfig      Reason = "not-config"       // something else
	ReasonNotWellFormed  Reason = "not-well-formed"  // XML that no reader of XML takes
)

// The reasons of the other steps.
const (
	reasonFirst             Reason = "first"               // first in the order of priority
	reasonNext              Reason = "next"                // no file came from those before it
	reasonNotAsked          Reason = "not-asked"           // one of higher priority served a file
	reasonURLWarning        Reason = "url-warning"         // something is odd about the URL
	reasonNoSource          Reason = "no-source"           // no URL was given
	reasonSourceOff         Reason = "source-off"          // the phone's own settings have it off
	reasonProcessEnds       Reason = "process-ends"        // it served no file, and the phone asks no other
	reasonGoesOnUnknown     Reason = "goes-on-unknown"     // it served no file, and whether the phone asks another is not known
	reasonOrderFixed        Reason = "order-fixed"         // the phone's order of sources cannot be changed
	reasonOrderUnknown      Reason = "order-unknown"       // the phone has an order that nobody knows
	reasonChecksAgain       Reason = "checks-again"        // the phone asks more often than the walk does
	reasonStaticMode        Reason = "static-mode"         // when the phone asks its static server
	reasonStaticProtocol    Reason = "static-protocol"     // by which protocol it does so is taken for granted
	reasonSameName          Reason = "same-name"           // both files have one name, so one request is enough
	reasonNotWanted         Reason = "not-wanted"          // the phone is set not to ask for its general file
	reasonAsksInput         Reason = "asks-input"          // the phone asks its user what stands for $input
	reasonRead              Reason = "read"                // it was read
	reasonNothingRuns       Reason = "nothing-runs"        // the phone runs no file that is known
	reasonHigherVersion     Reason = "higher-version"      // its version is higher than the running one
	reasonFirstVersion      Reason = "first-version"       // it has a version, and the running file has none
	reasonContentDiffers    Reason = "content-differs"     // its content is another
	reasonDigestDiffers     Reason = "digest-differs"      // it goes by the digest, which is another
	reasonNothingToCompare  Reason = "nothing-to-compare"  // it goes by the digest, and that of the running file is not known
	reasonVersionUnreadable Reason = "version-unreadable"  // one of the versions is none, so that it goes by the digest
	reasonSameVersion       Reason = "same-version"        // its version is the running one
	reasonLowerVersion      Reason = "lower-version"       // its version is lower
	reasonSameContent       Reason = "same-content"        // it is what runs already
	reasonSameDownload      Reason = "same-download"       // it is what was downloaded last
	reasonNoSetting         Reason = "no-setting"          // it holds no setting that changes anything
	reasonMerged            Reason = "merged"              // settings were merged
	reasonNewDownload       Reason = "new"                 // a file is to be downloaded
	reasonDownloadUnchanged Reason = "unchanged"           // its URL is the running one
	reasonDownloadName      Reason = "file-name"           // its name or type is not what its key takes
	reasonDownloadModel     Reason = "model"               // the model takes no such file
	reasonDownloadTab       Reason = "tab"                 // a tab stands behind the key that holds the URL
	reasonKeyInRunningFile  Reason = "key-in-running-file" // the running file holds a key that was not given
	reasonUntranslated      Reason = "untranslated"        // settings have no known name in another dialect
	reasonTwoGenerations    Reason = "two-generations"     // the two files are of two generations, and are listed apart
	reasonRulesDisagree     Reason = "rules-disagree"      // by another rule the phone would do otherwise
	reasonGeneralOverDevice Reason = "general-over-device" // the general file is applied over the values of an older device file
)
