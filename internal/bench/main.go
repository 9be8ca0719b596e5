// Bench measures fvcfg against its peers and prints a Markdown table with the
// ratios, their targets and whether they are met:
//
//	go -C internal/bench run .
//
// How to read it stands in docs/performance.md. It must run in its own folder,
// since it builds the programs whose start it times.
package main

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"testing"

	"github.com/beevik/etree"
	"gopkg.in/ini.v1"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

func main() {
	rounds := flag.Int("rounds", 60, "rounds of each comparison")
	starts := flag.Int("starts", 200, "starts of each program")
	fleets := flag.Int("fleets", 15, "rounds of each comparison of programs on a fleet's files")
	phones := flag.Int("phones", 10_000, "phones of the fleet whose files are made, and from a tenth to a hundred times as many")
	only := flag.String("only", "", "print the rows of this job alone: convert, generate or learn")
	makeRows := flag.Int("count", 0, "make the files of so many phones, count their bytes, and do nothing else")
	flag.Parse()
	if *makeRows > 0 {
		fail(countFiles(*makeRows))
		return
	}
	job := func() error { return run(*rounds, *starts, *fleets, *phones) }
	switch *only {
	case "":
	case "convert":
		job = func() error { return onFleets(*fleets, convertRows) }
	case "generate":
		job = func() error { return onFleets(*fleets, generateRows(*phones)) }
	case "learn":
		job = func() error { return onFleets(*fleets, learnRows(*phones)) }
	default:
		fmt.Fprintf(os.Stderr, "bench: -only %s: there is no such job\n", *only)
		os.Exit(2)
	}
	fmt.Printf("%s, %s/%s, %d cores\n\n", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
	fmt.Println("| job | fvcfg | against | takes | ratio, least | ratio, median | target | met |")
	fmt.Println("|---|--:|---|--:|--:|--:|--:|---|")
	fail(job())
}

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(rounds, starts, fleets, phones int) error {
	if err := textRows(rounds); err != nil {
		return err
	}
	if err := xmlRows(rounds); err != nil {
		return err
	}
	if err := setRow(rounds); err != nil {
		return err
	}
	if err := allocationRows(); err != nil {
		return err
	}
	if err := startRow(starts); err != nil {
		return err
	}
	if err := onFleets(fleets, fleetRows); err != nil {
		return err
	}
	return onFleets(fleets, generateRows(phones))
}

func textRows(rounds int) error {
	if err := textRow(rounds, "parse a text export", legacyExport(1000)); err != nil {
		return err
	}
	device, err := deviceExport()
	if err != nil || device == nil {
		return err
	}
	return textRow(rounds, "parse a device's own export", device)
}

func textRow(rounds int, name string, data []byte) error {
	sameAsINI, err := asINI(data)
	if err != nil {
		return err
	}
	if err := sameSettings(data, sameAsINI); err != nil {
		return err
	}
	text := string(data)
	timings, err := compare(rounds,
		contender{"cfgfile.Parse", func() error { return parse(data) }},
		contender{"ini.v1", func() error {
			_, err := ini.LoadSources(iniOptions, sameAsINI)
			return err
		}},
		contender{"a bare scan for line ends", func() error { return scanLineEnds(text) }},
	)
	if err != nil {
		return err
	}
	name = fmt.Sprintf("%s, %.1f KB", name, float64(len(data))/1000)
	row{name: name, ours: timings[0], peer: "ini.v1", theirs: timings[1], faster: 15}.print()
	row{name: name, ours: timings[0], peer: "a bare scan for line ends", theirs: timings[2], slower: 4}.print()
	return nil
}

func xmlRows(rounds int) error {
	data := sysconfExport(130_000)
	timings, err := compare(rounds,
		contender{"cfgfile.Parse", func() error { return parse(data) }},
		contender{"encoding/xml", func() error { return rawTokens(data) }},
		contender{"etree", func() error { return etree.NewDocument().ReadFromBytes(data) }},
	)
	if err != nil {
		return err
	}
	name := fmt.Sprintf("parse a sysconf export, %.0f KB", float64(len(data))/1000)
	row{name: name, ours: timings[0], peer: "encoding/xml, RawToken", theirs: timings[1]}.print()
	row{name: name, ours: timings[0], peer: "etree", theirs: timings[2]}.print()
	return nil
}

// setRow times the change of one value in the middle of a file, with the parsing.
func setRow(rounds int) error {
	data := sysconfExport(130_000)
	file, err := cfgfile.Parse(data)
	if err != nil {
		return err
	}
	path := file.Setting(file.Len() / 2).Path.String()
	timings, err := compare(rounds,
		contender{"cfgfile.Parse and Set", func() error {
			file, err := cfgfile.Parse(data)
			if err != nil {
				return err
			}
			_, err = file.SetUnchecked(path, "192.0.2.55")
			return err
		}},
		contender{"cfgfile.Parse", func() error { return parse(data) }},
	)
	if err != nil {
		return err
	}
	name := fmt.Sprintf("parse a sysconf export, %.0f KB, and set a value", float64(len(data))/1000)
	row{name: name, ours: timings[0], peer: "parsing it", theirs: timings[1], slower: 1.3}.print()
	return nil
}

func allocationRows() error {
	var allocations [2]float64
	for i, settings := range []int{1000, 10000} {
		data := legacyExport(settings)
		var err error
		allocations[i] = testing.AllocsPerRun(20, func() {
			if e := parse(data); e != nil {
				err = e
			}
		})
		if err != nil {
			return err
		}
	}
	fmt.Printf("| allocations, 1,000 settings | %.0f | | | | | ≤ 50 | %s |\n", allocations[0], yesNo(allocations[0] <= 50))
	fmt.Printf("| allocations, 10,000 settings | %.0f | | | | | the same | %s |\n", allocations[1], yesNo(allocations[1] == allocations[0]))
	return nil
}

func startRow(starts int) error {
	const name = "start: `name --model X6`"
	fvcfg, bare, err := startUp(starts)
	if errors.Is(err, errNoCommand) {
		fmt.Printf("| %s | %v | a bare cobra program | | | | ≤ 1.5 × | |\n", name, err)
		return nil
	}
	if err != nil {
		return err
	}
	// A process has no least time worth the name: its median is what counts.
	row{name: name, ours: fvcfg, peer: "a bare cobra program", theirs: bare, slower: 1.5, byMedian: true}.print()
	return nil
}

func parse(data []byte) error {
	file, err := cfgfile.Parse(data)
	if err == nil && file.Len() == 0 {
		err = errors.New("nothing was parsed")
	}
	return err
}

// scanLineEnds is the least that reading a text file can cost.
func scanLineEnds(text string) error {
	lines := 0
	for at := 0; ; lines++ {
		i := strings.IndexByte(text[at:], '\n')
		if i < 0 {
			break
		}
		at += i + 1
	}
	if lines == 0 {
		return errors.New("nothing was found")
	}
	return nil
}

func rawTokens(data []byte) error {
	decoder := xml.NewDecoder(bytes.NewReader(data))
	for {
		_, err := decoder.RawToken()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
