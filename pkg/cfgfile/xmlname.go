package cfgfile

import (
	"strings"

	"github.com/fvcfg/fvcfg/internal/xmlscan"
)

// underscored gives a name of text-legacy as XML has it.
func underscored(name string) string { return strings.ReplaceAll(name, " ", "_") }

// xmlNames makes such names too, and keeps many in one piece of memory.
type xmlNames struct{ text strings.Builder }

const xmlNamesAtOnce = 4 << 10

func (n *xmlNames) underscored(name string) string {
	if strings.IndexByte(name, ' ') < 0 {
		return name
	}
	if n.text.Cap()-n.text.Len() < len(name) {
		n.text = strings.Builder{} // the full one belongs to its names
		n.text.Grow(max(len(name), xmlNamesAtOnce))
	}
	start := n.text.Len()
	for i := range len(name) {
		c := name[i]
		if c == ' ' {
			c = '_'
		}
		n.text.WriteByte(c)
	}
	return n.text.String()[start:]
}

// clip shortens a name for a message.
func clip(name string) string { return xmlscan.Clip(name) }
