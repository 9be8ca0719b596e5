package fleet

import (
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/lint"
)

// hostileCells are what a cell must not do harm by.
var hostileCells = []string{
	"a\nSIP1 Register Addr :evil.example.com", "a\r\n<<END OF FILE>>", "a\r", "]]>", "<![CDATA[x]]>", "</DisplayName></line></sip></sysConf>", "<x>1</x>", "<!--", "-->",
	"{{mac}}", "{{", "}}", "{{other|upper}}", "a\x00b", strings.Repeat("M", 1<<20), "=1+1", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\"", "'", `""`, `a"b`, "\\", `\n`,
	"\u202eevil", "\u200fx", "\u2066x\u2069", "\ufeffx", "\u00a0x\u00a0", "\u1680", "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000", "\u0085", "\v", "\f",
	" x", "x ", "\tx", "x\ty", " ", "\t", "&uuml;", "&amp;", "&", "&#10;", "&#x0;", "<<VOIP CONFIG FILE>>Version:9.9", "<sysConf>", "#<Voip Config File>#", "--SIP Line List--  :", "# x", ":", "=", "a=b", "a : b",
	"Büro 😀", "\xff", "\ufffe", "\x7f", "\u009f", "$mac", "%s%n", "../../x", "<?php echo 1 ?>", "${HOME}", "0", "",
}

// hostileBases are bases in each dialect, with a variable and without.
var hostileBases = map[string]string{
	"legacy.cfg": strings.ReplaceAll(`<<VOIP CONFIG FILE>>Version:2.0002

<SIP CONFIG MODULE>
SIP  Port          :5060
--SIP Line List--  :
SIP1 Phone Number  :1001
SIP1 Display Name  :{{mac}}
SIP1 Register User :x {{other|default:none}} y
SIP1 Register Addr :sip.example.com
<<END OF FILE>>
`, "\n", "\r\n"),
	"modern.cfg": `<<VOIP CONFIG FILE>>Version:2.0000000001

<NET CONFIG MODULE>
WAN TYPE           :0

<SIP CONFIG MODULE>
SIP  Port          :5060
--SIP Line List--  :
SIP1 Phone Number       :1001
SIP1 Display Name       :{{mac}}
SIP1 Register User      :x {{other|default:none}} y
SIP1 Register Addr      :sip.example.com
<<END OF FILE>>
`,
	"legacy.xml": `<?xml version="1.0" encoding="UTF-8"?>
<VOIP_CONFIG_FILE>
<version>2.0002</version>
<SIP_CONFIG_MODULE>
<SIP__Port>5060</SIP__Port>
<SIP_Line_List>
<SIP_Line_List_Entry>
<ID>SIP1</ID>
<Phone_Number>1001</Phone_Number>
<Display_Name>{{mac}}</Display_Name>
<Register_User><![CDATA[x {{other|default:none}} y]]></Register_User>
<Register_Addr>sip.example.com</Register_Addr>
</SIP_Line_List_Entry>
</SIP_Line_List>
</SIP_CONFIG_MODULE>
</VOIP_CONFIG_FILE>
`,
	"sysconf.xml": `<?xml version="1.0" encoding="UTF-8"?>
<sysConf>
    <Version>2.0000000001</Version>
    <sip>
        <SIPPort>5060</SIPPort>
        <line index="1">
            <PhoneNumber>1001</PhoneNumber>
            <DisplayName>{{mac}}</DisplayName>
            <RegisterUser>x {{other|default:none}} y</RegisterUser>
            <RegisterAddr>sip.example.com</RegisterAddr>
            <RegisterPswd/>
        </line>
    </sip>
</sysConf>
`,
	"dotted.txt": `#<Voip Config File>#
Version = 2.0000000001
sip.line.1.PhoneNumber = 1001
sip.line.1.DisplayName = {{mac}}
sip.line.1.RegUser = x {{other|default:none}} y
sip.line.1.RegAddr = sip.example.com
sip.line.1.RegPswd =
`,
}

// hostileColumns are two settings that each base has, one that it may lack, one that it
// lacks, and a variable.
var hostileColumns = []string{"mac", "line1.number", "@line1.display_name", "line1.password", "line2.number", "other"}

