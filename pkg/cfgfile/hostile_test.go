package cfgfile

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/fvcfg/fvcfg/internal/xmlscan"
)

// hostileShapes are what a parser that goes back, nests or reports without end
// would choke on. Each is made for a size in bytes.
var hostileShapes = []struct {
	name string
	make func(size int) string
}{
	{"text/one line", filled("<<VOIP CONFIG FILE>>Version:2.0002\n<SIP CONFIG MODULE>\nSIP1 Key:", "x", "")},
	{"text/header without end", filled("<<VOIP CONFIG FILE>>Version:", "2", "")},
	{"text/colon-less lines", filled("<<VOIP CONFIG FILE>>Version:2.0002\n", "ab\n", "")},
	{"text/colons", filled("<<VOIP CONFIG FILE>>Version:2.0002\n", "a:\n", "")},
	{"text/line ends", filled("<<VOIP CONFIG FILE>>Version:2.0002\n", "\n", "")},
	{"text/spaces", filled("<<VOIP CONFIG FILE>>Version:2.0002\n", " ", "")},
	{"text/carriage returns", filled("<<VOIP CONFIG FILE>>Version:2.0002\n", "\r", "")},
	{"text/NUL bytes", filled("<<VOIP CONFIG FILE>>Version:2.0002\n", "\x00", "\n")},
	{"text/fused modules", filled("<<VOIP CONFIG FILE>>Version:2.0002\n", "<a>", "\n")},
	{"text/fused modules before spaces", func(n int) string { return filled("<SIP MODULE>", "<a>", "")(n/2) + strings.Repeat(" ", n/2) }},
	{"text/modules", filled("<<VOIP CONFIG FILE>>Version:2.0002\n", "<M MODULE>\n", "")},
	{"text/lists", filled("<<VOIP CONFIG FILE>>Version:2.0002\n", "--a--:\n", "")},
	{"text/lists with a key", filled("<<VOIP CONFIG FILE>>Version:2.0002\n", "--a--:\nP1 a:\nb:\n", "")},
	{"text/dashes", filled("<<VOIP CONFIG FILE>>Version:2.0002\n", "-", ":\n")},
	{"text/headers", filled("", "<<VOIP CONFIG FILE>>Version:2.0002\n", "")},
	{"text/footers", filled("<<VOIP CONFIG FILE>>Version:2.0002\n", "<<END OF FILE>>\n", "")},
	{"text/open brackets", filled("<<VOIP CONFIG FILE>>Version:2.0002\n", "<", "")},
	{"xml/references without end", filled("<sysConf><a><b>", "&#", "")},
	{"xml/references", filled("<sysConf><a><b>", "&#38;", "</b></a></sysConf>")},
	{"xml/zeros in a reference", filled("<sysConf><a><b>&#", "0", "65;</b></a></sysConf>")},
	{"xml/open brackets", filled("<sysConf>", "<", "")},
	{"xml/start tags", filled("<sysConf>", "<a>", "")},
	{"xml/start tags within the depth", filled("<sysConf>", strings.Repeat("<a>", 60)+strings.Repeat("</a>", 60), "")},
	{"xml/empty elements", filled("<sysConf>", "<a/>", "</sysConf>")},
	{"xml/empty entries", filled("<sysConf><b>", "<a index=\"1\"/>", "</b></sysConf>")},
	{"xml/stray text", filled("<sysConf>", "<a/>x", "</sysConf>")},
	{"xml/dashes in a comment", filled("<sysConf><!--", "- ", "")},
	{"xml/double dashes", filled("<sysConf><!-- ", "--", "")},
	{"xml/comments", filled("<sysConf><a><b>", "<!---->", "</b></a></sysConf>")},
	{"xml/comments before the root", filled("", "<!---->", "<sysConf/>")},
	{"xml/directives before the root", filled("", "<!a>", "<sysConf/>")},
	{"xml/open comments in a directive", filled("<sysConf><!a ", "<!-- ", ">")},
	{"xml/CDATA sections", filled("<sysConf><a><b>", "<![CDATA[]]>", "</b></a></sysConf>")},
	{"xml/CDATA without end", filled("<sysConf><a><b><![CDATA[", "]]", "")},
	{"xml/attributes", func(n int) string {
		var b strings.Builder
		b.WriteString("<sysConf><a")
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, " a%d=''", i)
		}
		return b.String() + "/></sysConf>"
	}},
	{"xml/the same attribute", filled("<sysConf><a", " a=''", "/></sysConf>")},
	{"xml/declarations", filled("<sysConf>", "<?xml?>", "</sysConf>")},
	{"xml/names beyond ASCII", filled("<sysConf>", "<é/>", "</sysConf>")},
	{"xml/a long name", filled("<sysConf><", "a", "/></sysConf>")},
	{"xml/line ends in a value", filled("<sysConf><a><b>", "\r\n", "</b></a></sysConf>")},
	{"xml/macros before the root", filled("", "{% x %}\n", "<sysConf/>")},
	{"dotted/one line", filled("#<Voip Config File>#\nsip.A = ", "x", "")},
	{"dotted/dots", filled("#<Voip Config File>#\n", ".", " = 1\n")},
	{"dotted/parts", filled("#<Voip Config File>#\n", "a.", "b = 1\n")},
	{"dotted/settings", filled("#<Voip Config File>#\n", "a=\n", "")},
	{"dotted/headers", filled("", "#<Voip Config File>#\n", "")},
	{"dotted/no equals", filled("#<Voip Config File>#\n", "a\n", "")},
	{"no file/brackets", filled("", "<", "")},
	{"no file/comments", filled("", "<!---->", "")},
	{"no file/lines", filled("", "x\n", "")},
}

