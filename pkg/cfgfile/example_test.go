package cfgfile_test

import (
	"crypto/rand"
	"errors"
	"fmt"
	"log"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/crypt"
)

// Example is what README.md shows.
func Example() {
	data := []byte("<<VOIP CONFIG FILE>>Version:2.0002\n" +
		"<SIP CONFIG MODULE>\n" +
		"--SIP Line List--  :\n" +
		"SIP1 Phone Number  :1201\n" +
		"SIP1 Register Addr :sip.example.net\n" +
		"<<END OF FILE>>\n")

	// Of any dialect, clear or encrypted. Mistakes in a file are findings of lint, not errors.
	file, encryption, err := cfgfile.Open(data)
	if err != nil {
		log.Fatal(err)
	}
	for _, s := range file.Settings() {
		fmt.Println(s.Line, s.Path.String(), "=", s.Value)
	}

	// These change what they say and no other byte.
	done, err := file.Set("SIP1 Register Addr", "sip.example.com")
	if err != nil {
		log.Fatal(err)
	}
	version, err := file.BumpVersion()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(done.Path, done.Kind, version)

	// Sealed again as it was, and here it was clear.
	sealed, err := encryption.Seal(rand.Reader, file.Bytes())
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%d bytes, it was %d\n", len(sealed), len(data))
	// Output:
	// 4 SIP CONFIG MODULE:SIP Line List:SIP1 Phone Number = 1201
	// 5 SIP CONFIG MODULE:SIP Line List:SIP1 Register Addr = sip.example.net
	// SIP CONFIG MODULE:SIP Line List:SIP1 Register Addr changed 2.0003
	// 153 bytes, it was 153
}

func ExampleParse() {
	data := []byte(`<<VOIP CONFIG FILE>>Version:2.0002
<SIP CONFIG MODULE>
SIP  Port          :5060
--SIP Line List--  :
SIP1 Phone Number  :1201
SIP1 Register Addr :sip.example.net
<<END OF FILE>>
`)
	f, err := cfgfile.Parse(data)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(f.Dialect(), f.Version())
	for _, s := range f.Settings() {
		fmt.Printf("%d: %s = %s\n", s.Line, s.Path.String(), s.Value)
	}
	// Output:
	// text-legacy 2.0002
	// 3: SIP CONFIG MODULE:SIP  Port = 5060
	// 5: SIP CONFIG MODULE:SIP Line List:SIP1 Phone Number = 1201
	// 6: SIP CONFIG MODULE:SIP Line List:SIP1 Register Addr = sip.example.net
}

func ExampleParse_noProvisioningFile() {
	_, err := cfgfile.Parse([]byte("<html><body>Not Found</body></html>"))
	var content *cfgfile.ContentError
	if errors.As(err, &content) && content.Content == cfgfile.HTML {
		fmt.Println(err)
	}
	// Output:
	// an HTML page, no provisioning file: probably the error page of a web server; look at the URL it came from
}

func ExampleOpen() {
	clear := []byte("#<Voip Config File>#\nsip.line.1.RegUser = 1201\n")
	key, err := crypt.ParseKey("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")
	if err != nil {
		log.Fatal(err)
	}
	served, err := crypt.Scheme{}.Encrypt(rand.Reader, key, clear)
	if err != nil {
		log.Fatal(err)
	}

	f, encryption, err := cfgfile.Open(served, key)
	if err != nil {
		log.Fatal(err)
	}
	done, err := f.Set("sip.line.1.RegUser", "1202")
	if err != nil {
		log.Fatal(err)
	}
	sealed, err := encryption.Seal(rand.Reader, f.Bytes())
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(done.Path, done.Kind, encryption.Scheme, len(sealed))

	_, _, err = cfgfile.Open(served)
	fmt.Println(err)
	// Output:
	// sip.line.1.RegUser changed ecb/pkcs7 48
	// it looks encrypted, and there is no key for it
}

func ExampleFile_Select() {
	f, err := cfgfile.Parse([]byte("#<Voip Config File>#\nsip.line.1.RegUser = 1201\nsip.line.2.RegUser = 1202\n"))
	if err != nil {
		log.Fatal(err)
	}
	settings, err := f.Select("sip.line.*.RegUser")
	if err != nil {
		log.Fatal(err)
	}
	for _, s := range settings {
		fmt.Println(s.Path.String(), s.Value)
	}
	// Output:
	// sip.line.1.RegUser 1201
	// sip.line.2.RegUser 1202
}

func ExampleFile_SetVersion() {
	f, err := cfgfile.Parse([]byte("<sysConf>\n    <!-- kept -->\n    <Version>2.0000000001</Version>\n</sysConf>\n"))
	if err != nil {
		log.Fatal(err)
	}
	if err := f.SetVersion("2.0000000100"); err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%s", f.Bytes())
	// Output:
	// <sysConf>
	//     <!-- kept -->
	//     <Version>2.0000000100</Version>
	// </sysConf>
}

func ExampleFile_BumpVersion() {
	f, err := cfgfile.Parse([]byte("#<Voip Config File>#\nVersion = 2.0000000009\n"))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(f.BumpVersion())

	_, err = cfgfile.NextVersion("{{ version }}")
	fmt.Println(err)
	// Output:
	// 2.0000000010 <nil>
	// version "{{ version }}": a version is numbers with dots between them, such as 2.0002
}

