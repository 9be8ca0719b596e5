package main

import (
	"path/filepath"
	"slices"
	"testing"
)

// simulateRuns start a phone over every planted file: as its device file, under its own
// name, and as what it runs. They plant credentials in the URL and keys where files are
// named, too.
func simulateRuns(t *testing.T, tree plantedTree) []secretRun {
	phone := []string{"simulate", "--model", "X6", "--mac", "001565113af8"}
	with := func(args ...string) secretRun { return secretRun{args: append(phone[:len(phone):len(phone)], args...)} }
	runs := []secretRun{
		with("--dhcp", "http://u:"+markedPassword+"@127.0.0.1:1/$mac.cfg"),
		with("--dhcp", "http://u:"+markedPassword+"/x@127.0.0.1:1/$mac.cfg"),
		with("--static", "ftp://"+markedPassword+"@127.0.0.1:1/$mac.cfg", "--format", "json"),
		with("--root", ".", "--device-key-file", markedKey), with("--root", ".", "--general-key-file", markedKey),
		with("--root", ".", "--derive-keys", markedKey), with("--root", markedKey), with("--root", ".", "--running", markedKey),
		with("--root", ".", "--firmware", markedKey), with("--root", ".", "--firmware", markedPassword),
		with("--root", ".", "--key", markedKey), {args: []string{"simulate", "--model", markedKey, "--mac", markedKey, "--root", "."}},
	}
	for _, key := range tree.keys {
		runs = append(runs, with("--root", ".", "--device-key-file", key), with("--root", ".", "--derive-keys", key))
	}
	for _, name := range slices.Concat(tree.config, tree.side, tree.sealed[:20]) {
		url := "http://192.0.2.1/" + filepath.ToSlash(name)
		runs = append(runs,
			with("--root", ".", "--dhcp", url), with("--root", ".", "--dhcp", url, "--format", "json"), with("--root", ".", "--dhcp", url, "--running", name),
			secretRun{args: []string{"simulate", "--phones", name, "--root", "."}})
		for _, model := range []string{"X4U", "H5", "V64"} { // which doubt one generation or the other
			runs = append(runs, secretRun{args: []string{"simulate", "--model", model, "--mac", "001565113af8", "--root", ".", "--dhcp", url}})
		}
	}
	for _, name := range tree.sealed {
		url := "http://192.0.2.1/" + filepath.ToSlash(name)
		runs = append(runs, with("--root", ".", "--dhcp", url, "--device-key-file", "good.key", "--running", tree.config[0]), with("--root", ".", "--dhcp", url, "--device-key-file", "other.key"))
	}
	return runs
}
