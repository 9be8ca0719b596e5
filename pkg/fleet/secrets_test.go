package fleet

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/naming"
)

// readSecrets reads a table of secrets in CSV.
func readSecrets(text string) (*Secrets, error) {
	t, err := OpenTable(textSource("s.csv", text), CSV)
	if err != nil {
		return nil, err
	}
	return ReadSecrets(t)
}

func TestReadSecrets(t *testing.T) {
	s, err := readSecrets("Extension,password,,MAC,line1.password\n,a,x,0c:38:3e:00:00:01,\n201 ,b,,,\"\"\n202,c,,,d\n,e,,0c383e000004,f\n204,g,,,\n")
	if err != nil {
		t.Fatal(err)
	}
	if got := s.Columns(); !slices.Equal(got, []string{"password", "line1.password"}) {
		t.Errorf("columns %q", got)
	}
	one, two, three, four := naming.MAC{0x0c, 0x38, 0x3e, 0, 0, 1}, naming.MAC{0x0c, 0x38, 0x3e, 0, 0, 2}, naming.MAC{0x0c, 0x38, 0x3e, 0, 0, 3}, naming.MAC{0x0c, 0x38, 0x3e, 0, 0, 4}
	for _, test := range []struct {
		mac       naming.MAC
		extension string
		want      string
	}{
		{one, "", "1:2 [{a true} { false}]"}, {one, "209", "1:2 [{a true} { false}]"},
		{two, " 201", "2:3 [{b true} { true}]"}, {three, "201", "2:3 [{b true} { true}]"},
		{three, "", ""}, {three, "209", ""},
		{four, "204", "s.csv:6: row 5: it is of the extension of a phone that row 4 is of: one of the two is enough"},
		{one, "204", "s.csv:6: row 5: it is of the extension of a phone that row 1 is of: one of the two is enough"},
	} {
		row, err := s.Of(test.mac, test.extension)
		got := ""
		switch {
		case err != nil:
			got = err.Error()
		case row != nil:
			got = fmt.Sprintf("%d:%d %v", row.Number, row.Line, row.Cells)
		}
		if got != test.want {
			t.Errorf("%s, %q: %s, not %s", test.mac, test.extension, got, test.want)
		}
	}
	var unused []int
	for _, row := range s.Unused() {
		unused = append(unused, row.Number)
	}
	if !slices.Equal(unused, []int{3}) {
		t.Errorf("unused %v", unused)
	}
	var phones sync.WaitGroup
	for range 4 {
		phones.Go(func() {
			for _, extension := range []string{"202", "204"} {
				if row, err := s.Of(three, extension); row == nil || err != nil {
					t.Errorf("%v, %v", row, err)
				}
			}
		})
	}
	if phones.Wait(); len(s.Unused()) != 0 {
		t.Errorf("unused %v", s.Unused())
	}
}

func TestReadSecretsRefuses(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"password\nhunter2\n", "s.csv: there is no column mac, and none extension or number: one of them says whose a row is"},
		{"extension,Number,password\n1,2,hunter2\n", "s.csv: there are a column extension and a column number: one of the two says whose a row is"},
		{"mac,password\nhunter2,hunter2\n0c383e000001,hunter2\n,hunter2\n0c383e000001\n0C-38-3E-00-00-01,hunter2\n", "s.csv:2: row 1, column mac: this is no MAC address, which is twelve hexadecimal digits\n" +
			"s.csv:4: row 3, column mac: the row does not say whose it is\ns.csv:5: row 4: 1 column here, and the first line has 2\ns.csv:6: row 5, column mac: row 2 is of the same phone"},
		{"mac,number,password\n,201,hunter2\n,,hunter2\n, 201,hunter2\n", "s.csv:3: row 2, column number: the row does not say whose it is\ns.csv:4: row 3, column number: row 1 is of the same extension"},
		{"mac,password\n", "s.csv:1: no row stands below the names of the columns"},
	} {
		_, err := readSecrets(test.text)
		if err == nil || err.Error() != test.want || !errors.As(err, new(*TableError)) || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%q: %v, not %s", test.text, err, test.want)
		}
	}
}

func TestExtensionColumn(t *testing.T) {
	for want, columns := range map[int][]string{-1: {"mac", "line2.number"}, 1: {"mac", "LINE1.Number", "x"}, 2: {"line1.number", "mac", "Extension"}, 3: {"mac", "a", "b", "@line[1].number"}} {
		if got := extensionColumn(columns); got != want {
			t.Errorf("%q: %d", columns, got)
		}
	}
}
