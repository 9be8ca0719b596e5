package lint

import (
	"fmt"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/naming"
)

// modelOptions are those of a model that is given.
func modelOptions(t *testing.T, name string) Options {
	t.Helper()
	model, err := naming.LookupModel(name)
	if err != nil {
		t.Fatal(err)
	}
	return Options{Model: &model}
}

// repeat writes lines for the numbers from first to last, which %[1]d stands for.
func repeat(format string, first, last int) []string {
	var lines []string
	for i := first; i <= last; i++ {
		lines = append(lines, strings.Split(fmt.Sprintf(format, i), "\n")...)
	}
	return lines
}

func TestModelLines(t *testing.T) {
	module := []string{"<SIP CONFIG MODULE>", "--SIP Line List--  :"}
	text := func(lines ...string) string { return modern(append(module, lines...)...) }
	used, empty := "SIP%[1]d Phone Number       :20%[1]d\nSIP%[1]d Enable Reg         :1", "SIP%[1]d Phone Number       :\nSIP%[1]d Register Addr      :\nSIP%[1]d Enable Reg         :0"
	checkRule(t, "FV704", modelOptions(t, "X4U"), []ruleCase{
		{name: "one too many", src: text("SIP13 Phone Number      :213"), at: []string{"4:1"}},
		{name: "two too many, one finding", src: text(repeat(used, 1, 14)...), at: []string{"28:1"}},
		{name: "it registers", src: text("SIP13 Enable Reg        :1"), at: []string{"4:1"}},
		{name: "it has a server", src: text("SIP20 Register Addr     :192.0.2.1"), at: []string{"4:1"}},
		{name: "text-legacy", src: legacy(append(module, "SIP13 Register User:213")...), at: []string{"4:1"}},
		{name: "xml-legacy", src: xmlLegacy("<SIP_CONFIG_MODULE><SIP_Line_List>", "<SIP_Line_List_Entry><ID>SIP13</ID><Register_User>213</Register_User></SIP_Line_List_Entry>", "</SIP_Line_List></SIP_CONFIG_MODULE>"), at: []string{"4:37"}},
		{name: "sysconf", src: sysconf("<sip>", `<line index="13"><EnableReg>1</EnableReg></line>`, "</sip>"), at: []string{"4:19"}},
		{name: "dotted", src: dotted("sip.line.13.RegUser = 213"), at: []string{"3:13"}},
		{name: "as many as there are", src: text(repeat(used, 1, 12)...)},
		{name: "an export lists more, empty", src: text(append(repeat(used, 1, 12), repeat(empty, 13, 20)...)...)},
		{name: "another list", src: modern("<SIP Hotspot MODULE>", "--Line Conf List-- :", "HS13 Phone Number       :1")},
		{name: "another key", src: text("SIP13 Register Port     :5060")},
		{name: "a template", src: text("SIP13 Phone Number      :{{ line13 }}")},
	})
	for model, last := range map[string]int{"H5": 2, "i30": 2, "X3SG": 4, "X6": 6, "X5U": 16, "X7": 20} {
		linter := mustNew(t, Options{Only: []string{"FV704"}, Model: modelOptions(t, model).Model})
		if f := linter.Lint("office.cfg", []byte(text(repeat(used, 1, last)...))); len(f) > 0 {
			t.Errorf("%s with %d lines: %+v", model, last, f)
		}
		f := linter.Lint("office.cfg", []byte(text(repeat(used, 1, last+1)...)))
		if len(f) != 1 || !strings.Contains(f[0].Message, fmt.Sprintf("line %d is used, and the %s has %d lines at most (", last+1, model, last)) {
			t.Errorf("%s with %d lines: %+v", model, last+1, f)
		}
	}
}

func TestModelKeys(t *testing.T) {
	used, unused := "Fkey%[1]d Type              :1\nFkey%[1]d Value             :20%[1]d@1/bc", "Fkey%[1]d Type              :0\nFkey%[1]d Value             :"
	page := func(name string, lines ...string) []string { return append([]string{"--" + name + "--  :"}, lines...) }
	text := func(pages ...[]string) string {
		lines := []string{"<DSSKEY CONFIG MODULE>"}
		for _, p := range pages {
			lines = append(lines, p...)
		}
		return modern(lines...)
	}
	key := `<Fkey index="%[1]d"><Type>1</Type></Fkey>`
	conf := func(first, second int) string {
		lines := append([]string{"<dsskey>", `<internal index="1">`}, repeat(key, 1, first)...)
		lines = append(append(lines, "</internal>", `<dssSide index="1">`), repeat(key, 1, second)...)
		return sysconf(append(lines, "</dssSide>", "</dsskey>")...)
	}
	checkRule(t, "FV705", modelOptions(t, "X4U"), []ruleCase{
		{name: "one too many", src: text(page("Dsskey Config1", repeat(used, 1, 34)...)), at: []string{"70:1"}},
		{name: "on three pages", src: text(page("Sidekey Config1", repeat(used, 1, 4)...), page("Dsskey Config1", repeat(used, 1, 20)...), page("Dsskey Config2", repeat(used, 1, 20)...)), at: []string{"72:1"}},
		{name: "sysconf", src: conf(30, 4), at: []string{"40:18"}},
		{name: "as many as there are", src: text(page("Sidekey Config1", repeat(used, 1, 3)...), page("Dsskey Config1", repeat(used, 1, 30)...))},
		{name: "as many in sysconf", src: conf(30, 3)},
		{name: "more that do nothing", src: text(page("Dsskey Config1", repeat(used, 1, 30)...), page("Dsskey Config2", repeat(unused, 1, 30)...))},
		{name: "soft keys and expansion modules", src: text(page("SoftDss Config", repeat(used, 1, 40)...), page("Extern Console1", repeat("exKey%[1]d Type             :1", 1, 40)...))},
		{name: "one key twice", src: text(page("Dsskey Config1", append(repeat(used, 1, 33), repeat(used, 1, 33)...)...))},
	})
	function := func(count int) string {
		return legacy(append([]string{"<PHONE CONFIG MODULE>", "--Function Key--   :"}, repeat("Fkey%-2[1]d Type        :1", 1, count)...)...)
	}
	checkRule(t, "FV705", modelOptions(t, "H5"), []ruleCase{
		{name: "an export's function keys", src: function(15)},
		{name: "one more", src: function(16), at: []string{"19:1"}},
	})
	for _, f := range mustNew(t, Options{Only: []string{"FV705"}, Model: modelOptions(t, "C600").Model}).Lint("a.cfg", []byte(text(page("Dsskey Config1", repeat(used, 1, 200)...)))) {
		t.Errorf("a model of which nothing is known: %+v", f)
	}
}

// TestModelLimitsByName has the general file's name tell the model.
func TestModelLimitsByName(t *testing.T) {
	src := modern("<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP13 Phone Number      :213")
	for name, want := range map[string]int{"F0V0X4U00000.cfg": 1, "F0VX21000000.cfg": 0, "office.cfg": 0, "0c383e1a2b3c.cfg": 0, "-": 0} {
		if got := mustNew(t, Options{Only: []string{"FV704"}}).Lint(name, []byte(src)); len(got) != want {
			t.Errorf("%s: %+v", name, got)
		}
	}
}
