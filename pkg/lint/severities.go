package lint

import "fmt"

// severitySet gives severities by the rules' numbers. A rule that does not exist is an
// [*UnknownRuleError].
func severitySet(severities map[string]Severity) (map[string]Severity, error) {
	if len(severities) == 0 {
		return nil, nil
	}
	set := make(map[string]Severity, len(severities))
	for name, severity := range severities {
		r, err := LookupRule(name)
		if err != nil {
			return nil, err
		}
		if severity < Info || severity > Error {
			return nil, fmt.Errorf("%s: there is no %v", r, severity)
		}
		if other, ok := set[r.ID]; ok && other != severity {
			return nil, fmt.Errorf("%s has two severities, by its number and by its name", r)
		}
		set[r.ID] = severity
	}
	return set, nil
}

// regrade gives the findings the severities that the options have for their rules.
func (p *pass) regrade() {
	if len(p.severities) == 0 {
		return
	}
	for i := range p.findings {
		if severity, ok := p.severities[p.findings[i].Rule.ID]; ok {
			p.findings[i].Severity = severity
		}
	}
}
