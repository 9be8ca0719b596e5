package main

import (
	"bytes"
	"errors"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/pkg/fleet"
)

// TestTableFromStandardInput reads a table twice that can be read once, and leaves no
// temporary file: not when the table is done with, and where the system allows it not
// before either.
func TestTableFromStandardInput(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	t.Setenv("TMP", temp)
	left := func() []string {
		names, err := filepath.Glob(filepath.Join(temp, "*"))
		if err != nil {
			t.Fatal(err)
		}
		return names
	}
	p := newTestProgram(new(bytes.Buffer))
	p.reader = &batch.Reader{Stdin: iotest.HalfReader(strings.NewReader(`[{"mac":"001565113af8"},{"mac":"0c383e000001"}]`))}
	table, remove, err := p.openTable("-")
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" && len(left()) > 0 {
		t.Errorf("while it is read there is %q", left())
	}
	for range 2 {
		if phones, err := fleet.ReadPhones(table); err != nil || len(phones.Rows) != 2 {
			t.Errorf("%v, %v", phones, err)
		}
	}
	if remove(); len(left()) > 0 {
		t.Errorf("%q is left", left())
	}

	for text, want := range map[string]int{"": exitUsage, "mac,mac\n": exitUsage} {
		p.reader = &batch.Reader{Stdin: strings.NewReader(text)}
		if _, _, err := p.openTable("-"); exitCode(err) != want || len(left()) > 0 {
			t.Errorf("%q: %v, and %q is left", text, err, left())
		}
	}
	p.reader = &batch.Reader{Stdin: iotest.ErrReader(errors.New("the line is dead"))}
	if _, _, err := p.openTable("-"); err == nil || err.Error() != "standard input: cannot be read: the line is dead" || exitCode(err) != exitFailure || len(left()) > 0 {
		t.Errorf("%v, and %q is left", err, left())
	}
	t.Setenv("TMPDIR", filepath.Join(temp, "none"))
	t.Setenv("TMP", filepath.Join(temp, "none"))
	p.reader = &batch.Reader{Stdin: strings.NewReader("mac\n")}
	if _, _, err := p.openTable("-"); err == nil || !strings.HasPrefix(err.Error(), "standard input: no temporary file for the table: ") || exitCode(err) != exitFailure {
		t.Errorf("%v", err)
	}
}
