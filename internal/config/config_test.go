package config

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/lint"
	"github.com/fvcfg/fvcfg/pkg/naming"
)

const sample = `# What is ours.
rules:
  FV208: off
  header-length: on
  duplicate-setting: error
  fv104: "warning"
known:
  modules: [ACME CONFIG MODULE, acme*]
  keys:
    - SIP CONFIG MODULE:SIP Line List:SIP* Acme Mode
    - sip/line[*]/AcmeMode
    - '* Acme End With #'
models:
  - files: lobby/*.cfg
    model: X6
  - files: [./hall/**, "{a,b}.cfg"]
    model: fanvil i20s
  - {files: "**/*.cfg", model: X7}
fail-on: error
`

func TestParse(t *testing.T) {
	c, err := Parse("sample", []byte(sample))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(c.Disable, []string{"FV208"}) || c.FailOn != lint.Error || c.Name != "sample" {
		t.Errorf("%+v", c)
	}
	if want := map[string]lint.Severity{"FV204": lint.Error, "FV104": lint.Warning}; !maps.Equal(c.Severities, want) {
		t.Errorf("%v", c.Severities)
	}
	if want := []string{"ACME CONFIG MODULE", "acme*"}; !slices.Equal(c.Own.Modules, want) {
		t.Errorf("%q", c.Own.Modules)
	}
	if want := []string{"SIP CONFIG MODULE:SIP Line List:SIP* Acme Mode", "sip/line[*]/AcmeMode", "* Acme End With #"}; !slices.Equal(c.Own.Keys, want) {
		t.Errorf("%q", c.Own.Keys)
	}
	for path, want := range map[string]string{
		"lobby/a.cfg": "X6", "lobby/b/a.cfg": "X7", "hall/a.txt": "i20S", "hall/b/c.cfg": "i20S", "a.cfg": "i20S", "c.cfg": "X7",
		"x/a.cfg": "X7", "a.xml": "", "": "", "../a.xml": "",
	} {
		model := c.Model(path)
		if (model == nil) != (want == "") || model != nil && model.Name != want {
			t.Errorf("%s: %v, want %q", path, model, want)
		}
	}
}

func TestParseNothing(t *testing.T) {
	for _, src := range []string{"", "\n", "# nothing yet\n", "---\n", "{}", "\ufeff", "rules:\nknown:\nmodels:\nfail-on:\ngenerate:\n", "known:\n  modules:\n  keys: []\nmodels: []\nrules: {}\n"} {
		c, err := Parse("a", []byte(src))
		if err != nil || len(c.Disable)+len(c.Severities)+len(c.Own.Keys)+len(c.models) > 0 || c.FailOn != 0 {
			t.Errorf("%q: %+v, %v", src, c, err)
		}
	}
}

