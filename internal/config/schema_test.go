package config

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/lint"
	"github.com/fvcfg/fvcfg/pkg/naming"
	"github.com/fvcfg/fvcfg/pkg/template"
)

var update = flag.Bool("update", false, "rewrite the schema in docs")

type object = map[string]any

// TestSchema holds the schema, which editors read, against the options, rules and models
// that there are; -update makes it anew. internal/schema validates with it.
func TestSchema(t *testing.T) {
	const name = "../../docs/fvcfg.schema.json"
	var made bytes.Buffer
	encoder := json.NewEncoder(&made)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(schema()); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(name, made.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile(name)
	if err != nil || !bytes.Equal(kept, made.Bytes()) {
		t.Errorf("docs/fvcfg.schema.json is not what the code makes of it now (%v); go test ./internal/config -run Schema -update", err)
	}
}

// schema is of draft 7, which editors know best.
func schema() object {
	properties := map[string]object{
		"exclude":   {"type": []string{"array", "null"}, "items": object{"type": "string", "pattern": "^[^/]"}, "description": "patterns of files and folders that lint passes over in folders; ** stands for any folders"},
		"rules":     {"$ref": "#/definitions/rules"},
		"overrides": {"type": []string{"array", "null"}, "items": overrideEntry(), "description": "rules that are set otherwise for some files; what stands later wins"},
		"known":     mapping(knownOptions, knownProperties()),
		"models":    {"type": []string{"array", "null"}, "items": modelEntry(), "description": "which files are for which model; the first pattern that matches decides"},
		"templates": {"type": []string{"array", "null"}, "items": templateEntry(), "description": "which files are templates of which engine; the first pattern that matches decides"},
		"generate":  generateMapping(),
		"fail-on":   {"enum": []any{"error", "warning", "info", "none", nil}, "description": "exit with 1 on findings of this severity or a graver one"},
	}
	top := mapping(topOptions, properties)
	top["$schema"] = "http://json-schema.org/draft-07/schema#"
	top["$id"] = "https://raw.githubusercontent.com/fvcfg/fvcfg/main/docs/fvcfg.schema.json"
	top["title"] = FileName
	top["description"] = "the configuration of fvcfg lint and generate; see docs/configuration.md"
	top["definitions"] = object{
		"level": object{"enum": levels},
		"rules": object{"type": []string{"object", "null"}, "additionalProperties": false, "properties": ruleProperties(), "description": "rules, by number or name: off, on, or the severity of all their findings"},
	}
	return top
}

// mapping returns the schema of a mapping that may be left empty.
func mapping(options []string, properties map[string]object) object {
	if described := slices.Sorted(maps.Keys(properties)); !slices.Equal(described, slices.Sorted(slices.Values(options))) {
		panic(fmt.Sprintf("the code has the options %q, and the schema has %q", options, described))
	}
	return object{"type": []string{"object", "null"}, "additionalProperties": false, "properties": properties}
}

func ruleProperties() map[string]object {
	properties := make(map[string]object)
	for _, r := range lint.Rules() {
		level := object{"allOf": []object{{"$ref": "#/definitions/level"}}, "description": r.String() + ": " + r.Summary}
		properties[r.ID], properties[r.Name] = level, level
	}
	return properties
}

func knownProperties() map[string]object {
	list := func(description string) object {
		return object{"type": []string{"array", "null"}, "items": object{"type": "string", "minLength": 1}, "description": description}
	}
	return map[string]object{
		"modules": list("names of modules; * and ? as in a shell"),
		"keys":    list("keys, or paths of settings: MODULE:LIST:KEY, sip/line[*]/Key, sip.line.*.Key; * and ? as in a shell"),
	}
}

func generateMapping() object {
	text := object{"type": []string{"string", "null"}, "minLength": 1}
	var options []string
	properties := make(map[string]object)
	for _, o := range generateOptions {
		options = append(options, o.name)
		p := object{"type": []string{"string", "integer", "null"}}
		if o.isList {
			p = object{"anyOf": []object{text, {"type": "array", "items": object{"type": "string", "minLength": 1}}}}
		}
		p["description"] = o.meaning
		properties[o.name] = p
	}
	m := mapping(options, properties)
	m["description"] = "defaults of the flags of fvcfg generate; names of files are relative to the folder of the configuration"
	return m
}

// filesOption is the schema of the patterns that an entry is for.
func filesOption() object {
	pattern := object{"type": "string", "pattern": "^[^/](.*[^/])?$"}
	return object{"description": "a pattern, or several, relative to the folder of the configuration; ** stands for any folders", "anyOf": []object{pattern, {"type": "array", "minItems": 1, "items": pattern}}}
}

// entry is the schema of a mapping that has all of its options.
func entry(options []string, properties map[string]object) object {
	e := mapping(options, properties)
	e["type"], e["required"] = "object", options
	return e
}

func overrideEntry() object {
	return entry(overrideOptions, map[string]object{"files": filesOption(), "rules": {"$ref": "#/definitions/rules"}})
}

func templateEntry() object {
	return entry(templateOptions, map[string]object{
		"files":  filesOption(),
		"engine": {"enum": template.Choices(), "description": "what fills the templates in; auto goes by their tags"},
	})
}

func modelEntry() object {
	var names []string
	for _, m := range naming.Models() {
		if !slices.Contains(names, m.Name) {
			names = append(names, m.Name)
		}
	}
	return entry(modelOptions, map[string]object{
		"files": filesOption(),
		"model": {"enum": names, "description": "as fvcfg name --list prints it"},
	})
}
