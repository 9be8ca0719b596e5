package catalog

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestTables is the check that every change to a table must pass.
func TestTables(t *testing.T) {
	for _, d := range Dialects() {
		for _, p := range check(d, tableText("scopes"), tableText(d.String())) {
			t.Error("tables/" + p.Error())
		}
	}
	if !sortedLines(tableText("scopes"), 3) {
		t.Error("tables/scopes.tsv: the lines are not sorted by dialect, module and list")
	}
	if !sortedLines(tableText("roles"), 4) {
		t.Error("tables/roles.tsv: the lines are not sorted by dialect, module, list and key")
	}
	dialects := map[string]bool{}
	for _, d := range Dialects() {
		table, _ := newTable(d, tableText("scopes"), tableText(d.String()))
		for _, p := range table.readRoles(tableText("roles")) {
			t.Error("tables/" + p.Error())
		}
		dialects[d.String()] = true
	}
	for i, line := range strings.Split(strings.TrimSuffix(tableText("scopes"), "\n"), "\n")[1:] {
		if name, _, _ := strings.Cut(line, "\t"); !dialects[name] {
			t.Errorf("tables/scopes.tsv:%d: unknown dialect %q", i+2, name)
		}
	}
}

// TestRole looks at what a key is to others, in each dialect that has it.
func TestRole(t *testing.T) {
	for _, c := range []struct {
		d                 Dialect
		module, list, key string
		want              Role
	}{
		{TextLegacy, "AUTOUPDATE CONFIG MODULE", "", "Download Protocol", FetchProtocol},
		{XMLLegacy, "AUTOUPDATE_CONFIG_MODULE", "", "Download_Server_IP", FetchServer},
		{TextModern, "AUTOUPDATE CONFIG MODULE", "Sip Pnp List", "PNP IP", PnPServer},
		{TextModern, "AUTOUPDATE CONFIG MODULE", "", "Flash Mode", FetchMode},
		{Sysconf, "ap", "", "FlashProtocol", FetchProtocol},
		{Dotted, "ap", "", "FlashProtocol", FetchProtocol},
		{TextModern, "DSSKEY CONFIG MODULE", "Dsskey Config2", "Fkey12 Type", KeyType},
		{TextModern, "DSSKEY CONFIG MODULE", "Dsskey Config2", "Fkey12 Title", NoRole},
		{Sysconf, "dsskey", "internal[2]/Fkey", "Value", KeyValue},
		{Sysconf, "phone", "timePlan", "Value", NoRole},
		{Sysconf, "sip", "line", "FlashMode", NoRole},
	} {
		e, ok := For(c.d).Lookup(c.module, c.list, c.key)
		if !ok || e.Role() != c.want {
			t.Errorf("%s %s %s %s: %q, want %q", c.d, c.module, c.list, c.key, e.Role(), c.want)
		}
	}
	if text := Role(200).String(); text != "Role(200)" {
		t.Error(text)
	}
}

// check finds everything that is wrong with a dialect's tables.
func check(d Dialect, scopes, keys string) []problem {
	table, problems := newTable(d, scopes, keys)
	file := d.String() + ".tsv"
	for i := range table.rows {
		r := &table.rows[i]
		for _, text := range checkRow(r) {
			problems = append(problems, problem{file, r.line, text})
		}
		if i > 0 && compareRows(&table.rows[i-1], r) > 0 {
			problems = append(problems, problem{file, r.line, "this line is not sorted by module, list and key"})
		}
	}
	for i := range table.scopes {
		for _, text := range checkScope(&table.scopes[i]) {
			problems = append(problems, problem{"scopes.tsv", table.scopes[i].line, text})
		}
	}
	return problems
}

func compareRows(a, b *row) int {
	return slices.Compare([]string{a.scope.module, a.scope.list, a.key}, []string{b.scope.module, b.scope.list, b.key})
}

func sortedLines(text string, columns int) bool {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")[1:]
	return slices.IsSortedFunc(lines, func(a, b string) int {
		return slices.Compare(strings.SplitN(a, "\t", columns+1)[:columns], strings.SplitN(b, "\t", columns+1)[:columns])
	})
}

