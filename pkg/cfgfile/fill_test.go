package cfgfile

import (
	"errors"
	"fmt"
	"testing"
)

// fillPaths are settings to fill in the samples: some that a sample has, some that it lacks.
var fillPaths = map[string][]string{
	editLegacy: {
		"SIP CONFIG MODULE:SIP Line List:SIP1 Register Addr", "SIP CONFIG MODULE:SIP Line List:SIP2 Phone Number", "GLOBAL CONFIG MODULE:Time Zone",
		"SIP CONFIG MODULE:SIP Line List:SIP3 Phone Number", "SIP CONFIG MODULE:SIP Line List:SIP1 Register User",
	},
	editModern: {
		"SIP CONFIG MODULE:SIP Line List:SIP1 BakProxy Need Reg On", "NET CONFIG MODULE:WAN TYPE",
		"SIP CONFIG MODULE:SIP Line List:SIP2 Register Addr",
	},
	editLegacyXML: {
		"SIP_CONFIG_MODULE/SIP_Line_List[1]/Phone_Number", "SIP_CONFIG_MODULE/SIP_Line_List[1]/Register_Addr", "GLOBAL_CONFIG_MODULE/Time_Zone",
		"SIP_CONFIG_MODULE/SIP_Line_List[2]/Phone_Number",
	},
	editSysconf: {"net/MTU", "net/WANTYPE", "sip/line[1]/DisplayName", "sip/line[1]/RegisterAddr", "sip/line[2]/PhoneNumber"},
	editDotted:  {"sip.line.1.PhoneNumber", "sip.line.1.RegAddr", "net.dhcp.Enabled", "sip.line.1.RegUser", "sip.line.2.PhoneNumber"},
}

// TestFill compares filling with setting.
func TestFill(t *testing.T) {
	for src, paths := range fillPaths {
		f := mustParse(t, src)
		t.Run(f.Dialect().String(), func(t *testing.T) {
			l := mustFiller(t, f, paths)
			for i := range paths {
				for _, value := range hostileValues {
					values := make([]Filling, len(paths))
					values[i] = Filling{value, true}
					values[(i+1)%len(paths)] = Filling{"7", true}
					compareFill(t, src, l, "2.0009", values)
				}
			}
			compareFill(t, src, l, "", make([]Filling, len(paths)))
		})
	}
}

func mustFiller(t *testing.T, f *File, paths []string) *Filler {
	t.Helper()
	places := make([]Path, len(paths))
	for i, path := range paths {
		var err error
		if places[i], _, err = f.Place(path); err != nil {
			t.Fatal(err)
		}
	}
	l, err := NewFiller(f, places)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// compareFill compares a file that is filled with one whose settings are set.
func compareFill(t *testing.T, src string, l *Filler, version string, values []Filling) {
	t.Helper()
	want := mustParse(t, src)
	var all []Assignment
	for i, v := range values {
		if v.Set {
			all = append(all, Assignment{l.Path(i).String(), v.Value})
		}
	}
	_, wrong := want.SetAll(all, SetOptions{Unchecked: true})
	if wrong == nil && version != "" {
		wrong = want.SetVersion(version)
	}
	got, err := l.Fill([]byte("before"), version, values)
	switch {
	case wrong != nil && err == nil:
		t.Fatalf("%.200v is filled in, and cannot be set: %v", values, wrong)
	case wrong != nil:
		return
	case err != nil:
		t.Fatalf("%.200v: %v", values, err)
	case string(got) != "before"+want.Source():
		t.Fatalf("%.200v: filled:\n%.2000s\nset:\n%.2000s", values, got, want.Source())
	}
}

func TestFillRefuses(t *testing.T) {
	f := mustParse(t, editSysconf)
	port, _, err := f.Place("sip/SIPPort")
	if err != nil {
		t.Fatal(err)
	}
	l, err := NewFiller(f, []Path{port})
	if err != nil {
		t.Fatal(err)
	}
	var kind *KindError
	if err := l.Check(0, "many"); !errors.As(err, &kind) {
		t.Errorf("a port of letters: %v", err)
	}
	var value *ValueError
	if _, err := l.Fill(nil, "", []Filling{{"5060\n", true}}); !errors.As(err, &value) {
		t.Errorf("a line break: %v", err)
	}
	if err := l.Check(0, "5061"); err != nil {
		t.Error(err)
	}
	if _, err := NewFiller(f, []Path{port, port}); err == nil {
		t.Error("one setting is filled twice")
	}
	var unknown *UnknownKeyError
	if _, has, err := f.Place("sip/line[1]/PhoneNumbr"); has || !errors.As(err, &unknown) {
		t.Errorf("an unknown key: %v", err)
	}
	other, _, err := f.Place("sip/line[2]/PhoneNumber")
	if err != nil {
		t.Fatal(err)
	}
	rival := other
	rival.Key = "Phonenumber"
	var namesake *NamesakeError
	if _, err := NewFiller(f, []Path{other, rival}); !errors.As(err, &namesake) {
		t.Errorf("two spellings: %v", err)
	}
}

// FuzzFill fills settings of a file, one that it has and a new one, and compares with
// setting them.
func FuzzFill(f *testing.F) {
	for i, seeds := range [][]string{textSeeds, xmlSeeds, dottedSeeds, {editLegacy, editModern, editLegacyXML, editSysconf, editDotted}} {
		for j, seed := range seeds {
			f.Add([]byte(seed), uint16(j), "SIP CONFIG MODULE:SIP Line List:SIP3 Phone Number", hostileValues[(i*7+j)%len(hostileValues)], "x")
		}
	}
	for _, value := range hostileValues {
		f.Add([]byte(editSysconf), uint16(1), "sip/line[3]/PhoneNumber", value, value)
		f.Add([]byte(editLegacyXML), uint16(1), "SIP_CONFIG_MODULE/SIP_Line_List[3]/Phone_Number", "1", value)
		f.Add([]byte(editDotted), uint16(1), "sip.line.3.PhoneNumber", value, "")
	}
	f.Add([]byte("#\nsip.line.1.PhoneNumber =\xfe"), uint16(0), "a.b", "", "") // emptied behind a lost space
	f.Fuzz(func(t *testing.T, data []byte, number uint16, path, first, second string) {
		file, err := Parse(data)
		if err != nil || file.Len() == 0 {
			return
		}
		var paths []Path
		for _, path := range []string{file.Setting(int(number) % file.Len()).Path.String(), path} {
			if p, _, err := file.Place(path); err == nil {
				paths = append(paths, p)
			}
		}
		l, err := NewFiller(file, paths)
		if err != nil {
			return
		}
		values := []Filling{{first, true}, {second, true}}[:len(paths)]
		compareFill(t, string(data), l, "", values)
		compareFill(t, string(data), l, "2.0000000003", values)
		if len(values) > 1 {
			values[0].Set = false
			compareFill(t, string(data), l, "2.0003", values)
		}
	})
}

func BenchmarkFill(b *testing.B) {
	src := legacyExport(600)
	f, err := Parse([]byte(src))
	if err != nil {
		b.Fatal(err)
	}
	var paths []Path
	for i := range 10 {
		paths = append(paths, f.Setting(i*20).Path)
	}
	l, err := NewFiller(f, paths)
	if err != nil {
		b.Fatal(err)
	}
	values := make([]Filling, len(paths))
	for i := range values {
		values[i] = Filling{fmt.Sprint("value ", i), true}
	}
	var dst []byte
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		if dst, err = l.Fill(dst[:0], "2.0003", values); err != nil {
			b.Fatal(err)
		}
	}
}