// parseErrors are wrong configurations with all that is said of them, but for the name.
var parseErrors = []struct{ name, src, want string }{
	{"misspelt rule", "rules:\n  key-colum: off\n", `2:3: no rule "key-colum"; did you mean FV208 key-column?`},
	{"misspelt number", "rules: {FV2088: off}", `1:9: no rule "FV2088"; did you mean FV208 key-column?`},
	{"a very long rule", "rules:\n  " + strings.Repeat("x", 100) + ": off\n", `2:3: no rule has a name of 100 characters`},
	{"misspelt option", "rule:\n  FV208: off\n", `1:1: no option "rule" in a configuration; did you mean rules?`},
	{"option in upper case", "Rules:\n", `1:1: no option "Rules" in a configuration; did you mean rules?`},
	{"underscore", "fail_on: error", `1:1: no option "fail_on" in a configuration; did you mean fail-on?`},
	{"option like none", "ignore: x", `1:1: no option "ignore" in a configuration: there are exclude, rules, overrides, known, models, templates, fail-on and generate`},
	{"option in known", "known:\n  module: [A]\n", `2:3: no option "module" in known; did you mean modules?`},
	{"option in models", "models:\n  - file: a.cfg\n    model: X6\n", `2:5: no option "file" in an entry of models; did you mean files?`},
	{"merge key", "rules: {}\n<<: {}\n", `2:1: no option "<<" in a configuration: there are exclude, rules, overrides, known, models, templates, fail-on and generate`},
	{"level", "rules:\n  FV208: warn\n", `2:10: no level "warn" for FV208 key-column: write off, on, info, warning or error`},
	{"no level", "rules:\n  FV208:\n", `2:3: the level of FV208 key-column is text; this is empty`},
	{"level of another kind", "rules:\n  FV208: [off]\n", `2:10: the level of FV208 key-column is text; this is a list`},
	{"level in YAML 1.1's words", "rules:\n  FV208: false\n", `2:10: no level "false" for FV208 key-column: write off, on, info, warning or error`},
	{"rules as a list", "rules:\n  - FV208\n", `2:3: rules is a mapping from rules to off, on, info, warning or error; this is a list`},
	{"rules as text", "rules: FV208", `1:8: rules is a mapping from rules to off, on, info, warning or error; this is text`},
	{"the whole as a list", "- rules\n", `1:1: a configuration is a mapping with exclude, rules, overrides, known, models, templates, fail-on and generate; this is a list`},
	{"known as a list", "known: [A]", `1:8: known is a mapping with modules and keys; this is a list`},
	{"modules as text", "known:\n  modules: A\n", `2:12: modules is a list of names of modules; this is text`},
	{"a key that reads as a mapping", "known:\n  keys:\n    - SIP CONFIG MODULE: Acme\n", `3:7: an entry of keys is text; this is a mapping (text with a colon and a space in it needs quotes)`},
	{"an empty entry", "known:\n  keys:\n    - \n    - A\n", `3:6: an entry of keys is text; this is empty`},
	{"malformed key", "known:\n  keys:\n    - 'sip/line[1-3]/A'\n", `3:7: pattern "sip/line[1-3]/A": brackets hold the number of a list's entry, or * for any`},
	{"malformed module", "known:\n  modules: [<A>]\n", `2:13: pattern "<A>": write the module's name without its brackets`},
	{"unquoted asterisk", "known:\n  keys:\n    - *Acme\n", `3:7: an alias without its anchor; put text that begins with * in quotes`},
	{"alias", "known:\n  keys: &a [A]\n  modules: *a\n", `3:12: modules is a list of names of modules; this is an alias, and they are not read: write it out`},
	{"alias for text", "known:\n  keys: [&a A, *a]\n", `2:16: an entry of keys is text; this is an alias, and they are not read: write it out, or put text that begins with * in quotes`},
	{"tag", "fail-on: !x error", `1:10: fail-on is text; tags are not read: put text that begins with ! in quotes`},
	{"severity", "fail-on: fatal", `1:10: no severity "fatal": fail-on is error, warning, info or none`},
	{"severity of another kind", "fail-on: {}", `1:10: fail-on is text; this is a mapping (text with a colon and a space in it needs quotes)`},
	{"unknown model", "models:\n  - files: a.cfg\n    model: X66\n", "3:12: " + unknownModel("X66")},
	{"models as a mapping", "models:\n  a.cfg: X6\n", `2:3: models is a list of mappings with files and model; this is a mapping (text with a colon and a space in it needs quotes)`},
	{"an entry as text", "models: [X6]", `1:10: an entry of models is a mapping with files and model; this is text`},
	{"an empty model entry", "models:\n  -\n", `2:4: an entry of models is a mapping with files and model; this is empty`},
	{"no model", "models:\n  - files: a.cfg\n", `2:5: model is missing: name the phone that the files are for, as X6`},
	{"no files", "models:\n  - model: X6\n    files: []\n", `2:5: files is missing: say which files are for the model, as lobby/*.cfg`},
	{"malformed pattern", "models:\n  - files: 'a[.cfg'\n    model: X6\n", `2:12: pattern "a[.cfg": a bracket or brace is not closed, or a backslash stands at the end`},
	{"absolute pattern", "models:\n  - files: [/a.cfg]\n    model: X6\n", `2:13: pattern "/a.cfg": patterns are relative to the folder of the configuration`},
	{"folder", "models:\n  - files: lobby/\n    model: X6\n", `2:12: pattern "lobby/": it stands for a folder; for all files below it, write ** behind the slash`},
	{"empty pattern", "models:\n  - files: ''\n    model: X6\n", `2:12: pattern "": it is empty`},
	{"option in generate", "generate:\n  bases: a.cfg\n", `2:3: no option "bases" in generate; did you mean base?`},
	{"a flag that is none of a default", "generate: {check: 1}", `1:12: no option "check" in generate; did you mean scheme?`},
	{"a list where one is", "generate:\n  phones: [a, b]\n", `2:11: phones is text; this is a list`},
	{"a mapping in a list", "generate:\n  base: [a: b]\n", `2:10: base is text; this is a mapping (text with a colon and a space in it needs quotes)`},
	{"generate as text", "generate: a.cfg", `1:11: generate is a mapping with base, general, phones, secrets, out, ext, mode, key-file, key-column, derive-keys, scheme, padding and like; this is text`},
	{"the same option", "rules:\nknown:\nrules:\n", `3:1: "rules" stands here again, first on line 1`},
	{"the same rule", "rules:\n  FV208: off\n  FV208: on\n", `3:3: "FV208" stands here again, first on line 2`},
	{"the same rule by name", "rules:\n  FV208: off\n  key-column: on\n", `3:3: FV208 key-column stands here again, first on line 2: by its number and by its name`},
	{"a name that is a list", "? [a]\n: b\n", `1:3: a name in a configuration is text; this is a list`},
	{"two documents", "rules:\n---\nrules:\n", `2:1: a second document begins here; a configuration is one`},
	{"indentation", "rules:\n  FV208: off\n known:\n", `3:2: not YAML: did not find expected key, while parsing a block mapping`},
	{"tab", "rules:\n\tFV208: off\n", `2:1: not YAML: found character that cannot start any token, while scanning for the next token`},
	{"unclosed", "known: {keys: [a\n", `2:1: not YAML: did not find expected ',' or ']', while parsing a flow sequence`},
	{"another encoding", "# ü\nrules: \xfc\n", `2:8: this is not UTF-8: save the file in UTF-8`},
	{"control character", "rules: \x00\n", `1:8: the character U+0000 is not allowed here`},
	{"columns are characters", "known: {keys: [ü, {}]}\n", `1:19: an entry of keys is text; this is a mapping (text with a colon and a space in it needs quotes)`},
	{"too large", strings.Repeat("#", MaxSize+1), `1:1: larger than 1 MiB, which no configuration is`},
	{"an absolute exclusion", "exclude: [/a.cfg]", `1:11: pattern "/a.cfg": patterns are relative to the folder of the configuration`},
	{"an empty exclusion", "exclude: ['']", `1:11: pattern "": it is empty`},
	{"exclude as text", "exclude: a.cfg", `1:10: exclude is a list of patterns of files and folders; this is text`},
	{"an override without files", "overrides:\n  - rules: {FV208: off}\n", `2:5: files is missing: say which files the rules are set for, as lobby/*.cfg`},
	{"an override without rules", "overrides:\n  - files: a.cfg\n", `2:5: rules is missing: a mapping from rules to off, on, info, warning or error`},
	{"a rule that is none in an override", "overrides:\n  - files: a.cfg\n    rules: {key-colum: off}\n", `3:13: no rule "key-colum"; did you mean FV208 key-column?`},
	{"a level that is none in an override", "overrides:\n  - files: a.cfg\n    rules: {FV208: of}\n", `3:20: no level "of" for FV208 key-column: write off, on, info, warning or error`},
	{"option in overrides", "overrides:\n  - files: a.cfg\n    rule: {}\n", `3:5: no option "rule" in an entry of overrides; did you mean rules?`},
	{"an engine that is none", "templates:\n  - files: a.cfg\n    engine: jinja2\n", `3:13: no template engine "jinja2": there are auto, smarty, jinja, twig, blade, php, erb, go, mustache, tempita, braces, ifdef and none`},
	{"no engine", "templates:\n  - files: a.cfg\n", `2:5: engine is missing: it is auto, smarty, jinja, twig, blade, php, erb, go, mustache, tempita, braces, ifdef or none`},
	{"several, in their order", "fail-on: x\nmodels: x\nrules:\n  A: off\n  FV208: x\n", `1:10: no severity "x": fail-on is error, warning, info or none
2:9: models is a list of mappings with files and model; this is text
4:3: ` + unknownRule("A") + `
5:10: no level "x" for FV208 key-column: write off, on, info, warning or error`},
}

