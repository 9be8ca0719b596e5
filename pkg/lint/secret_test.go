package lint

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"unicode/utf8"
)

// planted is a password that is in no file by chance. What is shown holds no
// part of it.
const planted = "qZ7planted9Xj"

// secretKeys are keys that hold a secret, by dialect.
var secretKeys = map[string][]string{
	"legacy": {"SIP1 Register Pswd", "SIP1 Register Pwd", "SIP1 MedCrypto Key", "SIP1 Signal Key", "Menu Password", "Config File Key", "Fast Keylock Code",
		"User     Password", "Account1 Pass", "Proxy Pass", "XML-PBook1 PassWd", "Server Token", "Out1 DTMF Code", "L2TP Password", "Login PIN", "WPA Key", "Pre Shared Key",
		"SIP1 Passwort", "SIP1 Kennwort", "RegPassw", "SIP1 Pwsd", "Auth Tokn", "SIP1 Contraseña", "Clave SIP", "Mot de passe", "SIP1 MDP", "Parola d'ordine", "Senha", "Wachtwoord", "SIP1 Hasło", "Пароль SIP", "Parol", "SIP1 密码", "Mima", "WLAN Schl\xfcssel"},
	"modern": {"SIP1 Register Pswd", "SIP1 Replace Pwd", "Device Cfg File Key", "Common Cfg File Key", "Keypad Password", "Item1 WIFI Password", "Pass"},
	"sysconf": {"RegisterPswd", "DeviceCfgFileKey", "MedCryptoKey", "FastKeylockCode", "ServerToken", "Password", "AccessCode", "Pin",
		"RegPaswd", "RegKennwort", "Contraseña", "MotDePasse", "Senha", "Wachtwoord", "Hasło", "Пароль", "密码"},
	"xml-legacy": {"Register_Pswd", "Config_File_Key", "SigCrypto_Key", "Opening_Password", "Out1_DTMF_Code", "Account_Pass", "Community_Name", "SIP_Passwort", "Clave_SIP", "Mot_de_passe", "Haslo"},
	"dotted":     {"sip.line.1.RegPswd", "phone.MenuPassword", "ap.DeviceCfgFileKey", "net.wifi.PSK", "sip.line.1.ProxyPass", "sip.line.1.Kennwort", "sip.line.1.RegPaswd", "net.wifi.Clave", "sip.senha", "sip.line.1.Пароль", "sip.line.1.密码"},
}

// passwords are values that a hider may trip over.
var passwords = []string{
	planted, planted + "@x", planted + ":" + planted, "a/" + planted, planted + "<" + planted, planted + ">" + planted, planted + "&" + planted, "#" + planted,
	planted + " : " + planted, "=" + planted, "--" + planted + "--  :", "://" + planted, planted + "\"'" + planted, "password" + planted, "]]>" + planted,
	"Encryption" + planted, " " + planted + " ", "Time Zone          :" + planted, "電" + planted, "\xff" + planted, "\x00" + planted, "</a>" + planted, "<b>" + planted + "</b>",
}

