package naming_test

import (
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/naming"
)

func TestParseExt(t *testing.T) {
	for in, want := range map[string]naming.Ext{
		"cfg": naming.CFG, ".cfg": naming.CFG, "CFG": naming.CFG, ".Txt": naming.TXT, "xml": naming.XML,
	} {
		got, err := naming.ParseExt(in)
		if err != nil || got != want {
			t.Errorf("%q: %v, %v; want %v", in, got, err, want)
		}
	}
	for in, says := range map[string]string{
		"": "no file extension given", ".": "no file extension given", "conf": `"conf"`, "..cfg": `"..cfg"`, "cfg ": `"cfg "`,
	} {
		_, err := naming.ParseExt(in)
		if err == nil || !strings.Contains(err.Error(), says) || !strings.Contains(err.Error(), "use cfg, txt or xml") {
			t.Errorf("%q: %v", in, err)
		}
	}
	if got := naming.Ext(7).String(); got != "Ext(7)" {
		t.Errorf("got %s", got)
	}
}
