package fleet

import (
	"fmt"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// valuesOf returns values of a file's settings by neutral name, or path.
func valuesOf(t *testing.T, f *File, names ...string) string {
	t.Helper()
	if f == nil {
		return "no file"
	}
	file, err := cfgfile.Parse(f.Data)
	if err != nil {
		t.Fatal(err)
	}
	var values []string
	for _, name := range names {
		s, err := file.Lookup(name)
		if err != nil {
			values = append(values, "-")
			continue
		}
		values = append(values, s.Value)
	}
	return f.Dialect.String() + " " + f.Version + " " + strings.Join(values, "|")
}

// TestLayers lays bases over each other.
func TestLayers(t *testing.T) {
	bases := map[string]string{
		"vendor.cfg":  strings.Replace(smallBase, "<<END", "\n<AUTOUPDATE CONFIG MODULE>\nConfig File Name   :$mac.cfg\nDownload Protocol  :5\n<<END", 1),
		"site.xml":    hostileBases["legacy.xml"],
		"site.yaml":   "version: 2.0042\nline1:\n  number: 007\n  enabled: true\n  server: ~\nSIP1 Display Name: \"{{name|upper}} ({{model|default:phone}})\"\n",
		"model.yaml":  "\"@line1.server\": h5.example.com\nline: [{port: 5061}]\n",
		"sysconf.xml": strings.NewReplacer("{{mac}}", "M", "{{other|default:none}}", "O").Replace(hostileBases["sysconf.xml"]),
	}
	bases["dot.cfg"] = withName("{{user.name}}")
	bases["key.cfg"] = withName("{{SIP1 Phone Number}}")
	bases["site.xml"] = strings.NewReplacer("{{mac}}", "From XML", "x {{other|default:none}} y", "u").Replace(bases["site.xml"])
	for _, test := range []struct{ name, bases, table, want string }{
		{"one", "vendor.cfg", "mac\n0c383e000001\n", "text-legacy 2.0002 1001|Desk|sip.example.com|-|-|$mac.cfg"},
		{"YAML over it", "vendor.cfg site.yaml", "mac,name\n0c383e000001,Ann\n", "text-legacy 2.0042 007|ANN (phone)|sip.example.com|-|1|$mac.cfg"},
		{"and more", "vendor.cfg site.yaml model.yaml", "mac,name,model\n0c383e000001,Ann,H5\n", "text-legacy 2.0042 007|ANN (H5)|h5.example.com|5061|1|$mac.cfg"},
		{"another dialect over it", "vendor.cfg site.xml", "mac\n0c383e000001\n", "text-legacy 2.0002 1001|From XML|sip.example.com|-|-|$mac.cfg"},
		{"in another dialect", "vendor.cfg", "mac,dialect\n0c383e000001,xml-legacy\n", "xml-legacy 2.0002 1001|Desk|sip.example.com|-|-|$mac.cfg"},
		{"bases by row", "vendor.cfg", "mac,base,name\n0c383e000001,vendor.cfg; model.yaml,x\n", "text-legacy 2.0002 1001|Desk|h5.example.com|5061|-|$mac.cfg"},
		{"a cell over them", "vendor.cfg model.yaml", "mac,line1.number,SIP1 Display Name,@line[1].server,line1.port\n0c383e000001,201,\"\",,5062\n", "text-legacy 2.0002 201||h5.example.com|5062|-|$mac.cfg"},
		{"a path of a dialect that shares names", "sysconf.xml", "mac,SIP CONFIG MODULE:SIP Line List:SIP1 Display Name\n0c383e000001,Ann\n", "sysconf 2.0000000001 1001|Ann|sip.example.com|-|-|-"},
		{"a key that is a variable here", "key.cfg", "mac,SIP1 Phone Number\n0c383e000001,201\n", "text-legacy 2.0002 1001|201|sip.example.com|-|-|-"},
		{"a variable with a dot in its name", "dot.cfg", "mac,user.name\n0c383e000001,Ann\n", "text-legacy 2.0002 1001|Ann|sip.example.com|-|-|-"},
		{"a path of XML for text", "vendor.cfg", "mac,SIP_CONFIG_MODULE/SIP_Line_List[1]/Display_Name\n0c383e000001,Ann\n", "text-legacy 2.0002 1001|Ann|sip.example.com|-|-|$mac.cfg"},
	} {
		t.Run(test.name, func(t *testing.T) {
			m := generate(t, test.table, Options{Bases: strings.Fields(test.bases)}, bases)
			got := valuesOf(t, m.files["0c383e000001.cfg"], "@line1.number", "@line1.display_name", "@line1.server", "@line1.port", "@line1.enabled", fileName(m.files["0c383e000001.cfg"]))
			if m.err != nil || got != test.want {
				t.Errorf("%s\n%s", got, m.text())
			}
		})
	}
}

// TestSecondSpelling fills a column of a neutral name into the spelling that the base has,
// also where the row asks for a dialect.
func TestSecondSpelling(t *testing.T) {
	base := strings.Replace(smallBase, "<<END", "SIP1 Register Pwd  :\n<<END", 1)
	for _, table := range []string{"mac,line1.password\n0c383e000001,p4ss\n", "mac,line1.password,dialect\n0c383e000001,p4ss,text-legacy\n", "mac,line1.password,dialect\n0c383e000001,p4ss,xml-legacy\n"} {
		m := generate(t, table, Options{Bases: []string{"base.cfg"}}, map[string]string{"base.cfg": base})
		if got := valuesOf(t, m.files["0c383e000001.cfg"], "@line1.password"); m.err != nil || !strings.HasSuffix(got, " p4ss") {
			t.Errorf("%s: %s\n%s", table, got, m.text())
		}
	}
	base = strings.Replace(base, "<<END", "SIP1 Register Pswd :x\n<<END", 1)
	m := generate(t, "mac,line1.password,dialect\n0c383e000001,p4ss,text-legacy\n", Options{Bases: []string{"base.cfg"}}, map[string]string{"base.cfg": base})
	if !strings.Contains(m.text(), "names 2 settings") || len(m.files) > 0 {
		t.Errorf("a base with both: %s", m.text())
	}
	// What a rule says of such a row names no line: it would be one of what was held against it.
	m = generate(t, "mac,SIP CONFIG MODULE:SIP Line List:SIP1 Register Pswd,SIP CONFIG MODULE:SIP Line List:SIP1 Register Pwd\n0c383e000001,p4ss,p5ss\n", Options{Bases: []string{"base.cfg"}}, map[string]string{"base.cfg": base})
	if !strings.Contains(m.text(), `is another spelling of "SIP1 Register Pwd"; a phone reads one`) || len(m.files) != 1 {
		t.Errorf("both by their paths: %s", m.text())
	}
}

// fileName returns the path of the setting that has the name of the file.
func fileName(f *File) string {
	if f != nil && f.Dialect.IsXML() {
		return "AUTOUPDATE_CONFIG_MODULE/Config_File_Name"
	}
	return "AUTOUPDATE CONFIG MODULE:Config File Name"
}

// TestConversionLoses notes what a base loses in another dialect.
func TestConversionLoses(t *testing.T) {
	base := strings.Replace(hostileBases["sysconf.xml"], "<SIPPort>", "<NoSuchKeyAnywhere>1</NoSuchKeyAnywhere><SIPPort>", 1)
	m := generate(t, "mac,dialect,other\n0c383e000001,text-modern,x\n", Options{Bases: []string{"base.xml"}}, map[string]string{"base.xml": base})
	const want = "note: base.xml: in text-modern, 1 of what it holds has no counterpart and is left out, the first on line 5: sip/NoSuchKeyAnywhere\n"
	if m.err != nil || m.text() != want || len(m.files) != 1 {
		t.Error(m.text())
	}
}

// TestNoCounterpart refuses cells that a row's dialect has no place for, and those alone.
func TestNoCounterpart(t *testing.T) {
	m := generate(t, "mac,other,line1.expires\n0c383e000001,x,60\n0c383e000002,x,\n", Options{Bases: []string{"dotted.txt"}}, hostileBases)
	if m.err == nil || !strings.Contains(m.err.Error(), "column line1.expires: ") {
		t.Error(m.text())
	}
	m = generate(t, "mac,other,base,line1.expires\n0c383e000001,x,dotted.txt,60\n0c383e000002,x,dotted.txt,\n0c383e000003,x,sysconf.xml,60\n", Options{}, hostileBases)
	const want = "phones.csv:2: row 1, column line1.expires: dotted has no counterpart of it that is known\n"
	if m.err != nil || m.text() != want || len(m.files) != 2 {
		t.Error(m.text())
	}
}

// TestVaries takes a value that differs between generations by row.
func TestVaries(t *testing.T) {
	bases := map[string]string{"site.yaml": "line1.server: sip.example.com\ntime.zone: '4'\n"}
	m := generate(t, "mac,model,time.zone\n0c383e000001,H5,\n0c383e000002,V62,8\n", Options{Bases: []string{"site.yaml"}}, bases)
	if m.err != nil || len(m.files) != 2 {
		t.Error(m.text())
	}
	m = generate(t, "mac,model,time.zone\n0c383e000001,H5,\n0c383e000002,V62,\n", Options{Bases: []string{"site.yaml"}}, bases)
	const torn = "site.yaml:2: time.zone: its values differ between generations"
	if m.err == nil || !strings.Contains(m.err.Error(), torn) {
		t.Error(m.text())
	}
	var table strings.Builder // with more bases than are kept
	table.WriteString("mac,model,base\n0c383effff01,H5,site.yaml\n")
	for i := range maxPlans + 1 {
		name := fmt.Sprintf("%d.yaml", i)
		bases[name] = "line1.number: '1'\n"
		fmt.Fprintf(&table, "0c383e%06x,X6,%s\n", i, name)
	}
	table.WriteString("0c383effff02,V62,site.yaml\n")
	if m = generate(t, table.String(), Options{}, bases); m.err == nil || !strings.Contains(m.err.Error(), torn) {
		t.Errorf("%v", m.err)
	}
}

func TestVariables(t *testing.T) {
	columns := []string{"name", "line1.number", "Room Number"}
	cells := []Cell{{"Ann Büro", true}, {"201", true}, {}}
	find := func(name string) (source, error) {
		for i, c := range columns {
			if variableKey(c) == variableKey(name) {
				return source(i), nil
			}
		}
		if name == "mac" {
			return fromMAC, nil
		}
		return 0, fmt.Errorf("no %s", name)
	}
	value := func(s source) Cell {
		if s == fromMAC {
			return Cell{"0c383e000001", true}
		}
		return cells[s]
	}
	for template, want := range map[string]string{
		"{{name}}": "Ann Büro", "a{{ name }}b": "aAnn Bürob", "{{name}}{{@line[1].number}}": "Ann Büro201", "{{NAME|upper}}": "ANN BÜRO", "{{name|lower|first:3}}": "ann",
		"{{name|last:4}}": "Büro", "{{name|last:99|first:99}}": "Ann Büro", "{{line1.number|pad:6}}": "000201", "{{line1.number|pad:2}}": "201", "{{name|urlencode}}": "Ann%20B%C3%BCro",
		"{{mac|colons}}": "0c:38:3e:00:00:01", "{{mac|dashes|upper}}": "0C-38-3E-00-00-01", "{{room_number|default:12}}": "12", "{{room-number|default}}": "", "{{Room Number|'a: b'}}": "a: b",
		"{{room number|default:x|upper}}": "X", "{{name|trim}}!": "Ann Büro!", "{{name|20}}": "Ann Büro", "{{": "", "}} $mac {name}": "", "{{name": "",
		"{{room_number}}": "error: the row has no value for {{room_number}}: fill the cell, or write {{room_number|default:…}} in the base", "{{nam}}": "error: no nam",
		"{{name|uper}}": "error: {{name}}: there is no filter uper: did you mean upper? (a value by default is default:TEXT)", "{{name|colons}}": "error: the value of {{name|colons}} is no MAC address, which is twelve hexadecimal digits",
		"{{name|first}}": "error: {{name}}: the filter first takes a number up to 1024, as in first:4", "{{name|upper:3}}": "error: {{name}}: the filter upper takes nothing behind it",
	} {
		parsed, err := parseTemplate(template, find)
		got := ""
		if err == nil && parsed != nil {
			got, _, err = parsed.expand(value)
		}
		if err != nil {
			got = "error: " + err.Error()
		}
		if got != want {
			t.Errorf("%s: %q, not %q", template, got, want)
		}
	}
	for _, f := range Filters() {
		if f.Name == "" || f.Does == "" {
			t.Errorf("%+v says nothing", f)
		}
	}
}