func unknownModel(name string) string {
	_, err := naming.LookupModel(name)
	return err.Error()
}

func unknownRule(name string) string {
	_, err := lint.LookupRule(name)
	return err.Error()
}

func TestParseErrors(t *testing.T) {
	for _, c := range parseErrors {
		t.Run(c.name, func(t *testing.T) {
			config, err := Parse("a.yaml", []byte(c.src))
			if err == nil {
				t.Fatalf("no error: %+v", config)
			}
			want := "a.yaml:" + strings.ReplaceAll(c.want, "\n", "\na.yaml:")
			if err.Error() != want {
				t.Errorf("got\n%s\nwant\n%s", err, want)
			}
			if config != nil {
				t.Errorf("a configuration beside the error: %+v", config)
			}
		})
	}
}

// TestTypedErrors checks that callers can ask for the kinds of errors.
func TestTypedErrors(t *testing.T) {
	_, err := Parse("a", []byte("rules: {key-colum: off}\nmodels:\n- {files: a, model: X66}\nknown: {keys: ['']}\n"))
	var at *Error
	var rule *lint.UnknownRuleError
	var model *naming.UnknownModelError
	var pattern *lint.PatternError
	if !errors.As(err, &at) || at.Line != 1 || at.Column != 9 || !errors.As(err, &rule) || !errors.As(err, &model) || !errors.As(err, &pattern) {
		t.Errorf("%v", err)
	}
}

