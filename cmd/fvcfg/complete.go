package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/internal/explain"
	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// completePath offers the neutral names for what begins with an @ behind a file: those that
// its dialect has, with the numbers that it has, and all where it cannot be read.
func (p *program) completePath(_ *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
	prefix := ""
	if len(args) > 1 && args[len(args)-1] == "@" { // to bash, which breaks words there
		prefix, args = "@", args[:len(args)-1]
	}
	if len(args) == 0 || !strings.HasPrefix(prefix+word, "@") {
		return nil, cobra.ShellCompDirectiveDefault
	}
	concepts, numbers := catalog.Concepts(), map[catalog.Concept][]int{}
	if file := p.fileToComplete(args[0]); file != nil {
		d := file.Dialect()
		concepts = slices.DeleteFunc(concepts, func(c catalog.Concept) bool { return len(c.Paths(d)) == 0 })
		for _, s := range file.Settings() {
			if c, number, ok := catalog.ConceptOf(d, s.Path.String()); ok && !slices.Contains(numbers[c], number) {
				numbers[c] = append(numbers[c], number)
			}
		}
	}
	names := explain.CompleteName(prefix+word, concepts, func(c catalog.Concept) []int { return numbers[c] })
	for i := range names {
		names[i] = strings.TrimPrefix(names[i], prefix)
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}

// fileToComplete reads a file, nil where that cannot be done without a question: standard
// input, a folder, an encrypted file.
func (p *program) fileToComplete(name string) *cfgfile.File {
	if name == "-" {
		return nil
	}
	data, err := p.reader.Read(batch.Input{Name: name})
	if err != nil {
		return nil
	}
	file, err := cfgfile.Parse(data)
	if err != nil {
		return nil
	}
	return file
}
