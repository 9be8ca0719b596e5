package fleet

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/crypt"
	"github.com/fvcfg/fvcfg/pkg/lint"
	"github.com/fvcfg/fvcfg/pkg/naming"
)

// phone is a row that is worked on.
type phone struct {
	*Generator
	table   string
	row     Row
	secrets *Row // its row of the secrets, nil for none

	mac   naming.MAC
	model string // "" where it is not known
	key   *crypt.Key
	name  string // of its file
	least string // the version that its file has at least, "" for that of the base
	plan  *plan

	values  []cfgfile.Filling // of the plan's spots
	columns []int             // by which each of them was given, -1 for none
	shows   bool              // one of them is a secret

	faults   []error
	warnings []string
}

// buffers are what a row needs only while it is worked on.
var buffers = sync.Pool{New: func() any { return new(buffer) }}

type buffer struct{ text, probe []byte }

// read reads a row, up to the values of its settings.
func (g *Generator) read(table string, row Row) *phone {
	p := &phone{Generator: g, table: table, row: row}
	p.readMAC()
	p.readModel()
	p.readSecrets()
	p.readKey()
	p.readName()
	p.readVersion()
	if text, _ := p.chosen(roleModel); text == "" || p.model != "" {
		p.readPlan()
	}
	if p.plan != nil {
		p.fill()
	}
	return p
}

// cell returns what the row has in a column.
func (p *phone) cell(column int) Cell {
	if column < 0 {
		return Cell{}
	}
	if c := p.Generator.columns[column]; c.secret {
		at := column - p.phoneColumns
		if p.secrets == nil || at >= len(p.secrets.Cells) {
			return Cell{}
		}
		return p.secrets.Cells[at]
	}
	if column >= len(p.row.Cells) {
		return Cell{}
	}
	return p.row.Cells[column]
}

// chosen returns the trimmed text of the cell by which a row chooses something, and its column.
func (p *phone) chosen(r role) (text string, column int) {
	column = p.roles[r]
	return strings.TrimSpace(p.cell(column).Text), column
}

// fault notes what is wrong with the row, in a column or, for -1, in none.
func (p *phone) fault(column int, text string, err error) {
	p.faults = append(p.faults, p.errorAt(column, text, err))
}

func (p *phone) errorAt(column int, text string, err error) *TableError {
	e := &TableError{Table: p.table, Line: p.row.Line, Row: p.row.Number, Text: text, Err: err}
	if column >= 0 {
		c := p.Generator.columns[column]
		e.Column, e.ColumnName = c.number, c.name
		if c.secret && p.secrets != nil {
			e.Table, e.Line, e.Row = p.options.Secrets.table, p.secrets.Line, p.secrets.Number
		}
	}
	return e
}

func (p *phone) readMAC() {
	text, column := p.chosen(roleMAC)
	mac, err := parseMAC(text)
	switch {
	case text == "":
		p.fault(column, "the row has no MAC address", nil)
	case err != nil:
		p.fault(column, oneLine(err), err)
	case mac[0]&1 == 1:
		p.fault(column, "the MAC address "+mac.String()+" is that of a group, which no phone has: its first byte is odd", nil)
	default:
		p.mac = mac
	}
}

func (p *phone) readModel() {
	text, column := p.chosen(roleModel)
	if text == "" {
		return
	}
	model, err := p.lookupModel(text)
	if err != nil {
		p.fault(column, oneLine(err), err)
	}
	p.model = model
}

// lookupModel returns a model's name as the maker writes it. Each spelling is looked up once.
func (g *Generator) lookupModel(text string) (string, error) {
	if name, ok := g.models.Load(text); ok {
		return name.(string), nil
	}
	m, err := naming.LookupModel(text)
	if err == nil {
		g.models.Store(strings.Clone(text), m.Name)
	}
	return m.Name, err
}

func (p *phone) readSecrets() {
	if p.options.Secrets == nil || p.mac.IsZero() {
		return
	}
	row, err := p.options.Secrets.Of(p.mac, p.cell(p.extension).Text)
	if err != nil {
		p.faults = append(p.faults, err)
	}
	p.secrets = row
}

// readKey finds the key that the file is encrypted with.
func (p *phone) readKey() {
	text, column := p.chosen(roleKey)
	switch {
	case text != "":
		key, err := crypt.ParseKey(text)
		if err != nil {
			p.fault(column, oneLine(err), err)
			return
		}
		p.key = &key
	case p.options.Key != nil:
		p.key = p.options.Key
	case p.options.Master != nil && !p.mac.IsZero():
		key, err := p.options.Master.Derive(p.mac)
		if err != nil {
			p.fault(-1, oneLine(err), err)
			return
		}
		p.key = &key
	}
}