// checkRow finds what is wrong with one key.
func checkRow(r *row) (wrong []string) {
	e := Entry{r}
	say := func(is bool, format string, args ...any) {
		if is {
			wrong = append(wrong, fmt.Sprintf(format, args...))
		}
	}
	say(r.key == "" || len(r.key) > maxName, "a key has 1 to %d bytes", maxName)
	say(e.Dialect() == TextLegacy && len(r.key) > KeyWidth, "text-legacy cuts keys at %d characters", KeyWidth)
	say(strings.ContainsAny(r.key, ":[]"), "no key holds %q", ":[]")
	say((r.kind == Unknown) != (r.basis == NoBasis), "a kind has a basis, and none but the kind unknown has none")
	say(r.standing == Sampled && r.samples < 1, "a key was seen in one file at least")
	say(r.standing != Sampled && e.Source() == "", "a key that no sample has needs a source")
	say(r.ranged && !r.kind.numeric(), "the kind %s has no range", r.kind)
	say(r.ranged && r.lo > r.hi, "the range %d..%d is upside down", r.lo, r.hi)
	say(r.ranged && r.kind == Flag && (r.lo < 0 || r.hi > 1), "a flag is 0 or 1, not %d..%d", r.lo, r.hi)
	say(r.ranged && r.kind == Port && (r.lo < 0 || r.hi > 65535), "a port is not %d..%d", r.lo, r.hi)
	say(r.kind == Secret && r.examples != "", "a secret has an example")
	for _, value := range e.Examples() {
		say(value == "" || value != strings.TrimSpace(value), "an example is empty or has spaces around it")
		if strings.HasSuffix(value, "…") {
			continue
		}
		say(e.Check(value) != "", "the example %q %s", value, e.Check(value))
	}
	if r.counterpart != "" {
		_, ok := byPath(counterpartOf(e.Dialect()))[r.counterpart]
		say(!ok, "no such counterpart: %s", r.counterpart)
	}
	say(r.scope.doubt != "" && r.doubt == "", "the scope is doubtful, so the key is")
	return append(wrong, checkIndex(r)...)
}

// checkIndex holds keys against the index prefix of their list.
func checkIndex(r *row) (wrong []string) {
	if !r.scope.table.dialect.IsText() || r.scope.list == "" || r.indexed() {
		return nil
	}
	for _, known := range []string{"SIP", "P", "Fkey", "exKey", "Alert", "LDAP", "XML-PBook", "BWDir", "BWCLog", "MCAST", "Account", "HS", "Item", "KcRule", "SoftFkey", "Codec", "TimePlan"} {
		if strings.HasPrefix(r.key, known+"N ") {
			wrong = append(wrong, fmt.Sprintf("the key has the index %sN, but its list has no such prefix in scopes.tsv", known))
		}
	}
	return wrong
}

// counterpartOf gives the dialect that a table's column of counterparts speaks of.
func counterpartOf(d Dialect) Dialect {
	return map[Dialect]Dialect{TextLegacy: XMLLegacy, TextModern: Sysconf, Dotted: Sysconf}[d]
}

// checkScope finds what is wrong with a module or list.
func checkScope(s *Scope) (wrong []string) {
	d := s.table.dialect
	if _, ok := s.table.Module(s.module); !ok {
		wrong = append(wrong, "a list without a line for its module")
	}
	if s.module == "" || len(s.module) > maxName {
		wrong = append(wrong, fmt.Sprintf("a module has 1 to %d bytes", maxName))
	}
	if s.samples < 1 && s.hasSamples() {
		wrong = append(wrong, "a scope was seen in one file at least")
	}
	if len(s.prefixes) > 0 && (!d.IsText() || s.list == "") {
		wrong = append(wrong, "only lists of text dialects have an index prefix")
	}
	if d == TextLegacy && s.list != "" && len(s.prefixes) == 0 {
		wrong = append(wrong, "lists of text-legacy are all indexed")
	}
	if s.counterpart != "" && !d.IsText() {
		wrong = append(wrong, "the counterparts of scopes stand with the text dialects")
	} else if s.counterpart != "" {
		to := counterpartOf(d)
		module, list, _ := strings.Cut(s.counterpart, "/")
		if other, ok := For(to).Scope(module, list); !ok || other.Path() != s.counterpart {
			wrong = append(wrong, "no such counterpart: "+s.counterpart)
		}
	}
	if s.list != "" && s.keys == nil {
		wrong = append(wrong, "a list without keys")
	}
	for _, prefix := range s.prefixes {
		if !slices.ContainsFunc(s.table.rows[s.first:s.end], func(r row) bool { return strings.HasPrefix(r.key, prefix+"N ") }) {
			wrong = append(wrong, "no key has the prefix "+prefix)
		}
	}
	return wrong
}

