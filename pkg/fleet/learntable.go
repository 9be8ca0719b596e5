package fleet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// An attempt is bases and tables that files are to be made of, until a generator has made them.
type attempt struct {
	groups  []*group
	columns []*tableColumn // of settings
	rows    []*device
	phones  []byte
	secrets []byte // nil where there are none, or they are not apart
}

// tableColumn is a column of the table.
type tableColumn struct {
	head   string
	secret bool
}

// differing is a setting that differs among the files of a group.
type differing struct {
	path   cfgfile.Path
	number int // in the base, -1 where that does not have it
	column *tableColumn
}

// attempt returns the bases and tables for the files that fit so far. It leaves out those that
// turn out not to.
func (l *learner) attempt() *attempt {
	for {
		d := &attempt{groups: l.groups()}
		found := len(l.misfits)
		l.fill(d)
		if len(l.misfits) == found && len(d.rows) > 0 {
			l.write(d)
		}
		if len(l.misfits) == found {
			return d
		}
	}
}

// fill finds the columns and the rows of an attempt.
func (l *learner) fill(d *attempt) {
	byHead := map[string]*tableColumn{}
	for i, g := range d.groups {
		g.name = l.options.BaseName(i+1, len(d.groups))
		l.settle(g)
		for n := range g.columns {
			c := &g.columns[n]
			if known := byHead[c.column.head]; known != nil {
				known.secret = known.secret || c.column.secret
				c.column = known
				continue
			}
			byHead[c.column.head] = c.column
			d.columns = append(d.columns, c.column)
		}
		d.rows = append(d.rows, g.devices...)
	}
	slices.SortFunc(d.rows, func(a, b *device) int { return a.order - b.order })
}

// settle finds what differs among the files of a group, and makes its base. Files that differ
// in what cannot be a column are dropped, and the base is not made.
func (l *learner) settle(g *group) {
	numbers, common := g.differing()
	if len(numbers) > MaxColumns {
		for _, m := range g.devices {
			l.drop(m, 0, fmt.Sprintf("%d settings differ among the files, and a table has no more than %d columns", len(numbers), MaxColumns))
		}
		return
	}
	edits := make([]cfgfile.Edit, 0, len(numbers)+len(common)+1)
	for _, i := range numbers {
		edits = append(edits, cfgfile.Edit{Span: g.base.spans[i]})
	}
	for i, text := range common {
		edits = append(edits, cfgfile.Edit{Span: g.base.spans[i], New: text})
	}
	edits = append(edits, withVersion(g.base.file, g.version()))
	text, _ := cfgfile.Apply(g.base.file.Source(), edits)
	file, err := cfgfile.Parse([]byte(text))
	if err != nil || skeleton(l.seed, file, valueSpans(file)) != g.base.hash {
		l.dropHollow(g, numbers)
		return
	}
	g.data, g.columns = []byte(text), nil
	shown := redact.NewFile(g.base.file)
	heads := map[string]bool{}
	for _, i := range numbers {
		s := g.base.file.Setting(i)
		c := differing{path: s.Path, number: i, column: &tableColumn{secret: shown.HidesValue(&s)}}
		l.name(g, file, &c, heads)
	}
	for _, p := range g.added() {
		c := differing{path: p, number: -1, column: &tableColumn{}}
		l.name(g, file, &c, heads)
	}
	for _, j := range g.joints {
		j.cells = make([]int, len(g.columns))
		for i := range g.columns {
			j.cells[i] = j.numberOf(&g.columns[i])
		}
	}
	g.countSecrets(file)
}

