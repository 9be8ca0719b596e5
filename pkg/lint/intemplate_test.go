package lint

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/template"
)

// TestTemplatesLint holds a made template of each engine against what is in it: it is read as
// one of its engine, by its tags alone, and nothing is wrong with it.
func TestTemplatesLint(t *testing.T) {
	auto := mustChoice(t, template.Auto)
	files, err := filepath.Glob("testdata/templates/*")
	if err != nil || len(files) != len(template.Engines())-1 {
		t.Fatalf("%d templates of %d engines: %v", len(files), len(template.Engines())-1, err)
	}
	for _, file := range files {
		name := filepath.Base(file)
		engine, _, _ := strings.Cut(name, ".")
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, choice := range []template.Choice{auto, mustChoice(t, engine)} {
				r := mustNew(t, Options{Template: choice}).Check(name, data)
				if r.Template.String() != engine {
					t.Errorf("read as %v by %v", r.Template, choice)
				}
				for _, f := range r.Findings {
					if f.Rule.ID != "FV501" && f.Rule.ID != "FV502" {
						t.Errorf("by %v: %v", choice, f)
					}
				}
			}
		})
	}
}

func mustChoice(t testing.TB, name string) template.Choice {
	t.Helper()
	choice, err := template.ParseChoice(name)
	if err != nil {
		t.Fatal(err)
	}
	return choice
}

