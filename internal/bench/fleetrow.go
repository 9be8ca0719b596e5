package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// fleetPhones is how many phones start in one call.
const fleetPhones = 1000

// fleetRow compares starting a fleet's phones against one folder with linting the files
// that they get.
func fleetRow(program, folder string, data []byte, rounds int) error {
	const limit = 2
	f := fleet{copies: fleetPhones, data: data}
	names, err := f.write(folder)
	if err != nil {
		return err
	}
	table := "mac\n"
	for _, name := range names {
		table += strings.TrimSuffix(filepath.Base(name), ".cfg") + "\n"
	}
	general := filepath.Join(folder, "f0H5hw1.100.cfg")
	phones := filepath.Join(filepath.Dir(folder), "phones.csv")
	for name, content := range map[string]string{general: string(data), phones: table} {
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			return err
		}
	}
	commands := [][]string{
		{program, "simulate", "--model", "H5", "--phones", phones, "--root", folder, "--expect", "applied"},
		append([]string{program, "lint", "--fail-on", "error", general}, names...),
	}
	spent, err := takeTurns(commands, rounds)
	if err != nil {
		return err
	}
	name := fmt.Sprintf("simulate %d phones, %.0f KB each", fleetPhones, float64(len(data))/1000)
	row{name: name, ours: summarizeBy(spent[0], wallTime), peer: "fvcfg lint", theirs: summarizeBy(spent[1], wallTime), slower: limit, byMedian: true}.print()
	return nil
}

// takeTurns runs commands one after the other, in rounds, and returns what each took.
func takeTurns(commands [][]string, rounds int) ([][]usage, error) {
	spent := make([][]usage, len(commands))
	const warmUp = 2
	for round := range warmUp + rounds {
		for i, command := range commands {
			took, err := timeProcess(command)
			if err != nil {
				return nil, err
			}
			if round >= warmUp {
				spent[i] = append(spent[i], took)
			}
		}
	}
	return spent, nil
}
