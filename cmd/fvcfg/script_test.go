package main

import (
	"flag"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite what the scripts compare with")

// TestMain makes fvcfg a command of the scripts, which run this very program.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"fvcfg": main})
}

// TestScripts runs fvcfg as its users do: testdata/script holds a script for
// each thing they do with it.
func TestScripts(t *testing.T) {
	examples, err := filepath.Abs("../../examples")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("EXAMPLES", examples)
			env.Setenv("GORACE", os.Getenv("GORACE"))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"code":  exitCodeIs,
			"bytes": makeBytes,
			"cut":   cutFile,
			"mode":  fileModeIs,
		},
	})
}

// exitCodeIs runs fvcfg and checks its exit code: code 2 lint --only FV999.
func exitCodeIs(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code N ARGUMENT…")
	}
	err := ts.Exec("fvcfg", args[1:]...)
	got := "0"
	if err != nil {
		got = codeOf(err)
	}
	if got != args[0] {
		ts.Fatalf("exit code %s, want %s", got, args[0])
	}
}

func codeOf(err error) string {
	if e, ok := err.(interface{ ExitCode() int }); ok { //nolint:errorlint // the command's own
		return string(rune('0' + e.ExitCode()))
	}
	return err.Error()
}

// cutFile leaves so many bytes of a file: cut FILE SIZE.
func cutFile(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: cut FILE SIZE")
	}
	size, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	ts.Check(os.Truncate(ts.MkAbs(args[0]), size))
}

// makeBytes writes a file of a size, filled with a text: bytes FILE SIZE TEXT.
func makeBytes(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: bytes FILE SIZE TEXT")
	}
	size := 0
	for _, digit := range args[1] {
		size = size*10 + int(digit-'0')
	}
	data := make([]byte, size)
	for i := range data {
		data[i] = args[2][i%len(args[2])]
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o644))
}

// fileModeIs checks a file's permissions: mode 600 FILE.
func fileModeIs(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: mode PERMISSIONS FILE")
	}
	info, err := os.Stat(ts.MkAbs(args[1]))
	ts.Check(err)
	got := info.Mode().Perm()
	want := os.FileMode(0)
	for _, digit := range args[0] {
		want = want<<3 + os.FileMode(digit-'0')
	}
	if got != want {
		ts.Fatalf("%s has mode %o, want %o", args[1], got, want)
	}
}
