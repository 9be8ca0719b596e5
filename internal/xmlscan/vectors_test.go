package xmlscan

import (
	"strings"
	"testing"
)

// vector is a document, and for one that is not well-formed what the fault says; ‸ stands
// before the place that it names.
type vector struct{ name, doc, says string }

// wellFormed are documents that are XML.
var wellFormed = []vector{
	{name: "the usual", doc: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a><b c=\"d\"/>e</a>\n"},
	{name: "a byte order mark", doc: bom + "<?xml version=\"1.0\"?><a/>"},
	{name: "a later version", doc: "<?xml version=\"1.1\"?><a/>"},
	{name: "ASCII as such", doc: "<?xml version='1.0' encoding='US-ASCII'?><a/>"},
	{name: "ASCII as part of another encoding", doc: "<?xml version=\"1.0\" encoding=\"ISO-8859-1\" standalone='no' ?><a/>"},
	{name: "UTF-8 in small letters", doc: "<?xml version=\"1.0\" encoding=\"utf-8\"?><a>ü</a>"},
	{name: "white space everywhere", doc: "<?xml\tversion = \"1.0\"\n?>\n<a  b = 'c'\r\nd=\"e\" ></a\t>\n"},
	{name: "comments and instructions", doc: "<!-- - ->--><?b?><a><!----><?c d?e><f>?></a><!-- x --><?xml-style x?>"},
	{name: "CDATA", doc: "<a><![CDATA[<&]]]]><![CDATA[>]]></a>"},
	{name: "references", doc: "<a b='&lt;&#10;'>&gt;&amp;&apos;&quot;&#x20AC;&#000065;&#x10FFFF;&#xD7FF;</a>"},
	{name: "a reference with many zeros", doc: "<a>&#" + strings.Repeat("0", 80) + "65;</a>"},
	{name: "quotes and brackets", doc: "<a b='\"]]>' c=\">'\">]]\"'>]] ></a>"},
	{name: "names of the fifth edition", doc: "<Ⅷ ݐ='1'><𐀀/><:/><é·̀‿/></Ⅷ>"},
	{name: "colons", doc: "<a:b:c :d='1' xmlns:a='b'><e:/></a:b:c>"},
	{name: "letters that XML allows", doc: "<a>\u007f\u0085\u2028\ufffd\U0010ffff</a>"},
	{name: "a document type", doc: "<!DOCTYPE a><a/>"},
	{name: "one that lies elsewhere", doc: "<?xml version=\"1.0\"?><!DOCTYPE a SYSTEM 'x.dtd' ><a/>"},
	{name: "one with a public name", doc: "<!DOCTYPE a PUBLIC \"-//X//EN\" \"x\"\n[ ] ><a/>"},
	{name: "one with comments and instructions", doc: "<!DOCTYPE a [<!-- ]> ' --><?p ]>\"?>]><a/>"},
	{name: "elements are declared", doc: "<!DOCTYPE a [<!ELEMENT a (b,(c|d)*,e?)+ ><!ELEMENT b EMPTY><!ELEMENT c ANY><!ELEMENT d (#PCDATA)><!ELEMENT e ( #PCDATA | b )*><!ELEMENT f (b)>]><a/>"},
	{name: "attributes are declared", doc: "<!DOCTYPE a [<!ATTLIST a><!ATTLIST a b CDATA #REQUIRED c ID #IMPLIED d (x | 1) 'x' e NOTATION (n|m) #FIXED \"n\" f NMTOKENS '&lt;>' >]><a/>"},
	{name: "entities are declared", doc: "<!DOCTYPE a [<!ENTITY b 'c &d; &#60; \"'><!ENTITY % e \"<!ELEMENT m ANY>\"><!ENTITY g SYSTEM 'h'><!ENTITY i PUBLIC 'j' 'k' NDATA l>%e;]><a/>"},
	{name: "notations are declared", doc: "<!DOCTYPE a [<!NOTATION b SYSTEM 'c'><!NOTATION d PUBLIC \"e'\"><!NOTATION f PUBLIC 'g' \"h\" >]><a/>"},
}

