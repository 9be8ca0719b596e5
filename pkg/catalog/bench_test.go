package catalog

import "testing"

func BenchmarkRead(b *testing.B) {
	for _, d := range Dialects() {
		b.Run(d.String(), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = newTable(d, tableText("scopes"), tableText(d.String()))
			}
		})
	}
}

func BenchmarkLookup(b *testing.B) {
	table := For(TextLegacy)
	scope, _ := table.Scope("SIP CONFIG MODULE", "SIP Line List")
	b.Run("table", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			table.Lookup("SIP CONFIG MODULE", "SIP Line List", "SIP1 Register Addr")
		}
	})
	b.Run("scope", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			scope.Lookup("SIP1 Register Addr")
		}
	})
}

func BenchmarkNearest(b *testing.B) {
	for _, test := range []struct {
		d                       Dialect
		what, module, list, key string
	}{
		{TextLegacy, "one-letter", "SIP CONFIG MODULE", "SIP Line List", "SIP1 Register Adr"},
		{TextModern, "one-letter", "SIP CONFIG MODULE", "SIP Line List", "SIP1 Register Adr"},
		{Sysconf, "one-letter", "sip", "line", "RegisterAdr"},
		{Sysconf, "nothing-near", "sip", "line", "CompletelyDifferentKey"},
		{XMLLegacy, "one-letter", "SIP_CONFIG_MODULE", "SIP_Line_List", "Register_Adr"},
	} {
		b.Run(test.d.String()+"/"+test.what, func(b *testing.B) {
			b.ReportAllocs()
			table := For(test.d)
			for b.Loop() {
				table.Nearest(test.module, test.list, test.key, 3)
			}
		})
	}
}

func BenchmarkElsewhere(b *testing.B) {
	b.ReportAllocs()
	table := For(Sysconf)
	for b.Loop() {
		table.Elsewhere("phone", "", "RegisterAddr")
	}
}

// BenchmarkFindSecret searches the lines that most of a file is of, and those that nobody
// knows.
func BenchmarkFindSecret(b *testing.B) {
	for _, test := range []struct{ what, line string }{
		{"text", "SIP1 Register Addr :sip.example.com"},
		{"XML", "<RegisterAddr>sip.example.com</RegisterAddr>"},
		{"value", "Auto Image Url     :https://prov.example.com:8443/fanvil/x4.z"},
		{"slip", "SIP1 Regsiter Adress Main :sip.example.com"},
	} {
		b.Run(test.what, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				FindSecret(test.line)
			}
		})
	}
}

func TestLookupAllocatesNothing(t *testing.T) {
	table := For(TextLegacy)
	scope, _ := table.Scope("SIP CONFIG MODULE", "SIP Line List")
	if n := testing.AllocsPerRun(100, func() { scope.Lookup("SIP12 Backup Transp") }); n > 0 {
		t.Errorf("%v allocations", n)
	}
	if n := testing.AllocsPerRun(100, func() { table.Lookup("SIP CONFIG MODULE", "SIP Line List", "SIP1 Register Adr") }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

// BenchmarkMeanings measures what meanings add to reading a table.
func BenchmarkMeanings(b *testing.B) {
	for _, d := range Dialects() {
		b.Run(d.String(), func(b *testing.B) {
			b.ReportAllocs()
			table, _ := newTable(d, tableText("scopes"), tableText(d.String()))
			for b.Loop() {
				for i := range table.rows {
					table.rows[i].meant = nil
				}
				_ = table.readMeanings(tableText("meanings"))
			}
		})
	}
}