func ExampleFile_Format() {
	f, err := cfgfile.Parse([]byte("<VOIP_CONFIG_FILE><version>2.0002</version><LAN><Mode/></LAN></VOIP_CONFIG_FILE>"))
	if err != nil {
		log.Fatal(err)
	}
	canonical, err := f.Format()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%s", canonical)
	// Output:
	// <?xml version="1.0" encoding="UTF-8"?>
	// <VOIP_CONFIG_FILE>
	// <version>2.0002</version>
	// <LAN>
	// <Mode></Mode>
	// </LAN>
	// </VOIP_CONFIG_FILE>
}

func ExampleFile_Problems() {
	f, err := cfgfile.Parse([]byte(`<<VOIP CONFIG FILE>>Version:2.0002
<SIP CONFIG MODULE>STUN Server        :stun.example.net
5060
<<END OF FILE>>
`))
	if err != nil {
		log.Fatal(err)
	}
	for _, p := range f.Problems() {
		at := f.Position(p.Offset)
		fmt.Printf("%d:%d: %s\n", at.Line, at.Column, p.Text)
	}
	// Output:
	// 2:20: a line break is missing before this
	// 3:1: neither a setting (Key :value) nor a module, a list or a comment
}

func ExampleApply() {
	f, err := cfgfile.Parse([]byte("#<Voip Config File>#\nsip.line.1.RegUser = 1201\nsip.line.2.RegUser = 1202\n"))
	if err != nil {
		log.Fatal(err)
	}
	var edits []cfgfile.Edit
	for _, s := range f.Settings() {
		edits = append(edits, cfgfile.Edit{Span: s.ValueSpan, New: "1" + s.Value})
	}
	changed, _ := cfgfile.Apply(f.Source(), edits)
	fmt.Print(changed)
	// Output:
	// #<Voip Config File>#
	// sip.line.1.RegUser = 11201
	// sip.line.2.RegUser = 11202
}

func ExampleDigest_Of() {
	data := []byte("#<Voip Config File>#\n")
	fmt.Println(cfgfile.MD5.Of(data))
	fmt.Println(cfgfile.SHA256.Of(data)[:16], "…")
	// Output:
	// a16a2d24656337b71b2095702bc71c27
	// b494d1a28e77b3bb …
}

func ExampleFile_Set() {
	f, err := cfgfile.Parse([]byte("<sysConf>\n    <sip>\n        <line index=\"1\">\n            <PhoneNumber>1001</PhoneNumber>\n        </line>\n    </sip>\n</sysConf>\n"))
	if err != nil {
		log.Fatal(err)
	}
	for _, a := range []cfgfile.Assignment{
		{Path: "sip/line[1]/PhoneNumber", Value: "1002"},
		{Path: "sip/line[1]/DisplayName", Value: "Smith & Sons"},
		{Path: "sip/line[1]/Phone_Num", Value: "1003"},
		{Path: "sip/line[1]/PhoneNumber", Value: "1003\n<x>"},
	} {
		done, err := f.Set(a.Path, a.Value)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(done.Path, done.Kind)
	}
	fmt.Printf("%s", f.Bytes())
	// Output:
	// sip/line[1]/PhoneNumber changed
	// sip/line[1]/DisplayName added
	// sip/line[1]/Phone_Num: the file has this setting in another spelling, which is probably meant: sip/line[1]/PhoneNumber (line 4)
	// sip/line[1]/PhoneNumber: the value holds a line break: what follows it would be another setting
	// <sysConf>
	//     <sip>
	//         <line index="1">
	//             <PhoneNumber>1002</PhoneNumber>
	//             <DisplayName>Smith &amp; Sons</DisplayName>
	//         </line>
	//     </sip>
	// </sysConf>
}

func ExampleTranslate() {
	f, err := cfgfile.Parse([]byte("<sysConf><Version>2.0002</Version><sip><line index=\"2\"><PhoneNumber>1002</PhoneNumber></line></sip></sysConf>"))
	if err != nil {
		panic(err)
	}
	s, err := f.Lookup("sip/line[2]/PhoneNumber")
	if err != nil {
		panic(err)
	}
	for _, to := range []cfgfile.Dialect{cfgfile.TextModern, cfgfile.Dotted, cfgfile.TextLegacy} {
		p, err := cfgfile.Translate(s.Path, to, cfgfile.ConvertOptions{})
		fmt.Println(p, err)
	}
	// Output:
	// SIP CONFIG MODULE:SIP Line List:SIP2 Phone Number <nil>
	// sip.line.2.PhoneNumber <nil>
	//  sip/line[2]/PhoneNumber: sysconf is of generation 2 and text-legacy of generation 1, and the names of settings differ between generations
}

func ExampleNew() {
	f, err := cfgfile.New(cfgfile.Dotted, "2.0000000001")
	if err != nil {
		panic(err)
	}
	if _, err := f.Set("sip.line.1.RegAddr", "sip.example.com"); err != nil {
		panic(err)
	}
	fmt.Print(f.Source())
	// Output:
	// #<Voip Config File>#
	// Version = 2.0000000001
	// sip.line.1.RegAddr = sip.example.com
}
