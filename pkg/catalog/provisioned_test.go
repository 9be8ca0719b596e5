package catalog

import "testing"

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
		{"Auto DPeer Url", "dialpeer.csv", false, false},
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
	for _, key := range []string{"", "Auto", "Auto Answer", "AutoImageUrls"} {
		if file := ProvisionedFileOf(key); file != nil {
			t.Errorf("%s: taken for the key of %s", key, file.What)
		}
	}
}
