package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"
)

// Set by the linker in a release.
var (
	version = ""
	commit  = ""
	date    = ""
)

// buildInfo is what the version command prints. The version in JSON is that of the program.
type buildInfo struct {
	Format  int    `json:"format_version"`
	Version string `json:"version"`
	Commit  string `json:"commit,omitempty"`
	Date    string `json:"date,omitempty"`
	Go      string `json:"go"`
	OS      string `json:"os"`
	Arch    string `json:"arch"`
}

func (p *program) newVersion() *cobra.Command {
	format := ""
	c := &cobra.Command{
		Use:   "version",
		Short: "Print the version of fvcfg",
		Args:  takesFlags,
		RunE:  func(*cobra.Command, []string) error { return p.printVersion(format) },
	}
	addFormat(c.Flags(), &format, "text or json")
	return c
}

func (p *program) printVersion(format string) error {
	info := readBuildInfo()
	if format == "json" {
		return p.printJSON(info)
	}
	_, err := fmt.Fprintln(p.stdout, info)
	return err
}

func (b buildInfo) String() string {
	line := "fvcfg " + b.Version
	if b.Commit != "" {
		line += " (" + b.Commit
		if b.Date != "" {
			line += ", " + b.Date
		}
		line += ")"
	}
	return fmt.Sprintf("%s %s %s/%s", line, b.Go, b.OS, b.Arch)
}

// readBuildInfo returns the version of a release, or else what go install and go
// build know of theirs.
func readBuildInfo() buildInfo {
	b := buildInfo{Format: 1, Version: version, Commit: commit, Date: date, Go: runtime.Version(), OS: runtime.GOOS, Arch: runtime.GOARCH}
	info, ok := debug.ReadBuildInfo()
	if b.Version == "" && ok {
		b.Version = info.Main.Version
	}
	if b.Version == "" || b.Version == "(devel)" {
		b.Version = "development"
	}
	return b
}
