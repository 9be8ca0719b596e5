package baseline

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/lint"
)

func rule(t testing.TB, id string) lint.Rule {
	t.Helper()
	r, err := lint.LookupRule(id)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func all(string) bool { return true }

// findings returns findings by the numbers of their rules, paths and messages: "FV204 path",
// "FV102 :message".
func findings(t testing.TB, texts ...string) (list []lint.Finding) {
	t.Helper()
	for i, text := range texts {
		id, about, _ := strings.Cut(text, " ")
		f := lint.Finding{Rule: rule(t, id), File: "a.cfg", Position: cfgfile.Position{Line: i + 1}, Path: about, Message: fmt.Sprintf("line %d", i)}
		if message, ok := strings.CutPrefix(about, ":"); ok {
			f.Path, f.Message = "", message
		}
		list = append(list, f)
	}
	return list
}

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		name        string
		known, now  []string
		fresh       []int // of now
		mended      []string
		notLookedAt string
	}{
		{name: "nothing"},
		{name: "new", now: []string{"FV204 a"}, fresh: []int{0}},
		{name: "known", known: []string{"FV204 a", "FV102 :34 characters"}, now: []string{"FV102 :35 characters", "FV204 a"}},
		{name: "another rule", known: []string{"FV204 a"}, now: []string{"FV302 a"}, fresh: []int{0}, mended: []string{"a.cfg: FV204 duplicate-setting: a"}},
		{name: "another path", known: []string{"FV204 a"}, now: []string{"FV204 b"}, fresh: []int{0}, mended: []string{"a.cfg: FV204 duplicate-setting: a"}},
		{name: "another message", known: []string{"FV107 :3 lines"}, now: []string{"FV107 :3 words"}, fresh: []int{0}, mended: []string{"a.cfg: FV107 line-ending: # lines"}},
		{name: "one more of a kind", known: []string{"FV202 :no setting"}, now: []string{"FV202 :no setting", "FV202 :no setting"}, fresh: []int{1}},
		{name: "one less of a kind", known: []string{"FV204 a", "FV204 a", "FV204 a"}, now: []string{"FV204 a"}, mended: []string{"a.cfg: FV204 duplicate-setting: a (2 times)"}},
		{name: "what was not looked for is not mended", known: []string{"FV204 a", "FV302 a"}, mended: []string{"a.cfg: FV302 unknown-key: a"}, notLookedAt: "FV204"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := New()
			b.Set("a.cfg", findings(t, c.known...), all)
			now := findings(t, c.now...)
			fresh, known, mended := b.Match("a.cfg", now, func(rule string) bool { return rule != c.notLookedAt })
			var want []lint.Finding
			for _, i := range c.fresh {
				want = append(want, now[i])
			}
			var said []string
			for _, e := range mended {
				said = append(said, e.String())
			}
			if !reflect.DeepEqual(fresh, want) || known != len(now)-len(want) || !slices.Equal(said, c.mended) {
				t.Errorf("new %v, %d known, mended %q", fresh, known, said)
			}
			if fresh, known, _ := b.Match("b.cfg", now, all); len(fresh) != len(now) || known != 0 {
				t.Errorf("another file's are known: %v", fresh)
			}
		})
	}
}

// TestMany has a file with more findings of a rule than are listed: how many there are counts.
func TestMany(t *testing.T) {
	linter, err := lint.New(lint.Options{Only: []string{"FV208"}})
	if err != nil {
		t.Fatal(err)
	}
	lines := func(n int) []lint.Finding {
		return linter.Lint("a.cfg", []byte("<<VOIP CONFIG FILE>>Version:2.0002\n<GLOBAL CONFIG MODULE>\n"+strings.Repeat("Time Zone :32\n", n)+"<<END OF FILE>>\n"))
	}
	b := New()
	b.Set("a.cfg", lines(1500), all)
	if entries := b.Known("a.cfg"); len(entries) != 1 || entries[0] != (Entry{File: "a.cfg", Rule: "FV208", Count: 1500}) {
		t.Errorf("%+v", entries)
	}
	for n, want := range map[int]struct{ fresh, known, mended int }{
		1500: {0, 1500, 0}, 1501: {1, 1000, 0}, 3000: {1, 1000, 0}, 1400: {0, 1400, 100}, 900: {0, 900, 600}, 0: {0, 0, 1500},
	} {
		fresh, known, mended := b.Match("a.cfg", lines(n), all)
		times := 0
		for _, e := range mended {
			times += e.Count
		}
		if len(fresh) != want.fresh || known != want.known || times != want.mended {
			t.Errorf("%d: %d new, %d known, %d mended", n, len(fresh), known, times)
		}
	}
}

const stored = `{"version":1,"kind":"fvcfg baseline","known":[
{"file":"a.cfg","rule":"FV102","message":"# <characters> & more"},
{"file":"a.cfg","rule":"FV204","path":"M:K","count":2},
{"file":"ü b/c.cfg","rule":"FV202"}
]}
`

