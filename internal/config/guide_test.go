package config

import (
	"os"
	"strings"
	"testing"
)

// guideBlocks returns the blocks of docs/configuration.md that are marked as of a language.
func guideBlocks(t *testing.T, language string) (blocks []string) {
	t.Helper()
	guide, err := os.ReadFile("../../docs/configuration.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range strings.Split(string(guide), "```"+language+"\n")[1:] {
		block, _, _ = strings.Cut(block, "```")
		blocks = append(blocks, block)
	}
	return blocks
}

// TestGuide reads the example of the guide, which has every option, and compares the
// errors that it shows.
func TestGuide(t *testing.T) {
	examples, messages := guideBlocks(t, "yaml"), guideBlocks(t, "text")
	if len(examples) != 3 || len(messages) != 1 {
		t.Fatalf("%d examples, %d messages", len(examples), len(messages))
	}
	c, err := Parse(FileName, []byte(examples[0]))
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := c.Excludes("a/b.bak.cfg"); !ok || len(c.overridesOf("lab/a.cfg")) != 1 || c.Template("templates/a.cfg").String() != "jinja" {
		t.Errorf("the example excludes nothing, or lacks an override or a template: %+v", c)
	}
	if len(c.Disable) == 0 || len(c.Severities) == 0 || len(c.Own.Modules) == 0 || len(c.Own.Keys) == 0 || c.FailOn == 0 || len(c.Generate()) == 0 {
		t.Errorf("the example lacks an option: %+v", c)
	}
	for path, want := range map[string]string{"lobby/a.cfg": "X6", "hall/a/b.cfg": "i20S", "stairs/up.cfg": "i20S"} {
		if model := c.Model(path); model == nil || model.Name != want {
			t.Errorf("%s: %v", path, model)
		}
	}
	said, rest, _ := strings.Cut(strings.TrimPrefix(messages[0], "fvcfg: "), "\nfvcfg: 12 files are not checked")
	if _, err := Parse(FileName, []byte(examples[1])); err == nil || err.Error() != strings.ReplaceAll(said, "\nfvcfg: ", "\n") || rest == "" {
		t.Errorf("got\n%v\nand the guide says\n%s", err, messages[0])
	}
	if _, err := Parse(FileName, []byte(examples[2])); err != nil {
		t.Error(err)
	}
}