// TestManyErrors checks that a file of nonsense is not answered with a book.
func TestManyErrors(t *testing.T) {
	if testing.Short() {
		t.Skip("no goroutine takes part")
	}
	for name, src := range map[string]string{
		"rules":    "rules:\n" + strings.Repeat("  x: off\n", 100000),
		"patterns": "known:\n  keys:\n" + strings.Repeat("  - ''\n", 100000),
		"models":   "models:\n" + strings.Repeat("  - {files: a, model: X66}\n", 30000),
	} {
		_, err := Parse("a", []byte(src))
		if err == nil {
			t.Fatal(name)
		}
		lines := strings.Split(err.Error(), "\n")
		if len(lines) != maxErrors+1 || !strings.Contains(lines[maxErrors], "there are more errors") {
			t.Errorf("%s: %d lines, the last %q", name, len(lines), lines[len(lines)-1])
		}
	}
}

// TestBombs checks that aliases multiply nothing and that depth has an end.
func TestBombs(t *testing.T) {
	bomb := "a: &a [x,x,x,x,x,x,x,x,x]\n"
	for c := 'b'; c < 'k'; c++ {
		p := string(c - 1)
		bomb += string(c) + ": &" + string(c) + " [" + strings.Repeat("*"+p+",", 8) + "*" + p + "]\n"
	}
	for name, src := range map[string]string{"aliases": bomb + "rules: *j\n", "lists": strings.Repeat("[", 500000), "mappings": strings.Repeat("{a: ", 200000)} {
		if _, err := Parse("a", []byte(src)); err == nil {
			t.Error(name)
		}
	}
}