// hasSamples reports whether a scope, or a list of it, has a key that a sample has, or no
// key at all.
func (s *Scope) hasSamples() bool {
	keys := 0
	for e := range s.table.Entries() {
		if e.Module() != s.module || s.list != "" && e.Scope() != s {
			continue
		}
		if keys++; e.Standing() == Sampled {
			return true
		}
	}
	return keys == 0
}

const (
	scopesHead = "dialect\tmodule\tlist\tprefix\tsamples\tcounterpart\tdoubt\n"
	keysHead   = "module\tlist\tkey\tkind\tbasis\trange\texamples\tevidence\tcounterpart\tdoubt\n"
	goodScopes = scopesHead + "text-modern\tA MODULE\t\t\t3\t\t\n" + "text-modern\tA MODULE\tL\tSIP\t3\t\t\n"
	goodKeys   = keysHead + "A MODULE\t\tEnable X\tflag\treasoned\t0..1\t0 | 1\t3\t\t\n" +
		"A MODULE\tL\tSIPN Y\ttext\tobserved\t\tz\t1\t\t\n"
)

// TestCheck breaks tables and sees the check find it, with its line.
func TestCheck(t *testing.T) {
	if problems := check(TextModern, goodScopes, goodKeys); len(problems) > 0 {
		t.Fatal(problems)
	}
	for _, test := range []struct{ what, old, new, want string }{
		{"unknown kind", "flag", "flags", `text-modern.tsv:2: unknown kind "flags"`},
		{"unknown basis", "reasoned", "guessed", `text-modern.tsv:2: unknown basis "guessed"`},
		{"double key", "SIPN Y\t", "SIPN Y\ttext\tobserved\t\tz\t1\t\t\nA MODULE\tL\tSIPN Y\t", "text-modern.tsv:4: A MODULE:L:SIPN Y stands here twice"},
		{"unsorted", "A MODULE\tL\tSIPN Y\ttext\tobserved\t\tz\t1\t\t\n", "A MODULE\tL\tSIPN Y\ttext\tobserved\t\tz\t1\t\t\nA MODULE\tL\tSIPN A\ttext\tobserved\t\tz\t1\t\t\n", "text-modern.tsv:4: this line is not sorted"},
		{"too few columns", "3\t\t\n", "3\t\n", "text-modern.tsv:2: not 10 columns"},
		{"too many columns", "3\t\t\n", "3\t\t\t\n", "text-modern.tsv:2: not 10 columns"},
		{"no line end", "z\t1\t\t\n", "z\t1\t\t", "text-modern.tsv:3: the last line has no line end"},
		{"header", "module\tlist", "list\tmodule", "text-modern.tsv:1: the header is not"},
		{"white space", "Enable X", "Enable X ", "text-modern.tsv:2: white space around column 3"},
		{"example of a secret", "text\tobserved", "secret\treasoned", "text-modern.tsv:3: a secret has an example"},
		{"example that does not fit", "0 | 1", "0 | yes", `text-modern.tsv:2: the example "yes" is neither 0 nor 1`},
		{"unknown with a basis", "text\tobserved", "unknown\tobserved", "text-modern.tsv:3: a kind has a basis"},
		{"flag beyond 1", "0..1", "0..2", "text-modern.tsv:2: a flag is 0 or 1"},
		{"range of a text", "observed\t\t", "observed\t1..2\t", "text-modern.tsv:3: the kind text has no range"},
		{"range of words", "0..1", "0..x", `text-modern.tsv:2: "x" is no number`},
		{"samples", "\t3\t\t\n", "\t0\t\t\n", "text-modern.tsv:2: a key was seen in one file"},
		{"unknown standing", "\t3\t\t\n", "\tguessed: somebody\t\t\n", `text-modern.tsv:2: unknown standing "guessed"`},
		{"standing of a sample", "\t3\t\t\n", "\tsampled: somebody\t\t\n", `text-modern.tsv:2: unknown standing "sampled"`},
		{"standing without a source", "\t3\t\t\n", "\tserved\t\t\n", `text-modern.tsv:2: a key that no sample has needs a source`},
		{"counterpart", "1\t\t\n", "1\tsip/line[N]/NoSuch\t\n", "text-modern.tsv:3: no such counterpart: sip/line[N]/NoSuch"},
		{"no such list", "A MODULE\tL", "A MODULE\tM", "text-modern.tsv:3: no such module or list"},
		{"list as a file writes it", "A MODULE\tL", "A MODULE\tL-", "text-modern.tsv:3: no such module or list"},
		{"another prefix", "SIPN Y", "PN Y", "text-modern.tsv:3: the key has the index PN"},
		{"colon", "Enable X", "Enable:X", "text-modern.tsv:2: no key holds"},
	} {
		t.Run(test.what, func(t *testing.T) {
			expectProblem(t, check(TextModern, goodScopes, strings.Replace(goodKeys, test.old, test.new, 1)), test.want)
		})
	}
}

