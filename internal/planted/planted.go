// Package planted is for tests of what may be shown: it makes provisioning files with a
// password in every place where a secret can stand.
package planted

import (
	"fmt"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// Password is one that is in no file by chance. What is shown holds no
// part of it.
const Password = "qZ7planted9Xj"

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
	Password, Password + "@x", Password + ":" + Password, "a/" + Password, Password + "<" + Password, Password + ">" + Password, Password + "&" + Password, "#" + Password,
	Password + " : " + Password, "=" + Password, "--" + Password + "--  :", "://" + Password, Password + "\"'" + Password, "password" + Password, "]]>" + Password,
	"Encryption" + Password, " " + Password + " ", "Time Zone          :" + Password, "電" + Password, "\xff" + Password, "\x00" + Password, "</a>" + Password, "<b>" + Password + "</b>",
}

// Files returns files with the password in every place where a secret can stand.
func Files() map[string]string {
	files := make(map[string]string)
	add := func(name, src string) { files[fmt.Sprintf("%03d %s", len(files), name)] = src }
	text := func(frame func(...string) string, key, password string) {
		pad := key + strings.Repeat(" ", max(0, 19-len(key)))
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
		add("CDATA with an end tag in it", frame("<a><"+key+"><![CDATA[</"+key+">"+Password+"]]></"+key+"></a>"))
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
		add("nested names", frame("<a><"+key+"><"+Password+">1</"+Password+"><"+Password+">1</"+Password+"></"+key+"></a>"))
		add("nested", frame("<a><"+key+"><b>"+password+"</b><b>"+password+"</b></"+key+"></a>"))
		add("after the root", frame()+element)
		add("before the root", "{# x #}"+element+frame("<a/>"))
	}
	for _, password := range passwords {
		text(Legacy, "SIP1 Register Pswd", password)
		text(Modern, "Menu Password", password)
		xml(Sysconf, "RegisterPswd", password)
		xml(XMLLegacy, "Register_Pswd", password)
		add("dotted", Dotted("sip.line.1.RegPswd = "+password, "sip.line.1.RegPswd="+password))
		add("dotted, malformed", Dotted("sip.line.1.RegPswd "+password))
		add("dotted, no path", Dotted("RegPswd = "+password))
	}
	for _, key := range secretKeys["legacy"] {
		text(Legacy, key, Password)
	}
	for _, key := range secretKeys["modern"] {
		text(Modern, key, Password)
	}
	for _, key := range secretKeys["sysconf"] {
		xml(Sysconf, key, Password)
	}
	for _, key := range secretKeys["xml-legacy"] {
		xml(XMLLegacy, key, Password)
	}
	for _, key := range secretKeys["dotted"] {
		add("dotted", Dotted(key+" = "+Password, key+"="+Password, key+" "+Password))
	}
	for _, credentials := range []string{Password, Password + "@" + Password, Password + ":" + Password, Password + "/" + Password, "a@" + Password + "@b", "password" + Password + "pin=" + Password, Password + "," + Password} {
		for _, url := range []string{"http://user:" + credentials + "@h:80/$mac.cfg", "tftp://" + credentials + "@h/", "sip:1001:" + credentials + "@pbx;x=y", "http://a:" + credentials + "@h,http://b:" + credentials + "@i"} {
			add("URL", Legacy("<AUTOUPDATE CONFIG MODULE>", "Auto Image Url     :"+url, "Auto Image Url     :"+url))
			add("URL, malformed", Legacy("<AUTOUPDATE CONFIG MODULE>", "Auto Image Url "+url, "Auto Image Url"+url))
			add("URL in a comment", Modern("# "+url, "x"))
			add("URL after the footer", Modern()+url+"\r\n")
			add("URL in sysconf", Sysconf("<ap>", "<Url>"+url+"</Url>", `<b url="`+url+`">1</b>`, url, "<!-- "+url+" -->", "</ap>"))
			add("URL in dotted", Dotted("ap.Url = "+url, "ap.Url="+url, url))
			add("URL fused", Legacy("<AUTOUPDATE CONFIG MODULE>", "Auto Image Url     :"+url+"Time Zone          :32"))
		}
	}
	add("escaped at sign", Sysconf("<ap><Url>http://u:"+Password+"&#64;h/</Url></ap>"))
	add("next line", Legacy("<SIP CONFIG MODULE>", "SIP1 Register Pswd :", Password))
	add("goes on", Legacy("<SIP CONFIG MODULE>", "SIP1 Register Pswd :x", Password, "", Password+":"+Password, "#"+Password, "--"+Password, "<"+Password+">", "  "+Password, "Ü "+Password+":", "--a--:"+Password))
	add("goes on, twice the same", Legacy("<SIP CONFIG MODULE>", "SIP1 Register Pswd :x", Password+":1", "SIP1 Register Pswd :x", Password+":1"))
	add("goes on, twice the same, in dotted", Dotted("sip.line.1.RegPswd = x", Password+"=1", Password+"=1"))
	add("goes on in dotted", Dotted("sip.line.1.RegPswd = x", Password+"=y", Password))
	add("secret in a module", Legacy("<SIP CONFIG MODULE>", "SIP1 Register Pswd :x", "<"+Password+">", "<"+Password+">"))
	return files
}

