package naming

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/internal/ascii"
)

// A Standing says how well a model's file name is attested.
type Standing uint8

const (
	// Reported names are in use by others, and are not in the description.
	Reported Standing = iota
	// Vendor names are in the maker's Auto Provision Description 1.1, section 4.1.
	Vendor
	// Inferred names were made by a rule that holds for most that are known, and nobody
	// has seen them.
	Inferred
	// InferredBase names are those of the model that this one is a variant of.
	InferredBase
	// Unknown stands for a model that exists and whose name no source has.
	Unknown
)

var standingNames = [...]string{
	Reported: "reported", Vendor: "vendor", Inferred: "inferred", InferredBase: "inferred (base)", Unknown: "unknown",
}

// String returns "vendor", "reported", "inferred", "inferred (base)" or "unknown".
func (s Standing) String() string {
	if int(s) >= len(standingNames) {
		return fmt.Sprintf("Standing(%d)", uint8(s))
	}
	return standingNames[s]
}

// A Model is a phone and the name of its general file.
type Model struct {
	Name         string   // as the maker writes it: X6, i20S, X5U-V2
	GeneralFile  string   // the name of the general file, with the extension cfg, empty if nobody knows it
	Family       string   // the heading it stands under in its source, empty if none
	Standing     Standing // how well GeneralFile is attested
	Source       string   // who says so
	Note         string   // what is odd about the row, empty if nothing is
	Alternates   []string // other names reported or inferred for the same file, without extension
	Rejected     []string // names that somebody served and better sources contradict, without extension
	FirmwareInfo string   // the name of its firmware description, empty if none was seen
}

// FileName returns the name of the model's general file with this extension, or "" where
// nobody knows it.
func (m Model) FileName(ext Ext) string {
	if m.GeneralFile == "" {
		return ""
	}
	return m.stem() + "." + ext.String()
}

// IsAttested reports whether somebody has the name of the general file from the maker, or
// from phones: it is not inferred, and not unknown.
func (m Model) IsAttested() bool { return m.Standing == Vendor || m.Standing == Reported }

// stem is the general file's name without its extension.
func (m *Model) stem() string {
	if len(m.GeneralFile) < len(".cfg") {
		return m.GeneralFile // a Model that a caller made, not one of the table
	}
	return m.GeneralFile[:len(m.GeneralFile)-len(".cfg")]
}

// copied returns a model that the caller may change without changing the table.
func (m *Model) copied() Model {
	c := *m
	c.Alternates, c.Rejected = slices.Clone(m.Alternates), slices.Clone(m.Rejected)
	return c
}

// Models lists all known models: those of the maker's description first, then those whose
// names others report, that are inferred, and that nobody knows the name of.
func Models() []Model {
	all := make([]Model, len(table))
	for i := range table {
		all[i] = table[i].copied()
	}
	return all
}

// HasClass reports whether a vendor class is that of the model: in an export it is the
// stem of the general file's name, by any name that is known for it or was taken for it,
// in any case.
func (m Model) HasClass(class string) bool {
	isStem := func(stem string) bool { return stem != "" && strings.EqualFold(class, stem) }
	return isStem(m.stem()) || slices.ContainsFunc(m.Alternates, isStem) || slices.ContainsFunc(m.Rejected, isStem)
}

// IsAndroid reports whether the description has the model among the Android phones, which
// support neither a background nor mmiset (section 2.5).
func (m Model) IsAndroid() bool { return m.Family == android }

// ModelNames writes the names of models that may be meant: "i30 or i31S".
func ModelNames(models []Model) string {
	names := make([]string, len(models))
	for i, m := range models {
		names[i] = m.Name
	}
	return strings.Join(names, " or ")
}

