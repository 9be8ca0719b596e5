package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"
)

// errNoCommand tells that there is no command to be started.
var errNoCommand = errors.New("cmd/fvcfg is not there")

// startUp builds fvcfg and a bare cobra program and starts them in turn.
func startUp(runs int) (fvcfg, bare timing, err error) {
	// The working directory is this module's: see [main].
	if _, err := os.Stat(filepath.Join("..", "..", "cmd", "fvcfg")); err != nil {
		return timing{}, timing{}, errNoCommand
	}
	dir, err := os.MkdirTemp("", "fvcfg-bench-")
	if err != nil {
		return timing{}, timing{}, err
	}
	defer os.RemoveAll(dir)
	programs := []string{filepath.Join(dir, "fvcfg"), filepath.Join(dir, "barecobra")}
	if runtime.GOOS == "windows" {
		programs[0] += ".exe"
		programs[1] += ".exe"
	}
	if err := build(filepath.Join("..", ".."), programs[0], "./cmd/fvcfg"); err != nil {
		return timing{}, timing{}, err
	}
	if err := build(".", programs[1], "./barecobra"); err != nil {
		return timing{}, timing{}, err
	}

	spent := make([][]time.Duration, len(programs))
	const warmUp = 5
	for run := range warmUp + runs {
		for i, program := range programs {
			start := time.Now()
			if out, err := exec.Command(program, "name", "--model", "X6").CombinedOutput(); err != nil {
				return timing{}, timing{}, fmt.Errorf("%s name --model X6: %w\n%s", filepath.Base(program), err, out)
			}
			if run >= warmUp {
				spent[i] = append(spent[i], time.Since(start))
			}
		}
	}
	return summarize(spent[0]), summarize(spent[1]), nil
}

// build builds a program as a release does.
func build(dir, output, pkg string) error {
	cmd := exec.Command("go", "build", "-buildvcs=false", "-trimpath", "-ldflags", "-s -w", "-o", output, pkg)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("go build %s: %w\n%s", pkg, err, out)
	}
	return nil
}