func (p *phone) readName() {
	text, column := p.chosen(roleFile)
	if text == "" {
		p.name = p.mac.FileName(p.options.Ext)
		return
	}
	if wrong := checkFileName(text); wrong != "" {
		p.fault(column, wrong, nil)
		return
	}
	p.name = text
}

func (p *phone) readVersion() {
	text, column := p.chosen(roleVersion)
	if err := cfgfile.CheckVersion(text); text != "" && err != nil {
		p.fault(column, oneLine(err), err)
		return
	}
	p.least = text
}

// checkFileName returns what is wrong with a name for a file of the folder, "" for nothing.
func checkFileName(name string) string {
	const most = 255
	switch _, isManifest := ShardOfManifest(name); {
	case strings.ContainsAny(name, `/\`) || name == "." || name == "..":
		return "it is no plain file name: all files are in one folder"
	case len(name) > most:
		return fmt.Sprintf("the file name has %d bytes, and the most is %d", len(name), most)
	case !utf8.ValidString(name) || strings.ContainsFunc(name, phrase.IsHidden):
		return "the file name holds what cannot be seen"
	case name[0] == '.' || name[0] == '-':
		return "a file name begins with a letter or a digit"
	case isManifest:
		return "a file of this name lists the others"
	case strings.ContainsAny(name, `<>:"|?*`):
		return "the file name holds one of < > : \" | ? *, which not every server can have in a name"
	}
	return ""
}

// readPlan finds the bases and the dialect.
func (p *phone) readPlan() {
	key := planKey{bases: p.bases, model: p.model}
	bases, baseColumn := p.chosen(roleBase)
	if bases != "" {
		var names []string
		for name := range strings.SplitSeq(bases, ";") {
			if name = strings.TrimSpace(name); name != "" {
				names = append(names, name)
			}
		}
		if len(names) == 0 {
			p.fault(baseColumn, "there is no name of a base in it", nil)
			return
		}
		key.bases = strings.Join(names, "\n")
	}
	if key.bases == "" {
		p.fault(baseColumn, "there is no base for it", nil)
		return
	}
	text, dialectColumn := p.chosen(roleDialect)
	if text != "" {
		d, ok := catalog.ParseDialect(strings.ToLower(text))
		if !ok {
			p.fault(dialectColumn, "there is no dialect "+phrase.Quote(text)+": there are "+dialectNames(), nil)
			return
		}
		key.dialect = d
	}
	if key.dialect == 0 {
		d, err := p.dialectOf(key)
		if err != nil {
			p.fault(baseColumn, oneLine(err), err)
			return
		}
		key.dialect = d
	}
	plan := p.Generator.plan(key)
	if plan.err != nil {
		column := -1
		switch {
		case errors.Is(plan.err, errOtherGeneration) && dialectColumn >= 0:
			column = dialectColumn
		case bases != "":
			column = baseColumn
		}
		p.fault(column, oneLine(plan.err), &planError{plan, plan.err})
		return
	}
	p.plan = plan
}

// planError is what is wrong with a base, for all rows that have it.
type planError struct {
	plan *plan
	err  error
}

func (e *planError) Error() string { return e.err.Error() }

func (e *planError) Unwrap() error { return e.err }

func dialectNames() string {
	var names []string
	for _, d := range catalog.Dialects() {
		names = append(names, d.String())
	}
	return phrase.List(names, "and")
}

// errNoDialect says that nothing names the dialect of a file.
var errNoDialect = errors.New("nothing says in which dialect the file is to be: bases in YAML need a column dialect, or a model that one is known of")

// dialectOf returns the dialect of files of bases that no row says another of: 0 for that of
// the first provisioning file among them, where there is one, else that which most products
// serve to the model.
func (g *Generator) dialectOf(key planKey) (cfgfile.Dialect, error) {
	layers, err := g.layersOf(key)
	if err != nil {
		return 0, err
	}
	for _, l := range layers {
		if l.file != nil {
			return 0, nil
		}
	}
	if d := servedDialect(key.model); d != 0 {
		return d, nil
	}
	return 0, errNoDialect
}

// servedDialect returns the dialect that most products serve to a model, the first by name
// of several, 0 where none is known.
func servedDialect(name string) cfgfile.Dialect {
	model, err := naming.LookupModel(name)
	if err != nil {
		return 0
	}
	by := map[string][]string{}
	for _, s := range model.Services() {
		if !slices.Contains(by[s.Dialect], s.By) {
			by[s.Dialect] = append(by[s.Dialect], s.By)
		}
	}
	var best cfgfile.Dialect
	for _, d := range catalog.Dialects() {
		if len(by[d.String()]) > len(by[best.String()]) {
			best = d
		}
	}
	return best
}

// fill finds the values of the settings.
func (p *phone) fill() {
	p.values, p.columns = make([]cfgfile.Filling, len(p.plan.spots)), make([]int, len(p.plan.spots))
	for i := range p.plan.spots {
		p.fillSpot(i, &p.plan.spots[i])
	}
	for _, m := range p.plan.missing {
		if !p.cell(m.column).Set {
			continue
		}
		if c := p.Generator.columns[m.column]; !c.hasWay {
			c.ignored.Store(true)
			continue
		}
		reason, dialect := reasonFor(p.Generator.columns[m.column].name, m.err), p.plan.file.Dialect().String()
		if !strings.HasPrefix(reason, dialect) {
			reason = "in " + dialect + ", " + reason
		}
		p.fault(m.column, reason, m.err)
	}
	for _, v := range p.plan.varied {
		if v.spot < 0 || !p.values[v.spot].Set {
			v.entry.carried.carry(p.plan.file.Dialect())
		}
	}
}

func (p *phone) fillSpot(i int, s *spot) {
	value, column := p.cell(s.column), s.column
	if p.columns[i] = -1; !value.Set && s.template != nil {
		text, v, err := s.template.expand(p.valueOf)
		if err != nil {
			p.fault(p.columnOf(v.source), err.Error(), err)
			return
		}
		column = -1
		for _, part := range s.template {
			if part.variable != nil && column < 0 {
				column = p.columnOf(part.variable.source)
			}
		}
		value = Cell{text, true}
	}
	if !value.Set {
		return
	}
	p.columns[i], p.values[i] = column, cfgfile.Filling{Value: value.Text, Set: true}
	if value.Text == "" {
		return
	}
	p.shows = p.shows || s.secret
	if s.line > p.plan.lines && p.plan.lines > 0 {
		p.fault(column, fmt.Sprintf("the %s has %s, as %s has it, and this is of line %d", p.model, phrase.Count(p.plan.lines, "line"), p.plan.linesBy, s.line), nil)
	}
	if column == s.column && strings.TrimSpace(value.Text) == "" { // a slip in a spreadsheet
		p.fault(column, `the cell has white space in it and nothing else: empty it, or write "" to empty the setting`, nil)
	} else if err := p.plan.filler.Check(i, value.Text); err != nil {
		p.fault(column, reasonOf(err)+" ("+s.path.String()+")", err)
		p.values[i] = cfgfile.Filling{}
	}
}

// reasonOf returns what is wrong with a value.
func reasonOf(err error) string {
	var value *cfgfile.ValueError
	var kind *cfgfile.KindError
	switch {
	case errors.As(err, &value):
		return "the value " + value.Reason
	case errors.As(err, &kind):
		return "the value " + kind.Reason
	}
	return oneLine(err)
}

// valueOf returns the value of a variable.
func (p *phone) valueOf(s source) Cell {
	switch s {
	case fromMAC:
		return Cell{p.mac.String(), true}
	case fromModel:
		return Cell{p.model, p.model != ""}
	case fromKey:
		if p.key == nil {
			return Cell{}
		}
		return Cell{p.key.Hex(), true}
	}
	return p.cell(int(s))
}

// columnOf returns the column that a variable's value is from, -1 where it has none.
func (p *phone) columnOf(s source) int {
	switch s {
	case fromMAC:
		return p.roles[roleMAC]
	case fromModel:
		return p.roles[roleModel]
	case fromKey:
		return p.roles[roleKey]
	}
	return int(s)
}

// lint holds the row's values against the rules.
func (p *phone) lint(b *buffer) {
	errs, warnings, err := p.plan.probe.check(p.name, p.values, b)
	if err != nil {
		p.fault(-1, oneLine(err), err)
		return
	}
	for _, f := range errs {
		p.fault(p.columnOfFinding(f), sentenceOf(f), nil)
	}
	if len(p.faults) > 0 {
		return // of which enough is said
	}
	for _, f := range warnings {
		p.warnings = append(p.warnings, p.errorAt(p.columnOfFinding(f), sentenceOf(f), nil).Error())
	}
}

func sentenceOf(f lint.Finding) string {
	text := f.Sentence()
	if before, behind, ok := strings.Cut(text, " on line "); ok { // of the probe, which nobody sees
		text = before + strings.TrimLeft(behind, "0123456789")
	}
	if f.Path != "" {
		text += " (" + f.Path + ")"
	}
	return text + " [" + f.Rule.String() + "]"
}

// columnOfFinding returns the column that a finding's setting has its value from.
func (p *phone) columnOfFinding(f lint.Finding) int {
	if i, ok := p.plan.probe.spots[f.Path]; ok && f.Path != "" {
		return p.columns[i]
	}
	return -1
}
