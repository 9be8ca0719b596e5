package catalog

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// TestConcepts holds the table of neutral names against the dictionary. Each path is one of
// it; in generation 1 a second spelling may be known in the other dialect alone, whose names
// the rule between the two makes.
func TestConcepts(t *testing.T) {
	concepts, problems := readConcepts(tableText("concepts"))
	for _, p := range problems {
		t.Error(p)
	}
	surveyed := 0
	for i, c := range concepts {
		if c.Source() == "" {
			if surveyed++; surveyed != i+1 {
				t.Errorf("%s stands behind names of another source", c.Name())
			}
		}
		if c.Kind() == "" || len(c.Paths(Sysconf)) != 1 {
			t.Errorf("%s: kind %q, %q", c.Name(), c.Kind(), c.Paths(Sysconf))
		}
		for _, d := range Dialects() {
			for n, path := range c.Paths(d) {
				if start, end := markIn(d, path); c.Indexed() && start == end {
					t.Errorf("%s: %s", c.Name(), path)
				}
				e, ok := conceptEntry(d, path)
				if !ok && n > 0 {
					e, ok = byRule(d, path)
				}
				switch {
				case !ok:
					t.Errorf("%s: the dictionary has no %s", c.Name(), path)
				case e.Doubt() != "":
					t.Errorf("%s: %s: %s", c.Name(), path, e.Doubt())
				case n == 0 && !isCounterpart(e, c.Paths(Sysconf)[0]):
					t.Errorf("%s: %s is another setting than %s", c.Name(), path, c.Paths(Sysconf)[0])
				case e.Secret() != c.Secret():
					t.Errorf("%s is of kind %s and %s %s", c.Name(), c.Kind(), path, e.Kind())
				}
			}
		}
	}
	if surveyed != 106 {
		t.Errorf("%d names of the survey, not 106", surveyed)
	}
}

// isCounterpart reports whether a key of generation 2 or dotted is the one that sysconf has at
// a path, as far as the dictionary knows. Of generation 1 it knows nothing.
func isCounterpart(e Entry, sysconf string) bool {
	other, ok := e.Counterpart(Sysconf)
	want, _ := conceptEntry(Sysconf, sysconf)
	return !ok || other.Path() == want.Path()
}

func conceptEntry(d Dialect, path string) (Entry, bool) {
	path = strings.Replace(path, "internal[1]", "internal[N]", 1)
	path = strings.Replace(path, "Dsskey Config1", "Dsskey ConfigN", 1)
	path = strings.Replace(path, "page.1", "page.N", 1)
	e, ok := byPath(d)[path]
	return e, ok
}

// byRule finds a path of generation 1 in the other dialect of it.
func byRule(d Dialect, path string) (Entry, bool) {
	parts := strings.Split(path, d.Separator())
	list := strings.Join(parts[1:len(parts)-1], "/")
	return For(d).ByRule(parts[0], strings.TrimSuffix(list, "[N]"), strings.Replace(parts[len(parts)-1], "N ", "1 ", 1))
}

func TestLookupConcept(t *testing.T) {
	for _, tt := range []struct {
		name  string
		want  string
		index int
	}{
		{"@line1.password", "line[N].password", 1},
		{"line[1].password", "line[N].password", 1},
		{" @Line12.Display-Name ", "line[N].display_name", 12},
		{"line2.display name", "line[N].display_name", 2},
		{"web.password1", "web.password[N]", 1},
		{"@web.password[2]", "web.password[N]", 2},
		{"time.zone", "time.zone", 0},
		{"@time.server2", "time.server2", 0},
		{"key3.value", "key[N].value", 3},
		{"phonebook9999.url", "phonebook[N].url", 9999},
	} {
		c, index, err := LookupConcept(tt.name)
		if err != nil || c.Name() != tt.want || index != tt.index {
			t.Errorf("%q: %v %d %v", tt.name, c, index, err)
		}
	}
}

func TestConceptError(t *testing.T) {
	for name, want := range map[string]string{
		"@line.password":      `@line.password: a number is missing: did you mean @line1.password?`,
		"line[N].password":    `line[N].password: a number is missing: did you mean line1.password?`,
		"web.password":        `web.password: a number is missing: did you mean web.password1?`,
		"@time.zone1":         `@time.zone1: no number belongs there: did you mean @time.zone?`,
		"@time3.zone":         `@time3.zone: no number belongs there: did you mean @time.zone?`,
		"@line.password3":     `@line.password3: no number belongs there: did you mean @line3.password?`,
		"@line0.password":     `@line0.password: the number is from 1 to 9999, without zeros in front: did you mean @line1.password?`,
		"@line01.password":    `@line01.password: the number is from 1 to 9999, without zeros in front: did you mean @line1.password?`,
		"@line12345.password": `@line12345.password: the number is from 1 to 9999, without zeros in front: did you mean @line1.password?`,
		"@line1.pasword":      `@line1.pasword: there is no such neutral name: did you mean @line1.password?`,
		"@line3.pswd":         `@line3.pswd: there is no such neutral name: did you mean @line3.password?`,
		"@lin[4].port":        `@lin[4].port: there is no such neutral name: did you mean @line4.port, @line4.rport?`,
		"line2.pass":          `line2.pass: there is no such neutral name: did you mean line2.password, line2.proxy_password, line2.enabled?`,
		"@line1.user":         `@line1.user: there is no such neutral name: did you mean @line1.auth_user, @line1.proxy_user, @line1.enabled?`,
		"@sip1.password":      `@sip1.password: there is no such neutral name: did you mean @line1.password, @web.password1, @acs.password?`,
		"@phonebook2":         `@phonebook2: there is no such neutral name: did you mean @phonebook2.name, @phonebook2.url, @phonebook2.user?`,
		"@line[1.password":    `@line[1.password: there is no such neutral name: did you mean @line1.password?`,
		"@line1].password":    `@line1].password: there is no such neutral name: did you mean @line1.password?`,
		"@zzz.qqq":            `@zzz.qqq: there is no such neutral name`,
		"@":                   `@: there is no such neutral name`,
		"":                    `"": there is no such neutral name`,
		"@" + long(100):       `@` + long(100) + `: there is no such neutral name`,
	} {
		_, _, err := LookupConcept(name)
		if !errors.As(err, new(*ConceptError)) {
			t.Fatalf("%q: %v", name, err)
		}
		if got := err.Error(); got != want {
			t.Errorf("%.80s\nwant %s", got, want)
		}
	}
}

