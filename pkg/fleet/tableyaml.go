package fleet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v4"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// MaxYAML is how many bytes a table in YAML can have, which is read whole: 32 MiB.
const MaxYAML = cfgfile.MaxSize

// maxNodes is how many values a row of YAML can have with what its aliases stand for.
const maxNodes = 16 * MaxColumns

// A yamlReader reads a table in YAML: a list of mappings.
type yamlReader struct {
	text    *textReader
	file    io.Closer
	columns *columns

	rows   []*yaml.Node // those not read yet
	row    rowBuilder
	number int // of the row read last
	nodes  int // that the row has
}

func (r *yamlReader) close()    { _ = r.file.Close() }
func (r *yamlReader) line() int { return 0 }

// head reads the document, and all rows for their columns, where these are not known.
func (r *yamlReader) head() error {
	r.row = rowBuilder{columns: r.columns, table: r.text.table}
	data, err := r.text.all(MaxYAML, fmt.Sprintf("more than %d MiB: a table in YAML is read whole; write one of this size in CSV or in JSON, an object a line", MaxYAML>>20))
	if err != nil {
		return err
	}
	root, err := readYAML(r.text.table, data)
	if err != nil {
		return err
	}
	if root == nil {
		return errEmptyTable(r.text.table)
	}
	if root.Kind != yaml.SequenceNode {
		return &TableError{Table: r.text.table, Line: root.Line, Text: "a table in YAML is a list of mappings: each row begins with a dash"}
	}
	r.rows = root.Content
	if r.columns.isFixed {
		return nil
	}
	return r.columns.gather(r)
}

// readYAML returns the root of the one document in data, nil where there is nothing in it.
// Errors have the line and no text of the document.
func readYAML(name string, data []byte) (*yaml.Node, error) {
	fail := func(line int, text string, err error) (*yaml.Node, error) {
		return nil, &TableError{Table: name, Line: line, Text: text, Err: err}
	}
	syntax := func(err error) (*yaml.Node, error) {
		var wrong *yaml.LoadError
		if !errors.As(err, &wrong) {
			return fail(0, "this is not YAML", err)
		}
		switch line := controlLine(data); {
		case wrong.Mark.Line < 1 && line > 0:
			return fail(line, "a character stands in this line that YAML does not have: escape it, in double quotes", err)
		case wrong.Stage == yaml.ComposerStage:
			return fail(wrong.Mark.Line, "an alias without its anchor: put text that begins with * in quotes", err)
		}
		return fail(wrong.Mark.Line, "this is not YAML: look at the indentation, the quotes and the brackets; the text may be cut off", err)
	}
	documents, err := yaml.NewLoader(bytes.NewReader(data))
	if err != nil {
		return syntax(err)
	}
	var first, second yaml.Node
	switch err := documents.Load(&first); {
	case errors.Is(err, io.EOF):
		return nil, nil
	case err != nil:
		return syntax(err)
	}
	switch err := documents.Load(&second); {
	case err == nil:
		return fail(second.Line, "a second document begins here, and one is read", nil)
	case !errors.Is(err, io.EOF):
		return syntax(err)
	}
	root := first.Content[0]
	if root.Kind == yaml.ScalarNode && root.ShortTag() == "!!null" {
		return nil, nil
	}
	return root, nil
}

// controlLine returns the line of the first character that YAML does not allow, whose reader
// does not say where it is. It is 0 where there is none.
func controlLine(data []byte) int {
	line := 1
	for _, c := range string(data) {
		switch {
		case c == '\n':
			line++
		case c == '\t', c == '\r', c == '\u0085':
		case unicode.IsControl(c), c == '\ufeff', c == '\ufffe', c == '\uffff':
			return line
		}
	}
	return 0
}

// next returns the next row with a cell in it.
func (r *yamlReader) next() (Row, error) {
	for len(r.rows) > 0 {
		node := r.rows[0]
		r.rows = r.rows[1:]
		r.row.start(r.number+1, node.Line)
		r.nodes = 0
		if n := aliased(node); n.Kind == yaml.MappingNode {
			flatten("", n, 1, &r.nodes, r)
		} else {
			r.row.fail(node.Line, 0, "a row is a mapping with the names of the columns in it, and this is none")
		}
		if r.row.isSet || r.row.fault != nil {
			r.number++
			return r.row.finish()
		}
	}
	return Row{}, io.EOF
}

