package main

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// jinja fills a template with the rows of a table, as a script around Jinja2 does.
//
//go:embed jinja.py
var jinja string

// phoneFields are the settings that differ between the phones that files are made for, with
// the columns that have them.
var phoneFields = []struct{ column, name string }{
	{"number", "@line1.number"},
	{"number", "@line1.auth_user"},
	{"name", "@line1.display_name"},
	{"password", "@line1.password"},
	{"server", "@line1.server"},
}

const phoneHead = "mac,number,name,password,server\n"

// appendPhone appends a row of the table of phones, the first for 0.
func appendPhone(b []byte, i int) []byte {
	return fmt.Appendf(b, "0c383e%06x,%d,Desk %[2]d,pw-%[3]d.Kq9vTz,sip%[4]d.example.com\n", i, 100000+i, i, i%7)
}

// asBase returns a file as a base that has a variable where phones differ. It is a template
// of Jinja2, too.
func asBase(data []byte) ([]byte, error) {
	file, err := cfgfile.Parse(data)
	if err != nil {
		return nil, err
	}
	for _, field := range phoneFields {
		if _, err := file.SetUnchecked(field.name, "{{"+field.column+"}}"); err != nil {
			return nil, err
		}
	}
	return file.Bytes(), nil
}

// generated is a fleet whose files are made from a base and a table, by fvcfg and by peers.
type generated struct {
	program, dir        string
	phones              int
	base, table, script string // names of files
	size                int    // of the base
	files               map[string][]byte
}

// newGenerated writes the base and the table.
func newGenerated(program, dir string, data []byte, phones int) (*generated, error) {
	g := &generated{program: program, dir: dir, phones: phones, size: len(data),
		base: filepath.Join(dir, "base.cfg"), table: filepath.Join(dir, "phones.csv"), script: filepath.Join(dir, "jinja.py")}
	table := []byte(phoneHead)
	for i := range phones {
		table = appendPhone(table, i)
	}
	base, err := asBase(data)
	if err != nil {
		return nil, err
	}
	if err := os.Mkdir(dir, 0o755); err != nil {
		return nil, err
	}
	for name, content := range map[string][]byte{g.base: base, g.table: table, g.script: []byte(jinja)} {
		if err := os.WriteFile(name, content, 0o644); err != nil {
			return nil, err
		}
	}
	return g, nil
}

// folder returns the name of the folder that a contender's files of a round go to.
func (g *generated) folder(of string, round int) string {
	return filepath.Join(g.dir, fmt.Sprint(of, round))
}

// generate makes the files of all phones in a new folder.
func (g *generated) generate(folder string, flags ...string) (usage, error) {
	return timeProcess(append([]string{g.program, "generate", "--base", g.base, "--phones", g.table, "--out", folder}, flags...))
}

// render has Jinja2 do so, by the same names.
func (g *generated) render(folder string) (usage, error) {
	if err := os.Mkdir(folder, 0o755); err != nil {
		return usage{}, err
	}
	return timeProcess([]string{"python3", g.script, g.base, g.table, folder})
}

// copyOut writes the same files from memory, each under a temporary name that is changed
// then, and has the disk hold them in the end. Less cannot be done.
func (g *generated) copyOut(folder string) (took usage, err error) {
	if err := os.Mkdir(folder, 0o755); err != nil {
		return usage{}, err
	}
	cpu, start := ownTime(), time.Now()
	for name, data := range g.files {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path+".tmp", data, 0o600); err != nil {
			return usage{}, err
		}
		if err := os.Rename(path+".tmp", path); err != nil {
			return usage{}, err
		}
	}
	err = syncSystem(folder)
	return usage{wall: time.Since(start), cpu: ownTime() - cpu}, err
}

// ownTime returns how long the processors have worked for this process.
func ownTime() time.Duration {
	var of syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &of); err != nil {
		return 0
	}
	return time.Duration(of.Utime.Nano() + of.Stime.Nano())
}

// load reads the phones' files of a folder, to be written again.
func (g *generated) load(folder string) error {
	g.files = map[string][]byte{}
	for i := range g.phones {
		name := fmt.Sprintf("0c383e%06x.cfg", i)
		data, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			return err
		}
		g.files[name] = data
	}
	return nil
}

// holds reports whether a folder holds the files, byte for byte.
func (g *generated) holds(folder string) error {
	for name, want := range g.files {
		if data, err := os.ReadFile(filepath.Join(folder, name)); err != nil || !bytes.Equal(data, want) {
			return errors.Join(fmt.Errorf("%s is not what generate made", filepath.Join(folder, name)), err)
		}
	}
	return nil
}