// GoesOnAfterPnP reports whether a phone of the model asks its next source where SIP plug
// and play came to nothing. The description says so of "X4 or later" (section 4.3): of the
// X phones in its own tables the X1, X2 and X3S are before that. It is not known of all
// others.
func (m Model) GoesOnAfterPnP() (goesOn, known bool) {
	goesOn = m.Name != "X1" && m.Name != "X2" && m.Name != "X3S"
	return goesOn, m.Standing == Vendor && strings.HasPrefix(m.Name, "X")
}

// AccessListModels returns the names of the models that the description has among those
// that take an access list (section 4.4).
func AccessListModels() []string { return []string{"i31S", "i30", "i23S", "i20S", "i32V", "i33V"} }

// TakesAccessList reports whether the model is one of them.
func (m Model) TakesAccessList() bool { return slices.Contains(AccessListModels(), m.Name) }

// A Service is what a product that provisions phones serves to a model, and how many
// lines and keys it counts on. Products have tried what they serve, so that a dialect
// which none of them serves to a model is likely not the model's.
type Service struct {
	Model    string // as the product names it, which may be a model that [Models] lacks
	Dialect  string // by the name that package catalog has for it: "sysconf"
	By       string // the product
	Template string // of the product's templates the one in question, empty where the model has one of its own
	Lines    int    // SIP lines, 0 where the product does not say
	Keys     int    // function keys on all pages, 0 where it does not say
}

// A FirmwareReport is what somebody says of the firmware of a model and a dialect: it
// takes the dialect from a version on, or ignores it.
type FirmwareReport struct {
	Model    string // or a family: "V6*"
	Dialect  string // as in [Service]
	Firmware string // the first version that it is said of
	Ignored  bool   // phones ignore the dialect from this version on; else they take it only from then on
	By       string // who says so
}

// limit is how many of something a model has, or a family.
type limit struct {
	model string
	most  int
}

// Services returns what products are known to serve to the model, none for a model that
// nothing is known of. A hardware revision (X6V2) is served what the model before it is.
func (m Model) Services() []Service {
	var found []Service
	key := foldName(m.Name)
	before, _ := strings.CutSuffix(key, "v2")
	for i := range services {
		if s := &services[i]; foldedEqual(s.Model, key) || foldedEqual(s.Model, before) {
			found = append(found, *s)
		}
	}
	return found
}

// FirmwareReports returns what is said of the model's firmware and the dialects it takes.
func (m Model) FirmwareReports() []FirmwareReport {
	var found []FirmwareReport
	key := foldName(m.Name)
	for i := range firmwareReports {
		if isOfFamily(firmwareReports[i].Model, key) {
			found = append(found, firmwareReports[i])
		}
	}
	return found
}

// Lines returns the largest number of SIP lines that any source has for the model, and
// who says so; 0 where none does.
func (m Model) Lines() (most int, by string) {
	key := foldName(m.Name)
	for i := range services {
		if s := &services[i]; s.Lines > most && foldedEqual(s.Model, key) {
			most, by = s.Lines, s.By
		}
	}
	for _, l := range lineReports {
		if l.most > most && isOfFamily(l.model, key) {
			most, by = l.most, reported
		}
	}
	return most, by
}

// Keys returns the largest number of function keys, on all pages, that any source has for
// the model, and who says so; 0 where none does. Keys of expansion modules and the soft
// keys below the display are not among them.
func (m Model) Keys() (most int, by string) {
	key := foldName(m.Name)
	for i := range services {
		if s := &services[i]; s.Keys > most && foldedEqual(s.Model, key) {
			most, by = s.Keys, s.By
		}
	}
	return most, by
}

// isOfFamily reports whether a folded name is this model's or, where the name ends in
// "*", begins with it and has a digit next: H2 and H5 are of H*.
func isOfFamily(name, key string) bool {
	family, ok := strings.CutSuffix(name, "*")
	if !ok {
		return foldedEqual(name, key)
	}
	n := len(family)
	return len(key) > n && foldedEqual(family, key[:n]) && ascii.IsDigit(key[n])
}