// faulty are documents that are not: a fault each, but for those that one hides.
var faulty = []vector{
	{"nothing", "‸", "without a root"},
	{"no root", "<!-- a -->‸", "without a root"},
	{"two roots", "<a/>‸<a/>", "second root"},
	{"text before the root", " ‸x<a/>", "before the root"},
	{"text behind the root", "<a/>\n‸x", "behind the root"},
	{"a reference behind the root", "<a/>‸&#32;", "behind the root"},
	{"CDATA before the root", "‸<![CDATA[]]><a/>", "before the root"},
	{"CDATA behind the root", "<a/>‸<![CDATA[ ]]>", "behind the root"},
	{"an end tag alone", "<a/>‸</a>", "not open"},
	{"an end tag without its slash", "<a><b>1‸<b></a>", "<b> opens again inside of itself"},
	{"the same inside of itself, closed", "<a><b>1<b></b></b>‸</c></a>", "</c> closes <a>, which opens on line 1"},
	{"an end tag of another", "<a>\n<b>‸</a></a>", "</a> closes <b>, which opens on line 2"},
	{"an element that is not closed", "<a><b></b>‸", "<a>, which opens on line 1, is not closed"},

	{"no version", "<?xml‸?><a/>", "no version"},
	{"an encoding without a version", "<?xml ‸encoding='UTF-8'?><a/>", "no version"},
	{"version twice", "<?xml version='1.0' ‸version='1.0'?><a/>", "each once"},
	{"another order", "<?xml version='1.0' standalone='yes' ‸encoding='UTF-8'?><a/>", "version, then encoding"},
	{"an unknown word", "<?xml version='1.0' ‸valid='no'?><a/>", "no place here"},
	{"words without white space", "<?xml version='1.0'‸encoding='UTF-8'?><a/>", "white space"},
	{"another version", "<?xml version='‸2.0'?><a/>", "XML version is 1.0"},
	{"no version in the quotes", "<?xml version='‸'?><a/>", "XML version is 1.0"},
	{"a version with a space", "<?xml version='‸1.0 '?><a/>", "XML version is 1.0"},
	{"no quotes", "<?xml version=‸1.0?><a/>", "a quote is missing"},
	{"an open quote", "<?xml version=‸\"1.0'?><a/>", "not closed"},
	{"no equals sign", "<?xml version ‸'1.0'?><a/>", "\"=\" is missing"},
	{"standalone in capitals", "<?xml version='1.0' standalone='‸YES'?><a/>", "yes or no"},
	{"a name of no encoding", "<?xml version='1.0' encoding='‸-8'?><a/>", "no encoding's name"},
	{"a misspelt encoding", "<?xml version='1.0' encoding='‸UFT-8'?><a/>", "no encoding's name: write UTF-8"},
	{"an encoding that it is not in", "<?xml version='1.0' encoding='‸UTF-16'?><a/>", "the file is not in that"},
	{"a declaration in capitals", "<?‸XML version='1.0'?><a/>", "<?xml, in small letters"},
	{"a declaration behind a line", "\n‸<?xml version='1.0'?><a/>", "very start"},
	{"a declaration in the root", "<a>‸<?xml version='1.0'?></a>", "very start"},
	{"a reserved name", "<a/><?‸xMl?>", "not for use"},
	{"an instruction without white space", "<a/><?b‸+c?>", "white space is missing behind the name"},
	{"an instruction without a name", "<a><?‸ b?></a>", "no name stands"},
	{"an instruction whose name is none", "<a><?‸1?></a>", "no name stands"},
	{"an instruction that is not closed", "<a/>‸<?b >", "not closed by \"?>\""},
	{"a control character in an instruction", "<a/><?b ‸\x0c?>", "U+000C"},

	{"two dashes in a comment", "<!-- ‸-- --><a/>", "inside a comment"},
	{"three dashes at the end of one", "<!-- ‸---><a/>", "inside a comment"},
	{"a comment that is not closed", "<a/>‸<!-- ->", "not closed by \"-->\""},
	{"a control character in a comment", "<a><!-- \n‸\x01 --></a>", "U+0001"},
	{"no UTF-8 in a comment", "<a><!-- ü‸\xfc --></a>", "not UTF-8"},
	{"CDATA that is not closed", "<a>‸<![CDATA[ ]] ></a>", "not closed by \"]]>\""},
	{"a control character in CDATA", "<a><![CDATA[‸\x1f]]></a>", "U+001F"},
	{"CDATA in small letters", "<a>‸<![cdata[]]></a>", "neither a comment"},

	{"no white space between attributes", "<a b='1'‸c='2'd='3'/>", "before the attribute c"},
	{"an attribute twice", "<a b='1' c='' ‸b='1'></a>", "b stands twice"},
	{"one of many twice", "<a a='' b='' c='' d='' e='' f='' g='' h='' i='' ‸c=''/>", "c stands twice"},
	{"an attribute without a value", "<a b‸/>", "needs =\"value\""},
	{"a value without quotes", "<a b=‸c/>", "in quotes"},
	{"a value that is not closed", "<a b=‸'c/>", "not closed"},
	{"a less-than sign in a value", "<a b='‸<'/>", "&lt;"},
	{"an ampersand in a value", "<a b='‸&'/>", "&amp;"},
	{"a control character in a value", "<a b='‸\x08'/>", "U+0008"},
	{"a name that is none", "<‸1/>", "no XML name"},
	{"a name that starts with a dash", "<‸-a/>", "no XML name"},
	{"a name that starts as only others go on", "<‸·a/>", "no XML name"},
	{"a sign in a name", "<a‸×/>", "U+00D7"},
	{"an attribute's name that is none", "<a ‸.b=''/>", "no XML name"},
	{"a space before a name", "<‸ a/>", "no name stands"},
	{"a slash in a tag", "<a‸/b>", "no element name has one"},
	{"more in an end tag", "<a></a ‸b>", "not closed by \">\""},
	{"an end tag that closes itself", "<a></a‸/>", "not closed by \">\""},
	{"a tag cut off", "<a b='c'‸", "ends inside the tag"},
	{"a name cut off", "<a‸", "ends inside a tag"},

	{"]]> in a text", "<a>‸]]></a>", "]]&gt;"},
	{"a less-than sign in a text", "<a>1 <‸ 2</a>", "&lt;"},
	{"an ampersand in a text", "<a>b ‸& c</a>", "&amp;"},
	{"an entity without its end", "<a>‸&lt</a>", "&amp;"},
	{"an entity that nobody declared", "<a>‸&nosuch;</a>", "no entity"},
	{"an entity of HTML", "<a>B‸&uuml;ro</a>", "the letter itself, ü"},
	{"a space in a reference", "<a>‸&lt ;</a>", "no entity"},
	{"a control character in a text", "<a>‸\x00</a>", "U+0000"},
	{"U+FFFE", "<a>‸\ufffe</a>", "U+FFFE"},
	{"half a character", "<a>‸\xed\xa0\x80</a>", "not UTF-8"},
	{"half a character, by number", "<a>‸&#xD800;</a>", "no number of a character"},
	{"NUL by number", "<a>‸&#0;</a>", "no number of a character"},
	{"U+FFFE by number", "<a>‸&#xFFFE;</a>", "no number of a character"},
	{"a number too large", "<a>‸&#x110000;</a>", "no number of a character"},
	{"a capital X", "<a>‸&#X41;</a>", "no number of a character"},
	{"a number without its sign", "<a>‸&65;</a>", "no entity"},
	{"no number", "<a>‸&#;</a>", "no number of a character"},

	{"a document type in the root", "<a>‸<!DOCTYPE a></a>", "before the root"},
	{"a document type behind the root", "<a/>‸<!DOCTYPE a>", "before the root"},
	{"two document types", "<!DOCTYPE a>‸<!DOCTYPE a><a/>", "second document type"},
	{"a document type in small letters", "‸<!doctype a><a/>", "neither a comment"},
	{"a document type without a name", "<!DOCTYPE‸><a/>", "white space is missing"},
	{"one without white space before its place", "<!DOCTYPE a []‸SYSTEM 'b'><a/>", "\">\" is missing"},
	{"one with a public name alone", "<!DOCTYPE a PUBLIC 'b'‸><a/>", "white space is missing"},
	{"a public name of other letters", "<!DOCTYPE a PUBLIC '‸ä' 'b'><a/>", "no place in this part"},
	{"one that is not closed", "‸<!DOCTYPE a [ <!-- ]> -->", "not closed"},
	{"a declaration that is none", "<!DOCTYPE a [‸<!DATA b>]><a/>", "a declaration"},
	{"text among declarations", "<!DOCTYPE a [ ‸b ]><a/>", "a declaration"},
	{"two separators in a group", "<!DOCTYPE a [<!ELEMENT a (b,c‸|d)>]><a/>", "\",\" is missing"},
	{"text that is not first", "<!DOCTYPE a [<!ELEMENT a (b|‸#PCDATA)*>]><a/>", "a name is missing"},
	{"text among others once", "<!DOCTYPE a [<!ELEMENT a (#PCDATA|b)‸>]><a/>", "\"*\" is missing"},
	{"an empty group", "<!DOCTYPE a [<!ELEMENT a (‸)>]><a/>", "a name is missing"},
	{"a type of no attribute", "<!DOCTYPE a [<!ATTLIST a b ‸NUMBER '1'>]><a/>", "an attribute's type"},
	{"a default without quotes", "<!DOCTYPE a [<!ATTLIST a b CDATA ‸c>]><a/>", "a quote is missing"},
	{"a less-than sign in a default", "<!DOCTYPE a [<!ATTLIST a b CDATA '‸<'>]><a/>", "&lt;"},
	{"a parameter entity in an entity", "<!DOCTYPE a [<!ENTITY b '‸%c;'>]><a/>", "no place in this part"},
	{"an ampersand in an entity", "<!DOCTYPE a [<!ENTITY b '‸& c'>]><a/>", "no reference"},
	{"a parameter entity of no format", "<!DOCTYPE a [<!ENTITY % b SYSTEM 'c' ‸NDATA d>]><a/>", "\">\" is missing"},
	{"a notation without a place", "<!DOCTYPE a [<!NOTATION b‸>]><a/>", "white space is missing"},
	{"a declaration that is not closed", "<!DOCTYPE a [<!ELEMENT a EMPTY ‸]><a/>", "\">\" is missing"},
	{"a document type's name that is none", "<!DOCTYPE ‸1a><a/>", "a name is missing"},
	{"a place without quotes", "<!DOCTYPE a [<!ENTITY b SYSTEM ‸c>]><a/>", "a quote is missing"},
	{"an open quote in the document type", "<!DOCTYPE a [<!ENTITY b ‸'c>]><a/>", "not closed"},
	{"an open quote of a default", "<!DOCTYPE a [<!ATTLIST a b CDATA ‸'c>]>", "not closed"},
	{"a control character in an entity", "<!DOCTYPE a [<!ENTITY b 'c‸\x03'>]><a/>", "U+0003"},
	{"an entity without white space", "<!DOCTYPE a [<!ENTITY b‸'c'>]><a/>", "white space is missing"},
	{"an entity without a quote", "<!DOCTYPE a [<!ENTITY b ‸c>]><a/>", "SYSTEM or PUBLIC"},
	{"an attribute list without white space", "<!DOCTYPE a [<!ATTLIST a b CDATA #IMPLIED‸c CDATA #IMPLIED>]><a/>", "white space is missing"},
	{"an attribute list that is cut", "<!DOCTYPE a [<!ATTLIST a ‸#IMPLIED>]><a/>", "a name is missing"},
	{"a fixed value without white space", "<!DOCTYPE a [<!ATTLIST a b CDATA #FIXED‸'c'>]><a/>", "white space is missing"},
	{"an empty choice", "<!DOCTYPE a [<!ATTLIST a b (‸) 'c'>]><a/>", "a name is missing"},
	{"a choice with commas", "<!DOCTYPE a [<!ATTLIST a b (c‸,d) 'c'>]><a/>", "\"|\" is missing"},
	{"text with no name behind it", "<!DOCTYPE a [<!ELEMENT a (#PCDATA|‸)*>]><a/>", "a name is missing"},
	{"no UTF-8 in an instruction's name", "<a/><?b‸\xff?>", "not UTF-8"},
	{"a less-than sign at the end", "<a>‸<", "ends the file"},
	{"a control character in the document type", "<!DOCTYPE a [<!-- ‸\x02 -->]><a/>", "U+0002"},
}

