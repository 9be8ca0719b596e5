package provision

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// Rule is how a phone decides whether it takes a file that came. The sources dispute it.
// What was downloaded last, or runs already, is taken by none of the rules, and a file whose
// content is new and whose version is higher by all of them.
type Rule string

const (
	// RuleVersion: a file is taken whose version is higher than the running one, and where
	// one of them carries none, whatever differs. So later manuals of the maker (C56, i23)
	// have it, and so a fleet of H2U-V2 phones does, which ignored a file that was edited
	// and kept its version.
	RuleVersion Rule = "version"
	// RuleDescription: a file is taken whose content differs. So the maker's description of
	// 2018 has it (sections 1.2, step 5, and 4.5), by which the version is only shown.
	RuleDescription Rule = "description"
	// RuleDigest: a file is taken whose digest differs. So the later manuals have it of a
	// phone in digest mode.
	RuleDigest Rule = "digest"
)

// Rules returns all rules. The first is the safe one: what it takes, the others take, too.
func Rules() []Rule { return []Rule{RuleVersion, RuleDescription, RuleDigest} }

// ParseRule reads the name of a rule.
func ParseRule(name string) (Rule, error) {
	if r := Rule(name); slices.Contains(Rules(), r) {
		return r, nil
	}
	return "", fmt.Errorf("%q is no rule: name description, version or digest", name)
}

// rule returns the rule that the phone goes by.
func (p *Phone) rule() Rule {
	if p.Saved.DigestMode {
		return cmp.Or(p.Rule, RuleDigest)
	}
	return cmp.Or(p.Rule, RuleVersion)
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
		return decision{Unchanged, reasonSameDownload, "it is what was downloaded last; a file is not taken twice running"}
	}
	if slot.Content != "" && slot.Content == f.contentDigest() {
		return decision{Unchanged, reasonSameContent, "its content is that of the file that runs: the update is cancelled"}
	}
	switch {
	case slot.Version == "" && slot.Content == "":
		return decision{Applied, reasonNothingRuns, "the phone runs no such file yet"}
	case rule == RuleDescription:
		return slot.decideByContent(reasonContentDiffers, "the content of the running file is not known, and another one is enough", "its content is not that of the running file, which is enough by the description")
	case rule == RuleDigest:
		return slot.decideByDigest(reasonDigestDiffers, "the phone goes by digests")
	case f.version() == "":
		return slot.decideByDigest(reasonDigestDiffers, "it carries no version")
	case slot.Version == "":
		return decision{Applied, reasonFirstVersion, fmt.Sprintf("it has version %s, and the running file has none", f.shownVersion())}
	}
	return slot.decideByVersion(f)
}

// decideByContent takes a file that is known not to be what runs, where that can be known.
func (s *Slot) decideByContent(reason Reason, unknown, differs string) decision {
	if s.Content == "" {
		return decision{Applied, reasonNothingToCompare, unknown}
	}
	return decision{Applied, reason, differs}
}

// decideByDigest is decideByContent in the words of digests.
func (s *Slot) decideByDigest(reason Reason, why string) decision {
	return s.decideByContent(reason, why+", and the content of the running file is not known", why+", and its digest is not that of the running file")
}

func (s *Slot) decideByVersion(f *readFile) decision {
	version := f.version()
	order, ok := cfgfile.CompareVersions(version, s.Version)
	if !ok {
		return s.decideByDigest(reasonVersionUnreadable, "one of the two versions is not numbers with dots, so that the digest is left to go by")
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
		return decision{Applied, reasonHigherVersion, fmt.Sprintf("version %s is higher than %s, which runs%s", version, s.Version, doubt)}
	case order == 0:
		return decision{Unchanged, reasonSameVersion, fmt.Sprintf("it has version %s, which runs%s%s", version, differs, doubt)}
	}
	return decision{Unchanged, reasonLowerVersion, fmt.Sprintf("version %s is lower than %s, which runs%s%s", version, s.Version, differs, doubt)}
}

// differs reports whether a file that is not known to be what runs is known not to be. One
// of another version is another file, and so is one that is not what was downloaded last.
func (s *Slot) differs(f *readFile) bool {
	return s.Content != "" || s.Download != "" || f.version() != s.Version
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
		case d.reason == reasonNothingToCompare && !slot.differs(f):
			d.outcome = ""
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
		for _, f := range b.came {
			if outcome := f.byRule[i].Outcome; sum == Rejected || sum != Applied && outcome != Unchanged {
				sum = outcome
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
	for _, f := range b.came {
		if isDisputed(f.byRule) {
			disputed = append(disputed, f.role)
		}
	}
	if len(disputed) == 0 {
		return
	}
	role, who, it := disputed[0], "", "it"
	if len(disputed) > 1 {
		role, who, it = "", "both files: ", "them"
	}
	want := "newer phones want a higher version"
	if b.phone.Saved.DigestMode {
		want = "a phone that does not go by digests wants a higher version"
	}
	message := fmt.Sprintf("%sby the description of 2018 the phone would take %s; %s: raise it", who, it, want)
	if b.walk.Rule != RuleVersion {
		message = fmt.Sprintf("%s%s, and would not take %s: raise it", who, want, it)
	}
	if b.phone.Rule == "" && !b.phone.Saved.DigestMode && isDisputed(b.walk.Rules) {
		b.walk.doubt(doubtRule, role, message)
		return
	}
	b.walk.note(reasonRulesDisagree, ofFile(role, message))
}

// isDisputed reports whether the rules are known to disagree.
func isDisputed(outcomes []RuleOutcome) bool {
	first := outcomes[0].Outcome
	return slices.ContainsFunc(outcomes, func(o RuleOutcome) bool {
		return o.Outcome != "" && first != "" && o.Outcome != first
	})
}
