package main

import "github.com/spf13/cobra"

// maker makes a command. No command looks at another one.
type maker struct {
	name    string
	command func() *cobra.Command
}

func (p *program) makers() []maker {
	return []maker{
		{"lint", p.newLint}, {"fmt", p.newFmt}, {"info", p.newInfo},
		{"get", p.newGet}, {"set", p.newSet}, {"unset", p.newUnset},
		{"convert", p.newConvert}, {"diff", p.newDiff}, {"stamp", p.newStamp}, {"digest", p.newDigest},
		{"encrypt", p.newEncrypt}, {"decrypt", p.newDecrypt}, {"keygen", p.newKeygen},
		{"name", p.newName}, {"url", p.newURL}, {"simulate", p.newSimulate},
		{"explain", p.newExplain}, {"man", p.newMan}, {"version", p.newVersion},
	}
}

// commands makes the command that the arguments begin with, and all of them where they
// begin with anything else: a flag, help, a word to complete, a slip. To make commands
// that are not asked for, with their flags and help, would be most of what this program
// itself does in a short run.
func (p *program) commands(args []string) []*cobra.Command {
	makers := p.makers()
	for _, m := range makers {
		if len(args) > 0 && args[0] == m.name {
			return []*cobra.Command{m.command()}
		}
	}
	var all []*cobra.Command
	for _, m := range makers {
		all = append(all, m.command())
	}
	return all
}