// FileOf makes a file of one setting in the place that an entry of the dictionary has.
func FileOf(e catalog.Entry, number, key, value string) string {
	scope := e.Scope()
	switch list := strings.ReplaceAll(scope.List(), "N", number); e.Dialect() {
	case catalog.TextLegacy, catalog.TextModern:
		lines := []string{"<" + e.Module() + ">", fmt.Sprintf("%-19s:%s", key, value)}
		if list != "" {
			lines = []string{lines[0], fmt.Sprintf("%-19s:", "--"+scope.List()+"--"), lines[1]}
		}
		if e.Dialect() == catalog.TextLegacy {
			return Legacy(lines...)
		}
		return Modern(lines...)
	case catalog.XMLLegacy:
		lines := []string{"<" + key + ">" + value + "</" + key + ">"}
		if name, indexed := strings.CutSuffix(scope.List(), "[N]"); indexed {
			entry := name + "_Entry"
			lines = []string{"<" + name + "><" + entry + "><ID>X" + number + "</ID>", lines[0], "</" + entry + "></" + name + ">"}
		}
		return XMLLegacy("<"+e.Module()+">", strings.Join(lines, "\n"), "</"+e.Module()+">")
	case catalog.Sysconf:
		lines := inElements(scope, number, []string{"<" + key + ">" + value + "</" + key + ">"})
		return Sysconf("<"+e.Module()+">", strings.Join(lines, "\n"), "</"+e.Module()+">")
	default:
		path := strings.ReplaceAll(strings.TrimSuffix(e.Path(), e.Key()), ".N.", "."+number+".") + key
		return Dotted(path+" = "+value, path+"="+value)
	}
}

// inElements puts the settings of a sysconf file into the elements of their list.
func inElements(scope *catalog.Scope, index string, lines []string) []string {
	var open, end string
	for part := range strings.SplitSeq(scope.List(), "/") {
		if name, indexed := strings.CutSuffix(part, "[N]"); indexed {
			open, end = open+`<`+name+` index="`+index+`">`, "</"+name+">"+end
		} else if part != "" {
			open, end = open+"<"+name+">", "</"+name+">"+end
		}
	}
	return append(append([]string{open}, lines...), end)
}

// Leaks reports whether a text shows the password.
func Leaks(text string) bool { return strings.Contains(text, Password) }

func crlf(lines ...string) string { return strings.Join(lines, "\r\n") + "\r\n" }

const (
	header = "<<VOIP CONFIG FILE>>Version:"
	footer = "<<END OF FILE>>"
)

// Legacy frames lines as a text-legacy file.
func Legacy(lines ...string) string {
	return crlf(append(append([]string{header + "2.0002                            "}, lines...), footer)...)
}

// Modern frames lines as a text-modern file.
func Modern(lines ...string) string {
	return crlf(append(append([]string{header + "2.0000000000                      "}, lines...), footer)...)
}

// Sysconf frames lines as a sysconf file.
func Sysconf(lines ...string) string {
	return "<sysConf>\n<Version>2.0000000000</Version>\n" + strings.Join(lines, "\n") + "\n</sysConf>\n"
}

// XMLLegacy frames lines as an xml-legacy file.
func XMLLegacy(lines ...string) string {
	return "<VOIP_CONFIG_FILE>\n<version>2.0002</version>\n" + strings.Join(lines, "\n") + "\n</VOIP_CONFIG_FILE>\n"
}

// Dotted frames lines as a dotted file.
func Dotted(lines ...string) string {
	return "#<Voip Config File>#\nVersion = 2.0000000000\n" + strings.Join(lines, "\n") + "\n"
}
