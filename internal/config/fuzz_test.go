package config

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/lint"
)

// FuzzParse checks that nothing makes Parse panic and that every error says where it is.
func FuzzParse(f *testing.F) {
	f.Add([]byte(sample))
	f.Add([]byte("exclude: [a/**]\noverrides:\n- {files: lobby/*, rules: {FV102: off}}\ntemplates:\n- {files: a, engine: auto}\n"))
	for _, c := range parseErrors {
		if len(c.src) < 4096 {
			f.Add([]byte(c.src))
		}
	}
	if guide, err := os.ReadFile("../../docs/configuration.md"); err == nil {
		f.Add(guide)
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		config, err := Parse("a", src)
		if err == nil {
			config.Model("lobby/a.cfg")
			config.Template("lobby/a.cfg")
			config.Excludes("lobby/a.cfg")
			if _, err := lint.New(config.Options(lint.Options{}, config.overridesOf("lobby/a.cfg")...)); err != nil {
				t.Error(err)
			}
			return
		}
		joined, ok := err.(interface{ Unwrap() []error })
		if !ok || config != nil {
			t.Fatalf("%T beside %v", err, config)
		}
		for _, e := range joined.Unwrap() {
			var at *Error
			if !errors.As(e, &at) || at.Line < 1 || at.Line > 1+len(src) || at.Column < 1 || at.Column > 1+len(src) {
				t.Errorf("no place: %v", e)
			}
			if strings.Contains(e.Error(), "\n") {
				t.Errorf("more than a line: %q", e)
			}
		}
	})
}
