package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestFleetOfAThousandPhones has a thousand phones start in one call and finds each of
// them in the order of the table, with what its own file says.
func TestFleetOfAThousandPhones(t *testing.T) {
	const phones = 1000
	dir := t.TempDir()
	file := func(version, phone string) []byte {
		return fmt.Appendf(nil, "%-62s\r\n<SIP CONFIG MODULE>\r\n--SIP Line List--  :\r\nSIP1 Phone Number       :%s\r\n<<END OF FILE>>\r\n", "<<VOIP CONFIG FILE>>Version:"+version, phone)
	}
	files := map[string][]byte{"F0V00X600000.cfg": file("2.0000000001", "")}
	table, want := "mac\n", ""
	for i := range phones {
		mac := fmt.Sprintf("0c383e%06x", i)
		version, outcome := "2.0000000002", "applied: general unchanged (same-version), device applied (higher-version), 1 setting"
		if i%3 == 0 {
			version, outcome = "2.0000000001", "unchanged: general unchanged (same-version), device unchanged (same-version)"
		}
		files[mac+".cfg"] = file(version, fmt.Sprint(1000+i))
		table += mac + "\n"
		want += mac + "  X6  " + outcome + "\n"
	}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	p := newTestProgram(&out)
	p.stdin = strings.NewReader(table)
	code := p.run([]string{"simulate", "--model", "X6", "--phones", "-", "--root", dir, "--running-version", "2.0000000001", "--running-general-version", "2.0000000001"})
	want += "1000 phones: 666 applied, 334 unchanged, 0 rejected\n"
	if code != exitOK || out.String() != want {
		t.Errorf("exit code %d, and printed\n%.1000s\nwant\n%.1000s", code, out.String(), want)
	}
}
