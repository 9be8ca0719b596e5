package fleet

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/crypt"
)

const smallBase = `<<VOIP CONFIG FILE>>Version:2.0002

<SIP CONFIG MODULE>
SIP  Port          :5060
--SIP Line List--  :
SIP1 Phone Number  :1001
SIP1 Display Name  :Desk
SIP1 Register Addr :sip.example.com
<<END OF FILE>>
`

const keySettings = `
<PHONE CONFIG MODULE>
--Function Key--   :
Fkey1 Type         :2
Fkey1 Value        :SIP1

<AUTOUPDATE CONFIG MODULE>
Download Server IP :prov.example.com
Download Protocol  :5
`

const keyedBase = `<?xml version="1.0" encoding="UTF-8"?>
<sysConf>
    <Version>2.0000000001</Version>
    <dsskey>
        <internal index="1">
            <Fkey index="1"><Title>a</Title></Fkey>
            <Fkey index="2"><Title>b</Title></Fkey>
        </internal>
    </dsskey>
</sysConf>
`

// withName returns the small base with another display name.
func withName(value string) string { return strings.Replace(smallBase, ":Desk", ":"+value, 1) }

func TestFaults(t *testing.T) {
	key := crypt.Key{1, 2, 3}
	sealed, err := crypt.Scheme{}.Encrypt(nil, key, []byte(smallBase))
	if err != nil {
		t.Fatal(err)
	}
	bases := map[string]string{
		"base.cfg": smallBase, "global.cfg": strings.Replace(smallBase, "<SIP", "<GLOBAL CONFIG MODULE>\nWAN Mode           :DHCP\n\n<SIP", 1), "unknown.cfg": withName("{{nmae}}"), "named.cfg": withName("{{name}}"), "empty.cfg": withName("{{}}"), "filter.cfg": withName("{{name|uper}}"),
		"number.cfg": withName("{{name|first:x}}"), "mac.cfg": withName("{{name|colons}}"),
		"sealed.cfg": string(sealed), "headless.cfg": smallBase[strings.Index(smallBase, "<SIP"):], "page.cfg": "<html><body>404</body></html>", "cut.cfg": smallBase[:100],
		"twice.cfg": strings.Replace(smallBase, "SIP1 Display", "SIP1 Phone Number  :{{name}}\nSIP1 Phone Number  :{{name}}\nSIP1 Display", 1), "template.cfg": withName("<% name %>"),
		"modern.cfg": hostileBases["modern.cfg"], "keys.cfg": strings.Replace(smallBase, "<<END", keySettings+"<<END", 1), "site.yaml": "line1.server: sip.example.com\n", "typo.yaml": "line1:\n  sever: x\n", "bad.yaml": "- a\n- b\n", "broken.yaml": "a: [\n",
		"screen.yaml": "display.title: x\n", "keyed.cfg": keyedBase, "two.cfg": strings.Replace(smallBase, "SIP1 Display", "SIP1 Phone Number  :1002\nSIP1 Display", 1),
		"empty.yaml": "", "unknown.yaml": "line1.server: '{{sever}}'\n", "port.yaml": "line1.port: many\n", "twice.yaml": "line1.port: 1\nline[1].port: 2\n", "zone.yaml": "time.zone: '4'\n",
	}
	var got strings.Builder
	for _, test := range []struct{ name, bases, table string }{
		{"a MAC that is none", "base.cfg", "mac\n0c383e0000zz\n"},
		{"a password for a MAC", "base.cfg", "mac\nplanted-a1b2\n"},
		{"a path for a MAC", "base.cfg", "mac\n../../x\n"},
		{"no MAC", "base.cfg", "mac,line1.number\n,1\n"},
		{"a group's MAC", "base.cfg", "mac\n01005e000001\n"},
		{"one MAC twice", "base.cfg", "mac,line1.number\n0c383e000001,1\n0c383e000002,1\n0C-38-3E-00-00-01,2\n"},
		{"no column mac", "base.cfg", "number\n1\n"},
		{"a column twice", "base.cfg", "mac,line1.number,line[1].number\n0c383e000001,1,2\n"},
		{"a setting twice", "base.cfg", "mac,line1.number,SIP1 Phone Number\n0c383e000001,1,2\n"},
		{"a ragged row", "base.cfg", "mac,line1.number\n0c383e000001\n0c383e000002,1\n"},
		{"an unknown neutral name", "base.cfg", "mac,@line1.nubmer\n0c383e000001,1\n"},
		{"an unknown path", "base.cfg", "mac,line1.nubmer\n0c383e000001,1\n"},
		{"an unknown path of text", "base.cfg", "mac,SIP CONFIG MODULE:SIP1 Phone Nubmer\n0c383e000001,1\n"},
		{"a word that nobody uses", "base.cfg", "mac,room,version\n0c383e000001,1,2.0\n"},
		{"an unknown model", "base.cfg", "mac,model\n0c383e000001,X99\n"},
		{"columns of a base that cannot be read", "", "mac,base,line1.nubmer,room\n0c383e000001,none.cfg,1,2\n"},
		{"columns where no row says its dialect", "site.yaml", "mac,line1.nubmer,room\n0c383e000001,1,2\n"},
		{"a key that several settings have", "keyed.cfg", "mac,Title\n0c383e000001,1\n"},
		{"a setting that stands twice", "two.cfg", "mac,SIP1 Phone Number\n0c383e000001,1\n"},
		{"no name of a base", "", "mac,base\n0c383e000001, ; \n"},
		{"names of bases with a semicolon behind them", "", "mac,base\n0c383e000001,base.cfg;\n"},
		{"several bases that are not there", "", "mac,base\n0c383e000001,none.cfg;nor.yaml\n"},
		{"a name without a counterpart", "screen.yaml", "mac,dialect\n0c383e000001,dotted\n"},
		{"an unknown dialect", "base.cfg", "mac,dialect\n0c383e000001,xml\n"},
		{"an unknown base", "base.cfg", "mac,base\n0c383e000001,none.cfg\n"},
		{"a dialect of another generation", "global.cfg", "mac,dialect\n0c383e000001,sysconf\n"},
		{"bases of two generations", "base.cfg modern.cfg", "mac\n0c383e000001\n"},
		{"a key that is none", "base.cfg", "mac,file_key\n0c383e000001,planted-key\n"},
		{"a file in another folder", "base.cfg", "mac,file\n0c383e000001,../../x\n"},
		{"one file twice", "base.cfg", "mac,file\n0c383e000001,a.cfg\n0c383e000002,A.cfg\n0c383e000003,0c383e000004.cfg\n0c383e000004,\n"},
		{"a line that the model does not have", "base.cfg", "mac,model,line5.number,@line3.number\n0c383e000001,H5,planted-5,planted-3\n"},
		{"a line break", "base.cfg", "mac,line1.number\n0c383e000001,\"planted\nx\"\n"},
		{"white space alone", "base.cfg", "mac,line1.number\n0c383e000001, \n"},
		{"no port", "base.cfg", "mac,line1.port\n0c383e000001,planted\n"},
		{"what lint finds", "base.cfg", "mac,line1.display_name\n0c383e000001,{{planted}}\n"},
		{"a tag that a variable brings in", "named.cfg", "mac,name\n0c383e000001,{{planted}}\n"},
		{"a key of another type than its value", "keys.cfg", "mac,key1.value\n0c383e000001,309@1/bc\n"},
		{"a protocol that is not the URL's", "keys.cfg", "mac,AUTOUPDATE CONFIG MODULE:Download Server IP\n0c383e000001,http://prov.example.com\n"},
		{"a variable without a value", "named.cfg", "mac,name\n0c383e000001,\n"},
		{"an unknown variable", "unknown.cfg", "mac,name\n0c383e000001,a\n"},
		{"braces with nothing in them", "empty.cfg", "mac,name\n0c383e000001,a\n"},
		{"an unknown filter", "filter.cfg", "mac,name\n0c383e000001,a\n"},
		{"a filter without its number", "number.cfg", "mac,name\n0c383e000001,a\n"},
		{"a filter for a MAC", "mac.cfg", "mac,name\n0c383e000001,planted\n"},
		{"an encrypted base", "sealed.cfg", "mac\n0c383e000001\n"},
		{"a base that lints with errors", "headless.cfg", "mac\n0c383e000001\n"},
		{"a page of a server", "page.cfg", "mac\n0c383e000001\n"},
		{"a base that is cut off", "cut.cfg", "mac\n0c383e000001\n"},
		{"a variable that stands twice", "twice.cfg", "mac,name\n0c383e000001,1\n"},
		{"a tag of another template", "template.cfg", "mac\n0c383e000001\n"},
		{"no base", "none.cfg", "mac\n0c383e000001\n"},
		{"YAML alone", "site.yaml", "mac\n0c383e000001\n"},
		{"a slip in YAML", "typo.yaml", "mac,dialect\n0c383e000001,sysconf\n"},
		{"a list in YAML", "bad.yaml", "mac,dialect\n0c383e000001,sysconf\n"},
		{"YAML that is cut off", "broken.yaml", "mac,dialect\n0c383e000001,sysconf\n"},
		{"nothing in YAML", "empty.yaml", "mac,dialect\n0c383e000001,sysconf\n"},
		{"an unknown variable in YAML", "unknown.yaml", "mac,dialect,server\n0c383e000001,sysconf,a\n"},
		{"a value in YAML that cannot be", "base.cfg port.yaml", "mac\n0c383e000001\n"},
		{"a name twice in YAML", "base.cfg twice.yaml", "mac\n0c383e000001\n"},
		{"a zone for both generations", "zone.yaml", "mac,model\n0c383e000001,H5\n0c383e000002,V62\n"},
		{"a column of neither", "", "mac,base\n0c383e000001,base.cfg\n0c383e000002,\n"},
	} {
		said := generate(t, test.table, Options{Bases: strings.Fields(test.bases)}, bases).text()
		if strings.Contains(said, "planted") {
			t.Errorf("%s: a cell is shown: %s", test.name, said)
		}
		fmt.Fprintf(&got, "-- %s\n%s", test.name, said)
	}
	compareGolden(t, "faults.golden", got.String())
}

var update = flag.Bool("update", false, "write the golden files anew")

func compareGolden(t *testing.T, name, got string) {
	t.Helper()
	name = filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil || string(want) != got {
		t.Errorf("%s (%v), got:\n%s", name, err, got)
	}
}