// rows times generate against the bare loop and, where a limit is given, Jinja2. Folders stay
// until all is measured, as those of [convertRows] do.
func (g *generated) rows(rounds int, loopLimit, jinjaLimit float64) error {
	withJinja := jinjaLimit > 0 && exec.Command("python3", "-c", "import jinja2").Run() == nil
	var ours, loop, theirs []usage
	for round := range rounds {
		took, err := g.generate(g.folder("ours", round))
		if err != nil {
			return err
		}
		ours = append(ours, took)
		if g.files == nil {
			if err := g.load(g.folder("ours", round)); err != nil {
				return err
			}
		}
		if took, err = g.copyOut(g.folder("loop", round)); err != nil {
			return err
		}
		loop = append(loop, took)
		if !withJinja {
			continue
		}
		if took, err = g.render(g.folder("jinja", round)); err != nil {
			return err
		}
		theirs = append(theirs, took)
		if round == 0 {
			if err := g.holds(g.folder("jinja", round)); err != nil {
				return err
			}
		}
	}
	name := fmt.Sprintf("generate %d files, %s each", g.phones, kilobytes(g.size))
	against(name, ours, "a bare loop that writes them", loop, loopLimit)
	switch {
	case withJinja:
		against(name, ours, "Jinja2", theirs, jinjaLimit)
	case jinjaLimit > 0:
		fmt.Printf("| %s | | Jinja2 is not installed | | | | ≤ %g × slower | |\n", name, jinjaLimit)
	}
	return nil
}

func kilobytes(size int) string { return fmt.Sprintf("%.0f KB", float64(size)/1000) }

// ofProcessors says in a row's name that its times are not those that passed.
const ofProcessors = "the processors' time"

// against prints two rows: of the time that passed, which a target is held against, and of
// the processors'.
func against(name string, ours []usage, peer string, theirs []usage, slower float64) {
	row{name: name, ours: summarizeBy(ours, wallTime), peer: peer, theirs: summarizeBy(theirs, wallTime), slower: slower, byMedian: true}.print()
	row{name: name + ", " + ofProcessors, ours: summarizeBy(ours, processorTime), peer: peer, theirs: summarizeBy(theirs, processorTime), byMedian: true}.print()
}

// generateRows returns a job that shows how generate grows with the phones, and times the
// making of the files of so many, learning them again, and ten times as many small files, once.
func generateRows(phones int) fleetJob {
	return func(program, dir string, fleets []fleet, rounds int) error {
		data, err := phoneExport()
		if err != nil {
			return err
		}
		// First, since a process begins with the memory of the one that starts it.
		if err := growRows(phones); err != nil {
			return err
		}
		if err := checkRow(program, filepath.Join(dir, "check"), data, phones); err != nil {
			return err
		}
		g, err := newGenerated(program, filepath.Join(dir, "generate"), data, phones)
		if err != nil {
			return err
		}
		if err := g.rows(fewer(rounds), 1.5, 1); err != nil {
			return err
		}
		if err := g.learnRow(fewer(rounds)); err != nil {
			return err
		}
		little, err := os.ReadFile(filepath.Join("..", "..", "examples", "0c383e1a2b3c.cfg"))
		if err != nil {
			return err
		}
		if g, err = newGenerated(program, filepath.Join(dir, "small"), little, 10*phones); err != nil {
			return err
		}
		return g.rows(1, 0, 0)
	}
}

// phoneExport returns what a phone's file is made of: a device's own export where there is
// one, else a file of its size.
func phoneExport() ([]byte, error) {
	if data, err := deviceExport(); data != nil || err != nil {
		return data, err
	}
	return knownLegacy(22_000), nil
}

// fewer returns in how many rounds jobs are measured that take seconds, not a second.
func fewer(rounds int) int { return max(1, rounds/3) }

// learnRows returns a job that does the same alone.
func learnRows(phones int) fleetJob {
	return func(program, dir string, _ []fleet, rounds int) error {
		data, err := phoneExport()
		if err != nil {
			return err
		}
		g, err := newGenerated(program, filepath.Join(dir, "learn"), data, phones)
		if err != nil {
			return err
		}
		if _, err := g.generate(g.folder("ours", 0)); err != nil {
			return err
		}
		return g.learnRow(fewer(rounds))
	}
}

// learnRow times learning the base and the table of the files that generate made against
// linting them.
func (g *generated) learnRow(rounds int) error {
	folder, learned := g.folder("ours", 0), filepath.Join(g.dir, "learned")
	if err := os.Mkdir(learned, 0o755); err != nil {
		return err
	}
	spent, err := takeTurns([][]string{
		{g.program, "learn", folder, "--force", "--base", filepath.Join(learned, "base.cfg"), "--phones", filepath.Join(learned, "phones.csv"), "--secrets", filepath.Join(learned, "secrets.csv")},
		{g.program, "lint", "--fail-on", "error", folder},
	}, rounds)
	if err != nil {
		return err
	}
	against(fmt.Sprintf("learn %d files, %s each", g.phones, kilobytes(g.size)), spent[0], "fvcfg lint", spent[1], 3)
	return nil
}