func TestWellFormed(t *testing.T) {
	for _, v := range wellFormed {
		if f := Check(v.doc); f != nil {
			t.Errorf("%s: %q: %s", v.name, v.doc, f.Text())
		}
	}
}

// cut takes the mark out of a faulty document.
func (v vector) cut() (doc string, at int) {
	at = strings.Index(v.doc, "‸")
	return v.doc[:at] + v.doc[at+len("‸"):], at
}

func TestFaults(t *testing.T) {
	for _, v := range faulty {
		t.Run(v.name, func(t *testing.T) {
			doc, at := v.cut()
			var faults []Fault
			s := New(doc)
			for more := true; more; {
				more = s.Next()
				faults = append(faults, s.Faults...)
			}
			if len(faults) == 0 {
				t.Fatal("passes")
			}
			f := &faults[0]
			if f.Kind != NotWellFormed || f.Offset != at || !strings.Contains(f.Text(), v.says) {
				t.Errorf("at %d, want %d: %s", f.Offset, at, f.Text())
			}
			if len(faults) > 1 {
				t.Errorf("one cause, and also %s", faults[1].Text())
			}
		})
	}
}

func TestOtherFaults(t *testing.T) {
	deep := strings.Repeat("<a>", MaxDepth+1)
	for _, c := range []struct {
		name, doc string
		kind      FaultKind
		offset    int
	}{
		{"an entity of its own", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", OwnEntity, 33},
		{"one in an attribute", "<!DOCTYPE a [<!ENTITY b 'c'>]><a d='&b;'/>", OwnEntity, 36},
		{"one that may be declared elsewhere", "<!DOCTYPE a SYSTEM 'b'><a>&b;</a>", OwnEntity, 26},
		{"one that is not", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&c;</a>", NotWellFormed, 33},
		{"Latin-1", "<?xml version='1.0' encoding='ISO-8859-1'?><a>\xfc</a>", OtherEncoding, 46},
		{"UTF-8 under another name", "<?xml version='1.0' encoding='US-ASCII'?><a>ü</a>", OtherEncoding, 44},
		{"an encoding of escapes", "<?xml version='1.0' encoding='ISO-2022-JP'?><a>\x1b$B\x1b(B</a>", OtherEncoding, 47},
		{"too deep", deep, TooDeep, len(deep) - len("<a>")},
		{"brackets too deep", "<!DOCTYPE a [<!ELEMENT a " + strings.Repeat("(", 100), TooDeep, 25 + MaxDepth + 1},
		{"too many attributes", "<a" + strings.Repeat(" b=''", 2*maxAttrs) + "/>", TooLong, 0},
	} {
		f := Check(c.doc)
		if f == nil || f.Kind != c.kind || f.Offset != c.offset {
			t.Errorf("%s: %+v", c.name, f)
		}
	}
}

func TestAnyBytes(t *testing.T) {
	for doc, want := range map[string]bool{
		"<?xml version='1.0' encoding='ISO-8859-1'?><B\xfcro>\xfc\x00</B\xfcro>": true,
		"<!-- \x01\xff --><a b='\ufffe'><![CDATA[\x02]]><?c \x03?></a>":          true,
		"<a>&#0;</a>": false,
		"<a\x00/>":    false,
	} {
		s := New(doc)
		s.AnyBytes = true
		for s.Next() && len(s.Faults) == 0 {
		}
		if ok := len(s.Faults) == 0; ok != want {
			t.Errorf("%q: %v %v", doc, ok, s.Faults)
		}
	}
}

// TestPlain checks that the plain text of a fault holds nothing of the document.
func TestPlain(t *testing.T) {
	for _, v := range faulty {
		doc, _ := v.cut()
		doc = strings.NewReplacer("<a", "<SECRET", "</a", "</SECRET", "b=", "SECRET=", "b;", "SECRET;").Replace(doc)
		if f := Check(doc); f != nil && strings.Contains(f.Plain(), "SECRET") {
			t.Errorf("%s: %s", v.name, f.Plain())
		}
	}
	if f := Check("<a><b></a>"); f.Plain() != "</…> closes <…>, which opens on line 1" {
		t.Error(f.Plain())
	}
}

func TestSkipProlog(t *testing.T) {
	for src, want := range map[string][2]string{
		"<?xml version='1.0'?>\n<!-- <x> -->\n<a b='c'>":                     {"<a b='c'>", ""},
		"<!DOCTYPE html PUBLIC 'a' 'b'><html>":                               {"<html>", "html"},
		"<!doctype html><html>":                                              {"<!doctype html><html>", ""},
		"<!DOCTYPE a [<!-- ]> --><?p ]>?>]><a c='1'>":                        {"<a c='1'>", "a"},
		"\ufeff<?xml version='1.0' encoding='x'?>ü<a/>":                      {"ü<a/>", ""},
		" <?xml encoding='UTF-8'?><?a+b?><!-- -- --><!-- \x01 --><a cut off": {"<a cut off", ""},
		"<!-- open <a>": {"<!-- open <a>", ""},
		"":              {"", ""},
		" ":             {"", ""},
	} {
		if rest, doctype := SkipProlog(src); rest != want[0] || doctype != want[1] {
			t.Errorf("%q: %q, %q", src, rest, doctype)
		}
	}
}

func TestForeignEncoding(t *testing.T) {
	for src, want := range map[string]string{
		"<?xml version='1.0' encoding='GBK'?><a>ü</a>":   "a letter beyond ASCII, and the XML declaration says GBK: save the file as UTF-8, and say so there",
		"<?xml version='1.0' encoding='GBK'?><a/>":       "",
		"<?xml version='1.0' encoding='UTF-8'?><a>ü</a>": "",
		"<?xml version='2.0' encoding='GBK'?><a>ü</a>":   "", // not well-formed
		"<a>ü</a>": "",
	} {
		got := ""
		if f := ForeignEncoding(src); f != nil {
			got = f.Text()
		}
		if got != want {
			t.Errorf("%q: %q", src, got)
		}
	}
}

func TestClip(t *testing.T) {
	for name, want := range map[string]string{"short": "short", strings.Repeat("ab", 30): strings.Repeat("ab", 20) + "…", "\xff": "", strings.Repeat("é", 21): strings.Repeat("é", 20) + "…"} {
		if got := Clip(name); got != want {
			t.Errorf("%q: %q", name, got)
		}
	}
}

func TestResolve(t *testing.T) {
	for raw, want := range map[string]string{
		"plain": "plain", "a&amp;lt;b": "a&lt;b", "1\r\n2\r3\n4&#13;": "1\n2\n3\n4\r", "a<!-- b -->c<?d e?>f": "acf",
		"<![CDATA[<b>&amp;\r\n]]>": "<b>&amp;\n", "<![CDATA[]]]]><![CDATA[>]]>": "]]>", "&#x20AC;&#65;": "€A",
	} {
		if got := Resolve(raw); got != want {
			t.Errorf("%q: %q, want %q", raw, got, want)
		}
	}
}
