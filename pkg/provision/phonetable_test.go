package provision_test

import (
	"errors"
	"fmt"
	"log"
	"slices"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/crypt"
	"github.com/fvcfg/fvcfg/pkg/naming"
	"github.com/fvcfg/fvcfg/pkg/provision"
)

func TestParsePhones(t *testing.T) {
	table, err := provision.ParsePhones([]byte("\ufeff# the second floor\nMAC;Model;Colour;General Version;input;Firmware;room\n\n00:15:65:11:3a:f8;X6;red;2.0002;;2.12.18.9;7\n0c383e000001;;;;4711;;\n"))
	if err != nil {
		t.Fatal(err)
	}
	rows := table.Rows
	if !slices.Equal(table.Ignored, []int{3, 7}) {
		t.Errorf("ignored %v", table.Ignored)
	}
	if len(rows) != 2 {
		t.Fatalf("%d rows", len(rows))
	}
	if r := rows[0]; r.Line != 4 || r.MAC.String() != "001565113af8" || r.Model.Name != "X6" || r.GeneralVersion != "2.0002" || r.Version != "" || r.Firmware != "2.12.18.9" {
		t.Errorf("%+v", r)
	}
	if r := rows[1]; r.Line != 5 || r.Model != nil || r.Input != "4711" {
		t.Errorf("%+v", r)
	}
}

func TestParsePhonesRefuses(t *testing.T) {
	for _, test := range []struct {
		name, table, want string
		line              int
	}{
		{"empty", "", "the table is empty", 1},
		{"no mac", "model\nX6\n", "no column mac", 1},
		{"only unknown columns", "# a\n# b;c\nmac address,colour\n", "no column mac", 3},
		{"no phone", "mac,model\n# none\n", "no phone stands below", 1},
		{"a phone twice", "mac\n001565113af8\n0c383e000001\n00-15-65-11-3A-F8\n", "the phone 001565113af8 stands in line 2 already", 4},
		{"twice", "mac,mac\n", "two columns mac", 1},
		{"bad mac", "mac,model\n0015,X6\n", "", 2},
		{"bad model", "mac,model\n001565113af8,X6666\n", "no model", 2},
		{"too few", "mac,model\n001565113af8\n", "1 column here, and the first line has 2", 2},
		{"bad input", "mac,input\n001565113af8,../../x\n", "the input \"../../x\" has ", 2},
		{"bad version", "mac,version\n001565113af8,latest\n", "the version is none", 2},
		{"bad general version", "mac,general-version\n001565113af8,2\n", "the general-version is none", 2},
		{"bad firmware", "mac,firmware\n001565113af8,v2.12\n", "the firmware is none", 2},
		{"quote", "mac,model\n\"0015,X6\n", "column", 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := provision.ParsePhones([]byte(test.table))
			var wrong *provision.TableError
			if !errors.As(err, &wrong) {
				t.Fatalf("error %v", err)
			}
			if wrong.Line != test.line || !strings.Contains(err.Error(), test.want) {
				t.Errorf("line %d: %v", wrong.Line, err)
			}
		})
	}
}

// TestPhoneRowApply checks that what a row has goes before what all phones have in common.
func TestPhoneRowApply(t *testing.T) {
	table, err := provision.ParsePhones([]byte("mac,model,input,version,general-version,firmware\n001565113af8,X6,4711,2.0003,2.0002,2.12\n0c383e000001,,,,,\n"))
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

func ExampleParsePhones() {
	table, err := provision.ParsePhones([]byte("mac,model,version\n00:15:65:11:3a:f8,X6,2.0002\n0c383e000001,,\n"))
	if err != nil {
		log.Fatal(err)
	}
	x4, err := naming.LookupGeneralFile("X4")
	if err != nil {
		log.Fatal(err)
	}
	for _, row := range table.Rows {
		phone := provision.Phone{Model: x4}
		row.Apply(&phone)
		fmt.Println(phone.MAC, phone.Model.Name, phone.Device.Version)
	}
	// Output:
	// 001565113af8 X6 2.0002
	// 0c383e000001 X4
}

// FuzzParsePhones checks that every row that is read has a MAC address and a line of the
// table, and that every error has a line.
func FuzzParsePhones(f *testing.F) {
	f.Add([]byte("mac,model,input,version,general-version\n001565113af8,X6,1,2.0002,2.0001\n"))
	f.Add([]byte("mac\tmodel\n0c:38:3e:00:00:01\tX6\n"))
	f.Add([]byte("mac;input\n\"0c383e000001\";\"a\nb\"\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		lines := strings.Count(string(data), "\n") + strings.Count(string(data), "\r") + 1
		table, err := provision.ParsePhones(data)
		for _, r := range table.Rows {
			if r.MAC.IsZero() || r.Line < 2 || r.Line > lines {
				t.Errorf("%+v in a table of %d lines", r, lines)
			}
		}
		var wrong *provision.TableError
		if err != nil && (!errors.As(err, &wrong) || wrong.Line < 1) {
			t.Errorf("%v", err)
		}
	})
}
