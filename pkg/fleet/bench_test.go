package fleet

import (
	"context"
	"fmt"
	"io"
	"strings"
	"testing"
)

// bigBase is a base in text-legacy of the shape of an H5's export: about 600 settings in
// 25 KB, of which rows change a few.
func bigBase() string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\r\n", args...) }
	line("%-62s", "<<VOIP CONFIG FILE>>Version:2.0002")
	line("")
	line("<SIP CONFIG MODULE>")
	line("SIP  Port          :5060")
	line("--SIP Line List--  :")
	keys := []string{"Phone Number", "Display Name", "Sip Name", "Register Addr", "Register Port", "Register User", "Register Pswd", "Register TTL", "Enable Reg", "Proxy Addr", "Proxy Port", "Proxy User", "Proxy Pswd", "DTMF Mode", "Transport", "MWI Num", "Pickup Num", "Local Domain", "Always FWD", "Busy FWD"}
	for n := 1; n <= 6; n++ {
		for _, key := range keys {
			line("%-19.19s:", fmt.Sprintf("SIP%d %s", n, key))
		}
	}
	line("")
	line("<PHONE CONFIG MODULE>")
	line("--Function Key--   :")
	for n := 1; n <= 150; n++ {
		line("%-19.19s:0", fmt.Sprintf("Fkey%d Type", n))
		line("%-19.19s:", fmt.Sprintf("Fkey%d Value", n))
		line("%-19.19s:", fmt.Sprintf("Fkey%d Title", n))
	}
	line("")
	line("<AUTOUPDATE CONFIG MODULE>")
	line("Config File Name   :$mac.cfg")
	line("Download Server IP :prov.example.com")
	line("Download Protocol  :5")
	line("Download Mode      :1")
	line("Download Interval  :1")
	line("<<END OF FILE>>")
	return b.String()
}

// manyPhones is a table of rows that are made as they are read.
func manyPhones(rows int) Source {
	return Source{"phones.csv", func() (io.ReadCloser, error) {
		r, w := io.Pipe()
		go func() {
			_, _ = io.WriteString(w, "mac,model,line1.number,line1.password,line1.display_name,line1.server,line1.auth_user,line1.enabled,key2.value,key2.type\n")
			var b []byte
			for i := range rows {
				b = fmt.Appendf(b, "0c383e%06x,H5,%d,pw-%d.Kq9vTz,Desk %[2]d,sip.example.com,%[2]d,1,SIP1,2\n", i+1, 200+i, i)
				if len(b) > 32<<10 || i == rows-1 {
					if _, err := w.Write(b); err != nil {
						return
					}
					b = b[:0]
				}
			}
			w.Close()
		}()
		return r, nil
	}}
}

// bigGenerator returns a generator of a table of many phones.
func bigGenerator(tb testing.TB, rows int) (*Generator, *Table) {
	tb.Helper()
	table, err := OpenTable(manyPhones(rows), CSV)
	if err != nil {
		tb.Fatal(err)
	}
	g, err := New(table.Columns(), Options{Bases: []string{"h5.cfg"}, ReadFile: readFrom(map[string]string{"h5.cfg": bigBase()})})
	if err != nil {
		tb.Fatal(err)
	}
	return g, table
}

// BenchmarkMake makes the file of a row, which is read, filled and held against the rules.
func BenchmarkMake(b *testing.B) {
	g, table := bigGenerator(b, 1000)
	var rows []Row
	for row, err := range table.Rows() {
		if err != nil {
			b.Fatal(err)
		}
		rows = append(rows, row)
	}
	i := 0
	for b.Loop() {
		f, err := g.Make(rows[i%len(rows)])
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(len(f.Data)))
		i++
	}
}

// BenchmarkFleet checks and makes the files of a table, an operation a phone.
func BenchmarkFleet(b *testing.B) {
	b.ReportAllocs()
	g, table := bigGenerator(b, b.N)
	b.ResetTimer()
	report, err := g.Check(context.Background(), table)
	if err != nil || report.Faulty > 0 {
		b.Fatal(err, report.Faults)
	}
	err = g.Run(context.Background(), table, report, func(*File) func() error { return nil })
	if err != nil {
		b.Fatal(err)
	}
}
