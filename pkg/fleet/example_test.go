package fleet_test

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/fleet"
)

// sourceOf returns a table that is a text.
func sourceOf(text string) fleet.Source {
	return fleet.Source{Name: "phones.csv", Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }}
}

// A base in YAML and a table make files for phones of several models, each in the dialect
// that such a phone is served.
func Example() {
	site := "line1:\n  server: sip.example.com\n  display_name: '{{name|default:Desk}} {{line1.number}}'\n"
	phones := "mac,model,name,line1.number\n0C:38:3E:00:00:01,H5,Lobby,201\n0C:38:3E:00:00:02,V62,,202\n"

	table, err := fleet.OpenTable(sourceOf(phones), fleet.CSV)
	if err != nil {
		fmt.Println(err)
		return
	}
	g, err := fleet.New(table.Columns(), fleet.Options{
		Bases:    []string{"site.yaml"},
		ReadFile: func(string) ([]byte, error) { return []byte(site), nil },
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	report, err := g.Check(context.Background(), table)
	if err != nil || report.Faulty > 0 {
		fmt.Println(err, report.Faults)
		return
	}
	err = g.Run(context.Background(), table, report, func(f *fleet.File) func() error {
		return func() error {
			fmt.Println(f.Name, f.Dialect, f.Version, f.State)
			return nil
		}
	})
	if err != nil {
		fmt.Println(err)
	}
	// Output:
	// 0c383e000001.cfg text-legacy 2.0002 added
	// 0c383e000002.cfg sysconf 2.0000000001 added
}

// What is wrong with rows is returned at once, with its place.
func ExampleGenerator_Check() {
	phones := "mac,line1.number,line1.port\n0c383e000001,201,5060\n0c383e00000,202,many\n"
	table, err := fleet.OpenTable(sourceOf(phones), fleet.CSV)
	if err != nil {
		fmt.Println(err)
		return
	}
	g, err := fleet.New(table.Columns(), fleet.Options{
		Bases:    []string{"text-legacy.cfg"},
		ReadFile: func(name string) ([]byte, error) { return os.ReadFile(filepath.Join("../../examples", name)) },
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	report, err := g.Check(context.Background(), table)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, fault := range report.Faults {
		fmt.Println(fault)
	}
	// Output:
	// phones.csv:3: row 2, column mac: the MAC address "0c383e00000" has 11 hexadecimal digits, 1 too few: look for what was lost
	// phones.csv:3: row 2, column line1.port: the value is no port: 0 to 65535 (SIP CONFIG MODULE:SIP Line List:SIP1 Register Port)
}
