package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/fvcfg/fvcfg/pkg/naming"
	"github.com/fvcfg/fvcfg/pkg/sidefile"
)

// identity is what a file name stands for, as JSON has it.
type identity struct {
	File   string   `json:"file"`
	Kind   string   `json:"kind"`
	Models []string `json:"models,omitempty"`
	// Inferred are models that are only inferred to share the file, and Note says of a
	// name that it is only inferred itself.
	Inferred []string `json:"inferred,omitempty"`
	Note     string   `json:"note,omitempty"`
	MAC      string   `json:"mac,omitempty"`
	User     string   `json:"user,omitempty"`
	Hint     *hint    `json:"hint,omitempty"`
}

// hint says what a name is nearly.
type hint struct {
	Name   string `json:"name"`
	Reason string `json:"reason"`
}

func identify(file string) identity {
	id := naming.Identify(file)
	result := identity{File: file, Kind: id.Kind.String(), User: id.UserName}
	for _, m := range id.Models {
		result.Models = append(result.Models, m.Name)
	}
	for _, m := range id.Inferred {
		result.Inferred = append(result.Inferred, m.Name)
	}
	if id.Kind == naming.DeviceFile {
		result.MAC = id.MAC.String()
	}
	if id.Kind == naming.UserFile && id.Near == nil {
		result.sideFile(file)
	}
	switch {
	case id.Near != nil:
		result.Hint = &hint{id.Near.Name, id.Near.Reason}
	case id.Listed != "":
		result.Hint = &hint{id.Listed, id.Note}
	default:
		result.Note = id.Note
	}
	return result
}

// sideFile tells a phone book or another side file by its name alone. A name that is
// nearly one of theirs has a hint.
func (i *identity) sideFile(file string) {
	kind := sidefile.RecognizeName(file)
	if kind == 0 || kind == sidefile.UnknownTable {
		return
	}
	i.Kind, i.User = kind.String(), ""
	if near := sidefile.CheckName(kind, file); near != nil && !near.Doubtful {
		i.Hint = &hint{near.Suggestion, near.Text}
	}
}

// subject is the model, MAC or user-given name that a file name stands for.
func (i identity) subject() string {
	switch {
	case len(i.Models) > 0:
		return strings.Join(i.Models, ", ")
	case i.MAC != "":
		return i.MAC
	}
	return i.User
}

func (n *nameCommand) identifyAll(files []string) error {
	if len(files) == 0 {
		return usagef("--identify takes the file names to tell about")
	}
	var all []identity
	for _, f := range files {
		all = append(all, identify(f))
	}
	if n.format == "json" {
		return n.printJSON(struct {
			Version int        `json:"version"`
			Files   []identity `json:"files"`
		}{1, all})
	}
	t := tabwriter.NewWriter(n.stdout, 0, 0, 2, ' ', 0)
	for _, i := range all {
		line := i.File + "\t" + i.Kind + "\t" + i.subject()
		if i.Hint != nil {
			line += "\t" + i.Hint.Reason
		}
		fmt.Fprintln(t, line)
		if i.Note != "" {
			fmt.Fprintf(n.stderr, "fvcfg: %s: %s\n", i.File, i.Note)
		}
		if len(i.Inferred) > 0 {
			fmt.Fprintf(n.stderr, "fvcfg: %s: inferred to be that of the %s, too\n", i.File, strings.Join(i.Inferred, " and the "))
		}
	}
	return t.Flush()
}
