package schema

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"github.com/fvcfg/fvcfg/internal/config"
)

const docs = "../../docs/"

// validator gives what checks a configuration by the schema that editors use.
func validator(t *testing.T) func(src string) error {
	t.Helper()
	file, err := os.Open(docs + "fvcfg.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	document, err := jsonschema.UnmarshalJSON(file)
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("fvcfg.schema.json", document); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("fvcfg.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return func(src string) error {
		var value any
		if err := yaml.Unmarshal([]byte(src), &value); err != nil {
			return err
		}
		text, err := json.Marshal(value)
		if err != nil {
			return err
		}
		instance, err := jsonschema.UnmarshalJSON(strings.NewReader(string(text)))
		if err != nil {
			return err
		}
		return schema.Validate(instance)
	}
}

// TestConfiguration has the schema and the program judge the same configurations.
func TestConfiguration(t *testing.T) {
	validate := validator(t)
	guide, err := os.ReadFile(docs + "configuration.md")
	if err != nil {
		t.Fatal(err)
	}
	_, example, _ := strings.Cut(string(guide), "```yaml\n")
	example, _, _ = strings.Cut(example, "```")
	for _, c := range []struct {
		src   string
		right bool
	}{
		{example, true},
		{"{}", true},
		{"rules:\nknown:\nmodels:\nfail-on:\n", true},
		{"known:\n  modules:\n  keys:\n", true},
		{"rules: {FV208: off, header-length: on, FV204: info, FV105: warning, FV104: error}", true},
		{"models: [{files: [a.cfg], model: X6}]", true},
		{"rule: {}", false},
		{"rules: {key-colum: off}", false},
		{"rules: {FV208: of}", false},
		{"rules: {FV208: }", false},
		{"rules: [FV208]", false},
		{"known: {module: [A]}", false},
		{"known: {keys: A}", false},
		{"known: {keys: [{a: b}]}", false},
		{"known: {keys: ['']}", false},
		{"models: [{files: a.cfg}]", false},
		{"models: [{model: X6}]", false},
		{"models: [{files: [], model: X6}]", false},
		{"models: [{files: a.cfg, model: X66}]", false},
		{"models: [{files: /a.cfg, model: X6}]", false},
		{"models: [{files: lobby/, model: X6}]", false},
		{"models: [{files: a.cfg, model: X6, name: a}]", false},
		{"fail-on: fatal", false},
		{"[]", false},
	} {
		_, err := config.Parse(".fvcfg.yaml", []byte(c.src))
		if (err == nil) != c.right {
			t.Errorf("the program says %v of\n%s", err, c.src)
		}
		if err := validate(c.src); (err == nil) != c.right {
			t.Errorf("the schema says %v of\n%s", err, c.src)
		}
	}
}
