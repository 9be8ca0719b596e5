package catalog

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestMeaningsTable is the check that every change to the table of meanings must pass.
func TestMeaningsTable(t *testing.T) {
	for _, p := range checkMeanings(tableText("meanings")) {
		t.Error("tables/" + p.Error())
	}
	if !sortedLines(tableText("meanings"), 3) {
		t.Error("tables/meanings.tsv: the lines are not sorted")
	}
}

// checkMeanings finds everything that is wrong with a table of meanings.
func checkMeanings(text string) []problem {
	tables := map[Dialect]*Table{}
	var problems []problem
	for _, d := range Dialects() {
		tables[d], _ = newTable(d, tableText("scopes"), tableText(d.String()))
		problems = tables[d].readMeanings(text) // of all dialects the same
	}
	r := newTSVReader("meanings.tsv", text, "sysconf", "legacy", "values", "extent", "source", "note")
	for r.next() {
		sysconf, legacy := r.fields[0], r.fields[1]
		if sysconf == "" && legacy == "" {
			r.report("the meanings are of no key")
		}
		if sysconf != "" && tables[Sysconf].rowOf(sysconf) == nil {
			r.report("sysconf has no %s", sysconf)
		}
		for path := range strings.SplitSeq(legacy, meaningSeparator) {
			if path != "" && tables[TextLegacy].rowOf(path) == nil && tables[XMLLegacy].rowOf(path) == nil {
				r.report("generation 1 has no %s", path)
			}
		}
		if r.fields[4] == "" {
			r.report("nobody says so: the source is missing")
		}
		for item := range strings.SplitSeq(r.fields[2], meaningSeparator) {
			value, text, ok := strings.Cut(item, "=")
			_, _, number := cutRange(value)
			switch extent := r.fields[3]; {
			case !ok && extent != Stated.String(), ok && text == "":
				r.report("%q has no meaning", value)
			case strings.Contains(value, "..") && !number:
				r.report("%q is no range", value)
			case extent == Range.String() && !strings.Contains(value, ".."):
				r.report("%q is no range", value)
			}
		}
	}
	for d, table := range tables {
		for e := range table.Entries() {
			if e.HasLimits() && e.row.meant.next != nil {
				problems = append(problems, problem{"meanings.tsv", 0, fmt.Sprintf("%s: the limits of %s stand beside another list", d, e.Path())})
			}
		}
	}
	return append(problems, r.problems...)
}

func TestCheckMeaningsTable(t *testing.T) {
	const head = "sysconf\tlegacy\tvalues\textent\tsource\tnote\n"
	for _, test := range []struct{ line, want string }{
		{"qos/EnableVLAN\t\t0=off | 1=on\tcomplete\tx\t\n", `meanings.tsv:2: unknown extent "complete"`},
		{"qos/NoSuch\t\t0=off\topen\tx\t\n", "meanings.tsv:2: sysconf has no qos/NoSuch"},
		{"\tQOS CONFIG MODULE:No Such\t0=off\topen\tx\t\n", "meanings.tsv:2: generation 1 has no QOS CONFIG MODULE:No Such"},
		{"\t\t0=off\topen\tx\t\n", "meanings.tsv:2: the meanings are of no key"},
		{"qos/EnableVLAN\t\t0\topen\tx\t\n", `meanings.tsv:2: "0" has no meaning`},
		{"qos/EnableVLAN\t\t0..x=a\topen\tx\t\n", `meanings.tsv:2: "0..x" is no range`},
		{"qos/EnableVLAN\t\t7=a\trange\tx\t\n", `meanings.tsv:2: "7" is no range`},
		{"qos/EnableVLAN\t\t0=off\topen\t\t\n", "meanings.tsv:2: nobody says so"},
		{"qos/EnableVLAN\t\t0=off\tclosed\tx\t\nqos/EnableVLAN\t\t1=on\tclosed\ty\t\n", "meanings.tsv:0: sysconf: the limits of qos/EnableVLAN stand beside another list"},
		{"qos/EnableVLAN\t\t0=off\n", "meanings.tsv:2: not 6 columns"},
	} {
		expectProblem(t, checkMeanings(head+test.line), test.want)
	}
}