func TestCheckScopes(t *testing.T) {
	for _, test := range []struct{ what, old, new, want string }{
		{"double", "\tL\tSIP\t3\t\t\n", "\tL\tSIP\t3\t\t\ntext-modern\tA MODULE\tL\tSIP\t3\t\t\n", "scopes.tsv:4: A MODULE:L stands here twice"},
		{"no prefix where keys have one", "\tSIP\t", "\t\t", "text-modern.tsv:3: the key has the index SIPN"},
		{"prefix without a key", "\tSIP\t", "\tSIP P\t", "scopes.tsv:3: no key has the prefix P"},
		{"prefix of a module", "A MODULE\t\t\t", "A MODULE\t\tSIP\t", "scopes.tsv:2: only lists of text dialects"},
		{"counterpart", "SIP\t3\t", "SIP\t3\tsip/nosuch", "scopes.tsv:3: no such counterpart: sip/nosuch"},
		{"doubt", "SIP\t3\t\t", "SIP\t3\t\twhy", "text-modern.tsv:3: the scope is doubtful"},
		{"no module", "text-modern\tA MODULE\t\t\t3\t\t\n", "", "scopes.tsv:2: a list without a line for its module"},
	} {
		t.Run(test.what, func(t *testing.T) {
			expectProblem(t, check(TextModern, strings.Replace(goodScopes, test.old, test.new, 1), goodKeys), test.want)
		})
	}
}

func expectProblem(t *testing.T, problems []problem, want string) {
	t.Helper()
	for _, p := range problems {
		if strings.HasPrefix(p.Error(), want) {
			return
		}
	}
	t.Errorf("no problem %q in %v", want, problems)
}

// TestSecretsAreMarked holds every key whose name tells of a secret against the mark,
// and the other way round.
func TestSecretsAreMarked(t *testing.T) {
	// What the name alone takes for a secret, erring on the safe side.
	none := map[string]bool{
		"Agent Popup Password": true, "AgentPopupPassword": true, "EnableLCDPassword": true, "Community_Name": true,
		"Transf DTMF Code": true, "Hold DTMF Code": true, "Conf DTMF Code": true,
	}
	for _, d := range Dialects() {
		for e := range For(d).Entries() {
			bare := strings.TrimPrefix(e.row.rest, " ")
			if !e.Secret() && IsSecret(e.Key()) && !none[bare] && !none[strings.ReplaceAll(bare, "_", " ")] && !strings.HasSuffix(bare, "DTMFCode") {
				t.Errorf("%s: %s is not marked as a secret", d, e.Path())
			}
		}
	}
}

func TestIsSecretByTable(t *testing.T) {
	for _, test := range []struct {
		d                 Dialect
		module, list, key string
		want              bool
	}{
		{TextModern, "SIP CONFIG MODULE", "SIP Line List", "SIP3 Register Pswd", true},
		{Sysconf, "sip", "line", "RegisterPswd", true},
		{Dotted, "sip", "line", "RegPswd", true},
		{XMLLegacy, "EGS_CFG_MODULE", "", "Out1_DTMF_Code", true},
		{XMLLegacy, "EGS_CFG_MODULE", "", "Out2_Remote_Value", true},
		{XMLLegacy, "PHONE_CONFIG_MODULE", "Xml_PhoneBook", "Auth", true},
		{TextModern, "PHONE FEATURE MODULE", "", "Fast Keylock Code", true},
		{TextModern, "CALL FEATURE MODULE", "Port Config", "P1 Hold DTMF Code", false},
		{TextModern, "UI MAINTAIN CONFIG MODULE", "", "Agent Popup Password", false},
		{TextModern, "AUTOUPDATE CONFIG MODULE", "", "AP Pswd Encryption", false},
		{TextModern, "NO MODULE", "", "Some Password", true}, // by name
		{TextModern, "NO MODULE", "", "Some Port", false},
	} {
		if got := For(test.d).IsSecret(test.module, test.list, test.key); got != test.want {
			t.Errorf("%s %s %s %s: %v", test.d, test.module, test.list, test.key, got)
		}
	}
}
