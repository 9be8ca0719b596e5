package main

import (
	"embed"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/internal/typo"
)

// scripts are those of the shells whose quoting the usual ones get wrong: a path of a text
// file has spaces and colons.
//
//go:embed completion/*
var scripts embed.FS

// shells are the shells that fvcfg completes in, with the file of each script, "" for the one
// that is made.
var shells = []struct{ name, file string }{
	{"bash", "fvcfg.bash"}, {"zsh", "_fvcfg"}, {"fish", "fvcfg.fish"}, {"powershell", ""},
}

func shellNames() []string {
	var all []string
	for _, s := range shells {
		all = append(all, s.name)
	}
	return all
}

func (p *program) newCompletion() *cobra.Command {
	bare := false
	c := &cobra.Command{
		Use:   "completion bash|zsh|fish|powershell",
		Short: "Print the script that has a shell complete what is typed",
		Long: `Completion prints a script for a shell, which then completes commands and flags,
the values of flags that take one of a set, and the paths and neutral names of the
file that stands on the line already.

bash, from version 3.2, in ~/.bashrc or for all users:

    source <(fvcfg completion bash)
    fvcfg completion bash >/usr/share/bash-completion/completions/fvcfg

zsh, into a folder of fpath, before compinit runs, or in ~/.zshrc behind it:

    fvcfg completion zsh >"${fpath[1]}/_fvcfg"
    source <(fvcfg completion zsh)

fish, from version 3.2:

    fvcfg completion fish >~/.config/fish/completions/fvcfg.fish

PowerShell, in the profile:

    fvcfg completion powershell | Out-String | Invoke-Expression

Those of bash, zsh and fish are tried in these shells. That of PowerShell is not.
Packages bring the first three along.

A file that is larger than 1 MiB, or encrypted with a key that neither the line nor
FVCFG_KEY_FILE or FVCFG_KEY has, is not looked into. Secrets are hidden.`,
		Example: `  source <(fvcfg completion bash)
  fvcfg completion fish >~/.config/fish/completions/fvcfg.fish`,
		RunE: func(cmd *cobra.Command, args []string) error {
			switch len(args) {
			case 0:
				return cmd.Help()
			case 1:
				return p.printCompletion(cmd.Root(), args[0], bare)
			}
			return usagef("completion: name one shell: %s", phrase.List(shellNames(), "or"))
		},
	}
	c.Flags().BoolVar(&bare, "no-descriptions", false, "complete without a word on what each value is")
	return c
}

// printCompletion prints the script of a shell.
func (p *program) printCompletion(root *cobra.Command, shell string, bare bool) error {
	for _, s := range shells {
		switch {
		case s.name != shell:
			continue
		case s.file == "" && bare:
			return root.GenPowerShellCompletion(p.stdout)
		case s.file == "":
			return root.GenPowerShellCompletionWithDesc(p.stdout)
		}
		script, err := scripts.ReadFile("completion/" + s.file)
		if err != nil {
			return err
		}
		text := string(script)
		if bare {
			text = strings.ReplaceAll(text, cobra.ShellCompRequestCmd+" ", cobra.ShellCompNoDescRequestCmd+" ")
		}
		_, err = io.WriteString(p.stdout, text)
		return err
	}
	for _, s := range shells {
		if typo.Distance(shell, s.name, 2) < 2 {
			return usagef("completion: there is no script for %q; did you mean %s?", shell, s.name)
		}
	}
	return usagef("completion: there is no script for %q: the shells are %s", shell, phrase.List(shellNames(), "and"))
}
