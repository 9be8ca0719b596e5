package catalog

import (
	"strings"
	"testing"
)

func TestProvisionedFileNames(t *testing.T) {
	for _, test := range []struct {
		key, name string
		wrong     bool
		certain   bool
	}{
		{"Auto Image Url", "x4.z", false, false},
		{"Auto_Image_Url", "x4.bin", true, false},
		{"AutoPbookUrl", "500.VCF", false, false},
		{"Auto Pbook Url", "book.php", false, false},
		{"Auto Pbook Url", "500.bmp", true, false},
		{"Auto Etc Url", "sips.pem", false, false},
		{"Auto Etc Url", "background.bmp", false, false},
		{"Auto Logo Url", "logo.bmp", true, true},
		{"Auto Mmiset Url", "mmiset6.mmiset", true, false},
		{"Auto Logo Url", "Background.BMP", true, false},
		{"Auto DPeer Url", "dialPeer.csv", false, false},
		{"Auto DPeer Url", "dialpeer.csv", true, false},
		{"Auto DPeer Url", "Dialpeer.csv", true, false},
		{"Auto DPeer Url", "dialPeer.txt", true, true},
		{"Auto AList Url", "accesslist.csv", true, false},
		{"Auto AList Url", "list.csv", true, true},
	} {
		file := ProvisionedFileOf(test.key)
		if file == nil {
			t.Errorf("%s: not known", test.key)
			continue
		}
		wrong, certain := file.CheckName(test.name)
		if (wrong != "") != test.wrong || certain != test.certain {
			t.Errorf("%s: %s: %q, certain %t", test.key, test.name, wrong, certain)
		}
	}
	if wrong, _ := ProvisionedFileOf(DialRulesKey).CheckName("x.csv"); !strings.HasSuffix(wrong, "dial rules are always called dialPeer.csv") {
		t.Error(wrong)
	}
	for _, key := range []string{"", "Auto", "Auto Answer", "AutoImageUrls"} {
		if file := ProvisionedFileOf(key); file != nil {
			t.Errorf("%s: taken for the key of %s", key, file.What)
		}
	}
}

// TestDescribed has the seven keys of section 4.4 in every dialect, by the names that it
// writes them under.
func TestDescribed(t *testing.T) {
	for _, file := range provisionedFiles {
		for _, d := range []Dialect{TextLegacy, TextModern, XMLLegacy} {
			module, key := autoUpdate, file.Key
			if d == XMLLegacy {
				module, key = underscored(module), underscored(key)
			}
			if e, ok := For(d).Lookup(module, "", key); !ok || e.Doubt() != "" || e.Kind() != URL {
				t.Errorf("%s does not have %s", d, file.Key)
			}
		}
	}
	for _, test := range []struct {
		d    Dialect
		key  string
		want DescribedPlace
	}{
		{TextLegacy, "Auto etc Url", DescribedPlace{"AUTOUPDATE CONFIG MODULE", "Auto Etc Url", false}},
		{TextModern, "Auto Etc Url", DescribedPlace{"AUTOUPDATE CONFIG MODULE", "Auto Etc Url", false}},
		{XMLLegacy, "Auto_Pbook_Url", DescribedPlace{"AUTOUPDATE_CONFIG_MODULE", "Auto_Pbook_Url", false}},
		{Sysconf, "AutoLogoUrl", DescribedPlace{"ap", "AutoLogoUrl", true}},
		{Dotted, "AutoLogoUrl", DescribedPlace{"ap", "AutoLogoUrl", true}},
		{TextLegacy, "Time Zone", DescribedPlace{"GLOBAL CONFIG MODULE", "Time Zone", false}},
		{XMLLegacy, "Host_Name", DescribedPlace{"GLOBAL_CONFIG_MODULE", "Host_Name", false}},
		{TextModern, "Time Zone", DescribedPlace{}},
		{TextLegacy, "PNP Enable", DescribedPlace{}},
		{0, "Auto Etc Url", DescribedPlace{}},
	} {
		got, ok := For(test.d).Described(test.key)
		if ok != (test.want.Key != "") || ok && got != test.want {
			t.Errorf("%s %s: %+v", test.d, test.key, got)
		}
	}
}

// TestNearDescribed suggests the key of section 4.4 for a slip of it.
func TestNearDescribed(t *testing.T) {
	for slip, want := range map[string]string{"Auto Mmise Url": "Auto Mmiset Url", "Auto PBok Url": "Auto Pbook Url", "Auto etc Url": "Auto Etc Url", "Auto Dpeer Url": "Auto DPeer Url", "Auto Alist Url": "Auto AList Url"} {
		for _, d := range []Dialect{TextLegacy, TextModern} {
			near, ok := For(d).NearestHere(autoUpdate, "", slip)
			if !ok || near.Key != want || near.Remote {
				t.Errorf("%s: %s: %+v", d, slip, near)
			}
		}
	}
}
