package catalog

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// FuzzTable reads tables with anything in them: no panic, and what was read is found.
func FuzzTable(f *testing.F) {
	f.Add(goodScopes, goodKeys)
	f.Add(scopesHead, keysHead)
	f.Add(goodScopes, strings.ReplaceAll(goodKeys, "\t", "\t\t"))
	f.Add("", "\n\n\t\n")
	f.Add(goodScopes, keysHead+"A MODULE\tL\tSIPN abcdefghijklmn\ttext\treasoned\t1..\t |  | \t1\t\t")
	f.Fuzz(func(t *testing.T, scopes, keys string) {
		for _, d := range []Dialect{TextLegacy, TextModern, Sysconf} {
			scopes := strings.ReplaceAll(scopes, "text-modern", d.String())
			table, problems := newTable(d, scopes, keys)
			for _, p := range problems {
				if p.line < 0 || p.text == "" {
					t.Errorf("%v", p)
				}
			}
			for e := range table.Entries() {
				_, _, _ = e.Examples(), e.Path(), e.KeyAt("12")
				_ = e.Check("yes")
				if _, ok := e.Scope().Lookup(e.KeyAt("1")); !ok && len(problems) == 0 && !strings.HasPrefix(e.Key(), " ") && len(e.Key()) <= KeyWidth {
					t.Errorf("%q is not found", e.Path())
				}
			}
		}
	})
}

// FuzzLookup asks the dictionary for anything.
func FuzzLookup(f *testing.F) {
	f.Add("SIP CONFIG MODULE", "SIP Line List", "SIP1 Register Adr")
	f.Add("sip", "line[", "Register\xffAddr")
	f.Add("dsskey", "internal[1]/Fkey[", "[N]")
	f.Add("sip", ".1.2..N", strings.Repeat("9", 70))
	f.Fuzz(func(t *testing.T, module, list, key string) {
		for _, d := range Dialects() {
			table := For(d)
			e, ok := table.Lookup(module, list, key)
			if ok && e.Module() != module {
				t.Errorf("%q is not %s", module, e.Path())
			}
			for _, near := range table.Nearest(module, list, key, 5) {
				if near.Key == key && ok {
					continue
				}
				if near.Key == "" || near.Distance > 3 {
					t.Errorf("%q: %+v", key, near)
				}
			}
			table.Elsewhere(module, list, key)
			table.Foreign(key)
			table.ForeignModules(module)
			table.ListsLike(list)
			table.NearestModule(module, 2)
			table.IsSecret(module, list, key)
		}
	})
}

// FuzzLookupConcept asks for names and paths with anything in them. What is found leads back
// to where it came from.
func FuzzLookupConcept(f *testing.F) {
	for _, name := range []string{"@line1.password", "web.password[2]", "time.server2", "LINE-1.x", "@line[0].[", "@[1]", "1.2.3", "@line*.?", "key03.value"} {
		f.Add(name)
	}
	for _, path := range []string{
		"SIP CONFIG MODULE:SIP Line List:SIP1234 Always FWD", "SIP CONFIG MODULE:STUN Server", "SIP_CONFIG_MODULE/SIP_Line_List[20]/Register_Pwd",
		"dsskey/internal[1]/Fkey[3]/Value", "sip.line.7.RegAddr", "sip/line[NN]/RegisterAddr", ":SIP1 ", "1].", "[", "..",
	} {
		f.Add(path)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, index, err := LookupConcept(text)
		if err == nil {
			if again, n, err := LookupConcept("@" + c.At(index)); err != nil || again != c || n != index || (n > 0) != c.Indexed() {
				t.Errorf("%q is %s: %v", text, c.At(index), err)
			}
		} else if !errors.As(err, new(*ConceptError)) || err.Error() == "" {
			t.Errorf("%q: %v", text, err)
		}
		ConceptsLike(text)
		for _, d := range Dialects() {
			if c, index, ok := ConceptOf(d, text); ok && !slices.Contains(c.PathsAt(d, index), text) {
				t.Errorf("%q is %s in %s, which is %q", text, c.At(index), d, c.PathsAt(d, index))
			}
		}
	})
}

// FuzzGenerations reads tables of the generations with anything in them: no panic, and what
// was read is found by both of its paths.
func FuzzGenerations(f *testing.F) {
	const head = "module\tlist\tkey\tsysconf\tbasis\tdoubt\tnote\n"
	f.Add(head + "SIP CONFIG MODULE\tSIP Line List\tSIPN Register Pswd\tsip/line[N]/RegisterPswd\tname\t\t\n")
	f.Add(head + "GLOBAL CONFIG MODULE\t\tTime Zone\tphone/date/TimeZone\tname\tvalues differ\tx\n")
	f.Add("\n\t\n")
	f.Fuzz(func(t *testing.T, text string) {
		table, problems := readCrossings(text)
		for _, p := range problems {
			if p.line < 0 || p.text == "" {
				t.Errorf("%v", p)
			}
		}
		for path, all := range table.legacy {
			for _, c := range all {
				if c.Legacy.Path() != path || !slices.Contains(table.sysconf[c.Sysconf.Path()], c) {
					t.Errorf("%q is not found: %+v", path, c)
				}
			}
		}
	})
}
