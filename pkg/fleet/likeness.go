package fleet

import (
	"fmt"
	"hash/maphash"
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/internal/xmlscan"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/naming"
)

// A sample is a device file as it was read.
type sample struct {
	name    string
	mac     naming.MAC
	file    *cfgfile.File
	version string
	spans   []cfgfile.Span // of the values of its settings
	hash    uint64         // of all that is none of them
	misfit  *Misfit
	err     error
}

// sample reads a file.
func (l *learner) sample(name string) *sample {
	s := &sample{name: name}
	data, err := l.options.ReadFile(name)
	if err != nil {
		s.err = err
		return s
	}
	unfit := func(line int, text string) *sample {
		s.misfit = &Misfit{Name: name, Line: line, Text: text}
		return s
	}
	var ok bool
	if s.mac, ok = deviceOf(name); !ok {
		return unfit(0, "no MAC address is in its name, by which a row would be its phone's")
	}
	if s.file, err = cfgfile.Parse(data); err != nil {
		return unfit(0, err.Error())
	}
	if err := s.file.WellFormed(); err != nil {
		return unfit(0, err.Error())
	}
	if s.version = s.file.Version(); s.version == "" {
		return unfit(0, "it has no version, and generate gives every file one")
	}
	s.spans = valueSpans(s.file)
	s.hash = skeleton(l.seed, s.file, s.spans)
	return s
}

// deviceOf returns the MAC in the name of a device's file, in whatever spelling it is there.
func deviceOf(name string) (mac naming.MAC, ok bool) {
	id := naming.Identify(name)
	if near := id.Near; id.Kind != naming.DeviceFile && near != nil && near.Kind == naming.DeviceFile && near.Certain {
		return near.MAC, near.Name != ""
	}
	return id.MAC, id.Kind == naming.DeviceFile
}

