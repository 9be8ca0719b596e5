package lint

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/internal/corpus"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/template"
)

// rawTemplates returns the templates of the corpus as they were published, with their tags; of
// the project's own examples where no corpus is given.
func rawTemplates(t *testing.T) map[string]*cfgfile.Template {
	t.Helper()
	files, _ := corpus.Read(t, "testdata/templates")
	auto, err := template.ParseChoice(template.Auto)
	if err != nil {
		t.Fatal(err)
	}
	read := make(map[string]*cfgfile.Template)
	for name, data := range files.All() {
		if strings.HasPrefix(name, "concrete/") {
			continue
		}
		if tpl, err := cfgfile.ReadTemplate(auto, name, data); tpl != nil && err == nil {
			read[name] = tpl
		}
	}
	if len(read) == 0 {
		t.Fatal("no templates")
	}
	return read
}

// TestTemplateSlips changes a letter in 200 known keys of templates: at least 95 of 100 get a
// finding on their line.
func TestTemplateSlips(t *testing.T) {
	if testing.Short() {
		t.Skip("no goroutine takes part")
	}
	templates := rawTemplates(t)
	names := make([]string, 0, len(templates))
	for name := range templates {
		names = append(names, name)
	}
	slices.Sort(names)
	auto, err := template.ParseChoice(template.Auto)
	if err != nil {
		t.Fatal(err)
	}
	linter := mustNew(t, Options{Template: auto})
	random := rand.New(rand.NewPCG(15, 1))
	found, made := 0, 0
	for tries := 0; made < mistakesPerDialect && tries < 100*mistakesPerDialect; tries++ {
		name := names[random.IntN(len(names))]
		src, line := misspellInTemplate(random, templates[name])
		if line == 0 {
			continue
		}
		made++
		if slices.ContainsFunc(linter.Lint(name, []byte(src)), func(f Finding) bool {
			return f.Line == line && f.Rule.ID >= "FV301" && f.Rule.ID <= "FV307"
		}) {
			found++
		} else {
			t.Logf("%s:%d, not found: %s", name, line, strings.Split(src, "\n")[line-1])
		}
	}
	if found*100 < made*95 || made == 0 {
		t.Errorf("%d of %d keys found", found, made)
	}
	t.Logf("%d of %d keys of %d templates found", found, made, len(names))
}

// misspellInTemplate changes a letter of a key that the dictionary knows. Line is 0 where what
// comes out is a known key.
func misspellInTemplate(random *rand.Rand, tpl *cfgfile.Template) (src string, line int) {
	file := tpl.File
	if file.Len() == 0 || file.WellFormed() != nil {
		return "", 0
	}
	s := file.Setting(random.IntN(file.Len()))
	e, known := tableOf(file).Lookup(s.Module, s.List, s.Key)
	if !known || e.Doubt() != "" || s.KeySpan.Len() < 3 {
		return "", 0
	}
	at := s.KeySpan.Start + 1 + random.IntN(s.KeySpan.Len()-2)
	if c := file.Source()[at]; tpl.IsFilled(cfgfile.Span{Start: at, End: at + 1}) || strings.IndexByte(" 0123456789.:/#=", c) >= 0 {
		return "", 0
	}
	letter := string(rune('a' + random.IntN(26)))
	key := file.Source()[s.KeySpan.Start:at] + letter + file.Source()[at+1:s.KeySpan.End]
	if _, known := tableOf(file).Lookup(s.Module, s.List, strings.TrimSpace(key)); known || key == s.Key {
		return "", 0
	}
	edits := []cfgfile.Edit{{Span: cfgfile.Span{Start: at, End: at + 1}, New: letter}}
	if end := s.ValueSpan.End + len("</"); file.Dialect().IsXML() {
		if !strings.HasPrefix(file.Source()[end:], s.Key+">") {
			return "", 0
		}
		there := end + at - s.KeySpan.Start
		edits = append(edits, cfgfile.Edit{Span: cfgfile.Span{Start: there, End: there + 1}, New: letter})
	}
	moved := tpl.Edits(edits)
	if moved == nil {
		return "", 0
	}
	src, _ = cfgfile.Apply(tpl.Source(), moved)
	return src, 1 + strings.Count(tpl.Source()[:moved[0].Span.Start], "\n")
}
