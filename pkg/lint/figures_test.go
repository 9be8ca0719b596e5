package lint

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// The samples of the vendor's description as it prints them: with tabs before the colon,
// with an "@" that became a zero, and XML that is none.

// figure6 has blanks in names, and a close without its slash (section 4.3).
const figure6 = `<VOIP CONFIG FILE>
<Digests>2.0002</Digests>
<GLOBAL CONFIG MODULE>
<Time_Zone>32<Time_Zone>
</GLOBAL CONFIG MODULE>
<AUTOUPDATE CONFIG MODULE>
<Auto Image Url> tftp://172.16.6.45/x4.z</Auto Image Url>
</AUTOUPDATE CONFIG MODULE>
</VOIP_CONFIG_FILE>
</VOIP_CONFICE
`

// figureFile returns a sample of text: the header, and settings of the AUTOUPDATE module.
func figureFile(settings ...string) string {
	return "<<VOIP CONFIG FILE>>Version:2.0002\n\n<AUTOUPDATE CONFIG MODULE>\n\n" + strings.Join(settings, "\n") + "\n\n<<END OF FILE>>\n"
}

// figures are the samples, with the rules that speak of them besides those of the frame
// (FV102, FV107, FV208), before and after --fix.
var figures = map[string]struct {
	src         string
	found, left []string
	settings    []string // the keys that are read from it
}{
	"1": {
		strings.Replace(figureFile("Auto Pbook Url\t:tftp://123:1230172.16.6.70/500.csv", "Auto Image Url\t:http://123:123@172.16.6.70:8000/x4.z", "Auto Etc Url\t:tftp://172.16.6.70/sips.pem"),
			"<AUTOUPDATE", "<GLOBAL CONFIG MODULE>\n\nTime Zone :32\n\n<AUTOUPDATE", 1),
		[]string{"FV202 9:15", "FV403 9:31", "FV202 10:15", "FV503 10:17", "FV202 11:13"},
		[]string{"FV403 9:35", "FV503 10:21"},
		[]string{"Time Zone", "Auto Pbook Url", "Auto Image Url", "Auto Etc Url"},
	},
	"6": {figure6, []string{"FV207 1:2", "FV207 4:14"}, []string{"FV207 1:2", "FV207 4:14"}, nil},
	"18": {
		figureFile("Auto Image Url :ftp://123:123@172.16.6.70:8000/x4.z"),
		[]string{"FV503 5:17"}, []string{"FV503 5:21"}, []string{"Auto Image Url"},
	},
	"19": {
		figureFile("Auto Pbook Url :tftp://123:123@172.16.6.70/500.csv"),
		[]string{"FV503 5:17"}, []string{"FV503 5:21"}, []string{"Auto Pbook Url"},
	},
	"20": {
		strings.Replace(figureFile("Auto Etc Url :tftp://172.16.6.70/sips.pem"), "2.0002", "2.0002 |", 1),
		[]string{"FV103 1:29"}, []string{"FV103 1:29"}, []string{"Auto Etc Url"},
	},
	"21": {figureFile("Auto Logo Url :tftp://172.16.6.70/background.bmp"), nil, nil, []string{"Auto Logo Url"}},
	"22": {
		figureFile("Auto Mmiset Url :tftp://123:123@172.16.6.45/mmiset6_SpanishT20131206171925.z"),
		[]string{"FV503 5:18"}, []string{"FV503 5:21"}, []string{"Auto Mmiset Url"},
	},
	"22, the line above it": {
		figureFile("Auto Mmiset Url :tftp://123:123@172.16.6.45/mmiset6 SpanishT20131206171925.z"),
		[]string{"FV503 5:18", "FV403 5:52"}, []string{"FV503 5:21", "FV403 5:55"}, []string{"Auto Mmiset Url"},
	},
	"23": {
		figureFile("Auto DPeer Url :ftp://123:1230172.16.6.45:8080/dialPeer.csv"),
		[]string{"FV403 5:30"}, []string{"FV403 5:34"}, []string{"Auto DPeer Url"},
	},
	"24": {
		figureFile("Auto AList Url\t:ftp://123:1230172.16.6.45:8080/accessList.csv"),
		[]string{"FV202 5:15", "FV403 5:30"}, []string{"FV403 5:34"}, []string{"Auto AList Url"},
	},
}

// TestFigures lints the samples, and what --fix makes of them.
func TestFigures(t *testing.T) {
	frame := []string{"FV102", "FV107", "FV208"}
	linter := mustNew(t, Options{})
	shown := func(findings []Finding) (all []string) {
		for _, f := range findings {
			if !slices.Contains(frame, f.Rule.ID) {
				all = append(all, fmt.Sprintf("%s %d:%d", f.Rule.ID, f.Line, f.Column))
			}
			if f.Rule.ID == "FV403" && strings.Contains(f.Excerpt+f.Message, "123") {
				t.Errorf("a password shows: %s", f.Message)
			}
		}
		return all
	}
	for name, c := range figures {
		if got := shown(linter.Lint("name.cfg", []byte(c.src))); !slices.Equal(got, c.found) {
			t.Errorf("figure %s: found %q, want %q", name, got, c.found)
		}
		fixed, _, left := linter.Fix("name.cfg", []byte(c.src))
		if got := shown(left); !slices.Equal(got, c.left) {
			t.Errorf("figure %s: left %q, want %q", name, got, c.left)
		}
		if c.settings == nil {
			if string(fixed) != c.src {
				t.Errorf("figure %s: mended to\n%s", name, fixed)
			}
			continue
		}
		for _, src := range [][]byte{[]byte(c.src), fixed} {
			file, err := cfgfile.Parse(src)
			if err != nil {
				t.Fatal(err)
			}
			var keys []string
			for _, s := range file.Settings() {
				keys = append(keys, s.Key)
			}
			if !slices.Equal(keys, c.settings) {
				t.Errorf("figure %s: the keys are %q", name, keys)
			}
		}
	}
}

// TestLostAtSignIsNamed says of figures 1, 23 and 24 what is missing, and where.
func TestLostAtSignIsNamed(t *testing.T) {
	linter := mustNew(t, Options{Only: []string{"FV403"}})
	for _, name := range []string{"1", "23", "24"} {
		findings := linter.Lint("name.cfg", []byte(figures[name].src))
		if len(findings) != 1 || !strings.Contains(findings[0].Message, "the @ is missing") || findings[0].Suggestion != "@" {
			t.Errorf("figure %s: %+v", name, findings)
		}
	}
}
