package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/internal/typo"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// anyNumber is for a command that takes as many arguments as there are.
const anyNumber = -1

// takes returns the check that a command has from least to most arguments. Its errors name
// what these are ("a file", "two files or folders") and show a command line that is right.
func takes(least, most int, what, example string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		switch n := len(args); {
		case n < least:
			return usagef("%s needs %s, as in: fvcfg %s", c.Name(), what, example)
		case most != anyNumber && n > most:
			return usagef("%s takes %s, not %s, as in: fvcfg %s", c.Name(), what, phrase.Count(n, "argument"), example)
		}
		return nil
	}
}

// takesFlags checks that a command which has flags alone has no argument.
func takesFlags(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return usagef("%s takes flags and no argument, and %s is one; fvcfg %s --help lists them", c.Name(), shownArgument(args[0]), c.Name())
}

// takesCommand refuses what stands in the place of a command and is none.
func takesCommand(root *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return usagef("there is no command %s%s", shownArgument(args[0]), nearestCommand(root, args[0]))
}

// shownArgument returns an argument as a message quotes it. It may be a line of a file.
func shownArgument(arg string) string { return phrase.Quote(redact.String(arg)) }

// nearestCommand returns what an error says to do: a command that the word is a slip of or
// begins, or the one that checks a file where the word is a file's name.
func nearestCommand(root *cobra.Command, word string) string {
	if strings.ContainsAny(word, `./\`) {
		return fmt.Sprintf("; to check a file: fvcfg lint %s", phrase.Visible(redact.String(word)))
	}
	nearest, least := "", 1+len(word)/4
	for _, c := range root.Commands() {
		name := c.Name()
		if d := typo.Distance(word, name, least); d < least || d == least && nearest == "" {
			nearest, least = name, d
		}
		if len(word) > 1 && strings.HasPrefix(name, strings.ToLower(word)) {
			nearest, least = name, 0
		}
	}
	if nearest == "" {
		return fmt.Sprintf("; %s --help lists them", root.CommandPath())
	}
	return fmt.Sprintf("; did you mean %s?", nearest)
}

// addOwn adds the command that cobra has of its own, help, and has it refuse what names no
// command.
func addOwn(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	help := commandNamed(root, "help")
	printHelp := help.Run
	help.Run = nil
	help.RunE = func(c *cobra.Command, args []string) error {
		of := root
		for _, word := range args {
			next := commandNamed(of, word)
			if next == nil {
				return takesCommand(of, []string{word})
			}
			of = next
		}
		printHelp(c, args)
		return nil
	}
}

// commandNamed returns the command of that name below another, nil where there is none.
func commandNamed(parent *cobra.Command, name string) *cobra.Command {
	for _, c := range parent.Commands() {
		if c.Name() == name || c.HasAlias(name) {
			return c
		}
	}
	return nil
}