func long(n int) string { return strings.Repeat("x", n) }

// TestConceptPaths goes from names to paths and back, with numbers that text-legacy cuts for.
func TestConceptPaths(t *testing.T) {
	for _, d := range Dialects() {
		for _, index := range []int{1, 9, 10, 20, 99, 100, 9999} {
			taken := map[string]string{}
			for _, c := range Concepts() {
				at := index
				if !c.Indexed() {
					at = 0
				}
				paths := c.PathsAt(d, at)
				if len(paths) != len(c.Paths(d)) && index < 1000 {
					t.Errorf("%s in %s: %q", c.At(index), d, paths)
				}
				for _, path := range paths {
					if other := taken[path]; other != "" {
						t.Errorf("%s is %s and %s", path, other, c.Name())
					}
					taken[path] = c.Name()
					if again, n, ok := ConceptOf(d, path); !ok || again != c || n != at {
						t.Errorf("%s is %v %d", path, again, n)
					}
					key := path[strings.LastIndexByte(path, ':')+1:]
					if d == TextLegacy && len(key) > KeyWidth {
						t.Errorf("%q is not cut", key)
					}
				}
				if again, n, err := LookupConcept("@" + c.At(at)); err != nil || again != c || n != at {
					t.Errorf("%s: %v", c.At(at), err)
				}
			}
		}
	}
	for _, path := range []string{"sip/line[0]/PhoneNumber", "sip/line[01]/PhoneNumber", "sip/line[12345]/PhoneNumber", "sip/line[N]/PhoneNumber", "sip/line/PhoneNumber"} {
		if c, index, ok := ConceptOf(Sysconf, path); ok {
			t.Errorf("%s is %s", path, c.At(index))
		}
	}
	c, _, _ := LookupConcept("line1.forward_no_answer_to")
	if got := c.PathsAt(TextLegacy, 10); !slices.Equal(got, []string{"SIP CONFIG MODULE:SIP Line List:SIP10 NoAnswer FWD"}) {
		t.Errorf("%q", got)
	}
}

func TestConceptVaries(t *testing.T) {
	var names []string
	for _, c := range Concepts() {
		if c.Varies() {
			names = append(names, c.Name())
		}
	}
	if want := []string{"time.zone", "time.dst", "display.language", "syslog.level"}; !slices.Equal(names, want) {
		t.Errorf("%q, not %q", names, want)
	}
}

func TestConceptsLike(t *testing.T) {
	for text, want := range map[string]string{
		"@level": "web.level[N] syslog.level", "@web": "web.port web.https_port web.protocol web.user[N] web.password[N] web.level[N]",
		"@line*.number": "line[N].number", "@line[*].number": "line[N].number", "line2.backup-p*": "line[N].backup_proxy line[N].backup_proxy_port line[N].backup_port",
		"@line.number": "line[N].number", "@nothing": "", "@[": "", "@*[": "",
	} {
		var names []string
		for _, c := range ConceptsLike(text) {
			names = append(names, c.Name())
		}
		if got := strings.Join(names, " "); got != want {
			t.Errorf("%s: %s", text, got)
		}
	}
	if got := len(ConceptsLike("@")); got != len(Concepts()) {
		t.Errorf("%d", got)
	}
}

func TestEntryConcept(t *testing.T) {
	e, _ := For(TextLegacy).Lookup("SIP CONFIG MODULE", "SIP Line List", "SIP12 Register Pwd")
	if c, ok := e.Concept(); !ok || c.Name() != "line[N].password" {
		t.Errorf("%v", c)
	}
	e, _ = For(Sysconf).Lookup("dsskey", "internal[2]/Fkey", "Value") // not of the first page alone
	if c, ok := e.Concept(); ok {
		t.Errorf("%s is %s", e.Path(), c.Name())
	}
	if c, index, ok := ConceptOf(Sysconf, "dsskey/internal[2]/Fkey[1]/Value"); ok {
		t.Errorf("the second page is %s", c.At(index))
	}
}
