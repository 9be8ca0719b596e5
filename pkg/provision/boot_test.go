package provision

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/crypt"
	"github.com/fvcfg/fvcfg/pkg/naming"
	"github.com/fvcfg/fvcfg/pkg/provurl"
)

// served are the files of a server, by their URLs.
type served map[string]answer

// answer is what a server says to a request.
type answer struct {
	data  []byte
	err   error
	login string // that it wants, "" for none
}

func (s served) Fetch(_ context.Context, u provurl.URL) (Download, error) {
	a, ok := s[u.WithoutCredentials().StringWithPassword()]
	if !ok {
		return Download{}, &FetchError{Reason: ReasonNotFound, Text: "the server has no such file"}
	}
	if password, _ := u.Password(); a.login != "" && u.User+":"+password != a.login {
		return Download{}, &FetchError{Reason: ReasonUnauthorized, Text: "the server wants another user and password"}
	}
	return Download{Data: a.data}, a.err
}

const (
	server      = "http://192.0.2.1/"
	deviceURL   = server + "$mac.cfg"
	generalName = "F0V00X600000.cfg"
	deviceName  = "001565113af8.cfg"
)

func testPhone(t testing.TB) *Phone {
	model, err := naming.LookupModel("X6")
	if err != nil {
		t.Fatal(err)
	}
	mac, err := naming.ParseMAC("00:15:65:11:3a:f8")
	if err != nil {
		t.Fatal(err)
	}
	return &Phone{Model: model, MAC: mac}
}

// text makes a text-modern file of a version, "" for none.
func text(version string, lines ...string) []byte {
	return []byte(fmt.Sprintf("%-62s\r\n", "<<VOIP CONFIG FILE>>Version:"+version) + strings.Join(lines, "\r\n") + "\r\n<<END OF FILE>>\r\n")
}

func general(version string) []byte {
	return text(version, "<MM CONFIG MODULE>", "Codec Set          :1", "<AUTOUPDATE CONFIG MODULE>", "Flash Interval     :1", "Flash Mode         :1")
}

func device(version string) []byte {
	return text(version, "<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP1 Phone Number       :201", "SIP1 Register Pswd      :x9secret", "<AUTOUPDATE CONFIG MODULE>", "Flash Interval     :2")
}

var (
	generalKey = crypt.Key{1, 2, 3}
	deviceKey  = crypt.Key{4, 5, 6}
)

func sealed(t testing.TB, key crypt.Key, plain []byte) []byte {
	data, err := crypt.Scheme{Mode: crypt.CBCZeroIV}.Encrypt(nil, key, plain)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestWalks walks through every row of the decision table and compares with the golden
// file of its name.
func TestWalks(t *testing.T) {
	var table bytes.Buffer
	table.WriteString("| case | outcome | what the phone does | reason |\n|---|---|---|---|\n")
	seen := map[string]bool{}
	for _, c := range walkCases(t) {
		t.Run(c.name, func(t *testing.T) {
			if seen[c.name] {
				t.Fatal("there are two cases of this name")
			}
			seen[c.name] = true
			walk := NewSimulator(c.files).Boot(t.Context(), c.phone, c.sources)
			if walk.Outcome != c.want {
				t.Errorf("outcome %s, want %s", walk.Outcome, c.want)
			}
			if got := doubtKinds(walk); got != c.doubts {
				t.Errorf("doubts of the kinds %q, want %q: %v", got, c.doubts, walk.Doubts)
			}
			if !hasReason(walk, c.reason) {
				t.Errorf("no step has the reason %s", c.reason)
			}
			got := walk.AppendText(nil)
			if strings.Contains(string(got), "x9secret") {
				t.Errorf("a secret shows:\n%s", got)
			}
			compareGolden(t, filepath.Join("testdata", "walk", c.name+".golden"), got)
			table.WriteString(tableRow(&c, walk))
		})
	}
	if len(seen) < 40 {
		t.Errorf("%d cases; the table is to have 40", len(seen))
	}
	checkTable(t, table.String())
}

func hasReason(w *Walk, reason Reason) bool {
	for _, s := range w.Steps {
		if s.Reason == reason {
			return true
		}
	}
	return false
}

func doubtKinds(w *Walk) string {
	var kinds []string
	for _, d := range w.Doubts {
		kinds = append(kinds, d.Kind)
	}
	return strings.Join(kinds, ",")
}

// tableRow returns the row of the decision table: what the step that decides says, or the
// doubts.
func tableRow(c *walkCase, w *Walk) string {
	said := ""
	if w.IsDoubtful() {
		said = strings.NewReplacer("|", "\\|", "$", "\\$", "<", "\\<").Replace(w.why())
		return fmt.Sprintf("| %s | %s, doubtful | %s | `%s` |\n", c.about, w.Outcome, said, strings.ReplaceAll(c.doubts, ",", "`, `"))
	}
	for _, s := range w.Steps {
		if s.Reason == c.reason {
			said = s.Text
		}
	}
	said = strings.NewReplacer("|", "\\|", "$", "\\$", "<", "\\<").Replace(said)
	return fmt.Sprintf("| %s | %s | %s | `%s` |\n", c.about, w.Outcome, said, c.reason)
}

// checkTable compares the decision table with the one in docs/simulate.md.
func checkTable(t *testing.T, table string) {
	t.Helper()
	const begin, end = "<!-- decision table: made by TestWalks -->\n", "<!-- end of the decision table -->\n"
	name := filepath.Join("..", "..", "docs", "simulate.md")
	page, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(page), begin)
	old, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatalf("%s has no place for the table", name)
	}
	if old == table {
		return
	}
	if !*update {
		t.Fatalf("the table in %s is not what the walks say: go test ./pkg/provision -run Walks -update", name)
	}
	if err := os.WriteFile(name, []byte(before+begin+table+end+after), 0o644); err != nil {
		t.Fatal(err)
	}
}

func compareGolden(t *testing.T, name string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestSavedPasswordInNames has the saved password in the name of the file that is served and
// in settings that are no passwords. No step, doubt or change shows it.
func TestSavedPasswordInNames(t *testing.T) {
	named := func(version, title string) []byte {
		return text(version, "<AUTOUPDATE CONFIG MODULE>", "Default Password   :quokka77", "Flash Server IP    :192.0.2.1", "Flash Protocol     :4",
			"Flash File Name    :$mac-quokka77."+title, "<PHONE FEATURE MODULE>", "LCD Title          :"+title+" quokka77",
			"<AUTOUPDATE CONFIG MODULE>", "Auto Image Url     :http://192.0.2.1/quokka77-"+title+".z", "Kept quokka77      :"+title)
	}
	phone := testPhone(t)
	runs(named("2.0002", "cfg"))(phone)
	files := served{server + "001565113af8-quokka77.cfg": {data: named("2.0003", "txt")}}
	walk := NewSimulator(files).Boot(t.Context(), phone, nil)
	if walk.Outcome != Applied || len(walk.Changes) != 4 {
		t.Fatalf("%s, %d changes", walk.Outcome, len(walk.Changes))
	}
	data, err := json.Marshal(walk.ReportChanges())
	if err != nil {
		t.Fatal(err)
	}
	for _, shown := range []string{string(data), string(walk.AppendText(nil)), fmt.Sprint(walk.Report()), fmt.Sprint(walk.Downloads)} {
		if strings.Contains(shown, "quokka77") {
			t.Errorf("the password shows in %s", shown)
		}
	}
}
