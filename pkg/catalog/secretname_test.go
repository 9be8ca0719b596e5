package catalog

import (
	"strings"
	"testing"
)

// foreignNames are keys of secrets as users write them, by language.
var foreignNames = map[string][]string{
	"English": {"SIP1 Auth Tokn", "Pwsd", "RegPassw", "RegPaswd", "Passwrod", "adminpasword", "User PW", "PINMenu", "Secert", "Tokens", "SNMP Comunity", "PassPhrase", "Credntials"},
	"German": {"SIP1 Passwort", "SIP1 Kennwort", "Benutzerkennwort", "Benutzerkenwort", "SIP1 Kenn Wort", "WLAN-Schlüssel", "WLANSchlüssel", "Schluessel", "Schl\xfcssel", "SCHLÜSSEL",
		"Geheimzahl", "Zugangscode", "Paswort", "KennwortSIP", "Anmeldedaten"},
	"French": {"Mot de passe", "MotDePasse", "mot_de_passe", "mdp", "MDP SIP", "Mot de pase", "Clé WPA", "CLÉ", "Code d'accès", "Jeton"},
	"Spanish": {"Contraseña", "contrasen\u0303a", "Contrase\xf1a", "CONTRASEÑA SIP", "contrasena", "ContraseñaSIP", "Contraseña del usuario", "Clave", "SIPClave", "Clave de cifrado", "Llave",
		"Código de acceso", "contraeña"},
	"Italian":    {"Parola d'ordine", "ParolaDOrdine", "Parola chiave", "Chiave WPA", "Segreto", "Gettone", "Codice d'accesso"},
	"Portuguese": {"Senha", "SenhaUsuario", "senha_sip", "Palavra-passe", "Chave", "Segredo"},
	"Dutch":      {"Wachtwoord", "SIP1 Wachtwoord", "Wachtword", "Sleutel", "Toegangscode"},
	"Polish":     {"Hasło", "HASŁO", "haslo", "HasloSIP", "Has\u0142o SIP", "Klucz", "Kod dostępu", "Hsalo"},
	"Russian":    {"Пароль", "ПАРОЛЬ", "пароль SIP", "SIPпароль", "парль", "parol", "Parol' SIP", "Ключ шифрования", "КЛЮЧ", "klyuch", "ПИН-код", "ПИН", "Секрет", "Токен", "Код доступа"},
	"Chinese":    {"密码", "SIP密码", "密碼", "口令", "密钥", "令牌", "mima", "SIP Mima", "kouling", "ＰＩＮ"},
}

func TestForeignSecrets(t *testing.T) {
	for language, keys := range foreignNames {
		for _, key := range keys {
			if !IsSecret(key) {
				t.Errorf("%s: %q is not taken for a secret", language, key)
			}
			for _, line := range []string{key + " :x", key + "=x", key + "：x", "<" + key + ">x", `{"` + key + `": "x"}`, "LCD Title:1" + key + "  :x", key + " x", "# " + key + " x"} {
				end, ok := FindSecret(line)
				if !ok || strings.HasSuffix(line[:end], "x") {
					t.Errorf("%s: in %q, a secret is found up to %d: %v", language, line, end, ok)
				}
			}
		}
	}
	if end, ok := FindSecret("SIP1 Klucz :x SIP1 Password :y"); !ok || end != len("SIP1 Klucz") {
		t.Errorf("the first of two is found up to %d", end)
	}
	for _, v := range vocabularies {
		if len(foreignNames[v.language]) == 0 {
			t.Errorf("%s: no names", v.language)
		}
	}
}

// TestEveryWord checks that each word of the vocabularies counts, as a key and in a line.
func TestEveryWord(t *testing.T) {
	for _, v := range vocabularies {
		for word := range strings.FieldsSeq(v.anywhere + " " + v.words + " " + v.ends) {
			for _, key := range []string{word, "Phone " + word, strings.ToUpper(word), "XML-PBook1 " + word} {
				if word == phonebookAuth && !strings.HasPrefix(key, "XML") {
					continue
				}
				if _, ok := FindSecret(key + " :x"); !ok || !IsSecret(key) {
					t.Errorf("%s: %q is not taken for a secret", v.language, key)
				}
			}
		}
	}
}