// leakyFiles are files with the password in every place where a secret can stand.
func leakyFiles() map[string]string {
	files := make(map[string]string)
	add := func(name, src string) { files[fmt.Sprintf("%03d %s", len(files), name)] = src }
	text := func(frame func(...string) string, key, password string) {
		pad := key + strings.Repeat(" ", max(0, colonColumn-len(key)))
		add("value", frame("<SIP CONFIG MODULE>", pad+":"+password, pad+":"+password))
		add("value, unpadded, no module", frame(key+":"+password))
		add("malformed line", frame("<SIP CONFIG MODULE>", key+" "+password, "x"))
		add("malformed line with a colon", frame("<SIP CONFIG MODULE>", key+" "+password+":1", key+" "+password+":1"))
		add("equals sign", frame("<SIP CONFIG MODULE>", key+" = "+password))
		add("fused to another", frame("<SIP CONFIG MODULE>", "SMS Ring Enabled   :1"+pad+":"+password))
		add("another fused to it", frame("<SIP CONFIG MODULE>", pad+":"+password+"Time Zone          :32", pad+":1"))
		add("fused to a module", frame("<SIP CONFIG MODULE>"+pad+":"+password))
		add("fused to a list", frame("<SIP CONFIG MODULE>", "--SIP Line List--  :"+pad+":"+password))
		add("indented", frame("<SIP CONFIG MODULE>", " \t"+pad+":"+password))
		add("in a comment", frame("<SIP CONFIG MODULE>", "# "+pad+":"+password, "x"))
		add("template", frame("<SIP CONFIG MODULE>", pad+":{% if x %}"+password+"{{ y }}"))
		add("after the footer", frame("<SIP CONFIG MODULE>")+pad+":"+password+"\r\n")
		add("one line", strings.ReplaceAll(frame("<SIP CONFIG MODULE>", pad+":"+password), "\r\n", ""))
		add("line feeds", strings.ReplaceAll(frame("<SIP CONFIG MODULE>", pad+":"+password), "\r", ""))
		add("as XML", frame("<SIP CONFIG MODULE>", "<"+strings.ReplaceAll(key, " ", "_")+">"+password+"</x>", "x"))
		add("as JSON", frame("<SIP CONFIG MODULE>", `LCD Title          :{"`+key+`":"`+password+`"}`))
	}
	xml := func(frame func(...string) string, key, password string) {
		element := "<" + key + ">" + password + "</" + key + ">"
		escaped := "<" + key + ">" + strings.NewReplacer("&", "&amp;", "<", "&lt;").Replace(password) + "</" + key + ">"
		add("escaped, twice", frame("<a>", escaped, escaped, "</a>"))
		add("at the root", frame(escaped))
		add("plain", frame("<a>", element, "</a>"))
		add("several lines", frame("<a>", "<"+key+">one", password+":x", "y:"+password, "z</"+key+">", "</a>"))
		add("CDATA", frame("<a><"+key+"><![CDATA["+password+"]]></"+key+"></a>"))
		add("CDATA of several lines", frame("<a><"+key+"><![CDATA[<b>", password, "<c>]]></"+key+"></a>"))
		add("CDATA with an end tag in it", frame("<a><"+key+"><![CDATA[</"+key+">"+planted+"]]></"+key+"></a>"))
		add("attribute", frame(`<a `+key+`="`+password+`">1</a>`))
		add("attribute of a secret", frame("<a>", "<"+key+` value='`+password+`'/>`, "</a>"))
		add("named by an attribute", frame(`<a><set name="`+key+`">`+password+`</set></a>`))
		add("not closed", frame("<a><"+key+">"+password, "<b>1</b></a>"))
		add("closed as another", frame("<a><"+key+">"+password+"</other>", "</a>"))
		add("closed as the parent", frame("<a><"+key+">"+password+"</a>"))
		add("bracket missing", frame("<a><"+key+" "+password+"</"+key+">", "</a>"))
		add("first bracket missing", frame("<a>"+key+">"+password+"</"+key+">", "</a>"))
		add("space in the name", frame("<a><"+key[:3]+" "+key+">"+password+"</"+key[:3]+" "+key+">", "</a>"))
		add("comment", frame("<a><!-- "+element+" --><b>1</b></a>"))
		add("comment of several lines", frame("<!-- "+key+":", password, "--><a/><a/>"))
		add("one line", strings.ReplaceAll(frame("<a>", "<b>1</b>", element, "<b>2</b>", "</a>"), "\n", ""))
		add("text between elements", frame("<a>", key+" = "+password, "<b>1</b></a>"))
		add("template", frame("<a>", "{if $x}"+element+"{/if}", "</a>"))
		add("nested names", frame("<a><"+key+"><"+planted+">1</"+planted+"><"+planted+">1</"+planted+"></"+key+"></a>"))
		add("nested", frame("<a><"+key+"><b>"+password+"</b><b>"+password+"</b></"+key+"></a>"))
		add("after the root", frame()+element)
		add("before the root", "{# x #}"+element+frame("<a/>"))
	}
	for _, password := range passwords {
		text(legacy, "SIP1 Register Pswd", password)
		text(modern, "Menu Password", password)
		xml(sysconf, "RegisterPswd", password)
		xml(xmlLegacy, "Register_Pswd", password)
		add("dotted", dotted("sip.line.1.RegPswd = "+password, "sip.line.1.RegPswd="+password))
		add("dotted, malformed", dotted("sip.line.1.RegPswd "+password))
		add("dotted, no path", dotted("RegPswd = "+password))
	}
	for _, key := range secretKeys["legacy"] {
		text(legacy, key, planted)
	}
	for _, key := range secretKeys["modern"] {
		text(modern, key, planted)
	}
	for _, key := range secretKeys["sysconf"] {
		xml(sysconf, key, planted)
	}
	for _, key := range secretKeys["xml-legacy"] {
		xml(xmlLegacy, key, planted)
	}
	for _, key := range secretKeys["dotted"] {
		add("dotted", dotted(key+" = "+planted, key+"="+planted, key+" "+planted))
	}
	for _, credentials := range []string{planted, planted + "@" + planted, planted + ":" + planted, planted + "/" + planted, "a@" + planted + "@b", "password" + planted + "pin=" + planted, planted + "," + planted} {
		for _, url := range []string{"http://user:" + credentials + "@h:80/$mac.cfg", "tftp://" + credentials + "@h/", "sip:1001:" + credentials + "@pbx;x=y", "http://a:" + credentials + "@h,http://b:" + credentials + "@i"} {
			add("URL", legacy("<AUTOUPDATE CONFIG MODULE>", "Auto Image Url     :"+url, "Auto Image Url     :"+url))
			add("URL, malformed", legacy("<AUTOUPDATE CONFIG MODULE>", "Auto Image Url "+url, "Auto Image Url"+url))
			add("URL in a comment", modern("# "+url, "x"))
			add("URL after the footer", modern()+url+"\r\n")
			add("URL in sysconf", sysconf("<ap>", "<Url>"+url+"</Url>", `<b url="`+url+`">1</b>`, url, "<!-- "+url+" -->", "</ap>"))
			add("URL in dotted", dotted("ap.Url = "+url, "ap.Url="+url, url))
			add("URL fused", legacy("<AUTOUPDATE CONFIG MODULE>", "Auto Image Url     :"+url+"Time Zone          :32"))
		}
	}
	add("escaped at sign", sysconf("<ap><Url>http://u:"+planted+"&#64;h/</Url></ap>"))
	add("next line", legacy("<SIP CONFIG MODULE>", "SIP1 Register Pswd :", planted))
	add("goes on", legacy("<SIP CONFIG MODULE>", "SIP1 Register Pswd :x", planted, "", planted+":"+planted, "#"+planted, "--"+planted, "<"+planted+">", "  "+planted, "Ü "+planted+":", "--a--:"+planted))
	add("goes on, twice the same", legacy("<SIP CONFIG MODULE>", "SIP1 Register Pswd :x", planted+":1", "SIP1 Register Pswd :x", planted+":1"))
	add("goes on, twice the same, in dotted", dotted("sip.line.1.RegPswd = x", planted+"=1", planted+"=1"))
	add("goes on in dotted", dotted("sip.line.1.RegPswd = x", planted+"=y", planted))
	add("secret in a module", legacy("<SIP CONFIG MODULE>", "SIP1 Register Pswd :x", "<"+planted+">", "<"+planted+">"))
	return files
}

