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
	into := func(out string) []string {
		return append([]string{program, "convert", "--to", "xml", "--allow-loss", "--force", "--out-dir", out}, names...)
	}
	lint := append([]string{program, "lint", "--fail-on", "error"}, names...)
	fresh, again := filepath.Join(folder, "new"), filepath.Join(folder, "again")
	if err := os.Mkdir(again, 0o755); err != nil {
		return err
	}
	if _, _, err := timeProcess(into(again)); err != nil {
		return err
	}
	var spent [3][]time.Duration
	for range rounds {
		if err := os.Mkdir(fresh, 0o755); err != nil {
			return err
		}
		for i, command := range [][]string{into(fresh), into(again), lint} {
			took, _, err := timeProcess(command)
			if err != nil {
				return err
			}
			spent[i] = append(spent[i], took)
		}
		written, err := filepath.Glob(filepath.Join(fresh, "*.xml"))
		if err != nil || len(written) != len(names) {
			return fmt.Errorf("%d of %d files were converted: %w", len(written), len(names), err)
		}
		if err := os.RemoveAll(fresh); err != nil {
			return err
		}
	}
	name := fmt.Sprintf("convert %d copies of a %s to XML, into ", f.copies, f.what)
	linted := summarize(spent[2])
	row{name: name + "a new folder", ours: summarize(spent[0]), peer: "fvcfg lint", theirs: linted, slower: 3, byMedian: true}.print()
	row{name: name + "a folder that has them", ours: summarize(spent[1]), peer: "fvcfg lint", theirs: linted, byMedian: true}.print()
	return nil
}
