package cfgfile

import (
	"strings"

	"github.com/fvcfg/fvcfg/internal/xmlscan"
)

// legacyTextWriter writes text-legacy in the form of a phone's export: a blank
// line before each module, keys and list markers cut at 19 characters and padded
// to them. It writes in the order that it is given settings in.
type legacyTextWriter struct {
	textPrinter
	header     textHeaderLine
	moduleName string
	listName   string // that of the last marker in the module
}

func (w *legacyTextWriter) version(version string) { w.header.set(version) }

func (w *legacyTextWriter) setting(at Path, value string) {
	w.header.write(&w.textPrinter)
	if at.Module != w.moduleName {
		w.openModule(at.Module)
	}
	if at.List != "" && at.List != w.listName {
		w.line(padRight(markerText(at.List, TextLegacy), keyColumn) + ":")
		w.listName = at.List
	}
	w.flush()
	w.line(padRight(at.Key, keyColumn) + ":" + value)
}

func (w *legacyTextWriter) module(name string) {
	w.header.write(&w.textPrinter)
	w.openModule(name)
}

func (w *legacyTextWriter) openModule(name string) {
	w.line("")
	w.line("<" + name + ">")
	w.moduleName, w.listName = name, ""
}

func (w *legacyTextWriter) finish() ([]byte, bool) {
	w.header.write(&w.textPrinter)
	w.flush()
	w.line(textFooter)
	return []byte(w.String()), false
}

// textHeaderLine is the first line of a text file, which is written before all
// else: with a version, if there is one.
type textHeaderLine struct {
	version string
	written bool
}

func (h *textHeaderLine) set(version string) { h.version = "Version:" + version }

func (h *textHeaderLine) write(out *textPrinter) {
	if !h.written {
		out.line(padRight(textHeader+h.version, headerWidth))
		h.written = true
	}
}

// comment keeps a comment until it is known what it stands before.
func (p *textPrinter) comment(text string) { p.comments = append(p.comments, text) }

// flush writes the comments that were kept, a line for each of theirs.
func (p *textPrinter) flush() {
	for _, text := range p.comments {
		for line := range strings.Lines(xmlscan.NormalizeLineEnds(text) + "\n") {
			p.line("#" + strings.TrimSuffix(line, "\n"))
		}
	}
	p.comments = p.comments[:0]
}

// modernTextWriter writes text-modern in the form of a phone's export. A list runs
// to the next one or to the end of its module there, so each module is gathered:
// its own settings, then its lists.
type modernTextWriter struct {
	header    textHeaderLine
	modules   []*textModule
	last      *listBlock
	pending   []string
	reordered bool
}

// textModule is a module with its blocks of lines: its own settings first, then
// the lists.
type textModule struct {
	name   string
	blocks []*listBlock
}

// listBlock is the settings of a module or of one of its lists.
type listBlock struct {
	list string
	textPrinter
}

func (w *modernTextWriter) version(version string) { w.header.set(version) }
func (w *modernTextWriter) comment(text string)    { w.pending = append(w.pending, text) }
func (w *modernTextWriter) module(name string)     { w.moduleOf(name) }

func (w *modernTextWriter) setting(at Path, value string) {
	module := w.moduleOf(at.Module)
	block := module.block(at.List)
	if newest := w.modules[len(w.modules)-1]; block != w.last && (module != newest || block != module.blocks[len(module.blocks)-1]) {
		w.reordered = w.reordered || w.last != nil
	}
	block.comments, w.pending = w.pending, nil
	block.flush()
	width := keyColumn
	if at.entry != "" {
		width += len(at.entry) + 1
	}
	block.line(padRight(at.Key, width) + ":" + value)
	w.last = block
}

func (w *modernTextWriter) moduleOf(name string) *textModule {
	for i := len(w.modules) - 1; i >= 0; i-- {
		if w.modules[i].name == name {
			return w.modules[i]
		}
	}
	m := &textModule{name: name, blocks: []*listBlock{{}}}
	w.modules = append(w.modules, m)
	return m
}

func (m *textModule) block(list string) *listBlock {
	for i := len(m.blocks) - 1; i >= 0; i-- {
		if m.blocks[i].list == list {
			return m.blocks[i]
		}
	}
	b := &listBlock{list: list}
	m.blocks = append(m.blocks, b)
	return b
}

func (w *modernTextWriter) finish() ([]byte, bool) {
	var out textPrinter
	w.header.write(&out)
	for _, m := range w.modules {
		out.line("")
		out.line("<" + m.name + ">")
		for _, b := range m.blocks {
			if b.list != "" {
				out.line(padRight("--"+b.list+"--", keyColumn) + ":")
			}
			out.WriteString(b.String())
		}
	}
	out.comments = w.pending
	out.flush()
	out.line(textFooter)
	return []byte(out.String()), w.reordered
}

// dottedWriter writes a dotted file, with a blank line before what starts with
// another first part.
type dottedWriter struct {
	textPrinter
	started bool
	group   string
}

func (w *dottedWriter) start() {
	if !w.started {
		w.eol, w.started = "\n", true
		w.line(dottedHeader)
	}
}

func (w *dottedWriter) version(version string) {
	w.start()
	w.line("Version = " + version)
}

func (w *dottedWriter) setting(at Path, value string) {
	w.start()
	if group, _, _ := strings.Cut(at.String(), "."); group != w.group {
		w.line("")
		w.group = group
	}
	w.flush()
	w.line(at.String() + " = " + value)
}

func (w *dottedWriter) module(string) {}

func (w *dottedWriter) finish() ([]byte, bool) {
	w.start()
	w.flush()
	return []byte(w.String()), false
}