// TestNoFindingHoldsASecret checks everything that the linter gives out.
func TestNoFindingHoldsASecret(t *testing.T) {
	linter := mustNew(t, Options{Excerpts: true})
	files := leakyFiles()
	t.Logf("%d files", len(files))
	for name, src := range files {
		if shown := HideSecrets(src); leaks(shown) {
			t.Errorf("%s: HideSecrets shows it:\n%s\nof\n%s", name, shown, src)
		}
		for _, f := range linter.Lint("office.cfg", []byte(src)) {
			if out := fmt.Sprintf("%s %s %s %s", f.Message, f.Suggestion, f.Excerpt, f.Rule); leaks(out) {
				t.Errorf("%s: a finding shows it: %s\n%s", name, out, src)
			}
		}
		// A fix can make settings of what was part of a password; an excerpt may
		// show those.
		_, _, left := mustNew(t, Options{}).Fix("office.cfg", []byte(src))
		if out, err := json.Marshal(left); err != nil || leaks(string(out)) {
			t.Errorf("%s: a finding that is left shows it, or %v: %s", name, err, out)
		}
	}
}

func leaks(out string) bool { return strings.Contains(out, planted) }

// TestHideSecretsShowsTheRest checks that no more is hidden than what is secret.
func TestHideSecretsShowsTheRest(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{legacy("<SIP CONFIG MODULE>", "SIP1 Register Pswd :a", "SIP1 Register TTL  :60", "MTU                :1"),
			legacy("<SIP CONFIG MODULE>", "SIP1 Register Pswd :"+blot, "SIP1 Register TTL  :60", "MTU                :1")},
		{legacy("Menu Password:a", "Time Zone:1", "Menu Password:b"), legacy("Menu Password:"+blot, "Time Zone:1", "Menu Password:"+blot)},
		{legacy("Menu Password      :a", "--SIP Line List--  :", "Menu Password      :b", "<SIP CONFIG MODULE>", "Menu Password      :"),
			legacy("Menu Password      :"+blot, "--SIP Line List--  :", "Menu Password      :"+blot, "<SIP CONFIG MODULE>", "Menu Password      :")},
		{legacy("Url                :http://u:a@h/x", "Url                :http://h:80/x", "Sip Uri            :1001@pbx", "Mac                :$id@$ip"),
			legacy("Url                :http://"+blot+"@h/x", "Url                :http://h:80/x", "Sip Uri            :1001@pbx", "Mac                :$id@$ip")},
		{legacy("Softkey Mode       :1", "AP Pswd Encryption :0", "PswDialMode        :1", "Memory Key 1       :x", "Bypass Proxy       :1", "Pass_Tone_Type     :1"), ""},
		{sysconf("<a><RegisterPswd>x</RegisterPswd><b>1</b></a>"), sysconf("<a><RegisterPswd>" + blot + "</RegisterPswd><b>1</b></a>")},
		{sysconf("<a><RegisterPswd></RegisterPswd><RegisterPswd/><b>1</b></a>"), ""},
		{sysconf("<a><RegisterPswd>x", "y</RegisterPswd><b>1</b></a>"), sysconf("<a><RegisterPswd>"+blot, blot+"</RegisterPswd><b>1</b></a>")},
		{sysconf(`<a><b pin="1" index="2">c</b><d>e</d></a>`), sysconf(`<a><b` + blot + `>` + blot + `</b><d>e</d></a>`)},
		{sysconf("<a><Pswd>x</other><b>1</b></a>", "<b>1</b>"), sysconf("<a><Pswd>"+blot, "<b>1</b>")},
		{sysconf("<a><Pswd>x</other>", "<c>1</c></a>"), sysconf("<a><Pswd>"+blot, "<c>1</c></a>")},
		{sysconf("<a><Url>http://u:p@h/</Url></a>"), sysconf("<a><Url>http://" + blot + "@h/</Url></a>")},
		{xmlLegacy("<!-- a --><M><b>1 < 2</b><c>{x}</c></M>"), ""},
		{dotted("sip.line.1.RegPswd = x", "sip.line.1.Port=5060", "# note"), dotted("sip.line.1.RegPswd ="+blot, "sip.line.1.Port=5060", "# note")},
		{legacy("Ui font Color      :title:0xFFFFFF@ welcome:0x333333$0xFFFFFF@ list:0x444343"), ""},
		{xmlLegacy("<M><Ui_font_Color>title:0xFFFFFF@ list:0x444343</Ui_font_Color></M>"), ""},
		{legacy("Ui font Color      :title:0xFFFFFF@host"), legacy("Ui font Color      :title:" + blot + "@host")},
		{legacy("Ui font Color      :jo:0xFFFFFFFF@ list:0x444343"), legacy("Ui font Color      :jo:" + blot + "@ list:0x444343")},
		{sysconf(`<sip><line index="1"><DisplayName>Schlüssel</DisplayName></line></sip>`), ""},
		{modern("<PHONE FEATURE MODULE>", "LCD Title          :Schlüssel", "SIP1 Schlüssel     :a"), modern("<PHONE FEATURE MODULE>", "LCD Title          :Schlüssel", "SIP1 Schlüssel     :"+blot)},
		{"", ""},
		{"\n\r\n\r", ""},
	} {
		want := c.want
		if want == "" {
			want = c.src
		}
		if got := HideSecrets(c.src); got != want {
			t.Errorf("%q\nbecame %q\nwant   %q", c.src, got, want)
		}
	}
}

