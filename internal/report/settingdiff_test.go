package report

import (
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// settingDiff compares two files with one setting.
func settingDiff(t *testing.T, key, before, after string) SettingDiff {
	t.Helper()
	parse := func(value string) *cfgfile.File {
		f, err := cfgfile.Parse([]byte("<VOIP_CONFIG_FILE><SIP_CONFIG_MODULE><" + key + ">" + value + "</" + key + "></SIP_CONFIG_MODULE></VOIP_CONFIG_FILE>"))
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	a, b := parse(before), parse(after)
	changes, err := cfgfile.Diff(a, b, cfgfile.ConvertOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return SettingDiff{Old: "a", New: "b", OldFile: redact.NewFile(a), NewFile: redact.NewFile(b), Changes: changes}
}

func diffText(t *testing.T, before, after string, colored bool) string {
	t.Helper()
	var out strings.Builder
	if err := settingDiff(t, "Key", before, after).WriteText(&out, colored); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestSettingDiffMasked checks that JSON tells which values are not shown as they are.
func TestSettingDiffMasked(t *testing.T) {
	for _, test := range []struct {
		key, before, after string
		masked             int
		show               bool
	}{
		{"Key", "1", "2", 0, false},
		{"Key", "http://u:p@h/", "http://u:q@h/", 2, false},
		{"Key", "http://h/", "http://u:q@h/", 1, false},
		{"Key", "http://u:p@h/", "http://u:q@h/", 0, true},
		{"Menu_Password", "1", "2", 2, false},
		{"Menu_Password", "1", "2", 0, true},
	} {
		d := settingDiff(t, test.key, test.before, test.after)
		d.ShowSecrets = test.show
		var out strings.Builder
		if err := d.WriteJSON(&out); err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(out.String(), `"masked": true`); n != test.masked {
			t.Errorf("%+v: %d are masked\n%s", test, n, &out)
		}
	}
}

func TestSettingDiffValues(t *testing.T) {
	long := strings.Repeat("same ", 100)
	for _, test := range []struct{ before, after, want string }{
		{"1", "1", ""},
		{"1", "2", "  ~ Key   1 -> 2\n"},
		{"a&#10;b", "", "  ~ Key   a\\nb -> \"\"\n"},
		{" a", "a ", "  ~ Key   \" a\" -> \"a \"\n"},
		{"\"\"", "x", "  ~ Key   \"\\\"\\\"\" -> x\n"},
		{strings.Repeat("é", 33), strings.Repeat("é", 32), "  ~ Key   " + strings.Repeat("é", 33) + " -> " + strings.Repeat("é", 32) + "\n"},
		{strings.Repeat("é", 34), strings.Repeat("ö", 33), "  ~ Key\n      - " + strings.Repeat("é", 34) + "\n      + " + strings.Repeat("ö", 33) + "\n"},
		{"http://u:p@h/", "http://u:q@h/", "  ~ Key   http://••••@h/  (differs in what is hidden)\n"},
	} {
		got := diffText(t, test.before, test.after, false)
		if test.want != "" {
			test.want = "\nSIP_CONFIG_MODULE\n" + test.want + "\n1 changed, 0 added, 0 removed\n"
		}
		if _, body, _ := strings.Cut(got, "+++ b\n"); body != test.want {
			t.Errorf("%q to %q: %q, want %q", test.before, test.after, body, test.want)
		}
	}
	if got := diffText(t, long+"A"+long, long+"B"+long, false); !strings.Contains(got, "…") || !strings.Contains(got, "Bsame") || len(got) > 400 {
		t.Errorf("a long value was not shortened: %q", got)
	}
	colored := diffText(t, strings.Repeat("x", 40)+"A", strings.Repeat("x", 40)+"B", true)
	if !strings.Contains(colored, "\x1b[31mA\x1b") || !strings.Contains(colored, "\x1b[32mB\x1b") {
		t.Errorf("the part that differs is not coloured: %q", colored)
	}
}

func TestVisible(t *testing.T) {
	for text, want := range map[string]string{"Büro 😀": "Büro 😀", "a\nb": `a\nb`, "\x1b[2J": `\x1b[2J`, "\u202e": `\u202e`} {
		if got := phrase.Visible(text); got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}
