package lint

import (
	"slices"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/naming"
)

// accessListModel speaks of an access list for a phone that has no use for it. It takes
// the model that was given, or the one whose general file this is by its name. Of a model
// that nobody has seen the name of, no more is known.
func accessListModel(w *walk) {
	file := catalog.ProvisionedFileOf(w.setting.Key)
	if file == nil || file.Key != catalog.AccessListKey || w.isSpoiled() {
		return
	}
	models := w.models()
	mayTake := func(m naming.Model) bool { return m.TakesAccessList() || !m.IsAttested() }
	if len(models) == 0 || slices.ContainsFunc(models, mayTake) {
		return
	}
	w.found(w.setting.KeySpan.Start, "the "+modelNames(models)+" takes no access list: i31S, i30, i23S, i20S, i32V and i33V do")
}

// models gives the models that the file is for, as far as that is known.
func (p *pass) models() []naming.Model {
	if p.options.Model != nil {
		return []naming.Model{*p.options.Model}
	}
	return naming.Identify(p.name).Models
}