// TestHideSecretsOfExamples checks that in real files just the secrets are hidden.
func TestHideSecretsOfExamples(t *testing.T) {
	tree := os.DirFS("../../examples")
	names, err := fs.Glob(tree, "*.[ctx]*")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(tree, name)
		if err != nil {
			t.Fatal(err)
		}
		if SideFile(name, data) != 0 {
			continue // of which nothing is shown
		}
		before, after := strings.Split(string(data), "\n"), strings.Split(HideSecrets(string(data)), "\n")
		if len(before) != len(after) {
			t.Fatalf("%s: %d lines became %d", name, len(before), len(after))
		}
		for i := range before {
			secret := strings.Contains(before[i], "example-only-") || strings.Contains(before[i], "example:example")
			if changed := before[i] != after[i]; changed != secret {
				t.Errorf("%s:%d: %q became %q", name, i+1, before[i], after[i])
			}
		}
	}
}

func FuzzHideSecrets(f *testing.F) {
	n := 0
	for _, src := range leakyFiles() {
		if n++; n%40 == 0 {
			f.Add(src)
		}
	}
	f.Add(legacy("Menu Password:a"))
	f.Add(sysconf("<Pswd><![CDATA[a]]><!-- b --></Pswd>"))
	f.Add("<a <<b>Pswd\n=\r\r\n</")
	linter, err := New(Options{Excerpts: true})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, src string) {
		shown := HideSecrets(src)
		if strings.Count(shown, "\n") != strings.Count(src, "\n") {
			t.Errorf("%q became %q", src, shown)
		}
		if utf8.ValidString(src) && !utf8.ValidString(shown) {
			t.Errorf("%q is UTF-8 and %q is not", src, shown)
		}
		checkFindings(t, src, linter.Lint("office.cfg", []byte(src)))
	})
}
