package provision

import (
	"fmt"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// decision is whether a file is applied, and why.
type decision struct {
	outcome Outcome
	reason  Reason
	text    string
}

// decide does what the vendor's description says in the sections 1.2 (step 5), 4.1 and
// 4.5: a file that was downloaded last or that runs already is left alone; otherwise the
// higher version is applied and, where no version is carried, what has another digest.
func decide(slot *Slot, byDigest bool, f *readFile) decision {
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
	case byDigest:
		return slot.decideByDigest(ReasonDigestDiffers, "the phone goes by digests")
	case version == "":
		return slot.decideByDigest(ReasonDigestDiffers, "it carries no version")
	case slot.Version == "":
		return decision{Applied, ReasonFirstVersion, fmt.Sprintf("it has version %s, and the running file has none", version)}
	}
	return slot.decideByVersion(version)
}

// decideByDigest is for a file that is known not to be what runs, where that can be known.
func (s *Slot) decideByDigest(reason Reason, why string) decision {
	if s.Content == "" {
		return decision{Applied, ReasonNothingToCompare, "" + why + ", and the content of the running file is not known"}
	}
	return decision{Applied, reason, "" + why + ", and its digest is not that of the running file"}
}

func (s *Slot) decideByVersion(version string) decision {
	order, ok := cfgfile.CompareVersions(version, s.Version)
	if !ok {
		return s.decideByDigest(ReasonVersionUnreadable, "one of the two versions is not numbers with dots, so that the digest is left to go by")
	}
	doubt := ""
	if !cfgfile.SameWidth(version, s.Version) {
		doubt = "; how a phone compares versions of different widths is not known"
	}
	differs := ""
	if s.Content != "" {
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
