package fleet

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/naming"
)

func entry(t testing.TB, name, mac, version, content string) ManifestEntry {
	e := ManifestEntry{Name: name, Version: version, Sum: sha256.Sum256([]byte(content))}
	if mac != "" {
		e.MAC = mustMAC(t, mac)
	}
	return e
}

// textOf returns a manifest as it is written.
func textOf(t testing.TB, m *Manifest) string {
	t.Helper()
	var b bytes.Buffer
	n, err := m.WriteTo(&b)
	if err != nil || n != int64(b.Len()) {
		t.Fatalf("%d bytes of %d, error %v", n, b.Len(), err)
	}
	return b.String()
}

const emptySum = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

func TestManifestWrite(t *testing.T) {
	m := new(Manifest)
	m.Add(entry(t, "0c383e1a2b3c.cfg", "0c383e1a2b3c", "2.0000000002", "old"))
	m.Add(entry(t, "F0V00X600000.cfg", "", "2.0002", ""))
	m.Add(entry(t, "0c383e1a2b3c.cfg", "0c383e1a2b3c", "2.0000000003", ""))
	m.Add(entry(t, "a\\b\nc.cfg", "001565113af8", "", ""))
	m.Add(entry(t, "with space.cfg", "001565113af9", "an odd\nversion", ""))
	want := manifestHead + `# 0c383e1a2b3c.cfg mac 0c383e1a2b3c version 2.0000000003
SUM  0c383e1a2b3c.cfg
# F0V00X600000.cfg version 2.0002
SUM  F0V00X600000.cfg
# a\\b\nc.cfg mac 001565113af8
\SUM  a\\b\nc.cfg
# with space.cfg mac 001565113af9 version an odd\nversion
SUM  with space.cfg
`
	if got := strings.ReplaceAll(textOf(t, m), emptySum, "SUM"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if e, ok := m.Lookup("0c383e1a2b3c.cfg"); !ok || e.Version != "2.0000000003" {
		t.Errorf("%+v, %v", e, ok)
	}
	if _, ok := m.Lookup("none"); ok {
		t.Error("found what is not there")
	}
}

func TestManifestParse(t *testing.T) {
	sum := emptySum
	for _, tt := range []struct {
		name, text string
		want       []ManifestEntry
	}{
		{"empty", "", nil},
		{"a head alone", manifestHead, nil},
		{"of sha256sum", sum + "  a.cfg\n" + sum + " *b.cfg", []ManifestEntry{entry(t, "a.cfg", "", "", ""), entry(t, "b.cfg", "", "", "")}},
		{"CRLF", "# a.cfg mac 00:15:65:11:3A:F8 version 2\r\n" + strings.ToUpper(sum) + "  a.cfg\r\n", nil}, // below
		{"another file's comment", "# b.cfg mac 001565113af8 version 2\n" + sum + "  a.cfg\n", []ManifestEntry{entry(t, "a.cfg", "", "", "")}},
		{"a longer name's comment", "# a.cfg.bak mac 001565113af8\n" + sum + "  a.cfg\n", []ManifestEntry{entry(t, "a.cfg", "", "", "")}},
		{"a comment that is used up", "# a.cfg version 2\n" + sum + "  a.cfg\n" + sum + "  a.cfg2\n", []ManifestEntry{entry(t, "a.cfg", "", "2", ""), entry(t, "a.cfg2", "", "", "")}},
		{"something else in it", "# a.cfg is mine\n" + sum + "  a.cfg\n", []ManifestEntry{entry(t, "a.cfg", "", "", "")}},
		{"out of order, twice", sum + "  b\n# a version 1\n" + sum + "  a\n# b version 2\n" + sum + "  b\n", []ManifestEntry{entry(t, "a", "", "1", ""), entry(t, "b", "", "2", "")}},
		{"escaped", `\` + sum + `  a\\b\nc` + "\n", []ManifestEntry{entry(t, "a\\b\nc", "", "", "")}},
		{"not escaped", sum + `  a\nb` + "\n", []ManifestEntry{entry(t, `a\nb`, "", "", "")}},
	} {
		m, err := ParseManifest("SHA256SUMS", []byte(tt.text))
		if tt.name == "CRLF" { // the one where the MAC's spelling counts
			tt.want = []ManifestEntry{entry(t, "a.cfg", "", "", "")}
			if err == nil && m.Files()[0].MAC.IsZero() {
				t.Errorf("%s: %+v", tt.name, m.Files())
			}
			tt.want[0].MAC, tt.want[0].Version = mustMAC(t, "001565113af8"), "2"
		}
		if err != nil || !slices.Equal(m.Files(), tt.want) {
			t.Errorf("%s: %+v, %v", tt.name, m, err)
		}
	}
}

func TestManifestErrors(t *testing.T) {
	const digest, name = "a line is 64 hexadecimal digits, two spaces and the name of a file", "two spaces and the name of a file belong behind the digest"
	for text, want := range map[string]string{
		"no digest\n":                    "1: no line of a manifest: " + digest,
		"\n# x\n" + emptySum[1:]:         "3: no line of a manifest: " + digest,
		emptySum + "0  a":                "1: no line of a manifest: " + digest,
		"g" + emptySum[1:] + "  a":       "1: no line of a manifest: " + digest,
		"<html>":                         "1: no line of a manifest: " + digest,
		emptySum:                         "1: no line of a manifest: " + name,
		emptySum + "  ":                  "1: no line of a manifest: " + name,
		emptySum + " a.cfg":              "1: no line of a manifest: " + name,
		"# a mac 0\n" + emptySum + "  a": `2: no line of a manifest: in the comment before it, the MAC address "0" has 1 hexadecimal digit, 11 too few: look for what was lost`,
	} {
		_, err := ParseManifest("SHA256SUMS", []byte(text))
		if wrong := (*ManifestError)(nil); !errors.As(err, &wrong) || err.Error() != "SHA256SUMS:"+want {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestJoinManifests(t *testing.T) {
	var all Manifest
	parts := []*Manifest{new(Manifest), new(Manifest), new(Manifest)}
	for i := range 30 {
		mac := naming.MAC{1, 2, 3, 4, 5, byte(i)}
		e := ManifestEntry{Name: mac.FileName(naming.CFG), MAC: mac, Version: "1"}
		all.Add(e)
		parts[(Shard{1, 3}).Of(mac)-1].Add(e)
	}
	joined, err := JoinManifests(parts...)
	if err != nil || textOf(t, joined) != textOf(t, &all) {
		t.Errorf("error %v, got\n%s\nwant\n%s", err, textOf(t, joined), textOf(t, &all))
	}
	e := parts[0].Files()[0]
	parts[2].Add(ManifestEntry{Name: e.Name})
	_, err = JoinManifests(parts...)
	if clash := (*ManifestClashError)(nil); !errors.As(err, &clash) ||
		err.Error() != e.Name+" was made by two shards, for "+e.MAC.String()+" and for no phone: run both again with one table" {
		t.Error(err)
	}
}

func TestManifestName(t *testing.T) {
	for _, s := range []Shard{{}, {1, 1}, {3, 16}} {
		if back, ok := ShardOfManifest(ManifestName(s)); !ok || back != s {
			t.Errorf("%v: %v, %v", s, back, ok)
		}
	}
	for _, name := range []string{"", "sha256sums", "SHA256SUMS.txt", "MD5SUMS.1-of-2"} {
		if s, ok := ShardOfManifest(name); ok {
			t.Errorf("%s: %v", name, s)
		}
	}
}

// TestManifestWithSHA256SUM has the program read what is written, and the other way round.
func TestManifestWithSHA256SUM(t *testing.T) {
	program, err := exec.LookPath("sha256sum")
	if err != nil {
		t.Log("no sha256sum here: the golden of TestManifestWrite stands alone")
		return
	}
	t.Chdir(t.TempDir())
	m := new(Manifest)
	for i, name := range []string{"0c383e1a2b3c.cfg", "with space.cfg", `back\slash.cfg`, "#.cfg", " .cfg", "ü.cfg"} {
		content := strings.Repeat("x", i)
		if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		m.Add(entry(t, name, "0c383e1a2b3c", "2.0002", content))
	}
	if err := os.WriteFile("SHA256SUMS", []byte(textOf(t, m)), 0o600); err != nil {
		t.Fatal(err)
	}
	said, err := exec.Command(program, "-c", "--strict", "SHA256SUMS").CombinedOutput()
	if err != nil || strings.Count(string(said), ": OK") != len(m.Files()) {
		t.Errorf("%v:\n%s", err, said)
	}
	var names []string
	for _, e := range m.Files() {
		names = append(names, filepath.Clean(e.Name))
	}
	printed, err := exec.Command(program, append([]string{"--"}, names...)...).Output()
	if err != nil {
		t.Fatal(err)
	}
	back, err := ParseManifest("printed", printed)
	if err != nil || len(back.Files()) != len(m.Files()) {
		t.Fatalf("error %v", err)
	}
	for i, e := range back.Files() {
		if want := m.Files()[i]; e.Name != want.Name || e.Sum != want.Sum {
			t.Errorf("%+v, want %+v", e, want)
		}
	}
}

// FuzzManifest keeps that what is read and written is read as the same again.
func FuzzManifest(f *testing.F) {
	f.Add(manifestHead + "# a.cfg mac 001565113af8 version 2.0002\n" + emptySum + "  a.cfg\n")
	f.Add(`\` + emptySum + `  a\\b\nc` + "\n" + emptySum + " *b\n")
	f.Add("# a version \x01\u2028\xff\n" + emptySum + "  a\n")
	f.Add("# a mac 001565113af8 mac 001565113af9\n" + emptySum + "  a")
	f.Fuzz(func(t *testing.T, text string) {
		m, err := ParseManifest("m", []byte(text))
		if err != nil {
			if strings.ContainsAny(err.Error(), "\r\n") {
				t.Errorf("more than a line: %q", err)
			}
			return
		}
		once := textOf(t, m)
		back, err := ParseManifest("m", []byte(once))
		if err != nil {
			t.Fatalf("%v in what was written of %q:\n%s", err, text, once)
		}
		for i, e := range back.Files() {
			want := m.Files()[i]
			if e.Name != want.Name || e.MAC != want.MAC || e.Sum != want.Sum || (e.Version == "") != (want.Version == "") {
				t.Errorf("%+v, not %+v", e, want)
			}
		}
		if twice := textOf(t, back); len(back.Files()) != len(m.Files()) || twice != once {
			t.Errorf("written again:\n%s\nnot\n%s", twice, once)
		}
	})
}
