package lint

// grade adds a finding of the rule that is running with a severity of its own, for
// rules whose findings are not all as grave, and the text to write instead, "" for
// none.
func (p *pass) grade(severity Severity, offset int, message, suggestion string) {
	listed := len(p.findings)
	p.add(Finding{Message: message, Suggestion: suggestion}, offset)
	if len(p.findings) > listed {
		p.findings[listed].Severity = severity
	}
}