// TestInTemplate lints small templates. A finding is written as RULE LINE:COLUMN, and a path
// behind it where there is one.
func TestInTemplate(t *testing.T) {
	conf := func(lines ...string) string { return sysconf(lines...) }
	for _, c := range []struct {
		name, engine, src string
		want              []string
	}{
		{"the branches of an if are no duplicates", "smarty", conf(`<sip><line index="1">`, "{if $a}", "<Transport>1</Transport>", "{else}", "<Transport>2</Transport>", "{/if}", "</line></sip>"), nil},
		{"two ifs are no duplicates", "smarty", conf(`<sip><line index="1">`, "{if $a}<Transport>1</Transport>{/if}", "{if $b}<Transport>2</Transport>{/if}", "</line></sip>"), nil},
		{"twice in one branch", "smarty", conf(`<sip><line index="1">`, "{if $a}", "<Transport>1</Transport>", "<Transport>2</Transport>", "{/if}", "</line></sip>"),
			[]string{"FV204 6:2 sip/line[1]/Transport"}},
		{"two loops over one list", "smarty", conf(`<dsskey><internal index="1">`, "{foreach $a as $row}", `<Fkey index="{$row.id}"><Type>1</Type></Fkey>`, "{/foreach}", "{foreach $b as $row}", `<Fkey index="{$row.id}"><Type>2</Type></Fkey>`, "{/foreach}", "</internal></dsskey>"), nil},
		{"two entries that expressions number", "smarty", conf(`<dsskey><internal index="1">`, `<Fkey index="{$a}"><Type>1</Type></Fkey>`, `<Fkey index="{$b}"><Type>2</Type></Fkey>`, "</internal></dsskey>"), nil},
		{"a key that is a pattern", "jinja", legacy("<SIP CONFIG MODULE>", "--SIP Line List--  :", "{% for n in lines %}", "SIP{{ n }} Phone Number  :{{ x }}", "SIP{{ n }} Phone Numbar  :{{ x }}", "{% endfor %}"),
			[]string{"FV302 6:1 SIP CONFIG MODULE:SIP Line List:SIP{{ n }} Phone Numbar"}},
		{"an expression for a whole key", "jinja", legacy("<SIP CONFIG MODULE>", "{{ key }}:1"), nil},
		{"each value of a choice", "smarty", conf(`<sip><line index="1">`, "<EnableReg>{if $a}1{elseif $b}yes{else}{$x}{/if}</EnableReg>", "</line></sip>"),
			[]string{"FV305 4:31 sip/line[1]/EnableReg"}},
		{"an expression is any value", "smarty", conf(`<sip><line index="1">`, "<EnableReg>{$x}</EnableReg>", "<RegisterPort>5{$x}</RegisterPort>", "</line></sip>"), nil},
		{"a literal beside a filled key", "jinja", legacy("<SIP CONFIG MODULE>", "--SIP Line List--  :", "{% for n in lines %}", "SIP{{ n }} Enable Reg    :yes", "{% endfor %}"),
			[]string{"FV305 5:27 SIP CONFIG MODULE:SIP Line List:SIP{{ n }} Enable Reg"}},
		{"a branch that is not closed", "smarty", conf("<sip>", "{if $a}", `<line index="1">`, "{else}", `<line index="1"`, "{/if}", "<EnableReg>1</EnableReg>", "</line></sip>"),
			[]string{"FV207 9:1"}},
		{"a branch that closes an element alone", "smarty", conf(`<sip><line index="1">`, "<RegisterAddr>{$a}{if $b}</RegisterAddr>{/if}", "</line></sip>"), []string{"FV207 4:19"}},
		{"two branches that go together", "smarty", conf("<sip>", "{if $a}", `<line index="1">`, "{/if}", "<EnableReg>1</EnableReg>", "{if $a}", "</line>", "{/if}", "</sip>"), nil},
		{"branches that open the same", "smarty", conf("<sip>", "{if $a}", `<line index="1">`, "{else}", `<line index="2">`, "{/if}", "<EnableReg>1</EnableReg>", "</line></sip>"), nil},
		{"an expression that brings elements", "jinja", conf("<sip>", "{{ lines }}", "</sip>"), nil},
		{"an expression that closes elements", "jinja", conf("<sip>", `<line index="1">`, "{{ rest }}", "</sip>"), nil},
		{"an element that nothing closes", "jinja", conf("<sip>", `<line index="1">`, "</sip>{# #}"), []string{"FV207 5:1"}},
		{"a line end between branches of a line", "smarty", legacy("<SIP CONFIG MODULE>", "{if $a}SIP  Port          :5060{else}SIP  Port          :5062{/if}"), nil},
		{"a header in each branch", "smarty", "{if $a}\r\n" + legacyHeader + "{else}\r\n" + legacyHeader + "{/if}\r\n" + strings.TrimPrefix(legacy("<SIP CONFIG MODULE>", "SIP  Port          :5060"), legacyHeader), nil},
		{"a declaration in each branch", "smarty", "{if $a}\r\n<?xml version=\"1.0\"?>\r\n{else}\r\n<?xml version=\"1.0\"?>\r\n{/if}\r\n<sysConf>\r\n{if $a}\r\n<Version>2.1</Version>\r\n{else}\r\n<Version>2.2</Version>\r\n{/if}\r\n<sip><SIPPort>5060</SIPPort></sip></sysConf>\r\n", nil},
		{"an ID in each branch", "smarty", "<VOIP_CONFIG_FILE>\r\n<version>2.0002</version><SIP_CONFIG_MODULE><SIP_Line_List><SIP_Line_List_Entry>{if $a}<ID>SIP1</ID>{else}<ID>SIP2</ID>{/if}\r\n<Phone_Number>1</Phone_Number></SIP_Line_List_Entry></SIP_Line_List></SIP_CONFIG_MODULE></VOIP_CONFIG_FILE>\r\n", nil},
		{"tags of another engine", "mustache", conf("<sip>", "{% if a %}", "<SIPPort>{{ a }}</SIPPort>", "{% else %}", "<SIPPort>{{ b }}</SIPPort>", "{% endif %}", "</sip>"), []string{"FV113 4:1"}},
		{"a secret in the template", "smarty", conf("<web><account index=\"1\">", "<Name>admin</Name>", "<Password>{if $p}{$p}{else}admin{/if}</Password>", "</account></web>"), []string{"FV501 5:28 web/account[1]/Password"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, f := range mustNew(t, Options{Template: mustChoice(t, c.engine)}).Lint("office.cfg", []byte(c.src)) {
				got = append(got, strings.TrimSpace(fmt.Sprintf("%s %d:%d %s", f.Rule.ID, f.Line, f.Column, f.Path)))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("found %q\nwant %q\n%s", got, c.want, c.src)
			}
		})
	}
}
