package catalog

import (
	"strings"
	"testing"
)

// TestGenerationsTable checks the table of the generations, and that the names of generation
// 2 that the survey has are those of the dictionary.
func TestGenerationsTable(t *testing.T) {
	table, problems := readCrossings(tableText("generations"))
	for _, p := range problems {
		t.Error("tables/" + p.Error())
	}
	surveyed, spellings, doubtful := 0, 0, 0
	for path, all := range table.legacy {
		c := all[0]
		switch c.Basis {
		case "name", "variable", "name+variable", "place":
			surveyed++
		case "spelling":
			spellings++
		default:
			t.Errorf("%s: unknown basis %q", path, c.Basis)
		}
		if c.Doubt != NoDoubt {
			doubtful++
		}
		if (c.Legacy.List != "") != (c.Legacy.Prefix != "") || !strings.HasPrefix(c.Legacy.Key, c.Legacy.Prefix) || len(c.Legacy.Key) > KeyWidth {
			t.Errorf("%s: the key does not fit its list, whose prefix is %q", path, c.Legacy.Prefix)
		}
		marks := strings.Count(c.Sysconf.List, "[N]")
		switch indexed := c.Legacy.Prefix != ""; c.Doubt {
		case ModuleToEntry:
			if indexed || marks != 1 {
				t.Errorf("%s: from a module to %d indexes", path, marks)
			}
		case EntryToModule:
			if !indexed || marks != 0 {
				t.Errorf("%s: from an entry to %d indexes", path, marks)
			}
		default:
			if indexed != (marks == 1) || marks > 1 {
				t.Errorf("%s: to %d indexes", path, marks)
			}
		}
	}
	if surveyed != 478 || spellings != 5 || doubtful != 47 {
		t.Errorf("%d pairs of the survey, %d spellings, %d of all doubtful", surveyed, spellings, doubtful)
	}
	for path, all := range table.sysconf {
		for i, c := range all[1:] {
			if (all[i].Doubt != NoDoubt && c.Doubt == NoDoubt) || (all[i].Mistake != "" && c.Mistake == "" && c.Doubt == NoDoubt) {
				t.Errorf("%s: %s is sure and stands behind %s", path, c.Legacy.Path(), all[i].Legacy.Path())
			}
		}
	}
}

func TestCrossings(t *testing.T) {
	for _, c := range []struct {
		d                 Dialect
		module, list, key string
		want              string
	}{
		{TextLegacy, "SIP CONFIG MODULE", "SIP Line List", "SIP12 Register Addr", "sip/line[N]/RegisterAddr"},
		{TextLegacy, "SIP CONFIG MODULE", "SIP Line List", "SIP12 NoAnswer FWD", "sip/line[N]/NoAnswerFWDNum"}, // cut
		{TextLegacy, "SIP CONFIG MODULE", "SIP Line List", "SIP1 Register Pwd", "sip/line[N]/RegisterPswd"},
		{TextLegacy, "GLOBAL CONFIG MODULE", "", "PrimaryDNS", "net/PrimaryDNS"}, // of XML alone
		{TextLegacy, "GLOBAL CONFIG MODULE", "", "Time Zone", "phone/date/TimeZone: values differ"},
		{TextLegacy, "GLOBAL CONFIG MODULE", "", "WAN Mode", ""},
		{Sysconf, "sip", "line", "RegisterPswd", "SIP CONFIG MODULE:SIP Line List:SIPN Register Pswd, SIP CONFIG MODULE:SIP Line List:SIPN Register Pwd"},
		{Sysconf, "log", "", "Level", "DEBUG CONFIG MODULE:MGR Trace Level: other name, DEBUG CONFIG MODULE:SIP Trace Level: other name"},
		{TextModern, "SIP CONFIG MODULE", "SIP Line List", "SIP1 Register Addr", ""},
		{Dotted, "sip", "line.1", "RegAddr", ""},
	} {
		var got []string
		for _, x := range For(c.d).Crossings(c.module, c.list, c.key) {
			other := x.Sysconf
			if c.d == Sysconf {
				other = x.Legacy
			}
			got = append(got, strings.TrimSuffix(other.Path()+": "+x.Doubt.String(), ": "))
		}
		if text := strings.Join(got, ", "); text != c.want {
			t.Errorf("%s %s %s %s: %q, want %q", c.d, c.module, c.list, c.key, text, c.want)
		}
	}
	if text := Doubt(99).String(); text != "Doubt(99)" {
		t.Error(text)
	}
}

// TestCrossingProblems finds what is wrong with a table.
func TestCrossingProblems(t *testing.T) {
	const head = "module\tlist\tkey\tsysconf\tbasis\tdoubt\tnote\n"
	for _, c := range []struct{ text, want string }{
		{"module\n", "the header is not"},
		{head + "A\tB\n", "not 7 columns"},
		{head + "SIP CONFIG MODULE\tNo List\tX\tsip/SIPPort\tname\t\t\n", "no such list in scopes.tsv"},
		{head + "SIP CONFIG MODULE\t\tX\tsip/NoKey\tname\t\t\n", "no such key in sysconf.tsv"},
		{head + "SIP CONFIG MODULE\t\tX\tsip/SIPPort\tname\tperhaps\t\n", "unknown doubt"},
		{head + strings.Repeat("SIP CONFIG MODULE\t\tX\tsip/SIPPort\tname\t\t\n", 2), "stands here twice"},
	} {
		_, problems := readCrossings(c.text)
		if len(problems) != 1 || !strings.Contains(problems[0].Error(), c.want) {
			t.Errorf("%q: %v", c.text, problems)
		}
	}
}
