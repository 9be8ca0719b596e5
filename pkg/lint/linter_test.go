package lint

import (
	"errors"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/redact"
)

func TestRules(t *testing.T) {
	last := ""
	names := make(map[string]bool)
	for _, r := range Rules() {
		if !regexp.MustCompile(`^FV[1-9]\d\d$`).MatchString(r.ID) || r.ID <= last {
			t.Errorf("%s behind %s", r.ID, last)
		}
		last = r.ID
		if !regexp.MustCompile(`^[a-z]+(-[a-z]+)*$`).MatchString(r.Name) || names[r.Name] {
			t.Errorf("%s: name %q", r.ID, r.Name)
		}
		names[r.Name] = true
		if r.Severity.String() != strings.ToLower(r.Severity.String()) || r.Summary == "" {
			t.Errorf("%s: severity %v, summary %q", r.ID, r.Severity, r.Summary)
		}
	}
	for _, id := range strings.Fields("FV101 FV102 FV103 FV104 FV105 FV106 FV107 FV108 FV109 FV110 FV201 FV202 FV203 FV204 FV205 FV206 FV207 FV208 FV401 FV402 FV406") {
		if _, err := LookupRule(id); err != nil {
			t.Error(err)
		}
	}
}

func TestLookupRule(t *testing.T) {
	for _, name := range []string{"FV102", "fv102", "header-length", "Header-Length"} {
		if r, err := LookupRule(name); err != nil || r.ID != "FV102" {
			t.Errorf("%q: %v, %v", name, r, err)
		}
	}
	_, err := LookupRule("header-lenght")
	var unknown *UnknownRuleError
	if !errors.As(err, &unknown) || unknown.Nearest != "FV102 header-length" || unknown.Name != "header-lenght" {
		t.Errorf("%v", err)
	}
}

func TestOptions(t *testing.T) {
	src := []byte(strings.TrimRight(legacyHeader, " ") + "\nTime Zone:4\n")
	for _, c := range []struct {
		options Options
		want    string
	}{
		{Options{}, "FV102 FV107 FV201 FV208 FV105"},
		{Options{Only: []string{"FV102", " key-column"}}, "FV102 FV208"},
		{Options{Disable: []string{"fv107", "outside-module"}}, "FV102 FV208 FV105"},
		{Options{Only: []string{"FV102", "FV105"}, Disable: []string{"FV105"}}, "FV102"},
	} {
		var got []string
		for _, f := range mustNew(t, c.options).Lint("office.cfg", src) {
			got = append(got, f.Rule.ID)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%+v: %v, want %s", c.options, got, c.want)
		}
	}
	for _, options := range []Options{{Only: []string{"FV999"}}, {Disable: []string{"no-such"}}} {
		var unknown *UnknownRuleError
		if _, err := New(options); !errors.As(err, &unknown) {
			t.Errorf("%+v: %v", options, err)
		}
	}
}

func TestSeverity(t *testing.T) {
	for _, s := range []Severity{Info, Warning, Error} {
		if got, err := ParseSeverity(s.String()); err != nil || got != s {
			t.Errorf("%v: %v, %v", s, got, err)
		}
	}
	if _, err := ParseSeverity("fatal"); err == nil || !strings.Contains(err.Error(), "error, warning and info") {
		t.Errorf("%v", err)
	}
	if got := Severity(9).String(); got != "Severity(9)" {
		t.Error(got)
	}
}

func TestExcerpt(t *testing.T) {
	long := strings.Repeat("x", 500)
	src := bom + legacy("<SIP CONFIG MODULE>", "Büro 电\tname:a\x1b[31mb", long+"?:1", "SIP1 \u202eName:1", "SIP1 Register Pswd :hunter2\x00")
	want := []struct {
		rule, excerpt string
		caret         int
	}{
		{"FV108", legacyHeader, 0},
		{"FV202", "Büro 电 name:a·[31mb", 1},
		{"FV108", "Büro 电 name:a·[31mb", 13},
		{"FV202", strings.Repeat("x", 80) + "?:1", 80},
		{"FV202", "SIP1 ·Name:1", 5},
		{"FV108", "SIP1 Register Pswd :" + redact.Mark, 20},
	}
	findings := mustNew(t, Options{Only: []string{"FV108", "FV202"}, Excerpts: true}).Lint("office.cfg", []byte(src))
	if len(findings) != len(want) {
		t.Fatalf("%+v", findings)
	}
	for i, w := range want {
		if f := findings[i]; f.Rule.ID != w.rule || f.Excerpt != w.excerpt || f.Caret != w.caret {
			t.Errorf("%s at %d in %q, want %+v", f.Rule.ID, f.Caret, f.Excerpt, w)
		}
	}
	if f := mustNew(t, Options{}).Lint("office.cfg", []byte(src))[0]; f.Excerpt != "" {
		t.Errorf("an excerpt nobody asked for: %q", f.Excerpt)
	}
}

