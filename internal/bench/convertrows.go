package main

import (
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// convertRows time the conversion of a fleet's files to XML in one call, and their
// writing, against linting them: into a new folder and, without a target, over the files
// of the time before.
func convertRows(program, dir string, fleets []fleet, rounds int) error {
	f, folder := fleets[0], filepath.Join(dir, "convert")
	names, err := f.write(folder)
	if err != nil {
		return err
	}
	name := fmt.Sprintf("convert %d copies of a %s to XML, into ", f.copies, f.what)
	// The folders stay until all is measured: where files were just removed, a file
	// system can need several times as long to make new ones.
	fresh := row{name: name + "a new folder", slower: 3}
	if err := convertRow(fresh, program, names, rounds, func(round int) string {
		return filepath.Join(folder, fmt.Sprint("new", round))
	}); err != nil {
		return err
	}
	again := row{name: name + "a folder that has them"}
	return convertRow(again, program, names, rounds, func(int) string { return filepath.Join(folder, "new0") })
}

// convertRow fills in a row and prints it. Out gives the folder of a round.
func convertRow(r row, program string, names []string, rounds int, out func(round int) string) error {
	var spent [2][]time.Duration
	for round := range rounds {
		if err := os.MkdirAll(out(round), 0o755); err != nil {
			return err
		}
		for i, command := range [][]string{
			append([]string{program, "convert", "--to", "xml", "--allow-loss", "--force", "--out-dir", out(round)}, names...),
			append([]string{program, "lint", "--fail-on", "error"}, names...),
		} {
			took, err := timeProcess(command)
			if err != nil {
				return err
			}
			spent[i] = append(spent[i], took.wall)
		}
		written, err := filepath.Glob(filepath.Join(out(round), "*.xml"))
		if err != nil || len(written) != len(names) {
			return fmt.Errorf("%d of %d files were converted: %w", len(written), len(names), err)
		}
	}
	r.ours, r.peer, r.theirs, r.byMedian = summarize(spent[0]), "fvcfg lint", summarize(spent[1]), true
	r.print()
	return nil
}
