package catalog

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/fvcfg/fvcfg/internal/ascii"
	"github.com/fvcfg/fvcfg/internal/typo"
)

// vocabulary is what a language calls a secret by: a password, a PIN, a key of
// encryption, a token, a community. The words of a column stand in lower case, without
// the spaces, dashes and apostrophes that a name may have in them, and without accents:
// [plainLetters] takes those off, and writes Cyrillic in Latin letters.
type vocabulary struct {
	language string
	// anywhere are words that are nothing else. They count inside of other words, and in
	// the middle of a value. What is not ASCII stands here as it is written.
	anywhere string
	// words mean other things, too, or stand inside of harmless words. They count as
	// words of a name alone.
	words string
	// ends count where a name ends with them.
	ends string
}

// vocabularies are the words of all languages. Those of English are the names that are
// met in 118 public files and in the tables of other tools; the others are what users
// write for them, in keys of their own and by mistake. The word for a key is that of
// locks and ciphers, not that of a button.
var vocabularies = []vocabulary{
	{
		language: "English",
		anywhere: "password passwd pswd pwd passphrase passcode passkey secret token psk credential community " +
			"filekey cryptokey mediakey signalkey apikey authkey privatekey sharedkey encryptionkey encryptkey cipherkey aeskey masterkey " +
			"keylockcode unlockcode dtmfcode accesscode securitycode authcode pincode remotevalue resetvalue",
		words: "pin pw passw pwrd pswrd passwrd pword tkn cred creds",
		ends:  "pass pin psw proxykey wepkey wpakey wifikey wlankey networkkey accesskey " + phonebookAuth,
	},
	{
		language: "German",
		anywhere: "passwort kennwort geheimzahl zugangscode zugriffscode zugangsdaten anmeldedaten entsperrcode sperrcode",
		words:    "passw kennw geheim geheimnis schlussel schluessel losungswort",
	},
	{
		language: "French",
		anywhere: "motdepasse motdepass phrasesecrete codedacces codeacces",
		words:    "mdp passe cle clef cles jeton communaute",
	},
	{
		language: "Spanish",
		anywhere: "contrasena contraseña contrasen\u0303a contrasenia palabradepaso codigodeacceso codigoacceso",
		words:    "clave claves llave credenciales credencial comunidad secreto",
	},
	{
		language: "Italian",
		anywhere: "paroladordine parolachiave parolasegreta codicediaccesso codicedaccesso codiceaccesso",
		words:    "parola chiave segreto segreta gettone credenziali credenziale comunita",
	},
	{
		language: "Portuguese",
		anywhere: "palavrapasse palavrachave codigodeacesso codigoacesso",
		words:    "senha senhas chave segredo credenciais comunidade",
	},
	{
		language: "Dutch",
		anywhere: "wachtwoord wachtzin toegangscode inloggegevens",
		words:    "sleutel geheim gemeenschap",
	},
	{
		language: "Polish",
		anywhere: "koddostepu poswiadczenia",
		words:    "haslo hasla klucz tajny tajne tajna sekret zeton spolecznosc",
	},
	{
		language: "Russian",
		anywhere: "пароль парол koddostupa",
		words:    "parol paroli sekret klyuch kluch kljuch klutsch pinkod uchetnyedannye",
	},
	{
		language: "Chinese",
		anywhere: "密码 密碼 口令 密钥 密鑰 密匙 秘钥 秘鑰 金鑰 秘密 令牌 权杖 權杖 凭证 憑證 凭据 憑據 通行码 通行碼 验证码 驗證碼 团体名 團體名 共同体名",
		words:    "mima kouling miyao miyue mishi lingpai pingzheng",
	},
}

// phonebookAuth is the password of a phone book where nothing else is named so:
// "XML-PBook1 Auth", <Auth>. "SIP1 Keep AUTH" is a flag.
const phonebookAuth = "auth"

// noSlips are words that read as a slip of a secret's and are none. That no key of the
// dictionary is taken for a secret by a slip, a test holds against the tables. Of "pswd"
// there are harmless uses, see isHarmless.
var noSlips = [...]string{
	"pswd", "pass", "passed", "passport", "pause", "taken", "slave", "leave", "lave", "cave", "have", "shave", "crave", "clove", "chase", "chafe",
	"patrol", "carol", "hallo", "halo", "schluss", "commodity", "kennwert", "jetson",
}