// name finds a name for a column by which a generator finds its setting, and no other.
func (l *learner) name(g *group, base *cfgfile.File, c *differing, taken map[string]bool) {
	names := []string{c.path.String()}
	if neutral, ok := c.path.NeutralName(); ok {
		names = []string{neutral, c.path.String()}
	}
	in := merged{File: base, isSure: true}
	var reason string
	for _, name := range names {
		p, err := in.resolve(name)
		switch {
		case errors.As(err, new(*cfgfile.AmbiguousError)):
			reason = "the file has it more than once, so that no column can be of it alone"
			continue
		case err != nil:
			reason = "no column can be of it"
			continue
		case p.String() != c.path.String(), taken[columnKey(name)], isReserved(name):
			reason = "a column of its name would be something else"
			continue
		}
		taken[columnKey(name)] = true
		c.column.head = name
		g.columns = append(g.columns, *c)
		return
	}
	l.dropDiffering(g, c, reason)
}

// dropDiffering drops the files that have another value for a setting than most, or for a
// setting that the base does not have, those that have it.
func (l *learner) dropDiffering(g *group, c *differing, reason string) {
	usual := ""
	if c.number >= 0 {
		usual = g.usual(c.number)
	}
	for _, m := range g.devices {
		j := m.joint
		number := j.numberOf(c)
		if number < 0 || c.number >= 0 && m.value(number) == usual && !hasVariable(readValue(c.path.Dialect, usual)) {
			continue
		}
		line, path := shownSetting(j.file, number)
		why := "differs among the files"
		if c.number >= 0 && hasVariable(readValue(c.path.Dialect, usual)) {
			why = "has braces in its value, as a variable in a base has"
		}
		l.drop(m, line, fmt.Sprintf("%s %s, and %s", path, why, reason))
	}
}

// dropHollow drops the files that differ in settings which are read as something else without
// a value, as an element of the root in XML.
func (l *learner) dropHollow(g *group, numbers []int) {
	found := len(l.misfits)
	for _, i := range numbers {
		text, _ := cfgfile.Apply(g.base.file.Source(), []cfgfile.Edit{{Span: g.base.spans[i]}})
		file, err := cfgfile.Parse([]byte(text))
		if err != nil || skeleton(l.seed, file, valueSpans(file)) != g.base.hash {
			c := &differing{path: g.base.allPaths()[i], number: i}
			l.dropDiffering(g, c, "without a value it is read as something else")
		}
	}
	if len(l.misfits) == found { // only all of them together are
		for _, m := range g.devices {
			l.drop(m, 0, "without the values that differ, nothing says which dialect it is")
		}
	}
}

// isReserved reports whether a column of a name says something else than a setting.
func isReserved(name string) bool {
	return slices.Contains(roleNames[1:], columnKey(name))
}

// differing returns the numbers of the settings that differ among the files, in their order,
// and the values of others that the first file alone has another value for. One with what
// reads as a variable in a base differs: no cell is looked through for variables.
func (g *group) differing() (numbers []int, common map[int]string) {
	suspect := make([]bool, len(g.base.spans))
	for _, j := range g.joints {
		place := j.places()
		for i, number := range j.number {
			suspect[i] = suspect[i] || j.value(number) != g.base.value(i)
		}
		for _, m := range j.devices {
			for _, v := range m.values {
				if i := place[v.number]; i >= 0 && !m.dropped {
					suspect[i] = true
				}
			}
		}
	}
	common = map[int]string{}
	for i, isSuspect := range suspect {
		text := g.base.value(i)
		if isSuspect {
			text = g.valueOf(g.devices[0], i)
		}
		switch {
		case hasVariable(readValue(g.base.file.Dialect(), text)):
			numbers = append(numbers, i)
		case !isSuspect:
		case slices.ContainsFunc(g.devices[1:], func(m *device) bool { return g.valueOf(m, i) != text }):
			numbers = append(numbers, i)
		case text != g.base.value(i):
			common[i] = text
		}
	}
	return numbers, common
}

// hasVariable reports whether a base could have a variable in a value.
func hasVariable(value string) bool { return strings.Contains(value, "{{") }

// valueOf returns what a file has for a setting of the base, as it is written.
func (g *group) valueOf(m *device, number int) string { return m.value(m.joint.number[number]) }

