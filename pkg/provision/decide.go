package provision

import (
	"fmt"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// Rule is how a phone tells whether it takes a file that came. The sources dispute it. What
// was downloaded last, or runs already, is taken by none of the rules, and a file whose
// content is new and whose version is higher by all of them.
type Rule uint8

const (
	// RuleVersion: a file is taken whose version is higher than the running one, and where
	// one of them carries none, whatever differs. So later manuals of the maker (C56, i23)
	// have it, and so a fleet of H2U-V2 phones does, which ignored a file that was edited
	// and kept its version.
	RuleVersion Rule = iota + 1
	// RuleDescription: a file is taken whose content differs. So the maker's description of
	// 2018 has it (sections 1.2, step 5, and 4.5), by which the version is only shown.
	RuleDescription
	// RuleDigest: a file is taken whose digest differs. So the later manuals have it of a
	// phone in digest mode.
	RuleDigest
)

var ruleNames = [...]string{RuleVersion: "version", RuleDescription: "description", RuleDigest: "digest"}

// Rules returns all rules. The first is the safe one: what it takes, the others take, too.
func Rules() []Rule { return []Rule{RuleVersion, RuleDescription, RuleDigest} }

// String returns the rule's name: "version", "description" or "digest".
func (r Rule) String() string {
	if r == 0 || int(r) >= len(ruleNames) {
		return fmt.Sprintf("Rule(%d)", uint8(r))
	}
	return ruleNames[r]
}

// MarshalText returns what [Rule.String] returns.
func (r Rule) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// ParseRule reads the name of a rule.
func ParseRule(name string) (Rule, error) {
	for _, r := range Rules() {
		if r.String() == name {
			return r, nil
		}
	}
	return 0, fmt.Errorf("%q is no rule: name description, version or digest", name)
}

// rule returns the rule that the phone goes by.
func (p *Phone) rule() Rule {
	switch {
	case p.Rule != 0:
		return p.Rule
	case p.Saved.DigestMode:
		return RuleDigest
	}
	return RuleVersion
}

// decision is whether a file is applied, and why.
type decision struct {
	outcome Outcome
	reason  Reason
	text    string
}

// decide reports whether a phone takes a file by a rule. By all of them one that was
// downloaded last or that runs already is left alone (sections 1.2 and 4.5 of the vendor's
// description).
func decide(slot *Slot, rule Rule, f *readFile) decision {
	if slot.Download != "" && slot.Download == f.downloadDigest() {
		return decision{Unchanged, ReasonSameDownload, "it is what was downloaded last; a file is not taken twice running"}
	}
	if slot.Content != "" && slot.Content == f.contentDigest() {
		return decision{Unchanged, ReasonSameContent, "its content is that of the file that runs: the update is cancelled"}
	}
	version := f.version()
	switch {
	case slot.Version == "" && slot.Content == "":
		return decision{Applied, ReasonNothingRuns, "the phone runs no such file yet"}
	case rule == RuleDescription:
		return slot.decideByContent()
	case rule == RuleDigest:
		return slot.decideByDigest(ReasonDigestDiffers, "the phone goes by digests")
	case version == "":
		return slot.decideByDigest(ReasonDigestDiffers, "it carries no version")
	case slot.Version == "":
		return decision{Applied, ReasonFirstVersion, fmt.Sprintf("it has version %s, and the running file has none", version)}
	}
	return slot.decideByVersion(f)
}

// decideByContent is for a file that is known not to be what runs, where that can be known.
func (s *Slot) decideByContent() decision {
	if s.Content == "" {
		return decision{Applied, ReasonNothingToCompare, "the content of the running file is not known, and another one is enough"}
	}
	return decision{Applied, ReasonContentDiffers, "its content is not that of the running file, which is enough by the description"}
}

// decideByDigest is decideByContent in the words of digests.
func (s *Slot) decideByDigest(reason Reason, why string) decision {
	if s.Content == "" {
		return decision{Applied, ReasonNothingToCompare, why + ", and the content of the running file is not known"}
	}
	return decision{Applied, reason, why + ", and its digest is not that of the running file"}
}

func (s *Slot) decideByVersion(f *readFile) decision {
	version := f.version()
	order, ok := cfgfile.CompareVersions(version, s.Version)
	if !ok {
		return s.decideByDigest(ReasonVersionUnreadable, "one of the two versions is not numbers with dots, so that the digest is left to go by")
	}
	doubt := ""
	if !cfgfile.SameWidth(version, s.Version) {
		doubt = "; how a phone compares versions of different widths is not known"
	}
	differs := ""
	if s.Content != "" || s.Download != "" {
		differs = ", although its content differs: raise its version"
	}
	switch {
	case order > 0:
		return decision{Applied, ReasonHigherVersion, fmt.Sprintf("version %s is higher than %s, which runs%s", version, s.Version, doubt)}
	case order == 0:
		return decision{Unchanged, ReasonSameVersion, fmt.Sprintf("it has version %s, which runs%s%s", version, differs, doubt)}
	}
	return decision{Unchanged, ReasonLowerVersion, fmt.Sprintf("version %s is lower than %s, which runs%s%s", version, s.Version, differs, doubt)}
}

// differs reports whether a file that is not known to be what runs is known not to be. One
// of another version is another file, and so is one that is not what was downloaded last.
func (s *Slot) differs(f *readFile) bool {
	return s.Content != "" || s.Download != "" || f.version() != s.Version
}

// RuleOutcome is how a file, or a walk, ends by a rule.
type RuleOutcome struct {
	Rule    Rule
	Outcome Outcome // 0 where what runs is not known well enough to tell
}

// decideByRules decides by the rule that a phone goes by, and returns how the file ends by
// each of the rules.
func decideByRules(slot *Slot, own Rule, f *readFile) (decision, []RuleOutcome) {
	var decided decision
	outcomes := make([]RuleOutcome, 0, len(Rules()))
	for _, rule := range Rules() {
		d := decide(slot, rule, f)
		switch {
		case rule == own:
			decided = d
		case d.reason == ReasonNothingToCompare && !slot.differs(f):
			d.outcome = 0
		}
		outcomes = append(outcomes, RuleOutcome{rule, d.outcome})
	}
	return decided, outcomes
}

// sumUp returns how the walk ends by each rule.
func (b *boot) sumUp() []RuleOutcome {
	sums := make([]RuleOutcome, 0, len(Rules()))
	for i, rule := range Rules() {
		sum := Rejected
		for _, outcomes := range b.byRule {
			switch {
			case outcomes == nil, sum == Applied:
			case outcomes[i].Outcome == Applied, outcomes[i].Outcome == 0, sum == Rejected:
				sum = outcomes[i].Outcome
			}
		}
		sums = append(sums, RuleOutcome{rule, sum})
	}
	return sums
}

// sayRules speaks of the files that a phone takes by one rule and not by another. That is a
// doubt where the walk ends otherwise, nobody asked for the rule and the phone has none set.
func (b *boot) sayRules() {
	var disputed []Role
	for role, outcomes := range b.byRule {
		if isDisputed(outcomes) {
			disputed = append(disputed, Role(role))
		}
	}
	if len(disputed) == 0 {
		return
	}
	role, who, it := disputed[0], "", "it"
	if len(disputed) > 1 {
		role, who, it = 0, "both files: ", "them"
	}
	want := "newer phones want a higher version"
	if b.phone.Saved.DigestMode {
		want = "a phone that does not go by digests wants a higher version"
	}
	message := fmt.Sprintf("%sby the description of 2018 the phone would take %s; %s: raise it", who, it, want)
	if b.walk.Rule != RuleVersion {
		message = fmt.Sprintf("%s%s, and would not take %s: raise it", who, want, it)
	}
	if b.phone.Rule == 0 && !b.phone.Saved.DigestMode && isDisputed(b.walk.Rules) {
		b.walk.doubt(DoubtRule, role, message)
		return
	}
	b.walk.note(ReasonRulesDisagree, ofFile(role, message))
}

// isDisputed reports whether the rules are known to disagree.
func isDisputed(outcomes []RuleOutcome) bool {
	for _, o := range outcomes {
		if o.Outcome != 0 && outcomes[0].Outcome != 0 && o.Outcome != outcomes[0].Outcome {
			return true
		}
	}
	return false
}