// exactEnds are what compounds end in that have an ordinary word beside them, as the pass
// mode beside the passcode: their slips are not known again.
var exactEnds = [...]string{"key", "code", "value", "daten", "gegevens", "zin"}

// secretWord is one of the words that are looked for letter by letter.
type secretWord struct {
	letters string
	end     bool // the name ends with it
	exact   bool // it is not ASCII, and counts as it is written
}

// wordIndex has such words by the byte that they start with, in either case: most bytes
// start none, and the others a few.
type wordIndex struct {
	words [256][]secretWord
	next  [256][4]uint64 // a bit for each byte that may follow on the first one
}

// secretWords returns the words that count anywhere, and those that end a name.
var secretWords = sync.OnceValue(func() *wordIndex {
	index := new(wordIndex)
	for _, v := range vocabularies {
		for word := range strings.FieldsSeq(v.anywhere) {
			exact := !ascii.Is(word)
			index.add(secretWord{letters: word, exact: exact})
			if first, n := utf8.DecodeRuneInString(word); exact && unicode.IsLower(first) {
				index.add(secretWord{letters: string(unicode.ToUpper(first)) + word[n:], exact: true})
				index.add(secretWord{letters: strings.ToUpper(word), exact: true})
			}
		}
		for word := range strings.FieldsSeq(v.ends) {
			index.add(secretWord{letters: word, end: true})
		}
	}
	return index
})

func (x *wordIndex) add(word secretWord) {
	first, next := word.letters[:1], word.letters[1:2]
	if ascii.IsLetter(first[0]) {
		first, next = first+strings.ToUpper(first), next+strings.ToUpper(next)+gapBytes
	}
	for i := range len(first) {
		x.words[first[i]] = append(x.words[first[i]], word)
		for j := range len(next) {
			x.next[first[i]][next[j]>>6] |= 1 << (next[j] & 63)
		}
	}
}

// at returns the words that may start with two bytes of a text.
func (x *wordIndex) at(first, next byte) []secretWord {
	if x.next[first][next>>6]>>(next&63)&1 == 0 {
		return nil
	}
	return x.words[first]
}

// slipWord is a word whose slips are known again: one that lacks a letter, has a letter
// too many or a wrong one, or has two swapped.
type slipWord struct {
	text    string
	letters letters
	limit   int // how many letters may be wrong, 0 where two may be swapped and no more
}

// How many letters make a word long enough.
const (
	swapSlip = 4 // to be known again when two letters are swapped
	oneSlip  = 5 // when a letter is wrong
	longSlip = 7 // at the end of a longer word
	twoSlips = 8 // when two letters are wrong, and when the word is written in pieces
	maxSlip  = 18
)

// nameVocabulary is what the words of a name are held against.
type nameVocabulary struct {
	words [maxSlip + 1][]string   // by their length
	slips [maxSlip + 1][]slipWord // by the length of the slip
	none  map[string]bool
}

// secretNames returns what the words of names are held against.
var secretNames = sync.OnceValue(func() *nameVocabulary {
	v := &nameVocabulary{none: make(map[string]bool)}
	for _, word := range noSlips {
		v.none[word] = true
	}
	known := make(map[string]bool)
	for _, language := range vocabularies {
		for word := range strings.FieldsSeq(language.words) {
			v.words[len(word)] = append(v.words[len(word)], word)
		}
		for word := range strings.FieldsSeq(language.anywhere + " " + language.words) {
			if !known[word] && ascii.Is(word) {
				known[word] = true
				v.addSlips(word)
			}
		}
	}
	return v
})

func (v *nameVocabulary) addSlips(word string) {
	slip := slipWord{text: word, letters: lettersOf(word), limit: 1}
	switch n := len(word); {
	case n < swapSlip, slices.ContainsFunc(exactEnds[:], func(end string) bool { return strings.HasSuffix(word, end) }):
		return
	case n < oneSlip:
		slip.limit = 0
	case n >= twoSlips:
		slip.limit = 2
	}
	for n := len(word) - slip.limit; n <= len(word)+slip.limit; n++ {
		v.slips[n] = append(v.slips[n], slip)
	}
}

// isNear reports whether a word with nearly the same letters is a slip of this one, or
// this one itself.
func (s *slipWord) isNear(word string, limit int) bool {
	return typo.Distance(word, s.text, max(1, limit)) <= max(1, limit)
}