// A linter is for several goroutines.
func TestConcurrentUse(t *testing.T) {
	linter := mustNew(t, Options{Excerpts: true})
	src := []byte(legacy("<SIP CONFIG MODULE>", "A:1", "A:2"))
	want := len(linter.Lint("a.cfg", src))
	done := make(chan int)
	for range 8 {
		go func() {
			n := 0
			for range 50 {
				n += len(linter.Lint("a.cfg", src))
			}
			done <- n
		}()
	}
	for range 8 {
		if n := <-done; n != 50*want {
			t.Errorf("%d findings, want %d", n, 50*want)
		}
	}
}

func TestSeverities(t *testing.T) {
	linter := mustNew(t, Options{Only: []string{"FV208", "FV105", "FV109"}, Severities: map[string]Severity{"key-column": Error, "fv105": Info, "FV109": Warning}})
	findings := linter.Lint("office.cfg", []byte(strings.TrimSuffix(legacy("<GLOBAL CONFIG MODULE>", "Time Zone:4"), crlf(footer))))
	if got, want := graded(findings), []string{"3:1 error", "4:1 info"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	for _, f := range findings {
		if r, _ := LookupRule(f.Rule.ID); f.Rule != r {
			t.Errorf("the rule itself is changed: %+v", f.Rule)
		}
	}
	if got := graded(linter.Locked("office.cfg", errors.New("no key"))); !slices.Equal(got, []string{"1:1 warning"}) {
		t.Errorf("%q", got)
	}
}

// TestSeveritiesOfGradedFindings checks that a severity for the rule replaces those that
// findings have of their own.
func TestSeveritiesOfGradedFindings(t *testing.T) {
	linter := linterOf(t, Options{}, "FV302")
	src := []byte(modern("<NET CONFIG MODULE>", "MTU:1500", "<SIP CONFIG MODULE>", "Acme Mode:1", "--SIP Line List--  :", "SIP1 Register Prt:1"))
	if got, want := severitiesOf(linter.Lint("office.cfg", src)), []Severity{Info, Warning}; !slices.Equal(got, want) {
		t.Fatalf("%v, want %v", got, want)
	}
	linter.severities = map[string]Severity{"FV302": Error}
	if got, want := severitiesOf(linter.Lint("office.cfg", src)), []Severity{Error, Error}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func severitiesOf(findings []Finding) (all []Severity) {
	for _, f := range findings {
		all = append(all, f.Severity)
	}
	return all
}

func TestSeverityErrors(t *testing.T) {
	var unknown *UnknownRuleError
	if _, err := New(Options{Severities: map[string]Severity{"FV999": Info}}); !errors.As(err, &unknown) {
		t.Errorf("%v", err)
	}
	for _, severities := range []map[string]Severity{{"FV102": 0}, {"FV102": 4}, {"FV102": Error, "header-length": Info}} {
		if _, err := New(Options{Severities: severities}); err == nil || !strings.Contains(err.Error(), "FV102 header-length") {
			t.Errorf("%v: %v", severities, err)
		}
	}
	if _, err := New(Options{Severities: map[string]Severity{"FV102": Error, "header-length": Error}}); err != nil {
		t.Error(err)
	}
}

// TestWithoutHeader checks that of what is no provisioning file for the most part only the
// header is said to be missing, unless that is not to be said.
func TestWithoutHeader(t *testing.T) {
	src := crlf("<GLOBAL CONFIG MODULE>", "one", "two", "three", "four", "Time Zone          :32", footer)
	for _, c := range []struct {
		disable []string
		want    []string
	}{{nil, []string{"FV101"}}, {[]string{"FV101"}, []string{"FV202"}}} {
		got := idsOf(mustNew(t, Options{Disable: c.disable}).Lint("office.cfg", []byte(src)))
		if !slices.Equal(slices.Compact(got), c.want) {
			t.Errorf("without %v: %v, want %v", c.disable, got, c.want)
		}
	}
}