// lastPart returns the last part of a path.
func lastPart(name string) string { return name[strings.LastIndexAny(name, `/\`)+1:] }

func valueSpans(f *cfgfile.File) []cfgfile.Span {
	spans := make([]cfgfile.Span, 0, f.Len())
	for _, s := range f.Settings() {
		spans = append(spans, s.ValueSpan)
	}
	return spans
}

// skeleton returns a hash of a file without its values and its version: of two files with the
// same, each can be made of the other by putting its values there.
func skeleton(seed maphash.Seed, f *cfgfile.File, values []cfgfile.Span) uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	src, at := f.Source(), 0
	version, form := versionSpan(f)
	_, _ = h.WriteString(f.Dialect().String() + form) // a Hash returns no error
	cut := func(span cfgfile.Span) {
		_, _ = h.WriteString(src[at:span.Start])
		_ = h.WriteByte(0)
		at = span.End
	}
	for _, span := range values {
		if version.Len() > 0 && version.Start < span.Start {
			cut(version)
			version = cfgfile.Span{}
		}
		cut(span)
	}
	if version.Len() > 0 {
		cut(version)
	}
	_, _ = h.WriteString(src[at:])
	return h.Sum64()
}

// versionSpan returns what another version changes of a file, in text the header up to its
// end, and a word for how the header is padded there.
func versionSpan(f *cfgfile.File) (span cfgfile.Span, form string) {
	frame := f.Frame()
	span = frame.Version
	if span.Len() == 0 || !f.Dialect().IsText() {
		return span, ""
	}
	if frame.Header.End == span.End {
		return span, ""
	}
	span.End = frame.Header.End
	return span, fmt.Sprint("padded to ", frame.Header.Len())
}

// withVersion returns the edit that puts another version into a file, and what it is padded
// with.
func withVersion(f *cfgfile.File, version string) cfgfile.Edit {
	span, form := versionSpan(f)
	if form != "" {
		version += strings.Repeat(" ", max(span.Len()-len(version), 0))
	}
	return cfgfile.Edit{Span: span, New: version}
}

// A layout is the files that differ in values and in the version alone.
type layout struct {
	file    *cfgfile.File // the first of them
	name    string
	spans   []cfgfile.Span
	hash    uint64
	devices []*device
	paths   []cfgfile.Path // of its settings, once they are asked for
	joints  []*joint       // of the layouts that are made of it, once they are asked for
}

// A device is a phone's file with what it has other than the first of its layout.
type device struct {
	name    string
	mac     naming.MAC
	version string
	order   int
	layout  *layout
	joint   *joint    // its layout's, once a base is chosen
	values  []written // by number
	dropped bool
}

// written is a value of a setting as a file has it.
type written struct {
	number int
	text   string
}

// compare notes the values that a file has other than its layout's first one.
func (m *device) compare(s *sample) {
	first, src := m.layout.file.Source(), s.file.Source()
	for i, span := range s.spans {
		there := m.layout.spans[i]
		if text := src[span.Start:span.End]; text != first[there.Start:there.End] {
			m.values = append(m.values, written{i, strings.Clone(text)})
		}
	}
}

// value returns what a file has for a setting, as it is written.
func (m *device) value(number int) string {
	at, ok := slices.BinarySearchFunc(m.values, number, func(v written, n int) int { return v.number - n })
	if ok {
		return m.values[at].text
	}
	return m.layout.value(number)
}

// value returns what the first file has for a setting, as it is written.
func (in *layout) value(number int) string {
	span := in.spans[number]
	return in.file.Source()[span.Start:span.End]
}

// readValue returns a value as a phone reads it.
func readValue(d cfgfile.Dialect, written string) string {
	if d.IsXML() {
		return xmlscan.Resolve(written)
	}
	return written
}

func (in *layout) allPaths() []cfgfile.Path {
	if in.paths == nil {
		in.paths = make([]cfgfile.Path, 0, in.file.Len())
		for _, s := range in.file.Settings() {
			in.paths = append(in.paths, s.Path)
		}
	}
	return in.paths
}

// alive returns the files that fit so far.
func (in *layout) alive() []*device {
	return slices.DeleteFunc(slices.Clone(in.devices), func(m *device) bool { return m.dropped })
}

// A joint is a layout whose files can be made of another one's base by adding settings.
type joint struct {
	*layout
	number []int // of the settings of the base here
	added  []int // the numbers of the settings that the base does not have
	cells  []int // the numbers of the settings that columns are of, -1 for one that is not here
}

// join returns how the files of a layout are made of the base of another, which has some of
// their settings. It is nil where they are not.
func (in *layout) join(base *layout) *joint {
	if in == base {
		j := &joint{layout: in, number: make([]int, len(in.spans))}
		for i := range j.number {
			j.number[i] = i
		}
		return j
	}
	if in.file.Dialect() != base.file.Dialect() || len(in.spans) <= len(base.spans) {
		return nil
	}
	j := &joint{layout: in}
	there := base.allPaths()
	for i, p := range in.allPaths() {
		next := len(j.number)
		switch {
		case next < len(there) && there[next] == p:
			j.number = append(j.number, i)
		case len(in.spans)-i <= len(there)-next: // too few are left
			return nil
		default:
			j.added = append(j.added, i)
		}
	}
	if len(j.number) < len(there) || !j.isMadeOf(base) {
		return nil
	}
	return j
}

// isMadeOf reports whether the first file of a layout is that of a base with its values and
// the settings that the base does not have.
func (j *joint) isMadeOf(base *layout) bool {
	edits := []cfgfile.Edit{withVersion(base.file, j.file.Version())}
	for i, number := range j.number {
		edits = append(edits, cfgfile.Edit{Span: base.spans[i], New: j.value(number)})
	}
	text, _ := cfgfile.Apply(base.file.Source(), edits)
	assignments := make([]cfgfile.Assignment, len(j.added))
	for i, number := range j.added {
		assignments[i] = cfgfile.Assignment{Path: j.allPaths()[number].String(), Value: readValue(j.file.Dialect(), j.value(number))}
	}
	// What is cheap to find out comes first.
	for _, options := range []cfgfile.SetOptions{{Unchecked: true}, {}} {
		file, err := cfgfile.Parse([]byte(text))
		if err != nil {
			return false
		}
		if _, err := file.SetAll(assignments, options); err != nil || file.Source() != j.file.Source() {
			return false
		}
	}
	return true
}

// A group is the layouts that are made of one base.
type group struct {
	base    *layout
	joints  []*joint
	devices []*device // that fit so far, in the order of the files
	columns []differing

	name    string
	data    []byte
	secrets int
}

// groups returns the groups of all layouts: that which most files fit first, and of one
// dialect. Without Cluster it is one group, and the files of other layouts don't fit.
func (l *learner) groups() []*group {
	var groups []*group
	alive := map[*layout][]*device{} // of the layouts that are left
	for _, in := range l.layouts {
		if devices := in.alive(); len(devices) > 0 {
			alive[in] = devices
		}
	}
	for len(alive) > 0 && (len(groups) == 0 || l.options.Cluster) {
		var best *layout
		most := 0
		for _, base := range l.layouts {
			if alive[base] == nil || len(groups) > 0 && base.file.Dialect() != groups[0].base.file.Dialect() {
				continue
			}
			n := 0
			for _, j := range l.joints(base) {
				n += len(alive[j.layout])
			}
			if n > most {
				best, most = base, n
			}
		}
		if best == nil {
			break // another dialect is left
		}
		groups = append(groups, l.group(best, alive))
	}
	for _, in := range l.layouts {
		if alive[in] != nil {
			l.leaveOut(in, groups[0].base)
		}
	}
	return groups
}

// joints returns how layouts are made of a base, itself among them.
func (l *learner) joints(base *layout) []*joint {
	if base.joints == nil {
		for _, in := range l.layouts {
			if j := in.join(base); j != nil {
				base.joints = append(base.joints, j)
			}
		}
	}
	return base.joints
}

// group returns the group of a base, and takes its layouts out of those that are left.
func (l *learner) group(base *layout, alive map[*layout][]*device) *group {
	g := &group{base: base}
	for _, j := range l.joints(base) {
		for _, m := range alive[j.layout] {
			m.joint = j
		}
		if alive[j.layout] != nil {
			g.joints = append(g.joints, j)
			g.devices = append(g.devices, alive[j.layout]...)
			delete(alive, j.layout)
		}
	}
	slices.SortFunc(g.devices, func(a, b *device) int { return a.order - b.order })
	return g
}
