package naming

import "strings"

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
	return len(key) > n && foldedEqual(family, key[:n]) && isDecimal(key[n])
}