// usual returns the value that most files have for a setting of the base.
func (g *group) usual(number int) (text string) {
	counts, most := map[string]int{}, 0
	for _, m := range g.devices {
		value := g.valueOf(m, number)
		if counts[value]++; counts[value] > most {
			text, most = value, counts[value]
		}
	}
	return text
}

// places returns the numbers that the settings of a layout have in the base, -1 for those that
// it does not have.
func (j *joint) places() []int {
	places := make([]int, len(j.spans))
	for i := range places {
		places[i] = -1
	}
	for i, number := range j.number {
		places[number] = i
	}
	return places
}

// numberOf returns the number that a setting which differs has in a layout, -1 where that does
// not have it.
func (j *joint) numberOf(c *differing) int {
	if c.number >= 0 {
		return j.number[c.number]
	}
	for _, i := range j.added {
		if j.allPaths()[i] == c.path {
			return i
		}
	}
	return -1
}

// added returns the settings that the base does not have, in an order that is that of each
// layout which has them.
func (g *group) added() []cfgfile.Path {
	var all []cfgfile.Path
	for _, j := range g.joints {
		next := 0
		for _, i := range j.added {
			p := j.allPaths()[i]
			if at := slices.Index(all, p); at >= 0 {
				next = at + 1
				continue
			}
			all = slices.Insert(all, next, p)
			next++
		}
	}
	return all
}

// version returns the version of the base: the shortest that a file has, which the header has
// room for however it is padded.
func (g *group) version() string {
	version := g.devices[0].version
	for _, m := range g.devices[1:] {
		if len(m.version) < len(version) {
			version = m.version
		}
	}
	return version
}

// versionsDiffer reports whether the files have several versions.
func (g *group) versionsDiffer() bool {
	return slices.ContainsFunc(g.devices, func(m *device) bool { return m.version != g.devices[0].version })
}

// countSecrets counts the settings of the base that have a secret in them.
func (g *group) countSecrets(base *cfgfile.File) {
	g.secrets = 0
	shown := redact.NewFile(base)
	for _, s := range base.Settings() {
		if s.Value != "" && (shown.HidesValue(&s) || redact.Value(s.Value) != s.Value) {
			g.secrets++
		}
	}
}

// write writes the tables of an attempt.
func (l *learner) write(d *attempt) {
	w := newTableWriter(l, d)
	byLayout := map[*layout]*group{}
	for _, g := range d.groups {
		for _, j := range g.joints {
			byLayout[j.layout] = g
		}
	}
	for _, m := range d.rows {
		w.row(m, byLayout[m.layout])
	}
	d.phones = w.phones
	if w.hasSecrets {
		d.secrets = w.secrets
	}
}

// A tableWriter writes the tables of phones and of their secrets.
type tableWriter struct {
	*learner
	attempt         *attempt
	phones, secrets []byte
	hasSecrets      bool
	withFile        bool
	withVersion     bool
	place           map[*tableColumn]int // in the row of its table
	cells, apart    []Cell               // of the row
}

func newTableWriter(l *learner, d *attempt) *tableWriter {
	w := &tableWriter{learner: l, attempt: d, place: map[*tableColumn]int{}}
	for _, m := range d.rows {
		w.withFile = w.withFile || lastPart(m.name) != m.mac.FileName(0)
	}
	for _, g := range d.groups {
		w.withVersion = w.withVersion || g.versionsDiffer()
		g.markSecrets()
	}
	head := []Cell{{"mac", true}}
	apart := []Cell{{"mac", true}}
	add := func(is bool, name string) {
		if is {
			head = append(head, Cell{name, true})
		}
	}
	add(w.withFile, "file")
	add(len(d.groups) > 1, "base")
	add(w.withVersion, "version")
	for _, c := range d.columns {
		if c.secret && l.options.Apart {
			w.place[c], w.hasSecrets = len(apart), true
			apart = append(apart, Cell{c.head, true})
			continue
		}
		w.place[c] = len(head)
		head = append(head, Cell{c.head, true})
	}
	w.phones, w.secrets = appendCSV(nil, head), appendCSV(nil, apart)
	w.cells, w.apart = make([]Cell, len(head)), make([]Cell, len(apart))
	return w
}