// filled gives a maker of texts of a size: a start, then as many middles as fit,
// then an end.
func filled(start, middle, end string) func(size int) string {
	return func(size int) string {
		return start + strings.Repeat(middle, max(0, size-len(start)-len(end))/len(middle)) + end
	}
}

// TestHostileShapes reads a quarter of a megabyte and a whole one of every
// shape. Four times the size may take about four times as long; what goes back
// over the text for each of its pieces takes sixteen times as long.
func TestHostileShapes(t *testing.T) {
	if testing.Short() {
		t.Skip("no goroutine takes part")
	}
	for _, shape := range hostileShapes {
		t.Run(shape.name, func(t *testing.T) {
			small, large := shape.make(256<<10), shape.make(1<<20)
			readAll(small) // for the first time, with what that costs
			for attempt := 1; ; attempt++ {
				first, second := timed(small), timed(large)
				if second < 10*first || second < 500*time.Millisecond {
					return
				}
				if attempt == 3 { // not a busy machine's doing
					t.Fatalf("256 KiB take %v, 1 MiB %v", first, second)
				}
			}
		})
	}
}

func timed(src string) time.Duration {
	start := time.Now()
	readAll(src)
	return time.Since(start)
}

// readAll does with a text what a command does.
func readAll(src string) {
	f, err := Parse([]byte(src))
	if err != nil {
		return
	}
	for range f.Settings() {
	}
	for range f.Modules() {
	}
	locator := NewLocator(f.Source())
	for _, p := range f.Problems() {
		locator.Position(p.Offset)
	}
	_, _ = f.Format()
	_ = f.SetVersion("2.0003")
}

// TestMemory checks that a file in memory takes a few times its size at most,
// whatever it holds.
func TestMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("no goroutine takes part")
	}
	const size, times = 4 << 20, 12
	for _, shape := range hostileShapes {
		t.Run(shape.name, func(t *testing.T) {
			data := []byte(shape.make(size))
			before := liveHeap()
			f, _ := Parse(data)
			grown := liveHeap() - before
			runtime.KeepAlive(f)
			runtime.KeepAlive(data)
			if grown > times*size {
				t.Errorf("%.1f bytes of memory for a byte of the file", float64(grown)/size)
			}
		})
	}
}

func liveHeap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

func TestDeepXML(t *testing.T) {
	for _, c := range []struct {
		depth int
		ok    bool
	}{{xmlscan.MaxDepth, true}, {xmlscan.MaxDepth + 1, false}, {100_000, false}} {
		inside := c.depth - 1
		src := "<sysConf>" + strings.Repeat("<a>", inside) + "1" + strings.Repeat("</a>", inside) + "</sysConf>"
		f := mustParse(t, src)
		if c.ok != (len(f.Problems()) == 0) {
			t.Errorf("%d levels: %v", c.depth, f.Problems())
		}
		if !c.ok && !strings.Contains(f.Problems()[0].Text, "64 levels") {
			t.Errorf("%d levels: %s", c.depth, f.Problems()[0].Text)
		}
	}
}

func TestBillionLaughs(t *testing.T) {
	var b strings.Builder
	b.WriteString("<?xml version=\"1.0\"?>\n<!DOCTYPE sysConf [\n<!ENTITY a0 \"ha\">\n")
	for i := 1; i < 10; i++ {
		fmt.Fprintf(&b, "<!ENTITY a%d \"%s\">\n", i, strings.Repeat(fmt.Sprintf("&a%d;", i-1), 10))
	}
	b.WriteString("]>\n<sysConf><a><b>&a9;</b></a></sysConf>\n")
	f := mustParse(t, b.String())
	problems := f.Problems()
	if len(problems) != 1 || problems[0].Kind != NotWellFormed || f.Position(problems[0].Offset).Line != 14 {
		t.Errorf("%+v", problems)
	}
	if f.Len() != 0 {
		t.Error("a value with an entity of the file's own was read")
	}
}

func mustParse(t testing.TB, src string) *File {
	t.Helper()
	f, err := Parse([]byte(src))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestTooManySettings wants a file with one setting too many refused in each
// dialect, and one with as many as may be read.
func TestTooManySettings(t *testing.T) {
	if testing.Short() {
		t.Skip("no goroutine takes part")
	}
	for _, c := range []struct{ name, head, setting, tail string }{
		{"text", textHeader + "Version:2.0002\n<GLOBAL CONFIG MODULE>\n", "A:1\n", textFooter + "\n"},
		{"dotted", dottedHeader + "\n", "a.b=1\n", ""},
		{"sysconf", "<sysConf><net>", "<a>1</a>", "</net></sysConf>"},
		{"xml-legacy", "<VOIP_CONFIG_FILE><A_MODULE>", "<a></a>", "</A_MODULE></VOIP_CONFIG_FILE>"},
	} {
		most := c.head + strings.Repeat(c.setting, MaxSettings)
		if f := mustParse(t, most+c.tail); f.Len() != MaxSettings {
			t.Errorf("%s: %d settings of %d", c.name, f.Len(), MaxSettings)
		}
		var content *ContentError
		if _, err := Parse([]byte(most + c.setting + c.tail)); !errors.As(err, &content) || content.Content != TooManySettings {
			t.Errorf("%s: one setting too many gives %v", c.name, err)
		}
	}
}
