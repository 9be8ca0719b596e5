package lint

import (
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/crypt"
	"github.com/fvcfg/fvcfg/pkg/naming"
)

// provisioningRules look at how a phone comes to the file, and to the next one.
var provisioningRules = []check{
	{Rule: Rule{"FV401", "file-name", Warning, false, "the file's name is nearly one that a phone asks for"},
		file: fileName, content: func(p *pass, _ *cfgfile.ContentError) { fileName(p) }},
	{Rule: Rule{"FV402", "model-mismatch", Error, false, "the file is for another model than --model says"},
		file: modelByName, setting: modelByVendorClass, when: knowsModel},
	{Rule: Rule{"FV406", "key-syntax", Error, false, "a file key is not 64 hexadecimal digits"},
		setting: keySyntax},
}

// stdinName is the name that stands for standard input, which tells nothing.
const stdinName = "-"

func fileName(p *pass) {
	if p.name == stdinName {
		return
	}
	near := naming.Identify(p.name).Near
	if near == nil {
		return
	}
	p.suggest(0, near.Reason, near.Name)
}

// modelByName compares the model of a general file's name. A name of the other
// kind tells no model, and nothing is said for one whose file's name nobody knows.
func modelByName(p *pass) {
	model := p.options.Model
	id := naming.Identify(p.name)
	if model == nil || id.Kind != naming.GeneralFile || model.GeneralFile == "" {
		return
	}
	for _, m := range slices.Concat(id.Models, id.Inferred) {
		if m.Name == model.Name {
			return
		}
	}
	p.grade(mismatch(model, &id.Models[0]), 0, "by its name this is the general file of the "+modelNames(id.Models)+", not of the "+model.Name, model.FileName(naming.CFG))
}

// mismatch returns how grave it is that a file is for one model and not for another. Where
// the name of either's general file is only inferred, the two may share a file.
func mismatch(a, b *naming.Model) Severity {
	if a.IsAttested() && b.IsAttested() {
		return Error
	}
	return Warning
}

func modelNames(models []naming.Model) string {
	var names []string
	for _, m := range models {
		names = append(names, m.Name)
	}
	return strings.Join(names, " or ")
}

func knowsModel(p *pass) bool { return p.options.Model != nil }

// modelByVendorClass compares the vendor class that the file sets: in a device
// export it is the stem of the general file's name, in any case.
func modelByVendorClass(p *pass, s *cfgfile.Setting) {
	model := p.options.Model
	if s.Value == "" || model.GeneralFile == "" || !catalog.SameKey(s.Key, "Vendor Class ID") {
		return
	}
	if isClassOf(s.Value, model) {
		return
	}
	for _, m := range naming.Models() {
		if isClassOf(s.Value, &m) {
			p.grade(mismatch(model, &m), s.ValueSpan.Start, "the vendor class is that of the "+m.Name+", not of the "+model.Name, "")
			return
		}
	}
}

// isClassOf tells whether a vendor class is that of a model, by the names that
// are known for its general file, or were taken for one.
func isClassOf(class string, m *naming.Model) bool {
	if strings.EqualFold(class, strings.TrimSuffix(m.GeneralFile, ".cfg")) {
		return true
	}
	is := func(name string) bool { return strings.EqualFold(class, name) }
	return slices.ContainsFunc(m.Alternates, is) || slices.ContainsFunc(m.Rejected, is)
}

// fileKeys are the keys that hold the key of an encrypted file.
var fileKeys = []string{"Config File Key", "Device Cfg File Key", "Common Cfg File Key"}

func keySyntax(p *pass, s *cfgfile.Setting) {
	if s.Value == "" || !strings.HasSuffix(s.Key, "Key") {
		return
	}
	for _, name := range fileKeys {
		if !catalog.SameKey(s.Key, name) {
			continue
		}
		if _, err := crypt.ParseKey(s.Value); err != nil && !p.inTemplate(s.KeySpan.Start) {
			p.found(s.ValueSpan.Start, "the key of an encrypted file is 64 hexadecimal digits; a phone cannot read its next file with this one, nor a clear one")
		}
		return
	}
}
