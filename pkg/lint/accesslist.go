package lint

import (
	"slices"

	"github.com/fvcfg/fvcfg/pkg/naming"
)

const accessListKey = "Auto AList Url"

// accessListModels are the models that take an access list: the description, section
// 4.4.
var accessListModels = []string{"i31S", "i30", "i23S", "i20S", "i32V", "i33V"}

// accessListModel speaks of an access list for a phone that has no use for it. It takes
// the model that was given, or the one whose general file this is by its name.
func accessListModel(w *walk) {
	file := provisionedFileOf(w.setting.Key)
	if file == nil || file.key != accessListKey || w.isSpoiled() {
		return
	}
	models := w.models()
	if len(models) == 0 || slices.ContainsFunc(models, func(m naming.Model) bool { return slices.Contains(accessListModels, m.Name) }) {
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
