package redact

import (
	"strings"
	"testing"
)

// TestStringOfMarkup has what is hidden of XML, well-formed and broken, between two tags
// that are shown.
func TestStringOfMarkup(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"a secret", "<Pswd>x</Pswd>", "<Pswd>*</Pswd>"},
		{"elements in it", "<Pswd>a<b>x</b></Pswd>", "<Pswd>*</Pswd>"},
		{"its name again in it", "<Pswd><Pswd>x</Pswd></Pswd>", "<Pswd>*</Pswd></Pswd>"},
		{"attributes", `<Pswd a="x">x</Pswd>`, "<Pswd*>*</Pswd>"},
		{"attributes of an empty one", `<Pswd a="x"/>`, "<Pswd*>"},
		{"an empty one", "<Pswd/><Pswd /><Pswd></Pswd>", "<Pswd/><Pswd*><Pswd></Pswd>"},
		{"behind an empty one", "<Pswd/>x<c>1</c>", "<Pswd/>*<c>1</c>"},
		{"behind its end", "<Pswd>x</Pswd>y<c>1</c>", "<Pswd>*</Pswd>*<c>1</c>"},
		{"behind its end, with a bracket", "<Pswd>x</Pswd>y < z<c>1</c>", "<Pswd>*</Pswd>*<c>1</c>"},
		{"behind its end, on the next line", "<Pswd>x</Pswd>y\nz", "<Pswd>*</Pswd>*\nz"},
		{"another's end", "<Pswd>x</q>y\n<c>1</c>", "<Pswd>*\n<c>1</c>"},
		{"another's end behind an empty element", "<Pswd><b/>xx</q>y\n<c>1</c>", "<Pswd>*\n<c>1</c>"},
		{"another's end behind an element", "<Pswd><b>x</b>y</q>z\n<c>1</c>", "<Pswd>*\n<c>1</c>"},
		{"another's end before its own", "<Pswd>x</q>y</Pswd><c>1</c>", "<Pswd>*</Pswd><c>1</c>"},
		{"another's end long before its own", "<Pswd>x</q>" + strings.Repeat("y", 256) + "\n</Pswd><c>1</c>", "<Pswd>*\n</Pswd><c>1</c>"},
		{"an end in a comment", "<Pswd><!-- </Pswd> -->x</Pswd><c>1</c>", "<Pswd>*</Pswd><c>1</c>"},
		{"an end in a section", "<Pswd><![CDATA[</Pswd>]]>x</Pswd><c>1</c>", "<Pswd>*</Pswd><c>1</c>"},
		{"no end", "<Pswd>x\ny", "<Pswd>*\n*"},
		{"a comment", "<!-- Pswd: x -->y<!-- b: x -->", "*y<!-- b: x -->"},
		{"a comment of two lines", "<!-- Pswd: x\n\ny -->z", "*\n\n*z"},
		{"a comment without an end", "<!-- Pswd: x\ny", "*\n*"},
		{"a section", "<![CDATA[Pswd: x]]>y<![CDATA[b]]>", "*y<![CDATA[b]]>"},
		{"an instruction", `<?a pswd="x"?>y`, "*y"},
		{"an attribute's name", `<a pswd="x">y</a><c>1</c>`, "<a*>*</a><c>1</c>"},
		{"a name in the text", "Pswd = x<c>1</c>\n<c>1</c>", "Pswd*\n<c>1</c>"},
		{"a name in the text at the end", "Pswd = x<c>1</c>", "Pswd*"},
		{"a bracket that starts no tag", "1 < 2 Pswd = x\n< 3", "1 < 2 Pswd*\n< 3"},
		{"a closing bracket alone", "b Pswd> x", "b Pswd*"},
		{"a bracket at the end", "y<", "y<"},
		{"a tag without an end", "<b <c>1</c>", "<b <c>1</c>"},
		{"an underscore", "<_Pswd>x</_Pswd>", "<_Pswd>*</_Pswd>"},
		{"a digit is no name", "<1 Pswd>x", "<1 Pswd*"},
		{"credentials on both lines", "<U>http://u:p@h\nhttp://u:p@h</U>", "<U>http://*@h\nhttp://*@h</U>"},
		{"an @ that was lost at the end of a line", "<U>ftp://u:pprov.example.com\n</U>", "<U>ftp://*\n</U>"},
		{"a key that is known", `<sip><line index="1"><DisplayName>Schlüssel</DisplayName>Schlüssel x` + "\n</line></sip>", `<sip><line index="1"><DisplayName>Schlüssel</DisplayName>Schlüssel*` + "\n</line></sip>"},
		{"a key that is known, fused", `<sip><line index="1"><DisplayName>Pin: x</DisplayName>` + "\n</line></sip>", `<sip><line index="1"><DisplayName>Pin*` + "\n</line></sip>"},
	} {
		const head, tail = "<sysConf>\n<v>1</v>\n", "\n"
		if got, want := String(head+c.src+tail), head+strings.ReplaceAll(c.want, "*", Mark)+tail; got != want {
			t.Errorf("%s: %q\nbecame %q\nwant   %q", c.name, c.src, got[len(head):], want[len(head):])
		}
	}
}

