package cfgfile

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/naming"
)

// A Misfit is a reason to doubt that phones of a model take a file.
type Misfit struct {
	Kind MisfitKind
	// Message says what does not fit, a clause without a full stop. It shows no value.
	Message string
	// Inferred reports that the name of a general file is only inferred, of this model or
	// of the other: the two may share a file.
	Inferred bool
	// Offset is where it shows: the vendor class, or 0 for the file as a whole.
	Offset int
	// Since and Before are the firmware that it is said of: from one version on, or
	// before one. Both are empty where it holds for any.
	Since, Before string
}

// MisfitKind is in what a file and a model don't fit.
type MisfitKind uint8

// The kinds, the most certain first.
const (
	// OtherModel: the file says itself that it is another model's, by its name or by the
	// vendor class that it sets.
	OtherModel MisfitKind = iota + 1
	// OtherDialect: nobody is known to serve the dialect to the model, or its firmware is
	// reported to ignore it.
	OtherDialect
	// OtherGeneration: the dialect is of another generation of phones than any that
	// somebody is known to serve to the model. The names of its settings are not the
	// model's.
	OtherGeneration
)

// Misfits returns the reasons to doubt that phones of a model take the file under a name,
// by what [naming.Model.Services] knows. There are none for a model without a name, for a
// dialect of which nothing is known, nor for the generation of a text file that does not
// show one.
func (f *File) Misfits(name string, model naming.Model) []Misfit {
	if model.Name == "" {
		return nil
	}
	found := nameMisfit(name, model)
	found = append(found, f.classMisfits(model)...)
	return append(found, f.dialectMisfits(model)...)
}

// nameMisfit compares the model of a general file's name. A name of another kind says no
// model.
func nameMisfit(name string, model naming.Model) []Misfit {
	id := naming.Identify(name)
	isModel := func(m naming.Model) bool { return m.Name == model.Name }
	if id.Kind != naming.GeneralFile || model.GeneralFile == "" || slices.ContainsFunc(slices.Concat(id.Models, id.Inferred), isModel) {
		return nil
	}
	return []Misfit{{Kind: OtherModel, Inferred: isInferred(model, id.Models[0]), Message: fmt.Sprintf("by its name this is the general file of the %s, not of the %s", naming.ModelNames(id.Models), model.Name)}}
}

// classMisfits compares the vendor classes that the file sets: in a device's export it is
// the stem of its general file's name, in any case.
func (f *File) classMisfits(model naming.Model) []Misfit {
	if model.GeneralFile == "" {
		return nil
	}
	var found []Misfit
	for _, s := range f.Settings() {
		if !catalog.SameKey(s.Key, "Vendor Class ID") || s.Value == "" || model.HasClass(s.Value) {
			continue
		}
		for _, m := range naming.Models() {
			if m.HasClass(s.Value) {
				found = append(found, Misfit{Kind: OtherModel, Inferred: isInferred(model, m), Offset: s.ValueSpan.Start, Message: fmt.Sprintf("the vendor class is that of the %s, not of the %s", m.Name, model.Name)})
				break
			}
		}
	}
	return found
}

// isInferred reports whether the name of a general file of either model was seen nowhere.
func isInferred(a, b naming.Model) bool { return !a.IsAttested() || !b.IsAttested() }

// dialectMisfits compares the dialect with those that products are known to serve to the
// model and with what is reported of its firmware.
func (f *File) dialectMisfits(model naming.Model) []Misfit {
	if !f.ShowsGeneration() {
		return nil
	}
	services := model.Services()
	var found []Misfit
	known := len(services) == 0 || slices.ContainsFunc(services, func(s naming.Service) bool {
		d, _ := catalog.ParseDialect(s.Dialect)
		return d.Generation() == f.dialect.Generation()
	})
	for _, r := range model.FirmwareReports() {
		if r.Dialect == f.dialect.String() {
			found = append(found, firmwareMisfit(r, model.Name, productsOf(services, f.dialect)))
			known = known || !r.Ignored
		}
	}
	switch served := servedDialects(services); {
	case known:
	case f.dialect == Dotted: // which shares names with generation 2
		found = append(found, Misfit{Kind: OtherDialect, Message: fmt.Sprintf("nobody is known to serve dotted to the %s, which is served %s", model.Name, served)})
	default:
		found = append(found, Misfit{Kind: OtherGeneration, Message: fmt.Sprintf("nobody is known to serve %s or anything else of %s to the %s, which is served %s", f.dialect, generationName(f.dialect), model.Name, served)})
	}
	return found
}

// firmwareMisfit says what is reported of a model's firmware and a dialect, and which
// products serve the dialect all the same.
func firmwareMisfit(r naming.FirmwareReport, model string, products []string) Misfit {
	if !r.Ignored {
		return Misfit{Kind: OtherDialect, Before: r.Firmware, Message: fmt.Sprintf("the %s is reported to take %s from firmware %s on, and not before (%s)", model, r.Dialect, r.Firmware, r.By)}
	}
	m := Misfit{Kind: OtherDialect, Since: r.Firmware, Message: fmt.Sprintf("the %s is reported to ignore %s from firmware %s on (%s)", model, r.Dialect, r.Firmware, r.By)}
	if len(products) > 0 {
		serve := "serve"
		if len(products) == 1 {
			serve = "serves"
		}
		m.Message += ", which is disputed: " + strings.Join(products, " and ") + " " + serve + " it"
	}
	return m
}

// productsOf returns the products that serve a dialect, each once.
func productsOf(services []naming.Service, d Dialect) []string {
	var by []string
	for _, s := range services {
		if s.Dialect == d.String() && !slices.Contains(by, s.By) {
			by = append(by, s.By)
		}
	}
	return by
}

// servedDialects lists the dialects of services and whose they are.
func servedDialects(services []naming.Service) string {
	var list []string
	for _, d := range catalog.Dialects() {
		if by := productsOf(services, d); len(by) > 0 {
			list = append(list, fmt.Sprintf("%s (%s)", d, strings.Join(by, ", ")))
		}
	}
	return phrase.List(list, "and")
}

// DownloadMisfit returns why phones of all these models don't take a file that a
// configuration has them fetch, by the key that text files have for its URL, "" where
// nothing speaks against it. It is doubtful where the description restricts the file, and
// does not say to which models. Of a model whose general file nobody has from the maker, or
// has seen a phone ask for, no more is known.
func DownloadMisfit(key string, models ...naming.Model) (why string, doubtful bool) {
	speaks := func(against func(naming.Model) bool) bool {
		return len(models) > 0 && !slices.ContainsFunc(models, func(m naming.Model) bool { return !m.IsAttested() || !against(m) })
	}
	switch key {
	case catalog.AccessListKey:
		if speaks(func(m naming.Model) bool { return !m.TakesAccessList() }) {
			return "the " + naming.ModelNames(models) + " takes no access list: the " + phrase.List(naming.AccessListModels(), "and") + " do", false
		}
	case catalog.LogoKey, catalog.MmisetKey:
		if speaks(naming.Model.IsAndroid) {
			return "the " + naming.ModelNames(models) + " is an Android phone, and these take neither a background nor mmiset", false
		}
	case catalog.DialRulesKey:
		if speaks(func(naming.Model) bool { return true }) {
			return "the description has dial rules on industry phones only, and does not say whether the " + naming.ModelNames(models) + " is one", true
		}
	}
	return "", false
}
