package naming_test

import (
	"testing"

	"github.com/fvcfg/fvcfg/pkg/naming"
)

func BenchmarkIdentify(b *testing.B) {
	for _, c := range []struct{ what, name string }{
		{"device", "conf/0c383e113af8.cfg"},
		{"general", "conf/F0V0X6U00000.cfg"},
		{"user", "conf/lobby-phone.cfg"},
		{"near-device", "conf/0C-38-3E-11-3A-F8.cfg"},
		{"near-general", "conf/F0V0X8U00000.cfg"},
	} {
		b.Run(c.what, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				naming.Identify(c.name)
			}
		})
	}
}

func BenchmarkLookupModel(b *testing.B) {
	for _, name := range []string{"X1", "Fanvil DPH-150GE", "X99"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, _ = naming.LookupModel(name)
			}
		})
	}
}

func TestIdentifyDeviceAllocatesNothing(t *testing.T) {
	if n := testing.AllocsPerRun(100, func() { naming.Identify("conf/0c383e113af8.cfg") }); n > 0 {
		t.Errorf("%v allocations for a device file's name", n)
	}
	if n := testing.AllocsPerRun(100, func() { naming.Identify("conf/lobby-phone.cfg") }); n > 0 {
		t.Errorf("%v allocations for a user's name", n)
	}
}