func TestBytes(t *testing.T) {
	b := New()
	b.Set("ü b/c.cfg", findings(t, "FV202 :"), all)
	b.Set("a.cfg", findings(t, "FV204 M:K", "FV102 :34 <characters> & more", "FV204 M:K"), all)
	if got := string(b.Bytes()); got != stored {
		t.Errorf("%s", got)
	}
	again, err := Parse("b.json", []byte(stored))
	if err != nil || string(again.Bytes()) != stored || !slices.Equal(again.Files(), []string{"a.cfg", "ü b/c.cfg"}) {
		t.Errorf("%v, %s", err, again.Bytes())
	}
	again.Remove("ü b/c.cfg")
	again.Set("a.cfg", findings(t, "FV102 :x"), func(rule string) bool { return rule == "FV102" })
	if got := string(again.Bytes()); strings.Contains(got, "ü") || !strings.Contains(got, `"message":"x"`) || !strings.Contains(got, "M:K") || strings.Contains(got, "more") {
		t.Errorf("%s", got)
	}
	if got := string(New().Bytes()); got != "{\"version\":1,\"kind\":\"fvcfg baseline\",\"known\":[\n]}\n" {
		t.Errorf("%q", got)
	}
}

func TestParseErrors(t *testing.T) {
	const head = `{"version":1,"kind":"fvcfg baseline","known":[` + "\n"
	for _, c := range []struct{ name, src, want string }{
		{"empty", "", "b.json: it is no baseline: name the file that --write-baseline wrote, or a new one to write"},
		{"a report", `{"version":1,"findings":[]}`, "b.json: it is no baseline: name the file that --write-baseline wrote, or a new one to write"},
		{"another version", `{"version":2,"kind":"fvcfg baseline","entries":[]}`, "b.json:1: it is a baseline of version 2, and this fvcfg reads version 1: use the fvcfg that wrote it, or write it again with --write-baseline"},
		{"a version that is text", `{"version":"a","kind":"fvcfg baseline"}`, "b.json:1: not JSON (json: invalid number literal, trying to unmarshal \"\\\"a\\\"\" into Number); was it merged? Mend the line, or write it again with --write-baseline"},
		{"no version", `{"kind":"fvcfg baseline","known":[]}`, "b.json:1: it has no version: write it again with --write-baseline"},
		{"cut off in a line", head + `{"file":"a.cfg","rule":"FV1`, "b.json:2: it is cut off: take it from the repository's history, or write it again with --write-baseline"},
		{"cut off behind a line", head + `{"file":"a.cfg","rule":"FV102"},` + "\n", "b.json:2: it is cut off: take it from the repository's history, or write it again with --write-baseline"},
		{"cut off before the end", strings.TrimSuffix(stored, "}\n"), "b.json:5: it is cut off: take it from the repository's history, or write it again with --write-baseline"},
		{"merged", head + "<<<<<<< HEAD\n]}", "b.json:2: not JSON (invalid character '<' looking for beginning of value); was it merged? Mend the line, or write it again with --write-baseline"},
		{"two", stored + stored, "b.json:6: something follows the baseline: were two of them joined? Write it again with --write-baseline"},
		{"no rule", head + `{"file":"a.cfg"}]}`, "b.json:2: a known finding has a file and a rule, and a count of 1 or more where it has one"},
		{"a count below", head + `{"file":"a.cfg","rule":"FV102","count":-1}]}`, "b.json:2: a known finding has a file and a rule, and a count of 1 or more where it has one"},
		{"a count that is text", head + `{"file":"a.cfg","rule":"FV102","count":"x"}]}`, "b.json:2: a string stands here, where something else is expected: write it again with --write-baseline"},
		{"no list", `{"version":1,"kind":"fvcfg baseline","known":{}}`, "b.json:1: [ is expected here: write it again with --write-baseline"},
		{"a rule that is gone", head + `{"file":"a.cfg","rule":"FV102"},` + "\n" + `{"file":"a.cfg","rule":"FV199"}]}`, "b.json:3: it knows findings of rule \"FV199\", which this fvcfg does not have: take those lines out, or write it again with --write-baseline"},
		{"too large", strings.Repeat(" ", MaxSize+1), "b.json: it is larger than 64 MiB, which no baseline is"},
	} {
		if b, err := Parse("b.json", []byte(c.src)); err == nil || err.Error() != c.want || b != nil {
			t.Errorf("%s: got\n%v\nwant\n%s", c.name, err, c.want)
		}
	}
	var gone []string
	for i := range 20 {
		gone = append(gone, fmt.Sprintf(`{"file":"a.cfg","rule":"FV9%02d"}`, i%10))
	}
	_, err := Parse("b.json", []byte(head+strings.Join(gone, ",\n")+"]}"))
	var rules *RuleError
	if !errors.As(err, &rules) || len(rules.Rules) != 10 || rules.Line != 2 || !strings.Contains(err.Error(), `findings of 10 rules, among them "FV900", `) {
		t.Errorf("%v", err)
	}
}

// FuzzParse checks that what is read is written again as it was understood, and that every
// error is one of the package's, a line long.
func FuzzParse(f *testing.F) {
	f.Add([]byte(stored))
	f.Add([]byte(`{"version":1,"kind":"fvcfg baseline","known":[{"file":"a","rule":"FV102","count":3},{"file":"a","rule":"FV102"}],"more":{}}`))
	f.Add([]byte(`{"version":2,"kind":"fvcfg baseline"}`))
	f.Fuzz(func(t *testing.T, src []byte) {
		b, err := Parse("b", src)
		if err != nil {
			if b != nil || strings.Contains(err.Error(), "\n") || !errors.As(err, new(*Error)) && !errors.As(err, new(*KindError)) && !errors.As(err, new(*RuleError)) {
				t.Fatalf("%T: %q", err, err)
			}
			return
		}
		once := b.Bytes()
		again, err := Parse("b", once)
		if err != nil || string(again.Bytes()) != string(once) {
			t.Fatalf("%v\n%s", err, once)
		}
	})
}
