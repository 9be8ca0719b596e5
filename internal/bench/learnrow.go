package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
)

// learnPhones is how many device files are learned from in one call.
const learnPhones = 10_000

// learnRow compares learning a base and a table from a fleet's files, each of which has a
// number, a name and a password of its own, with linting them.
func learnRow(program, dir string, data []byte, rounds int) error {
	const limit = 3
	folder := filepath.Join(dir, "learn")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for i := range learnPhones {
		text := data
		for key, value := range map[string]string{
			"SIP1 Phone Number  :": fmt.Sprint(2000 + i), "SIP1 Display Name  :": fmt.Sprintf("Room %d, ", i),
			"SIP1 Register User :": fmt.Sprint(2000 + i), "SIP1 Register Pswd :": fmt.Sprintf("%x", i*7919),
		} {
			if bytes.Count(text, []byte(key)) != 1 {
				return fmt.Errorf("the file to learn from does not have %q once", key)
			}
			text = bytes.Replace(text, []byte(key), []byte(key+value), 1)
		}
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("0c383e%06x.cfg", i)), text, 0o644); err != nil {
			return err
		}
	}
	out := func(name string) string { return filepath.Join(dir, name) }
	spent, err := takeTurns([][]string{
		{program, "learn", folder, "--no-config", "--force", "--base", out("base.cfg"), "--phones", out("learned.csv"), "--secrets", out("secrets.csv")},
		{program, "lint", folder, "--no-config", "--fail-on", "error"},
	}, min(rounds, 5))
	if err != nil {
		return err
	}
	name := fmt.Sprintf("learn %d device files, %.0f KB each", learnPhones, float64(len(data))/1000)
	row{name: name, ours: summarize(spent[0]), peer: "fvcfg lint", theirs: summarize(spent[1]), slower: limit, byMedian: true}.print()
	return nil
}
