package cfgfile

import (
	"fmt"
	"strings"
	"testing"
)

// TestConvertTurns has modules and entries take turns, so that each element is written
// to again after others were.
func TestConvertTurns(t *testing.T) {
	src := strings.ReplaceAll(crlfHeader+`
<A CONFIG MODULE>
One                :1
--SIP Line List--  :
SIP1 Number        :2
SIP2 Number        :3
SIP1 Name          :4
SIP2 Name          :5
SIP1 User          :6
<B CONFIG MODULE>
One                :7
<A CONFIG MODULE>
Two                :8
<B CONFIG MODULE>
Two                :9
<<END OF FILE>>
`, "\n", "\r\n")
	const want = `<A_CONFIG_MODULE>
<One>1</One>
<SIP_Line_List>
<SIP_Line_List_Entry>
<ID>SIP1</ID>
<Number>2</Number>
<Name>4</Name>
<User>6</User>
</SIP_Line_List_Entry>
<SIP_Line_List_Entry>
<ID>SIP2</ID>
<Number>3</Number>
<Name>5</Name>
</SIP_Line_List_Entry>
</SIP_Line_List>
<Two>8</Two>
</A_CONFIG_MODULE>
<B_CONFIG_MODULE>
<One>7</One>
<Two>9</Two>
</B_CONFIG_MODULE>
`
	c := mustConvert(t, parseAs(src, TextLegacy), XMLLegacy)
	if !c.Reordered || len(c.Losses) > 0 || !strings.Contains(string(c.Data), want) {
		t.Errorf("reordered %v, losses %v\n%s", c.Reordered, c.Losses, c.Data)
	}
}

// TestConvertManyLines has many settings of two entries, in turns.
func TestConvertManyLines(t *testing.T) {
	var text, want strings.Builder
	text.WriteString(crlfHeader + "<A CONFIG MODULE>\r\n--SIP Line List--  :\r\n")
	var entries [2]strings.Builder
	for i := range 400 {
		for e := range entries {
			fmt.Fprintf(&text, "%-19s:%d\r\n", fmt.Sprintf("SIP%d K%d", e+1, i), i)
			fmt.Fprintf(&entries[e], "<K%d>%d</K%d>\n", i, i, i)
		}
	}
	text.WriteString("<<END OF FILE>>\r\n")
	for e := range entries {
		fmt.Fprintf(&want, "<SIP_Line_List_Entry>\n<ID>SIP%d</ID>\n%s</SIP_Line_List_Entry>\n", e+1, entries[e].String())
	}
	c := mustConvert(t, parseAs(text.String(), TextLegacy), XMLLegacy)
	if len(c.Losses) > 0 || !strings.Contains(string(c.Data), want.String()) {
		t.Errorf("losses %v\n%s", c.Losses, c.Data)
	}
}