// TestHarmlessNames are near to secrets' names and are none.
func TestHarmlessNames(t *testing.T) {
	for _, key := range []string{
		"Slave Mode", "Taken Line", "Passed Count", "Ping Interval", "Passport", "Schluss", "LCD Contrast", "Enable Patrol", "Bypass Mode", "Secure Mode", "Section", "Recent", "Select",
		"Spa Role", "Group A Role", "Custom Image", "Passing", "Opening", "Keyboard", "Pause List", "Commodity", "Hallo", "Spinner", "Cancel", "Cleared", "Chat Room",
		"Lösung", "Parallel Ring", "Home Page", "Minimal", "Tokyo", "Have Lines", "Kennwert", "Mi ma", "Мир", "电话",
	} {
		if IsSecret(key) {
			t.Errorf("%q is taken for a secret", key)
		}
	}
	for _, value := range []string{
		"Schlüsseldienst", "Clave Martin", "12:30", "http://clave.example.com:8080/x", "Hallo: Welt", "sip:1001@pbx", "Klucz", "title:0xFFFFFF@ list:0x444343", "2001:db8::1", "a=b",
	} {
		if end, ok := FindSecretInValue(value); ok {
			t.Errorf("in the value %q, a secret is found up to %d", value, end)
		}
	}
	for _, value := range []string{"1SIP1 Kennwort :x", "1SIP1 Klucz        :x", `{"clave":"x"}`, "my password x", "contraseña x", "密码 x", "http://a/x?mdp=x"} {
		if _, ok := FindSecretInValue(value); !ok {
			t.Errorf("in the value %q, no secret is found", value)
		}
	}
}

// TestNoSlips holds the words that are no slips against those that they are near to: one
// that is near to none is in vain.
func TestNoSlips(t *testing.T) {
	names := secretNames()
	without := *names
	without.none = nil
	for _, word := range noSlips {
		if names.isSecret([]byte(word), lettersOf(word), true) {
			t.Errorf("%q is taken for a secret", word)
		}
		if !without.isSecret([]byte(word), lettersOf(word), true) {
			t.Errorf("%q is near to no word", word)
		}
	}
}

// TestWordsOfKnownKeys checks that none of the words hides a key by its name that the
// dictionary knows as no secret, but for those that the words of English hid before.
func TestWordsOfKnownKeys(t *testing.T) {
	for _, d := range Dialects() {
		for e := range For(d).Entries() {
			for _, number := range []string{"1", "12"} {
				if key := e.KeyAt(number); !e.Secret() && namesSecret(key) {
					if _, before := findSecret(key, func(text string, _, rest int) bool { return endsKey(text[rest:]) }); !before {
						t.Errorf("%v: %s is taken for a secret by its words", d, e.Path())
					}
				}
			}
		}
		for s := range For(d).Scopes() {
			if IsSecret(s.Module()) || IsSecret(s.List()) {
				t.Errorf("%v: %s is taken for a secret", d, s.Path())
			}
		}
	}
}

func TestPlainLetters(t *testing.T) {
	if len(latin) != 0x180-0xc0 || len(russian) != 'Я'-'А'+1 {
		t.Fatalf("%d and %d letters", len(latin), len(russian))
	}
	for text, want := range map[string]string{
		"Schlüssel": "schlussel", "Straße": "strasse", "contraseña": "contrasena", "contrasen\u0303a": "contrasena", "clé": "cle", "HASŁO": "haslo", "ŻETON": "zeton", "œuvre": "oeuvre",
		"Пароль": "parol", "Ключ": "klyuch", "ёж": "ezh", "ＰＩＮ": "pin", "密码a": "a", "a\xfcb": "aub", "×÷·": "",
	} {
		var l nameLetters
		if n := l.read(text); n != len(text) || string(l.letters[:l.n]) != want {
			t.Errorf("%q is read as %q, %d bytes of %d", text, l.letters[:l.n], n, len(text))
		}
	}
}

// FuzzFindSecret looks for names in anything: no panic, and a place in the text. What
// counts in a value counts in a line.
func FuzzFindSecret(f *testing.F) {
	for _, keys := range foreignNames {
		for _, key := range keys {
			f.Add(key + " :x")
		}
	}
	f.Add(strings.Repeat("ⱥ", 100) + "=" + strings.Repeat("Щ", 100) + ":")
	f.Fuzz(func(t *testing.T, text string) {
		end, ok := FindSecret(text)
		inValue, found := FindSecretInValue(text)
		if end < 0 || end > len(text) || inValue < 0 || inValue > len(text) {
			t.Errorf("%q: %d, %d", text, end, inValue)
		}
		if found && (!ok || end > inValue) {
			t.Errorf("%q: found in a value up to %d, and in a line up to %d: %v", text, inValue, end, ok)
		}
		IsSecret(text)
	})
}