// TestStringOfLines has what is hidden behind a secret in a text.
func TestStringOfLines(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"a separator", "Menu Pin:x", "Menu Pin:*"},
		{"blanks and a number before it", "Menu Pin 1 \"=x", "Menu Pin 1 \"=*"},
		{"no separator", "Menu Pin x", "Menu Pin*"},
		{"nothing", "Menu Pin : ", "Menu Pin : "},
		{"a word", "Menu Pin:x\ny", "Menu Pin:*\n*"},
		{"a blank line", "Menu Pin:x\n  \ny", "Menu Pin:*\n  \n*"},
		{"a setting", "Menu Pin:x\nZone a:y\nz", "Menu Pin:*\nZone a:y\nz"},
		{"a path", "Menu Pin:x\na.b=y", "Menu Pin:*\na.b=y"},
		{"a word with a separator", "Menu Pin:x\ny:z", "Menu Pin:*\n*"},
		{"a word that is a key of text-legacy", "Menu Pin:x\nLocation:y", "Menu Pin:*\nLocation:y"},
		{"a word that is a key of text-modern", "Menu Pin:x\nNeteq:y", "Menu Pin:*\nNeteq:y"},
		{"an odd key", "Menu Pin:x\ny ü:z", "Menu Pin:*\n*"},
		{"a separator first", "Menu Pin:x\n:y", "Menu Pin:*\n*"},
		{"a module", "Menu Pin:x\n<SIP CONFIG MODULE>\ny", "Menu Pin:*\n<SIP CONFIG MODULE>\ny"},
		{"no module", "Menu Pin:x\n<SIP CONFIG>", "Menu Pin:*\n*"},
		{"a list", "Menu Pin:x\n--SIP Line List--  :\ny", "Menu Pin:*\n--SIP Line List--  :\ny"},
		{"a list of text-legacy", "Menu Pin:x\n--DHCP List--  :", "Menu Pin:*\n--DHCP List--  :"},
		{"a list of text-modern", "Menu Pin:x\n--Net Option--  :", "Menu Pin:*\n--Net Option--  :"},
		{"a list with a value", "Menu Pin:x\n--SIP Line List--  :y", "Menu Pin:*\n*"},
		{"a list that is none", "Menu Pin:x\n--y--:", "Menu Pin:*\n*"},
		{"the end", "Menu Pin:x\n<<END OF FILE>>y", "Menu Pin:*\n<<END OF FILE>>y"},
		{"credentials before a name", "Zone a:http://u:p@h/ Pin:x", "Zone a:http://*@h/ Pin:*"},
		{"credentials behind a name", "Menu Pin:http://u:p@h/", "Menu Pin:*"},
		{"credentials in the next line", "Menu Pin:x\nhttp://u:p@h/", "Menu Pin:*\n*"},
		{"behind credentials", "Zone a:http://u:p@h/\ny", "Zone a:http://*@h/\ny"},
	} {
		if got, want := String(c.src), strings.ReplaceAll(c.want, "*", Mark); got != want {
			t.Errorf("%s: %q\nbecame %q\nwant   %q", c.name, c.src, got, want)
		}
	}
}
