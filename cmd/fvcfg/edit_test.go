package main

import (
	"bytes"
	"crypto/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/crypt"
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
// meanwhile, and checks that its content stays: it is read again, and is no file to
// change any more.
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
		if code := p.run(args); code != exitFailure || !strings.Contains(out.String(), "the file is not encrypted: ") {
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

// TestSetAgain makes a change anew in a file that another program has changed meanwhile.
func TestSetAgain(t *testing.T) {
	t.Chdir(t.TempDir())
	const key = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
	text := "<<VOIP CONFIG FILE>>Version:2.0002\n<GLOBAL CONFIG MODULE>\nWAN Mode           :DHCP\n<<END OF FILE>>\n"
	if err := os.WriteFile("a.cfg", []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if code := newTestProgram(&out).run([]string{"encrypt", "--scheme", "cbc-prefix-iv", "--key", key, "-w", "a.cfg"}); code != exitOK {
		t.Fatal(out.String())
	}
	p := newTestProgram(&out)
	// When the file is sealed; the other program leaves it clear, and so it is sealed once.
	p.random = meddler{"a.cfg", []byte(strings.Replace(text, "2.0002", "3.0000", 1))}
	if code := p.run([]string{"set", "--key", key, "-w", "a.cfg", "WAN Mode", "PPPOE"}); code != exitOK {
		t.Error(out.String())
	}
	want := strings.NewReplacer("2.0002", "3.0000", "DHCP", "PPPOE").Replace(text)
	if got, err := os.ReadFile("a.cfg"); err != nil || string(got) != want {
		t.Errorf("got %q, error %v", got, err)
	}
}

// A restlessProgram seals a file anew whenever it is sealed.
type restlessProgram struct {
	name string
	key  crypt.Key
	text string
}

func (r restlessProgram) Read(p []byte) (int, error) {
	sealed, err := crypt.Scheme{Mode: crypt.CBCPrefixIV}.Encrypt(rand.Reader, r.key, []byte(r.text))
	if err == nil {
		err = os.WriteFile(r.name, sealed, 0o644)
	}
	return len(p), err
}

// TestSetGivesUp changes a file that never rests.
func TestSetGivesUp(t *testing.T) {
	t.Chdir(t.TempDir())
	const digits = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
	key, err := crypt.ParseKey(digits)
	if err != nil {
		t.Fatal(err)
	}
	text := "<<VOIP CONFIG FILE>>Version:2.0002\n<GLOBAL CONFIG MODULE>\nWAN Mode           :DHCP\n<<END OF FILE>>\n"
	other := restlessProgram{"a.cfg", key, text}
	if _, err := other.Read(nil); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	p := newTestProgram(&out)
	p.random = other
	code := p.run([]string{"set", "--key", digits, "-w", "a.cfg", "WAN Mode", "PPPOE"})
	if want := "fvcfg: a.cfg: changed by another program since it was read, and not written; run the command again\n"; code != exitFailure || out.String() != want {
		t.Errorf("exit code %d, said %s", code, out.String())
	}
}

// TestSetSeveralAgain changes several files of which another program has changed one
// meanwhile: that change is kept, and each is changed.
func TestSetSeveralAgain(t *testing.T) {
	t.Chdir(t.TempDir())
	const key = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
	text := "<<VOIP CONFIG FILE>>Version:2.0002\n<GLOBAL CONFIG MODULE>\nWAN Mode           :DHCP\n<<END OF FILE>>\n"
	for _, name := range []string{"a.cfg", "b.cfg"} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if code := newTestProgram(&out).run([]string{"encrypt", "--scheme", "cbc-prefix-iv", "--key", key, "-w", "b.cfg"}); code != exitOK {
		t.Fatal(out.String())
	}
	p := newTestProgram(&out)
	p.random = meddler{"a.cfg", []byte(strings.Replace(text, "2.0002", "3.0000", 1))} // when b.cfg is sealed
	if code := p.run([]string{"set", "--key", key, "-w", "a.cfg", "--in", "b.cfg", "WAN Mode", "PPPOE"}); code != exitOK {
		t.Error(out.String())
	}
	if n := strings.Count(out.String(), ": changed\n"); n != 2 {
		t.Errorf("said %s", out.String())
	}
	want := strings.NewReplacer("2.0002", "3.0000", "DHCP", "PPPOE").Replace(text)
	if got, err := os.ReadFile("a.cfg"); err != nil || string(got) != want {
		t.Errorf("got %q, error %v", got, err)
	}
}