func TestMeanings(t *testing.T) {
	for _, test := range []struct {
		d                 Dialect
		module, list, key string
		value, text       string
		source            string
		extent            Extent
	}{
		{Sysconf, "sip", "line", "DTMFMode", "1", "RFC 4733", "tancredi, wazo", Closed},
		{TextModern, "SIP CONFIG MODULE", "SIP Line List", "SIP2 DTMF Mode", "1", "RFC 4733", "tancredi, wazo", Closed},
		{TextLegacy, "SIP CONFIG MODULE", "SIP Line List", "SIP2 DTMF Mode", "2", "SIP INFO", "tancredi, wazo", Closed},
		{TextLegacy, "SIP CONFIG MODULE", "", "DTMF Mode", "0", "in-band", "tancredi, wazo", Closed},
		{XMLLegacy, "SIP_CONFIG_MODULE", "SIP_Line_List", "DTMF_Mode", "3", "automatic", "tancredi, wazo", Closed},
		{Dotted, "ap", "", "FlashProtocol", "5", "HTTPS", "the description, figure 15; tancredi, phone-club (read back from a phone)", Stated},
		{XMLLegacy, "EGS_CFG_MODULE", "", "Switch_Mode", "1", "bistable", "fusionpbx", Open},
		{Sysconf, "log", "", "OutputDevice", "", "off", "fusionpbx", Open},
		{TextModern, "DSSKEY CONFIG MODULE", "Dsskey Config1", "Fkey1 Value", "F_DND", "do not disturb", "tancredi", Open},
		{TextModern, "QOS CONFIG MODULE", "", "Voice DSCP", "0..63", "DSCP", "fusionpbx", Range},
	} {
		e, ok := For(test.d).Lookup(test.module, test.list, test.key)
		if !ok {
			t.Errorf("%s %s is not known", test.d, test.key)
			continue
		}
		found := false
		for _, m := range e.Meanings() {
			found = found || m.Source == test.source && m.Extent == test.extent && slices.Contains(m.Values, Meaning{test.value, test.text})
		}
		if !found {
			t.Errorf("%s: %q is not %q in %+v", e.Path(), test.value, test.text, e.Meanings())
		}
	}
	e, _ := For(Sysconf).Lookup("phone", "timeDisplay", "DateDisplayStyle")
	if lists := e.Meanings(); len(lists) != 2 || lists[0].Note == "" || lists[1].Note == "" {
		t.Errorf("two lists that the model decides between: %+v", lists)
	}
	// The zones of the first generation count in another way.
	if e, _ := For(TextLegacy).Lookup("GLOBAL CONFIG MODULE", "", "Time Zone"); e.Meanings() != nil {
		t.Errorf("%+v", e.Meanings())
	}
}

// TestMeaningsReachTheOtherDialect holds the names that a rule makes of the keys of
// generation 1 against those that were seen.
func TestMeaningsReachTheOtherDialect(t *testing.T) {
	n := 0
	for e := range For(TextLegacy).Entries() {
		c, ok := e.linked(XMLLegacy)
		if !ok || e.row.meant == nil {
			continue
		}
		n++
		if other := byPath(XMLLegacy)[c.Path()]; !slices.EqualFunc(other.Meanings(), e.Meanings(), func(a, b Meanings) bool { return a.Source == b.Source }) {
			t.Errorf("%s has other meanings than %s", other.Path(), e.Path())
		}
	}
	if n < 15 {
		t.Errorf("only %d keys compared", n)
	}
}

// TestStatedInDotted has the limits of the settings that only the counterpart leads to, and
// the labels.
func TestStatedInDotted(t *testing.T) {
	for key, beyond := range map[string]string{"Interval": "0", "Transport": "7"} {
		e, ok := For(Dotted).Lookup("ap", "pnp", key)
		if !ok || !strings.Contains(e.Check(beyond), "figure 11") || len(e.Labels()) != 2 {
			t.Errorf("%s: %t %q %v", key, ok, e.Check(beyond), e.Labels())
		}
	}
}