// checkHostile makes a file of cells and holds it against its base: it parses, has just the
// settings of the base and those of the columns, and each has the cell or what the base has.
// An error is that of the row.
func checkHostile(t *testing.T, g *Generator, name string, cells []Cell) (refused bool) {
	t.Helper()
	base := hostileBases[name]
	f, err := g.Make(Row{Number: 1, Line: 2, Cells: append([]Cell{{"0c383e000001", true}}, cells...)})
	if err != nil {
		for _, c := range cells {
			if len(c.Text) > 12 && strings.Contains(err.Error(), c.Text) {
				t.Fatalf("%s: the error shows the cell: %v", name, err)
			}
		}
		return true
	}
	before, err := cfgfile.Parse([]byte(base))
	if err != nil {
		t.Fatal(err)
	}
	after, err := cfgfile.Parse(f.Data)
	if err != nil {
		t.Fatalf("%s: %.200v: %v", name, cells, err)
	}
	if after.Dialect() != before.Dialect() || len(after.Problems()) != len(before.Problems()) {
		t.Fatalf("%s: %.200v: it is %s with the problems %v", name, cells, after.Dialect(), after.Problems())
	}
	want := map[string]string{}
	for _, s := range before.Settings() {
		want[s.Path.String()] = strings.ReplaceAll(s.Value, "{{mac}}", "0c383e000001")
	}
	for i, column := range hostileColumns[1:] {
		path, err := cfgfile.PathOf(strings.TrimPrefix(column, "@"), before.Dialect())
		switch {
		case column == "other":
			user, _ := cfgfile.PathOf("line1.auth_user", before.Dialect())
			value := "none"
			if cells[i].Set {
				value = cells[i].Text
			}
			want[user.String()] = "x " + value + " y"
		case err != nil:
			t.Fatal(err)
		case cells[i].Set:
			want[path.String()] = cells[i].Text
		}
	}
	linter, err := g.linter("")
	if err != nil {
		t.Fatal(err)
	}
	for _, finding := range linter.Lint(f.Name, f.Data) { // the whole, of which the rows saw a part
		if finding.Severity == lint.Error {
			t.Fatalf("%s: %.200v: %s", name, cells, finding)
		}
	}
	n := 0
	for _, s := range after.Settings() {
		if value, ok := want[s.Path.String()]; !ok || value != s.Value {
			t.Fatalf("%s: %.200v: %s is %.200q, and %.200q was meant", name, cells, s.Path, s.Value, value)
		}
		n++
	}
	if n != len(want) {
		t.Fatalf("%s: %.200v: %d settings for %d", name, cells, n, len(want))
	}
	return false
}

// hostileGenerator returns a generator with a base.
func hostileGenerator(t testing.TB, name string) *Generator {
	t.Helper()
	g, err := New(hostileColumns, Options{Bases: []string{name}, ReadFile: readFrom(hostileBases)})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestHostileCells(t *testing.T) {
	for name := range hostileBases {
		t.Run(name, func(t *testing.T) {
			g, taken := hostileGenerator(t, name), 0
			for i, text := range hostileCells {
				for column := range hostileColumns[1:] {
					if testing.Short() && (i+column)%3 > 0 {
						continue
					}
					cells := make([]Cell, len(hostileColumns)-1)
					cells[column] = Cell{text, true}
					cells[(column+2)%len(cells)] = Cell{"7", true}
					if !checkHostile(t, g, name, cells) {
						taken++
					}
				}
			}
			if taken < len(hostileCells) {
				t.Errorf("only %d cells were taken", taken)
			}
		})
	}
}

// FuzzCells makes files of any cells; see checkHostile.
func FuzzCells(f *testing.F) {
	names := []string{"legacy.cfg", "modern.cfg", "legacy.xml", "sysconf.xml", "dotted.txt"}
	for i, text := range hostileCells {
		if len(text) < 1<<16 {
			f.Add(uint8(i), text, hostileCells[(i+1)%8], text, "x", uint8(0xff))
			f.Add(uint8(i+1), "1", text, "", text, uint8(i))
		}
	}
	generators := map[string]*Generator{}
	for _, name := range names {
		generators[name] = hostileGenerator(f, name)
	}
	f.Fuzz(func(t *testing.T, which uint8, number, display, password, other string, set uint8) {
		name := names[int(which)%len(names)]
		cells := []Cell{{number, set&1 > 0}, {display, set&2 > 0}, {password, set&4 > 0}, {number, set&8 > 0}, {other, set&16 > 0}}
		checkHostile(t, generators[name], name, cells)
	})
}
