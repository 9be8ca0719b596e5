package fleet

import (
	"errors"
	"fmt"
	"log"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/crypt"
	"github.com/fvcfg/fvcfg/pkg/naming"
	"github.com/fvcfg/fvcfg/pkg/provision"
)

// readPhones reads a table of phones in a format.
func readPhones(name, text string) (Phones, error) {
	t, err := OpenTable(textSource(name, text), FormatOf(name))
	if err != nil {
		return Phones{}, err
	}
	return ReadPhones(t)
}

func TestReadPhones(t *testing.T) {
	for name, text := range map[string]string{
		"a.csv":  "\ufeff# the second floor\nMAC;Model;Colour;General Version;input;Firmware;room\n00:15:65:11:3a:f8;X6;red;2.0002;;2.12.18.9;7\n\n0c383e000001;;;;4711;;\n",
		"a.json": "\n[\n{\"MAC\":\"00:15:65:11:3a:f8\",\"Model\":\"X6\",\"Colour\":\"red\",\"General Version\":2.0002,\"firmware\":\"2.12.18.9\",\n\n\"input\":null,\"room\":7}, {\"mac\":\"0c383e000001\",\"input\":4711}]",
		"a.yaml": "\n\n- MAC: 00:15:65:11:3a:f8\n  Model: X6\n  Colour: red\n  General Version: 2.0002\n- {mac: 0c383e000001, input: 4711, room: 7, firmware: }\n",
	} {
		phones, err := readPhones(name, text)
		if err != nil {
			t.Fatal(err)
		}
		rows := phones.Rows
		if len(phones.Ignored) != 2 || phones.Ignored[0] != 3 {
			t.Errorf("%s: ignored %v", name, phones.Ignored)
		}
		if len(rows) != 2 {
			t.Fatalf("%s: %d rows", name, len(rows))
		}
		if r := rows[0]; r.Line != 3 || r.Number != 1 || r.MAC.String() != "001565113af8" || r.Model.Name != "X6" || r.GeneralVersion != "2.0002" || r.Version != "" || name != "a.yaml" && r.Firmware != "2.12.18.9" {
			t.Errorf("%s: %+v", name, r)
		}
		if r := rows[1]; r.Line < 5 || r.Number != 2 || r.Model != nil || r.Input != "4711" {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

func TestReadPhonesRefuses(t *testing.T) {
	for _, test := range []struct{ name, table, want string }{
		{"no mac", "model\nX6\n", "a.csv:1: there is no column mac"},
		{"only unknown columns", "# a\n# b;c\nmac address,colour\n", "a.csv:3: there is no column mac"},
		{"no phone", "mac,model\n# none\n", "a.csv:1: no row stands below"},
		{"a phone twice", "mac\n001565113af8\n0c383e000001\n00-15-65-11-3A-F8\n", "a.csv:4: row 3, column mac: the phone 001565113af8 stands in row 1 already"},
		{"bad mac", "mac,model\n0015,X6\n", "a.csv:2: row 1, column mac: "},
		{"bad model", "mac,model\n001565113af8,X6666\n", "a.csv:2: row 1, column model: no model"},
		{"too few", "mac,model\n001565113af8\n", "a.csv:2: row 1: 1 column here, and the first line has 2"},
		{"bad input", "mac,input\n001565113af8,../../x\n", "a.csv:2: row 1, column input: the input \"../../x\" has "},
		{"bad version", "mac,version\n001565113af8,latest\n", "a.csv:2: row 1, column version: the version is none"},
		{"bad general version", "mac,general-version\n001565113af8,2\n", "a.csv:2: row 1, column general-version: the general-version is none"},
		{"bad firmware", "mac,firmware\n001565113af8,v2.12\n", "a.csv:2: row 1, column firmware: the firmware is none"},
		{"two rows", "mac,model\nx,X6\n0c383e000001,X6\n\ny\n", "a.csv:5: row 3: 1 column here"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := readPhones("a.csv", test.table)
			if !errors.As(err, new(*TableError)) || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want %s", err, test.want)
			}
		})
	}
}

// TestPhoneRowApply checks that what a row has goes before what all phones have in common.
func TestPhoneRowApply(t *testing.T) {
	table, err := readPhones("a.csv", "mac,model,input,version,general-version,firmware\n001565113af8,X6,4711,2.0003,2.0002,2.12\n0c383e000001,,,,,\n")
	if err != nil {
		t.Fatal(err)
	}
	common := provision.Phone{Model: naming.Model{Name: "X4"}, Input: "1", Firmware: "2.4"}
	common.RunVersions("2.0001", "")
	first, second := common, common
	table.Rows[0].Apply(&first)
	table.Rows[1].Apply(&second)
	if first.MAC != table.Rows[0].MAC || first.Model.Name != "X6" || first.Input != "4711" || first.Firmware != "2.12" || first.Device.Version != "2.0003" || first.General.Version != "2.0002" {
		t.Errorf("%+v", first)
	}
	if second.MAC != table.Rows[1].MAC || second.Model.Name != "X4" || second.Input != "1" || second.Firmware != "2.4" || second.Device.Version != "2.0001" || second.General.Version != "2.0001" {
		t.Errorf("%+v", second)
	}
	master := crypt.Key{1}
	want, err := master.Derive(first.MAC)
	if err != nil {
		t.Fatal(err)
	}
	if err := first.DeriveKey(master); err != nil || *first.Device.Key != want || first.General.Key != nil {
		t.Errorf("derived: %v", err)
	}
}

func ExampleReadPhones() {
	source := textSource("phones.csv", "mac,model,version\n00:15:65:11:3a:f8,X6,2.0002\n0c383e000001,,\n")
	table, err := OpenTable(source, CSV)
	if err != nil {
		log.Fatal(err)
	}
	phones, err := ReadPhones(table)
	if err != nil {
		log.Fatal(err)
	}
	x4, err := naming.LookupGeneralFile("X4")
	if err != nil {
		log.Fatal(err)
	}
	for _, row := range phones.Rows {
		phone := provision.Phone{Model: x4}
		row.Apply(&phone)
		fmt.Println(phone.MAC, phone.Model.Name, phone.Device.Version)
	}
	// Output:
	// 001565113af8 X6 2.0002
	// 0c383e000001 X4
}

// FuzzReadPhones checks that every row that is read has a MAC address and a line of the
// table, and that every error is one of the table, in a line.
func FuzzReadPhones(f *testing.F) {
	f.Add(uint8(CSV), "mac,model,input,version,general-version\n001565113af8,X6,1,2.0002,2.0001\n")
	f.Add(uint8(TSV), "mac\tmodel\n0c:38:3e:00:00:01\tX6\n")
	f.Add(uint8(CSV), "mac;input\n\"0c383e000001\";\"a\nb\"\n")
	f.Add(uint8(JSON), `[{"mac":"0c383e000001"}]`)
	f.Add(uint8(YAML), "- mac: 0c383e000001\n")
	f.Fuzz(func(t *testing.T, format uint8, text string) {
		table, err := OpenTable(textSource("a", text), Format(format%6))
		if err != nil {
			return // FuzzTable looks at that
		}
		phones, err := ReadPhones(table)
		lines := strings.Count(text, "\n") + strings.Count(text, "\r") + 1
		for i, r := range phones.Rows {
			if r.MAC.IsZero() || r.Line < 1 || r.Line > lines || i > 0 && r.Number <= phones.Rows[i-1].Number {
				t.Errorf("%+v in a table of %d lines", r, lines)
			}
		}
		if err != nil && (!errors.As(err, new(*TableError)) || strings.Count("\n"+err.Error(), "\na:") != strings.Count(err.Error(), "\n")+1) {
			t.Errorf("%v", err)
		}
	})
}
