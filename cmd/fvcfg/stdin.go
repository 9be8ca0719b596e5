package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// stdinFlags are the flags that name a file which can be standard input.
var stdinFlags = []string{
	"ca-file", "derive-keys", "device-key-file", "from", "from-notify", "from-option43", "general-key-file", "key-file",
	"last-device", "last-general", "like", "password-file", "phones", "running", "value-file",
}

// stdinOnce refuses arguments that name standard input for two things: it can be read
// once. The same argument twice is for the command to judge.
func stdinOnce(c *cobra.Command, args []string) error {
	var names []string
	if files := fileArguments(c, args); slices.Contains(files, "-") {
		names = append(names, "FILE")
	}
	c.Flags().Visit(func(f *pflag.Flag) {
		if f.Value.String() == "-" && slices.Contains(stdinFlags, f.Name) {
			names = append(names, "--"+f.Name)
		}
	})
	if len(names) < 2 {
		return nil
	}
	return usagef("standard input can be read once, and %s name it: give a file for all but one", strings.Join(names, " and "))
}

// fileArguments gives the arguments that name files. Behind the file of get, set and
// unset stand paths and values, which can be a dash.
func fileArguments(c *cobra.Command, args []string) []string {
	switch c.Name() {
	case "get", "set", "unset":
		return args[:min(1, len(args))]
	}
	return args
}