// A cellSink takes the cells of nested mappings.
type cellSink interface {
	cell(name string, at *yaml.Node, cell Cell)
	wrong(name string, at *yaml.Node, text string) // "" where it is no column's
}

func (r *yamlReader) cell(name string, at *yaml.Node, cell Cell) {
	r.row.set(name, func() int { return at.Line }, cell)
}

func (r *yamlReader) wrong(name string, at *yaml.Node, text string) {
	column := 0
	if name != "" {
		column = r.columns.place(name) + 1
	}
	r.row.fail(at.Line, column, "%s", text)
}

// flatten hands the scalars of a mapping to a sink, by names with the way to them. It counts
// the nodes, since aliases can make few lines many.
func flatten(prefix string, mapping *yaml.Node, depth int, nodes *int, sink cellSink) {
	for _, pair := range members(mapping, depth, nodes) {
		key := aliased(pair.key)
		if key.Kind != yaml.ScalarNode {
			sink.wrong("", pair.key, "the name of a column is text")
			continue
		}
		flattenValue(prefix+key.Value, pair.value, depth, nodes, sink)
	}
	if *nodes > maxNodes && depth == 1 {
		sink.wrong("", mapping, fmt.Sprintf("more than %d values with what the aliases stand for", maxNodes))
	}
}

func flattenValue(name string, at *yaml.Node, depth int, nodes *int, sink cellSink) {
	n := aliased(at)
	switch *nodes++; {
	case *nodes > maxNodes: // which the outermost mapping says
	case n.Kind == yaml.ScalarNode:
		cell, err := cellOfScalar(n)
		if err != nil {
			sink.wrong(name, at, err.Error())
			return
		}
		sink.cell(name, at, cell)
	case depth == maxNested:
		sink.wrong("", at, fmt.Sprintf("more than %d mappings stand in each other", maxNested))
	case n.Kind == yaml.MappingNode:
		flatten(name+".", n, depth+1, nodes, sink)
	default:
		for i, element := range n.Content {
			flattenValue(name+"["+strconv.Itoa(i+1)+"]", element, depth+1, nodes, sink)
		}
	}
}

// cellOfScalar returns the cell of a value. Numbers and dates are the text that is written.
func cellOfScalar(n *yaml.Node) (Cell, error) {
	switch n.ShortTag() {
	case "!!null":
		return Cell{}, nil
	case "!!bool":
		return cellOfBool(strings.EqualFold(n.Value, "true")), nil
	case "!!str", "!!int", "!!float", "!!timestamp":
		return cellOf(n.Value), nil
	}
	return Cell{}, errors.New("a value with a tag of its own, which is not known here: write the value itself")
}

// aliased returns what an alias stands for, and any other node as it is.
func aliased(n *yaml.Node) *yaml.Node {
	for range maxNested {
		if n.Kind != yaml.AliasNode {
			break
		}
		n = n.Alias
	}
	return n
}

// member is a member of a mapping.
type member struct{ key, value *yaml.Node }

// members returns the members of a mapping, and behind them those of the mappings that it
// merges and has no member of the same name to.
func members(mapping *yaml.Node, depth int, nodes *int) (all []member) {
	var merged []*yaml.Node
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		key, value := mapping.Content[i], aliased(mapping.Content[i+1])
		switch {
		case key.ShortTag() != "!!merge":
			all = append(all, member{key, mapping.Content[i+1]})
		case value.Kind == yaml.SequenceNode:
			merged = append(merged, value.Content...)
		default:
			merged = append(merged, value)
		}
	}
	if len(merged) == 0 || depth > maxNested {
		return all
	}
	has := map[string]bool{}
	for _, m := range all {
		has[aliased(m.key).Value] = true
	}
	for _, from := range merged {
		if *nodes++; *nodes > maxNodes {
			break
		}
		if from = aliased(from); from.Kind != yaml.MappingNode {
			continue
		}
		for _, m := range members(from, depth+1, nodes) {
			if name := aliased(m.key).Value; !has[name] {
				has[name] = true
				all = append(all, m)
			}
		}
	}
	return all
}
