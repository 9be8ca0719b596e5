package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// meddler is a source of random bytes that writes to a file when it is read: an
// encrypted file is sealed between its reading and its writing.
type meddler struct {
	name    string
	content []byte
}

func (m meddler) Read(p []byte) (int, error) {
	if err := os.WriteFile(m.name, m.content, 0o644); err != nil {
		return 0, err
	}
	return len(p), nil
}

// TestSetKeepsWhatAnotherProgramWrote changes a file that another program changes
// meanwhile, and checks that its content stays.
func TestSetKeepsWhatAnotherProgramWrote(t *testing.T) {
	dir := t.TempDir()
	name, key := filepath.Join(dir, "a.cfg"), filepath.Join(dir, "site.key")
	clear := "<<VOIP CONFIG FILE>>Version:2.0002\n<GLOBAL CONFIG MODULE>\nWAN Mode           :DHCP\n<<END OF FILE>>\n"
	for file, content := range map[string]string{name: clear, key: strings.Repeat("0123456789abcdef", 4) + "\n"} {
		if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if code := newTestProgram(&out).run([]string{"encrypt", "--scheme", "cbc-prefix-iv", "--key-file", key, "-w", name}); code != exitOK {
		t.Fatal(out.String())
	}
	for _, args := range [][]string{
		{"set", "-w", "--key-file", key, name, "WAN Mode", "PPPOE"},
		{"unset", "-w", "--key-file", key, name, "WAN Mode"},
	} {
		sealed, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		out.Reset()
		p := newTestProgram(&out)
		p.random = meddler{name, []byte("another program's")}
		if code := p.run(args); code != exitFailure || !strings.Contains(out.String(), "changed by another program") {
			t.Errorf("%s: exit code %d, %s", args[0], code, out.String())
		}
		if got, err := os.ReadFile(name); err != nil || string(got) != "another program's" {
			t.Errorf("%s: %q, %v", args[0], got, err)
		}
		if err := os.WriteFile(name, sealed, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
