package main

import (
	"strings"

	"github.com/spf13/pflag"

	"github.com/fvcfg/fvcfg/pkg/template"
)

// addTemplate adds the flag of commands that work on templates.
func (p *program) addTemplate(flags *pflag.FlagSet) {
	flags.Var(choiceValue{&p.templates}, "template", "read files as templates of this `engine`: "+strings.Join(template.Choices(), ", "))
}

// choiceValue is the value of a flag.
type choiceValue struct{ *template.Choice }

func (v choiceValue) Set(name string) (err error) {
	*v.Choice, err = template.ParseChoice(name)
	return err
}

func (choiceValue) Type() string { return "engine" }
