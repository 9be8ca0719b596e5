package naming

import "strings"

// A NearMiss is a name that another name is likely a slip of.
type NearMiss struct {
	// Name is the name to use instead, without folders. It is empty where it cannot be
	// known, as for a MAC address with a digit missing.
	Name string
	// Reason says what is wrong, in a clause without a full stop. It holds Name.
	Reason string
	// Certain says that nothing else is likely. It is false where the name as it stands
	// may be right: that of a model newer than the table, or a user's own.
	Certain bool

	Kind   Kind    // what Name stands for
	Models []Model // whose general file Name is
	MAC    MAC     // whose device file Name is
}

// nearTemplate mends the macros of a template that has a wrong one, nil if that cannot
// be done.
func nearTemplate(base string) *NearMiss {
	name, reason := base, ""
	for from := 0; ; {
		found, ok, err := nextMacro(name, from)
		if err == nil {
			if !ok {
				break
			}
			from = found.end
			continue
		}
		nearest := nearestMacro(found.name)
		if nearest == "" {
			return nil
		}
		if reason == "" {
			reason = "phones replace $" + nearest + " and don't know " + quote(name[found.start:found.end])
		}
		// The braces of ${mac}x keep apart what without them would be another name.
		bound := found.end < len(name) && isLetter(name[found.end])
		if bound || runsOn(found.name, nearest) {
			// What was to follow on the value, nobody can say.
			return &NearMiss{Reason: reason, Kind: Template}
		}
		name = name[:found.start] + "$" + nearest + name[found.end:]
		from = found.start + 1 + len(nearest)
	}
	return &NearMiss{Name: name, Reason: reason + ": write " + name, Certain: true, Kind: Template}
}

// join writes clauses one after the other, leaving out the empty ones.
func join(clauses ...string) string {
	var present []string
	for _, clause := range clauses {
		if clause != "" {
			present = append(present, clause)
		}
	}
	last := len(present) - 1
	if last < 1 {
		return strings.Join(present, "")
	}
	return strings.Join(present[:last], ", ") + " and " + present[last]
}
