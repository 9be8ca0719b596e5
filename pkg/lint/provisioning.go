package lint

import (
	"slices"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/crypt"
	"github.com/fvcfg/fvcfg/pkg/naming"
	"github.com/fvcfg/fvcfg/pkg/sidefile"
)

// provisioningRules look at how a phone comes to the file, and to the next one.
var provisioningRules = []check{
	{Rule: Rule{"FV401", "file-name", Warning, false, "the file's name is nearly one that a phone asks for"},
		file: fileName, content: func(p *pass, _ *cfgfile.ContentError) { fileName(p) }},
	{Rule: Rule{"FV402", "model-mismatch", Error, false, "the file is for another model, or in a form that nobody is known to serve to it"},
		file: modelMismatch},
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

// modelMismatch speaks of a file that does not fit the model that was given, or else that
// of the general file's name. A file of another model is one finding, whatever follows
// from that.
func modelMismatch(p *pass) {
	misfits := p.misfits()
	for i, m := range misfits {
		f := Finding{Severity: Warning, Message: m.Message}
		switch {
		case m.Kind == cfgfile.OtherModel:
			if !m.Inferred {
				f.Severity = Error
			}
			if m.Offset == 0 {
				f.Suggestion = p.options.Model.FileName(naming.CFG)
			}
		case i > 0:
			return
		case m.Since != "" || m.Before != "":
			f.Message += "; which firmware a phone has is not known here"
		}
		p.add(f, m.Offset)
	}
}

// misfits returns what does not fit the model, or every one of the models that share the
// general file's name. By the name alone, that is what nobody is known to serve: what is
// disputed is left alone, and so is a vendor class, which the name may be right about.
func (p *pass) misfits() []cfgfile.Misfit {
	models := p.models()
	if len(models) == 0 {
		return nil
	}
	misfits := p.file.Misfits(p.name, models[0])
	for _, model := range models[1:] {
		others := p.file.Misfits(p.name, model)
		misfits = slices.DeleteFunc(misfits, func(m cfgfile.Misfit) bool {
			return !slices.ContainsFunc(others, func(o cfgfile.Misfit) bool { return o.Kind == m.Kind && o.Offset == m.Offset })
		})
	}
	if p.options.Model == nil {
		misfits = slices.DeleteFunc(misfits, func(m cfgfile.Misfit) bool { return m.Kind == cfgfile.OtherModel || m.Since != "" || m.Before != "" })
	}
	return misfits
}

func keySyntax(p *pass, s *cfgfile.Setting) {
	if s.Value == "" || !catalog.HoldsFileKey(s.Key) {
		return
	}
	if _, err := crypt.ParseKey(s.Value); err != nil && !p.inTemplate(s.KeySpan.Start) {
		p.found(s.ValueSpan.Start, "the key of an encrypted file is 64 hexadecimal digits; a phone cannot read its next file with this one, nor a clear one")
	}
}

// downloadModel speaks of a file that the phone is to fetch and has no use for. It takes
// the model that was given, or the one whose general file this is by its name.
func downloadModel(w *walk) {
	file := catalog.ProvisionedFileOf(w.setting.Key)
	if file == nil || w.isSpoiled() {
		return
	}
	w.downloadMisfit(file.Key, w.setting.KeySpan.Start)
}

// sideModel speaks of such a file itself.
func sideModel(p *pass, kind sidefile.Kind) {
	switch kind {
	case sidefile.AccessList:
		p.downloadMisfit(catalog.AccessListKey, 0)
	case sidefile.DialPeer:
		p.downloadMisfit(catalog.DialRulesKey, 0)
	}
}

func (p *pass) downloadMisfit(key string, offset int) {
	why, doubtful := cfgfile.DownloadMisfit(key, p.models()...)
	if why != "" {
		p.grade(doubt(doubtful), offset, why, "")
	}
}

// models returns the models that the file is for, as far as that is known.
func (p *pass) models() []naming.Model {
	if p.options.Model != nil {
		return []naming.Model{*p.options.Model}
	}
	return naming.Identify(p.name).Models
}
