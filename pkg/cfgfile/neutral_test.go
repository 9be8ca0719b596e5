package cfgfile

import (
	"errors"
	"strconv"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// TestNeutralNames sets every setting that a dialect has by its neutral name in a new file,
// and finds it again in the file as it is written.
func TestNeutralNames(t *testing.T) {
	for _, d := range catalog.Dialects() {
		for _, index := range []int{1, 10, 100} {
			f, err := New(d, "2.0001")
			if err != nil {
				t.Fatal(err)
			}
			set := map[string]string{}
			var assignments []Assignment
			for i, c := range catalog.Concepts() {
				name := "@" + c.At(index)
				if len(c.Paths(d)) == 0 {
					continue
				}
				p, err := PathOf(name, d)
				if err != nil {
					t.Error(err)
					continue
				}
				if its, ok := p.NeutralName(); !ok || "@"+its != name {
					t.Errorf("%s: %s is %q", name, p, its)
				}
				set[name] = strconv.Itoa(i)
				assignments = append(assignments, Assignment{name, set[name]})
			}
			if effects, err := f.SetAll(assignments, SetOptions{Unchecked: true}); err != nil || len(effects) != len(set) {
				t.Errorf("%d effects: %v", len(effects), err)
			}
			again, err := Parse(f.Bytes())
			if err != nil {
				t.Fatal(err)
			}
			for name, value := range set {
				if s, err := again.Lookup(name); err != nil || s.Value != value {
					t.Errorf("%s %s: %q %v", d, name, s.Value, err)
				}
			}
			if again.Len() != len(set) {
				t.Errorf("%s has %d settings, not %d", d, again.Len(), len(set))
			}
		}
	}
}

func TestPathOf(t *testing.T) {
	for _, tt := range []struct {
		name    string
		dialect Dialect
		want    string
	}{
		{"@line1.password", TextLegacy, "SIP CONFIG MODULE:SIP Line List:SIP1 Register Pswd"},
		{"line[20].no-such", TextLegacy, ""},
		{"line[20].forward_no_answer_to", TextLegacy, "SIP CONFIG MODULE:SIP Line List:SIP20 NoAnswer FWD"},
		{"line20.forward_no_answer_to", XMLLegacy, "SIP_CONFIG_MODULE/SIP_Line_List[20]/NoAnswer_FWD_N"},
		{"key3.value", TextModern, "DSSKEY CONFIG MODULE:Dsskey Config1:Fkey3 Value"},
		{"key3.value", Sysconf, "dsskey/internal[1]/Fkey[3]/Value"},
		{"key3.value", Dotted, "dss.page.1.key.3.Value"},
		{"web.level1", XMLLegacy, ""},
		{"line1234.forward_always", TextLegacy, ""}, // the cut makes one key of it and of the number
	} {
		p, err := PathOf(tt.name, tt.dialect)
		if (err == nil) != (tt.want != "") || err == nil && p.String() != tt.want {
			t.Errorf("%s: %q %v", tt.name, p.String(), err)
		}
	}
	if _, err := PathOf("web.level1", XMLLegacy); !errors.As(err, new(*PathError)) || err.Error() != "web.level1: xml-legacy has no counterpart of it that is known" {
		t.Error(err)
	}
	if _, err := PathOf("line1234.forward_always", TextLegacy); err == nil || err.Error() != "line1234.forward_always: with this number, text-legacy cuts its key to that of another setting" {
		t.Error(err)
	}
	if _, err := PathOf("web.levl1", XMLLegacy); !errors.As(err, new(*catalog.ConceptError)) {
		t.Error(err)
	}
}

func TestNeutralPattern(t *testing.T) {
	for name, want := range map[string]string{
		"@line*.number": "line*.number", "@Line[*].Display-Name": "line*.display_name", "@line[?].x": "line?.x", "@line[12].x": "line12.x",
		"@line[1-3].x-y": "line[1-3].x_y", "@line[^1].x": "line[^1].x", "@line[": "line[", "@[]": "[]", "@a]b[*": "a]b[*", "@": "",
	} {
		if got := neutralPattern(name); got != want {
			t.Errorf("%s is %s, not %s", name, got, want)
		}
	}
}

// TestNeutralSpelling has a file of each spelling, one of both and one of none.
func TestNeutralSpelling(t *testing.T) {
	const head, foot = "<<VOIP CONFIG FILE>>Version:2.0002\n\n<GLOBAL CONFIG MODULE>\nWAN Mode           :DHCP\n\n<SIP CONFIG MODULE>\n--SIP Line List--  :\nSIP1 Phone Number  :1\n", "\n<<END OF FILE>>\n"
	pwd, pswd := "SIP1 Register Pwd  :a\n", "SIP1 Register Pswd :b\n"
	for _, tt := range []struct {
		lines, path string
		kind        ChangeKind
	}{
		{pwd, "SIP CONFIG MODULE:SIP Line List:SIP1 Register Pwd", Changed},
		{pswd, "SIP CONFIG MODULE:SIP Line List:SIP1 Register Pswd", Changed},
		{"", "SIP CONFIG MODULE:SIP Line List:SIP1 Register Pswd", Added},
		{pwd + pswd, "", 0},
		{pwd + pwd, "", 0},
	} {
		f, err := Parse([]byte(head + tt.lines + foot))
		if err != nil {
			t.Fatal(err)
		}
		effect, err := f.Set("@line1.password", "new")
		if effect.Path != tt.path || effect.Kind != tt.kind || tt.path == "" && !errors.As(err, new(*AmbiguousError)) {
			t.Errorf("%q: %v %v", tt.lines, effect, err)
		}
		if tt.path == "" {
			continue
		}
		if s, err := f.Lookup("@line1.password"); err != nil || s.Value != "new" {
			t.Errorf("%q: %v", tt.lines, err)
		}
		if removed, err := f.Unset("@line[1].password"); err != nil || len(removed) != 1 || f.Len() != 2 {
			t.Errorf("%q: %v %v", tt.lines, removed, err)
		}
	}
}