func TestCheckMeaning(t *testing.T) {
	for _, test := range []struct{ module, list, key, value, says, wrong string }{
		{"sip", "line", "DTMFMode", "3", "", ""},
		{"sip", "line", "DTMFMode", "03", "", ""},
		{"sip", "line", "DTMFMode", "7", "is not 0 (in-band), 1 (RFC 4733), 2 (SIP INFO) or 3 (automatic), which is all that is known (tancredi, wazo)", ""},
		{"sip", "line", "DTMFMode", "", "", ""},
		{"sip", "line", "DTMFMode", "$dtmf", "", ""},
		{"sip", "line", "Transport", "2", "", ""}, // the list is open
		{"qos", "", "VoiceDSCP", "63", "", ""},
		{"qos", "", "VoiceDSCP", "64", "is not 0 to 63 (DSCP)", ""},
		{"qos", "", "VoiceDSCP", "-1", "is not 0 to 63 (DSCP)", ""},
		{"phone", "date", "TimeZone", "44", "", ""},
		// What the description states is for Check.
		{"ap", "", "FlashProtocol", "3", "", "is not 1 (FTP), 2 (TFTP), 4 (HTTP) or 5 (HTTPS), as the description, figure 15, has it"},
		{"ap", "pnp", "PNPInterval", "99", "", ""},
		{"ap", "pnp", "PNPPort", "0", "", "is not 1 to 65535, as RFC 6335, port 0 being reserved, has it"},
		{"ap", "pnp", "PNPInterval", "100", "", "is not 1 to 99 (hours)"},
		{"ap", "", "updatePBInterval", "0", "", ""},
		{"ap", "", "updatePBInterval", "4", "", "is not 0 or 5 or more (minutes)"},
		{"ap", "", "updatePBInterval", "100000", "", ""},
		{"ap", "opt", "DHCPOption", "43", "", ""},
		{"ap", "opt", "DHCPOption", "130", "", ""},
		{"ap", "opt", "DHCPOption", "67", "", "is not 0 (disabled), 43, 66 or 128 to 254 (custom)"},
		{"tr069", "", "PeriodixInterval", "0", "", "is not 1 to 9999 (seconds)"},
	} {
		e, ok := For(Sysconf).Lookup(test.module, test.list, test.key)
		if !ok {
			t.Fatalf("%s is not known", test.key)
		}
		if got := e.CheckMeaning(test.value); (got == "") != (test.says == "") || !strings.HasPrefix(got, test.says) {
			t.Errorf("%s %q: %q", test.key, test.value, got)
		}
		if got := e.Check(test.value); (got == "") != (test.wrong == "") || !strings.HasPrefix(got, test.wrong) {
			t.Errorf("%s %q: %q", test.key, test.value, got)
		}
	}
}

func TestStandings(t *testing.T) {
	for _, test := range []struct {
		d                 Dialect
		module, list, key string
		want              Standing
		source            string
	}{
		{Sysconf, "call", "dialplan", "DelLen", Served, "H2U-V2"},
		{Sysconf, "sip", "line", "CallWaiting", Exported, "phone.cfg.template"},
		{Sysconf, "ota", "", "FDPSEnable", Templated, "asterix"},
		{TextLegacy, "AUTOUPDATE CONFIG MODULE", "", "FDPS Enable", Templated, "PHP"},
		{Dotted, "dss", "page.1.key", "Type", Live, "/xmlService"},
		{Dotted, "net", "static", "IP", Live, "pyfanvil"},
		{TextLegacy, "AUTOUPDATE CONFIG MODULE", "", "Auto Pbook Url", Described, "description, section 4.4"},
		{XMLLegacy, "AUTOUPDATE_CONFIG_MODULE", "", "Auto_Etc_Url", Described, "description, section 4.4"},
		{Sysconf, "sip", "line", "RegisterAddr", Sampled, ""},
	} {
		e, ok := For(test.d).Lookup(test.module, test.list, test.key)
		if !ok || e.Standing() != test.want || !strings.Contains(e.Source(), test.source) || (e.Samples() > 0) != (test.want == Sampled) {
			t.Errorf("%s %s: %v %s %q %d", test.d, test.key, ok, e.Standing(), e.Source(), e.Samples())
		}
	}
	// Doubtful ones stay out.
	for _, key := range []string{"QOSSIP", "DSCPSIP", "LANPortVLAN", "PCPortVLAN"} {
		if _, ok := For(Sysconf).Lookup("qos", "", key); ok {
			t.Errorf("%s is known", key)
		}
	}
	n := 0
	for _, d := range Dialects() {
		for e := range For(d).Entries() {
			if e.Standing() != Sampled {
				n++
			}
		}
	}
	if n != 57 {
		t.Errorf("%d keys beside the samples, want 57", n)
	}
	for s := Sampled; s <= Described; s++ {
		if got, ok := named[Standing](s.String(), standingNames[:]); !ok || got != s {
			t.Errorf("%s: %v", s, got)
		}
	}
	for x := Open; x <= Stated; x++ {
		if got, ok := named[Extent](x.String(), extentNames[:]); !ok || got != x {
			t.Errorf("%s: %v", x, got)
		}
	}
	if Standing(9).String() != "Standing(9)" || Extent(9).String() != "Extent(9)" {
		t.Error("names of what is none")
	}
}
