package provurl

import (
	"errors"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// malformed are URLs that no phone can use as they stand, or that are probably not what
// was meant. The place is that of the caret's byte, put before it as ‸.
var malformed = []struct {
	marked string // ‸ stands before the place
	kind   FaultKind
	mended string // what the URL is read as; "" where it is refused
}{
	{`‸`, faultEmpty, ""},
	{`‸   `, faultEmpty, ""},
	{"http://192.0.2.1/a‸\n.cfg", faultControl, ""},
	{"http://192.0.2.1/a‸\r\nFlash Mode :1", faultControl, ""},
	{"http://192.0.2.1/a‸\x00.cfg", faultControl, ""},
	{"http://192.0.2.1/‸\tx.cfg", faultControl, ""},
	{"http://192.0.2.1/‸\u00a0x.cfg", faultControl, ""},
	{"http://192.0.2.1/‸\u200bx.cfg", faultControl, ""},
	{"http://192.0.2.1/‸\xffx.cfg", faultEncoding, ""},
	{"http://192.0.2.1/" + strings.Repeat("a", MaxLength-17) + "‸a", faultLength, ""},
	{`‸192.0.2.1/$mac.cfg`, FaultSchemeMissing, ""},
	{`‸prov.example.com`, FaultSchemeMissing, ""},
	{`‸//192.0.2.1/$mac.cfg`, FaultSchemeMissing, ""},
	{`‸://192.0.2.1/$mac.cfg`, FaultSchemeMissing, ""},
	{`‸$mac.cfg`, FaultSchemeMissing, ""},
	{`‸user:secret@192.0.2.1/$mac.cfg`, FaultSchemeMissing, ""},
	{`http‸:/192.0.2.1/$mac.cfg`, FaultSchemeSlashes, ""},
	{`http‸//192.0.2.1/$mac.cfg`, FaultSchemeSlashes, ""},
	{`‸http:192.0.2.1.example/$mac.cfg`, FaultSchemeMissing, ""},
	{`tftp‸:prov.example.com/$mac.cfg`, FaultSchemeSlashes, ""},
	{`http‸; //192.0.2.1/$mac.cfg`, FaultSchemeSlashes, ""},
	{`http:‸\\192.0.2.1\$mac.cfg`, FaultBackslashInServer, ""},
	{`http://192.0.2.1‸\cfg\x.cfg`, FaultBackslashInServer, ""},
	{`‸htpp://192.0.2.1/$mac.cfg`, FaultSchemeUnknown, ""},
	{`‸sftp://192.0.2.1/$mac.cfg`, FaultSchemeUnknown, ""},
	{`‸gopher://192.0.2.1/$mac.cfg`, FaultSchemeUnknown, ""},
	{`‸HTTP://192.0.2.1/$mac.cfg`, faultSchemeCase, `http://192.0.2.1/$mac.cfg`},
	{`http://‸`, FaultHostMissing, ""},
	{`http://‸/$mac.cfg`, FaultHostMissing, ""},
	{`http://‸:8080/$mac.cfg`, FaultHostMissing, ""},
	{`http://user:secret@‸/$mac.cfg`, FaultHostMissing, ""},
	{`http://‸192.0.2/$mac.cfg`, FaultHostSyntax, ""},
	{`http://‸192.0.2.256/$mac.cfg`, FaultHostSyntax, ""},
	{`http://‸192.0.2.01/$mac.cfg`, FaultHostSyntax, ""},
	{`http://a.‸.example/$mac.cfg`, FaultHostSyntax, ""},
	{`http://‸-a.example/$mac.cfg`, FaultHostSyntax, ""},
	{`http://a‸,b.example/$mac.cfg`, FaultHostSyntax, ""},
	{`http://‸$mac.example/$mac.cfg`, FaultHostSyntax, ""},
	{`http://b‸ücher.example/$mac.cfg`, FaultHostSyntax, ""},
	{`http://‸[2001:db8::1/$mac.cfg`, FaultHostSyntax, ""},
	{`http://[‸2001:db8::g]/$mac.cfg`, FaultHostSyntax, ""},
	{`http://[‸fe80::1%25eth0]/$mac.cfg`, FaultHostSyntax, ""},
	{`http://[2001:db8::1]‸8080/$mac.cfg`, FaultHostSyntax, ""},
	{`http://a‸:1:2/$mac.cfg`, FaultHostSyntax, ""},
	{`http://‸2001:db8::1/$mac.cfg`, FaultBrackets, `http://[2001:db8::1]/$mac.cfg`},
	{`http://‸0.0.0.0/$mac.cfg`, FaultHostPlaceholder, `http://0.0.0.0/$mac.cfg`},
	{`http://‸224.0.1.75/$mac.cfg`, FaultHostPlaceholder, `http://224.0.1.75/$mac.cfg`},
	{`http://‸127.0.0.1/$mac.cfg`, faultHostLoopback, `http://127.0.0.1/$mac.cfg`},
	{`http://‸localhost/$mac.cfg`, faultHostLoopback, `http://localhost/$mac.cfg`},
	{`http://192.0.2.1:‸0/$mac.cfg`, FaultPort, ""},
	{`http://192.0.2.1:‸65536/$mac.cfg`, FaultPort, ""},
	{`http://192.0.2.1:‸99999999999999999999/$mac.cfg`, FaultPort, ""},
	{`http://192.0.2.1:808‸O/$mac.cfg`, FaultPort, ""},
	{`http://192.0.2.1:‸-1/$mac.cfg`, FaultPort, ""},
	{`http://192.0.2.1:‸$mac.cfg`, FaultPort, ""},
	{`http://prov.example.com:80‸.x/$mac.cfg`, FaultPort, ""},
	{`tftp://123:123‸0172.16.6.70/500.csv`, FaultAtSignMissing, ""},
	{`ftp://123:123‸0172.16.6.45:8080/dialPeer.csv`, FaultAtSignMissing, ""},
	{`ftp://user:secret‸Q172.16.6.45:8080/x.cfg`, FaultAtSignMissing, ""},
	{`ftp://‸user:secret172.16.6.45:8080/x.cfg`, FaultAtSignMissing, ""},
	{`ftp://‸user:172.16.6.45/x.cfg`, FaultAtSignMissing, ""},
	{`http://‸user:secretprov.example.com/x.cfg`, FaultAtSignMissing, ""},
	{`http://‸user:secretprov.example.com:8080/x.cfg`, FaultAtSignMissing, ""},
	{`http://user:‸secret`, FaultPort, ""},
	{`http://192.0.2.1‸:/$mac.cfg`, faultPortEmpty, `http://192.0.2.1/$mac.cfg`},
	{`http://192.0.2.1:‸08080/$mac.cfg`, faultPortZeros, `http://192.0.2.1:8080/$mac.cfg`},
	{`https://192.0.2.1:‸80/$mac.cfg`, faultPortProtocol, `https://192.0.2.1:80/$mac.cfg`},
	{`http://172.16.1.3:8080/‸ X4/$mac.cfg`, FaultSpace, `http://172.16.1.3:8080/X4/$mac.cfg`},
	{`http://172.16.1.3:8080‸ /X4/$mac.cfg`, FaultSpace, `http://172.16.1.3:8080/X4/$mac.cfg`},
	{`http://172.16.1.3:‸ 8080/X4/$mac.cfg`, FaultSpace, `http://172.16.1.3:8080/X4/$mac.cfg`},
	{`http://‸ 172.16.1.3/X4/$mac.cfg`, FaultSpace, `http://172.16.1.3/X4/$mac.cfg`},
	{`‸ http://172.16.1.3/X4/$mac.cfg`, FaultSpace, `http://172.16.1.3/X4/$mac.cfg`},
	{`http://172.16.1.3/X4/$mac.cfg‸  `, FaultSpace, `http://172.16.1.3/X4/$mac.cfg`},
	{`http://172.16.1.3/my‸ phones/$mac.cfg`, FaultSpace, `http://172.16.1.3/my%20phones/$mac.cfg`},
	{`http://user:se‸@cret@192.0.2.1/$mac.cfg`, faultCredentialsAtSign, `http://user:se%40cret@192.0.2.1/$mac.cfg`},
	{`http://us‸@er:secret@192.0.2.1/$mac.cfg`, faultCredentialsAtSign, `http://us%40er:secret@192.0.2.1/$mac.cfg`},
	{`http://user:se‸/cret@192.0.2.1/$mac.cfg`, FaultAtSign, ""},
	{`http://us‸/er:secret@192.0.2.1/$mac.cfg`, FaultAtSign, ""},
	{`http://user:1234‸/5@192.0.2.1/$mac.cfg`, FaultAtSign, ""},
	{`http://user:se‸#cret@192.0.2.1/$mac.cfg`, FaultAtSign, ""},
	{`http://user:se‸?cret@192.0.2.1/$mac.cfg`, FaultAtSign, ""},
	{`http://user:se‸\cret@192.0.2.1/$mac.cfg`, FaultAtSign, ""},
	{`http://user:se‸%cret@192.0.2.1/$mac.cfg`, faultCredentialsEscape, ""},
	{`http://user:secret‸%@192.0.2.1/$mac.cfg`, faultCredentialsEscape, ""},
	{`http://‸:secret@192.0.2.1/$mac.cfg`, faultUserMissing, ""},
	{`http://‸@192.0.2.1/$mac.cfg`, faultCredentialsEmpty, `http://192.0.2.1/$mac.cfg`},
	{`http://user‸@192.0.2.1/$mac.cfg`, faultPasswordMissing, `http://user@192.0.2.1/$mac.cfg`},
	{`tftp://‸user:secret@192.0.2.1/$mac.cfg`, faultCredentialsTFTP, `tftp://user:secret@192.0.2.1/$mac.cfg`},
	{`http://user:se‸^cret@192.0.2.1/$mac.cfg`, faultCredentialsCharacter, `http://user:se%5Ecret@192.0.2.1/$mac.cfg`},
	{`http://us‸"er:secret@192.0.2.1/$mac.cfg`, faultCredentialsCharacter, `http://us%22er:secret@192.0.2.1/$mac.cfg`},
	{`http://user:se‸ücret@192.0.2.1/$mac.cfg`, faultCredentialsCharacter, `http://user:se%C3%BCcret@192.0.2.1/$mac.cfg`},
	{`http://user:se‸ cret@192.0.2.1/$mac.cfg`, FaultSpace, `http://user:se%20cret@192.0.2.1/$mac.cfg`},
	{`http://172.16.1.3/‸\$mac.cfg`, faultMacroEscaped, `http://172.16.1.3/$mac.cfg`},
	{`http://172.16.1.3‸\$mac.cfg`, faultMacroEscaped, `http://172.16.1.3/$mac.cfg`},
	{`http://ip/mac.cfg?mac=‸\$mac.cfg`, faultMacroEscaped, `http://ip/mac.cfg?mac=$mac.cfg`},
	{`http://172.16.1.3/‸$$mac.cfg`, faultMacroEscaped, `http://172.16.1.3/$mac.cfg`},
	{`tftp://172.16.6.45/‸$ $input.cfg`, faultMacroEscaped, `tftp://172.16.6.45/$input.cfg`},
	{`ftp://1:1@192.168.2.45/$input.xml‸\r\n \r\n`, FaultLineEnd, `ftp://1:1@192.168.2.45/$input.xml`},
	{`http://172.16.1.3/a.cfg‸\n`, FaultLineEnd, `http://172.16.1.3/a.cfg`},
	{`http://172.16.1.3/a‸\rb.cfg`, faultBackslash, `http://172.16.1.3/a\rb.cfg`},
	{`http://172.16.1.3/‸%24mac.cfg`, faultMacroEncoded, `http://172.16.1.3/$mac.cfg`},
	{`http://172.16.1.3/‸$MAC.cfg`, faultMacroCase, `http://172.16.1.3/$mac.cfg`},
	{`http://172.16.1.3/‸$Input.cfg`, faultMacroCase, `http://172.16.1.3/$input.cfg`},
	{`http://172.16.1.3/‸${mac}.cfg`, faultMacroBraces, `http://172.16.1.3/$mac.cfg`},
	{`http://172.16.1.3/‸$(mac).cfg`, faultMacroBraces, `http://172.16.1.3/$mac.cfg`},
	{`http://172.16.1.3/‸{mac}.cfg`, faultMacroForeign, `http://172.16.1.3/$mac.cfg`},
	{`http://172.16.1.3/‸{{ mac }}.cfg`, faultMacroForeign, `http://172.16.1.3/$mac.cfg`},
	{`http://172.16.1.3/‸%MAC%.cfg`, faultMacroForeign, `http://172.16.1.3/$mac.cfg`},
	{`http://172.16.1.3/‸$macaddr.cfg`, faultMacroUnknown, `http://172.16.1.3/$macaddr.cfg`},
	{`http://172.16.1.3/‸$serial.cfg`, faultMacroUnknown, `http://172.16.1.3/$serial.cfg`},
	{`tftp://192.168.1.118/‸$ma`, faultMacroUnknown, `tftp://192.168.1.118/$ma`},
	{`http://172.16.1.3/‸.cfg`, faultMacroLost, `http://172.16.1.3/.cfg`},
	{`http://172.16.1.3/‸mac.cfg`, faultMacroLiteral, `http://172.16.1.3/mac.cfg`},
	{`http://172.16.1.3/‸$mac/x.cfg`, faultMacroInFolder, `http://172.16.1.3/$mac/x.cfg`},
	{`http://172.16.1.3/‸../x.cfg`, faultDotDot, `http://172.16.1.3/../x.cfg`},
	{`http://172.16.1.3/a/‸%2e%2e/x.cfg`, faultDotDot, `http://172.16.1.3/a/%2e%2e/x.cfg`},
	{`http://172.16.1.3/a/‸..%2fx.cfg`, faultDotDot, `http://172.16.1.3/a/..%2fx.cfg`},
	{`http://172.16.1.3/‸/etc/x.cfg`, faultRootPath, `http://172.16.1.3//etc/x.cfg`},
	{`ftp://172.16.1.3/‸%2Fetc/x.cfg`, faultRootPath, `ftp://172.16.1.3/%2Fetc/x.cfg`},
	{`tftp://172.16.1.3/‸%2fx.cfg`, faultRootPath, `tftp://172.16.1.3/%2fx.cfg`},
	{`http://172.16.1.3/‸./x.cfg`, faultDot, `http://172.16.1.3/./x.cfg`},
	{`http://172.16.1.3/a/‸/x.cfg`, faultEmptyFolder, `http://172.16.1.3/a//x.cfg`},
	{`http://172.16.1.3/a‸\x.cfg`, faultBackslash, `http://172.16.1.3/a\x.cfg`},
	{`http://172.16.1.3/a/‸b%5Cx.cfg`, faultBackslash, `http://172.16.1.3/a/b%5Cx.cfg`},
	{`http://172.16.1.3/a‸"b.cfg`, faultCharacter, `http://172.16.1.3/a"b.cfg`},
	{`http://172.16.1.3/a‸%zz.cfg`, faultEscape, `http://172.16.1.3/a%zz.cfg`},
	{`http://172.16.1.3/a‸%0d%0aDELE%20x.cfg`, faultEscape, `http://172.16.1.3/a%0d%0aDELE%20x.cfg`},
	{`http://172.16.1.3/a‸%7F.cfg`, faultEscape, `http://172.16.1.3/a%7F.cfg`},
	{`http://user:‸secret%0a@192.0.2.1/$mac.cfg`, faultControl, ""},
	{`http://‸us%e2%80%aeer:secret@192.0.2.1/$mac.cfg`, faultControl, ""},
	{`http://user:‸secret%ff@192.0.2.1/$mac.cfg`, faultEncoding, ""},
	{`http://172.16.1.3/b‸üro.cfg`, faultNonASCII, `http://172.16.1.3/büro.cfg`},
	{`http://172.16.1.3/a.cfg‸#top`, faultFragment, ""},
	{`http://172.16.1.3/‸office`, faultExtension, `http://172.16.1.3/office`},
	{`http://172.16.1.3/$mac‸.conf`, faultExtension, `http://172.16.1.3/$mac.conf`},
	{`http://172.16.1.3/‸00-15-65-11-3A-F8.cfg`, faultFileName, `http://172.16.1.3/00-15-65-11-3A-F8.cfg`},
	{`tftp://172.16.1.3/a.cfg‸?mac=$mac`, faultQueryProtocol, `tftp://172.16.1.3/a.cfg?mac=$mac`},
	{`http://172.16.1.3/a.cfg?a=1‸&amp;mac=$mac`, faultQueryEntity, `http://172.16.1.3/a.cfg?a=1&mac=$mac`},
	{`‸"http://172.16.1.3/a.cfg"`, FaultQuotes, `http://172.16.1.3/a.cfg`},
	{`‸<http://172.16.1.3/a.cfg>`, FaultQuotes, `http://172.16.1.3/a.cfg`},
	{"http://172.16.1.3/" + strings.Repeat("a", 240) + ".cf‸g", FaultOptionLength, "http://172.16.1.3/" + strings.Repeat("a", 240) + ".cfg"},
}

func TestMalformedURLs(t *testing.T) {
	if len(malformed) < 60 {
		t.Fatalf("%d malformed URLs, and 60 are wanted", len(malformed))
	}
	for _, tc := range malformed {
		text := strings.Replace(tc.marked, "‸", "", 1)
		want := strings.Index(tc.marked, "‸")
		u, faults, err := Parse(text)
		var refused *SyntaxError
		switch {
		case tc.mended == "" && !errors.As(err, &refused):
			t.Errorf("%q is not refused: %v", text, u)
			continue
		case tc.mended == "":
			faults = append(faults, refused.Fault)
		case err != nil:
			t.Errorf("%q: %v", text, err)
			continue
		case u.StringWithPassword() != tc.mended:
			t.Errorf("%q: read as %s, want %s", text, u.StringWithPassword(), tc.mended)
		}
		found := false
		for _, f := range faults {
			found = found || f.Kind == tc.kind && f.Offset == want
			if strings.Contains(f.Message+f.Suggestion, "cret") {
				t.Errorf("%q: the message shows a secret: %s", text, f)
			}
		}
		if !found {
			t.Errorf("%q: want %s in byte %d, got %v", text, tc.kind, want, faults)
		}
	}
}

// TestParseFile judges URLs by what they are for: the firmware and the phone book of figures
// 18 and 19, and files of other names.
func TestParseFile(t *testing.T) {
	for _, c := range []struct {
		key, marked string
		kind        FaultKind // "" for none
	}{
		{catalog.ImageKey, "ftp://123:123@172.16.6.70:8000/x4.z", ""},
		{catalog.ImageKey, "http://192.0.2.1/X6.Z", ""},
		{catalog.ImageKey, "http://192.0.2.1/‸x6.bin", faultExtension},
		{catalog.ImageKey, "http://192.0.2.1/get.bin?model=x6", ""},
		{"Auto Pbook Url", "http://172.16.6.70/500.csv", ""},
		{"Auto Pbook Url", "http://172.16.6.70/‸500.pdf", faultExtension},
		{"Auto Pbook Url", "tftp://‸123:123@172.16.6.70/500.vcf", faultCredentialsTFTP},
		{catalog.LogoKey, "http://192.0.2.1/a/‸logo.bmp", faultFixedName},
		{catalog.LogoKey, "http://192.0.2.1/a/background.bmp", ""},
		{catalog.ImageKey, "ftp://1.2.3.4/‸", faultNameMissing},
		{catalog.ImageKey, "ftp://1.2.3.4/a/‸", faultNameMissing},
		{catalog.ImageKey, "ftp://1.2.3.4‸", faultNameMissing},
		{catalog.ImageKey, "http://1.2.3.4/?model=x6", ""},
		{catalog.ImageKey, "ftp://1.2.3.4/‸$mac.cfg", faultExtension},
		{catalog.ImageKey, "ftp://1.2.3.4/$mac.z", ""},
		{catalog.LogoKey, "ftp://1.2.3.4/‸$mac.bmp", faultFixedName},
		{catalog.LogoKey, "ftp://1.2.3.4/$mac/background.bmp", ""},
		{catalog.AccessListKey, "ftp://1.2.3.4/‸$mac.csv", faultFixedName},
		{catalog.AccessListKey, "ftp://123:123‸0172.16.6.45:8080/accessList.csv", FaultAtSignMissing},
	} {
		text := strings.Replace(c.marked, "‸", "", 1)
		_, faults, err := ParseFile(text, catalog.ProvisionedFileOf(c.key))
		if refused := new(SyntaxError); errors.As(err, &refused) {
			faults = append(faults, refused.Fault)
		}
		if c.kind == "" && len(faults) > 0 || c.kind != "" && (len(faults) != 1 || faults[0].Kind != c.kind || faults[0].Offset != strings.Index(c.marked, "‸")) {
			t.Errorf("%s: got %v", text, faults)
		}
	}
}

func TestCutOffMacro(t *testing.T) {
	for text, want := range map[string]string{"$": "", "$m": "$mac", "$ma": "$mac", "$mac": "", "$in": "$input", "$mb": "", "ma": ""} {
		if got := CutOffMacro(text); got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}