// markSecrets finds the columns with a value that shows a secret whatever its setting.
func (g *group) markSecrets() {
	for i := range g.columns {
		c := &g.columns[i]
		for _, j := range g.joints {
			if number := j.cells[i]; c.number < 0 && number >= 0 {
				s := j.file.Setting(number)
				c.column.secret = c.column.secret || redact.NewFile(j.file).HidesValue(&s)
			}
		}
		for _, m := range g.devices {
			if c.column.secret {
				break
			}
			if number := m.joint.cells[i]; number >= 0 {
				value := readValue(c.path.Dialect, m.value(number))
				c.column.secret = redact.Value(value) != value
			}
		}
	}
}

// row writes the row of a file, unless one of its values can be in no cell.
func (w *tableWriter) row(m *device, g *group) {
	withVersion := w.withVersion && g.versionsDiffer()
	switch fault := cellFault(lastPart(m.name)); {
	case fault != "" && w.withFile:
		w.drop(m, 0, "its name "+fault)
		return
	case withVersion && cfgfile.CheckVersion(m.version) != nil:
		w.drop(m, 0, "its version is none that generate could give a file, and other files have another")
		return
	}
	clear(w.cells)
	clear(w.apart)
	w.cells[0], w.apart[0] = Cell{m.mac.String(), true}, Cell{m.mac.String(), true}
	next := 1
	add := func(is bool, text string) {
		if is {
			w.cells[next] = Cell{text, true}
			next++
		}
	}
	add(w.withFile, lastPart(m.name))
	add(len(w.attempt.groups) > 1, g.name)
	add(withVersion, m.version)
	j, isSecret := m.joint, false
	for i := range g.columns {
		c := &g.columns[i]
		number := j.cells[i]
		if number < 0 {
			continue
		}
		value := readValue(c.path.Dialect, m.value(number))
		if fault := cellFault(value); fault != "" {
			line, path := shownSetting(j.file, number)
			w.drop(m, line, fmt.Sprintf("the value of %s %s", path, fault))
			return
		}
		cells := w.cells
		if c.column.secret && w.options.Apart {
			cells, isSecret = w.apart, true
		}
		cells[w.place[c.column]] = Cell{value, true}
	}
	w.phones = appendCSV(w.phones, w.cells)
	if isSecret {
		w.secrets = appendCSV(w.secrets, w.apart)
	}
}

// cellFault returns why no cell of a table can have a value, "" where one can.
func cellFault(value string) string {
	switch {
	case !utf8.ValidString(value):
		return "is not UTF-8, as a table is"
	case strings.ContainsAny(value, "\r\n"):
		return "holds a line break, which a table does not put into a setting"
	case strings.IndexByte(value, 0) >= 0:
		return "holds a NUL, which no table has"
	case value == emptyText:
		return "is two quotation marks, which in a table stand for an empty value"
	}
	return ""
}

// tables opens the tables of an attempt as they are written.
func (d *attempt) tables() (*Table, *Secrets, error) {
	open := func(name string, data []byte) (*Table, error) {
		return OpenTable(Source{name, func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }}, CSV)
	}
	phones, err := open("phones.csv", d.phones)
	if err != nil || d.secrets == nil {
		return phones, nil, err
	}
	table, err := open("secrets.csv", d.secrets)
	if err != nil {
		return nil, nil, err
	}
	secrets, err := ReadSecrets(table)
	return phones, secrets, err
}

// readBase is the ReadFile of a generator of an attempt.
func (d *attempt) readBase(name string) ([]byte, error) {
	for _, g := range d.groups {
		if g.name == name {
			return g.data, nil
		}
	}
	return nil, fmt.Errorf("there is no base %s", name)
}
