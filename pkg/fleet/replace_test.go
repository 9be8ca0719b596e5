package fleet

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/crypt"
	"github.com/fvcfg/fvcfg/pkg/naming"
)

// oldFiles returns what stands in files by name.
func oldFiles(files map[string][]byte) func(string) ([]byte, error) {
	return func(name string) ([]byte, error) {
		if data, ok := files[name]; ok {
			return data, nil
		}
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
}

func TestReplace(t *testing.T) {
	const name = "0c383e000001.cfg"
	key, other := crypt.Key{1, 2, 3}, crypt.Key{4, 5, 6}
	seal := func(key crypt.Key, text string) string {
		sealed, err := crypt.Scheme{}.Encrypt(nil, key, []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return string(sealed)
	}
	version := func(text, version string) string { return strings.Replace(text, "2.0002", version, 1) }
	named := withName("Old")
	for _, test := range []struct {
		name, base, old string
		options         Options
		state           State
		version, fault  string
	}{
		{name: "nothing there", base: smallBase, state: Added, version: "2.0002"},
		{name: "the same", base: smallBase, old: smallBase, state: Same, version: "2.0002"},
		{name: "the same of a higher version", base: smallBase, old: version(smallBase, "2.0099"), state: Same, version: "2.0099"},
		{name: "the same in another layout", base: smallBase, old: "# by hand\n" + smallBase + "\n", state: Same, version: "2.0002"},
		{name: "another setting", base: smallBase, old: named, state: Changed, version: "2.0003"},
		{name: "another setting of a higher version", base: smallBase, old: version(named, "2.0099"), state: Changed, version: "2.0100"},
		{name: "another setting of a lower version", base: smallBase, old: version(named, "2.0001"), state: Changed, version: "2.0002"},
		{name: "another width", base: smallBase, old: version(named, "2.0000000009"), state: Changed, version: "2.0000000010"},
		{name: "no version there", base: smallBase, old: version(named, ""), state: Changed, version: "2.0002"},
		{name: "all nines", base: smallBase, old: version(named, "2.9999"), fault: "all nines"},
		{name: "a version that is asked for", base: smallBase, old: named, options: Options{Version: "2.0050"}, state: Changed, version: "2.0050"},
		{name: "a version that is too low", base: smallBase, old: version(named, "2.0099"), options: Options{Version: "2.0050"}, fault: "not higher"},
		{name: "the same, and a version", base: smallBase, old: smallBase, options: Options{Version: "2.0050"}, state: Same, version: "2.0002"},
		{name: "an error page", base: smallBase, old: "<html><body>404</body></html>", state: Changed, version: "2.0002"},
		{name: "sealed alike", base: smallBase, old: seal(key, smallBase), options: Options{Key: &key}, state: Same, version: "2.0002"},
		{name: "sealed, and now clear", base: smallBase, old: seal(key, smallBase), options: Options{Keys: []crypt.Key{key}}, state: Changed, version: "2.0003"},
		{name: "clear, and now sealed", base: smallBase, old: smallBase, options: Options{Key: &key}, state: Changed, version: "2.0003"},
		{name: "sealed with an old key", base: smallBase, old: seal(other, smallBase), options: Options{Key: &key, Keys: []crypt.Key{other}}, state: Changed, version: "2.0003"},
		{name: "sealed with a lost key", base: smallBase, old: seal(other, smallBase), options: Options{Key: &key}, fault: "its version is not known"},
		{name: "sealed with a lost key, of a known version", base: smallBase, old: seal(other, smallBase), options: Options{Key: &key, OldVersion: func(string, []byte) string { return "2.0044" }}, state: Changed, version: "2.0045"},
	} {
		t.Run(test.name, func(t *testing.T) {
			options, files := test.options, map[string][]byte{}
			if test.old != "" {
				files[name] = []byte(test.old)
			}
			options.Bases, options.Old = []string{"base.cfg"}, oldFiles(files)
			m := generate(t, "mac\n0c383e000001\n", options, map[string]string{"base.cfg": test.base})
			if test.fault != "" {
				if m.err != nil || m.report.Faulty != 1 || len(m.files) > 0 || !strings.Contains(m.text(), test.fault) {
					t.Fatalf("%d files, %s", len(m.files), m.text())
				}
				return
			}
			f := m.files[name]
			if f == nil || f.State != test.state || f.Version != test.version {
				t.Fatalf("%+v, %s", f, m.text())
			}
			checkReplaced(t, f, test.old, options.Key)
		})
	}
}

// checkReplaced checks that the data of a file are what it says.
func checkReplaced(t *testing.T, f *File, old string, key *crypt.Key) {
	t.Helper()
	if f.State == Same {
		if string(f.Data) != old {
			t.Error("the data are not those that are there")
		}
		return
	}
	keys := []crypt.Key{}
	if key != nil {
		keys = append(keys, *key)
	}
	file, encryption, err := cfgfile.Open(f.Data, keys...)
	if err != nil || file.Version() != f.Version || (encryption != nil) != (key != nil) || f.Encrypted != (key != nil) {
		t.Errorf("%v, version %q, %v", err, file.Version(), encryption)
	}
}

func TestCompared(t *testing.T) {
	files := map[string][]byte{"0c383e000001.cfg": []byte(withName("Old"))}
	m := generate(t, "mac,line1.password\n0c383e000001,planted.Kq9vTz\n0c383e000002,planted.Kq9vTz\n", Options{Bases: []string{"base.cfg"}, Old: oldFiles(files)}, map[string]string{"base.cfg": smallBase})
	if m.err != nil {
		t.Fatal(m.err)
	}
	old, made, err := m.files["0c383e000001.cfg"].Compared()
	if err != nil {
		t.Fatal(err)
	}
	changes, err := cfgfile.Diff(old, made, cfgfile.ConvertOptions{})
	if err != nil || len(changes) != 3 || changes[0].Path() != "Version" || !changes[2].Secret {
		t.Errorf("%v, %v", changes, err)
	}
	if old, made, err = m.files["0c383e000002.cfg"].Compared(); err != nil || old != nil || made.Len() != 5 {
		t.Errorf("%v, %v, %v", old, made, err)
	}
}

// TestKeys encrypts each file with its own key, whichever way that comes.
func TestKeys(t *testing.T) {
	master, row := crypt.Key{9, 9}, strings.Repeat("0123456789abcdef", 4)
	base := map[string]string{"base.cfg": withName("{{file_key|first:4}}")}
	m := generate(t, "mac,file_key\n0c383e000001,"+row+"\n0c383e000002,\n", Options{Bases: []string{"base.cfg"}, Master: &master, Scheme: crypt.Scheme{Mode: crypt.CBCPrefixIV}}, base)
	if m.err != nil || len(m.files) != 2 {
		t.Fatal(m.text())
	}
	first, err := crypt.ParseKey(row)
	if err != nil {
		t.Fatal(err)
	}
	second, err := master.Derive(naming.MAC{0x0c, 0x38, 0x3e, 0, 0, 2})
	if err != nil {
		t.Fatal(err)
	}
	for name, key := range map[string]crypt.Key{"0c383e000001.cfg": first, "0c383e000002.cfg": second} {
		file, _, err := cfgfile.Open(m.files[name].Data, key)
		if err != nil || !m.files[name].Encrypted || m.files[name].Secret {
			t.Fatal(name, err)
		}
		if s, _ := file.Lookup("@line1.display_name"); s.Value != key.Hex()[:4] {
			t.Errorf("%s: %s", name, s.Value)
		}
	}
	m = generate(t, "mac,file_key\n0c383e000001,"+row+"\n0c383e000002,\n", Options{Bases: []string{"base.cfg"}}, base)
	if m.err != nil || m.report.Faulty != 1 || !strings.Contains(m.text(), "row 2, column file_key: the row has no value for {{file_key}}") {
		t.Error(m.text())
	}
}

// TestSecrets takes passwords from a table of their own.
func TestSecrets(t *testing.T) {
	table, err := OpenTable(textSource("secrets.csv", "extension,line1.password,pin\n201,planted.Kq9vTz,1234\n202,\"a\nb\",1\n299,x,1\n"), CSV)
	if err != nil {
		t.Fatal(err)
	}
	secrets, err := ReadSecrets(table)
	if err != nil {
		t.Fatal(err)
	}
	m := generate(t, "mac,line1.number\n0c383e000001,201\n0c383e000002,202\n", Options{Bases: []string{"base.cfg"}, Secrets: secrets}, map[string]string{"base.cfg": withName("{{pin|last:2}}")})
	if m.err != nil || len(m.files) != 1 {
		t.Fatal(m.text())
	}
	f := m.files["0c383e000001.cfg"]
	if !f.Secret || !bytes.Contains(f.Data, []byte("SIP1 Register Pswd :planted.Kq9vTz\n")) || !bytes.Contains(f.Data, []byte("SIP1 Display Name  :34\n")) {
		t.Errorf("%v\n%s", f.Secret, f.Data)
	}
	if name := "SIP CONFIG MODULE:SIP Line List:SIP1 "; !f.IsSecret(name+"Display Name") || f.IsSecret(name+"Phone Number") {
		t.Error("a value from the table of secrets can be shown, or one of the phones cannot")
	}
	const want = `secrets.csv:3: row 2, column line1.password: the value holds a line break: what follows it would be another setting (SIP CONFIG MODULE:SIP Line List:SIP1 Register Pswd)
note: secrets.csv: 1 row of no phone of the table, the first in line 5
`
	if m.text() != want {
		t.Error(m.text())
	}
}

// TestGeneral makes a general file for each model.
func TestGeneral(t *testing.T) {
	bases := map[string]string{"base.cfg": smallBase, "modern.cfg": hostileBases["modern.cfg"], "general.cfg": strings.Replace(withName("For all {{model}}"), "<SIP", "<GLOBAL CONFIG MODULE>\nWAN Mode           :DHCP\n\n<SIP", 1), "more.yaml": "time.server: ntp.example.com\n", "phone.cfg": withName("{{mac}}")}
	bases["modern.cfg"] = strings.NewReplacer("{{mac}}", "M", "{{other|default:none}}", "O").Replace(bases["modern.cfg"])
	const table = "mac,model,base\n0c383e000001,H5,\n0c383e000002,V62,modern.cfg\n0c383e000003,h5,\n0c383e000004,X4,\n"
	options := Options{Bases: []string{"base.cfg"}, General: []string{"general.cfg", "modern.cfg", "more.yaml"}}
	m := generate(t, table, options, bases)
	if m.err != nil || len(m.files) != 7 {
		t.Fatal(len(m.files), m.text())
	}
	if !m.report.HasName("f0H5hw1.100.cfg") || !m.report.HasName("0c383e000001.CFG") || m.report.HasName("0c383e000009.cfg") {
		t.Error("the report does not know its names")
	}
	if f := m.files["f0H5hw1.100.cfg"]; f == nil || !bytes.Contains(f.Data, []byte("For all H5")) || !bytes.Contains(f.Data, []byte("ntp.example.com")) || m.order[0] != f.Name && m.order[1] != f.Name && m.order[2] != f.Name {
		t.Errorf("%v", m.order)
	}
	if m = generate(t, "mac,model,file\n0c383e000001,H5,F0H5HW1.100.cfg\n", options, bases); m.err == nil || !strings.Contains(m.err.Error(), "the general file of the H5: row 1 has a file of its name") {
		t.Error(m.text())
	}
	m = generate(t, table+"0c383e000005,X1S,\n", options, bases)
	if m.err != nil || len(m.files) != 8 || !strings.Contains(m.text(), "note: the X1S gets no general file: no source has the name") {
		t.Error(len(m.files), m.text())
	}
	options.General = []string{"phone.cfg"}
	if m = generate(t, table, options, bases); m.err == nil || !strings.Contains(m.err.Error(), "phone.cfg:7: {{mac}}: a general file is for all phones of a model") {
		t.Error(m.text())
	}
	bases["secret.yaml"] = "time.server: x\nline1.password: planted.Kq9vTz\n"
	options.General = []string{"general.cfg", "modern.cfg", "secret.yaml"}
	if m = generate(t, table, options, bases); m.err == nil || !strings.Contains(m.err.Error(), "secret.yaml:2: a secret of a line stands here") || strings.Contains(m.err.Error(), "planted") {
		t.Error(m.text())
	}
	options.General = []string{"modern.cfg"}
	if m = generate(t, table, options, bases); m.err == nil {
		t.Error("a model without a general base of its generation has one")
	}
}

// TestShards makes the files of a fleet in parts.
func TestShards(t *testing.T) {
	var table strings.Builder
	table.WriteString("mac,model,line1.number\n")
	for i := range 100 {
		fmt.Fprintf(&table, "0c383e0000%02x,H5,%d\n", i+1, i)
	}
	bases := map[string]string{"base.cfg": smallBase, "general.cfg": smallBase}
	options := Options{Bases: []string{"base.cfg"}, General: []string{"general.cfg"}}
	whole := generate(t, table.String(), options, bases)
	if whole.err != nil || len(whole.files) != 101 || !slices.IsSorted(whole.order[1:]) {
		t.Fatal(len(whole.files), whole.text())
	}
	parts := map[string]*File{}
	for n := range 7 {
		options.Shard = Shard{n + 1, 7}
		part := generate(t, table.String(), options, bases)
		if part.err != nil || part.report.Rows != 100 {
			t.Fatal(part.text())
		}
		for name, f := range part.files {
			if parts[name] != nil || !bytes.Equal(f.Data, whole.files[name].Data) {
				t.Errorf("%s is in two parts, or another", name)
			}
			parts[name] = f
		}
	}
	if !maps.EqualFunc(parts, whole.files, func(a, b *File) bool { return a.Name == b.Name }) {
		t.Errorf("%d files in parts", len(parts))
	}
}

// TestRunEnds ends a run with the error of a file.
func TestRunEnds(t *testing.T) {
	g, table := bigGenerator(t, 100)
	report, err := g.Check(t.Context(), table)
	if err != nil {
		t.Fatal(err)
	}
	full := errors.New("the disk is full")
	files := 0
	err = g.Run(t.Context(), table, report, func(*File) func() error {
		return func() error {
			if files++; files == 10 {
				return full
			}
			return nil
		}
	})
	if !errors.Is(err, full) || files != 10 {
		t.Errorf("%d files, %v", files, err)
	}
}

// TestLeastVersion has a version in the row: in place of the base's, and above that of the
// file that is there.
func TestLeastVersion(t *testing.T) {
	const name = "0c383e000001.cfg"
	version := func(text, version string) string { return strings.Replace(text, "2.0002", version, 1) }
	named := withName("Old")
	for _, test := range []struct {
		what, cell, old, asked string
		state                  State
		version, fault         string
	}{
		{what: "nothing there", cell: "2.0009", state: Added, version: "2.0009"},
		{what: "lower than the base's", cell: "2.0001", state: Added, version: "2.0001"},
		{what: "no cell", state: Added, version: "2.0002"},
		{what: "the same", cell: "2.0009", old: smallBase, state: Same, version: "2.0002"},
		{what: "another setting", cell: "2.0009", old: named, state: Changed, version: "2.0009"},
		{what: "another setting of that version", cell: "2.0009", old: version(named, "2.0009"), state: Changed, version: "2.0010"},
		{what: "one that is asked for", cell: "2.0009", asked: "2.0050", state: Added, version: "2.0050"},
		{what: "none", cell: "two", fault: "column version: version \"two\": a version is numbers with dots"},
	} {
		t.Run(test.what, func(t *testing.T) {
			files := map[string][]byte{}
			if test.old != "" {
				files[name] = []byte(test.old)
			}
			options := Options{Bases: []string{"base.cfg"}, Old: oldFiles(files), Version: test.asked}
			m := generate(t, "mac,version\n0c383e000001,"+test.cell+"\n", options, map[string]string{"base.cfg": smallBase})
			if test.fault != "" {
				if m.err != nil || m.report.Faulty != 1 || !strings.Contains(m.text(), test.fault) {
					t.Errorf("got %s, want %s", m.text(), test.fault)
				}
				return
			}
			f := m.files[name]
			if f == nil || f.State != test.state || f.Version != test.version {
				t.Fatalf("got %+v, %s", f, m.text())
			}
			if got, err := cfgfile.Parse(f.Data); err != nil || got.Version() != test.version {
				t.Errorf("the file has another version than %s: %v", test.version, err)
			}
		})
	}
}
