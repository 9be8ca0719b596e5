package xmlscan

import (
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
)

// plainToken is a token as both the scanner and encoding/xml can say it.
type plainToken struct {
	kind, name, text string
	attrs            []string
}

func (a plainToken) equal(b plainToken) bool {
	return a.kind == b.kind && a.name == b.name && a.text == b.text && slices.Equal(a.attrs, b.attrs)
}

// ourTokens reads a text up to its first fault. A tag that closes itself is a start and an
// end, as for encoding/xml.
func ourTokens(t *testing.T, src string) ([]plainToken, *Fault) {
	t.Helper()
	var tokens []plainToken
	s := New(src)
	at := s.first
	for s.Next() && len(s.Faults) == 0 {
		if s.Token.Start != at || s.Token.End <= at {
			t.Fatalf("a token from %d to %d behind %d\n%q", s.Token.Start, s.Token.End, at, src)
		}
		at = s.Token.End
		name, body := s.Source(s.Token.Name), ""
		if s.Token.Kind != Start && s.Token.Kind != End {
			body = s.Source(s.Token.Body)
		}
		switch s.Token.Kind {
		case Start:
			start := plainToken{kind: "start", name: name}
			for _, a := range s.Attrs {
				start.attrs = append(start.attrs, s.Source(a.Name)+"="+Resolve(s.Source(a.Value)))
			}
			tokens = append(tokens, start)
			if s.Token.SelfClosed {
				tokens = append(tokens, plainToken{kind: "end", name: name})
			}
		case End:
			tokens = append(tokens, plainToken{kind: "end", name: name})
		case Text:
			tokens = append(tokens, plainToken{kind: "text", text: Resolve(body)})
		case CDATA:
			tokens = append(tokens, plainToken{kind: "text", text: NormalizeLineEnds(body)})
		case Comment:
			tokens = append(tokens, plainToken{kind: "comment", text: body})
		case Instruction:
			tokens = append(tokens, plainToken{kind: "instruction", name: name, text: body})
		case Doctype:
			tokens = append(tokens, plainToken{kind: "directive"})
		}
	}
	if len(s.Faults) > 0 {
		return tokens, &s.Faults[0]
	}
	if at != len(src) {
		t.Fatalf("the end at %d of %d\n%q", at, len(src), src)
	}
	return tokens, nil
}

// stdlibTokens reads a text with encoding/xml. Of a directive only the kind is compared:
// encoding/xml takes the comments out of its text.
func stdlibTokens(src string) ([]plainToken, error) {
	var tokens []plainToken
	d := xml.NewDecoder(strings.NewReader(src))
	d.CharsetReader = func(_ string, input io.Reader) (io.Reader, error) { return input, nil }
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return tokens, nil
		}
		if err != nil {
			return tokens, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			start := plainToken{kind: "start", name: rawName(token.Name)}
			for _, a := range token.Attr {
				start.attrs = append(start.attrs, rawName(a.Name)+"="+a.Value)
			}
			tokens = append(tokens, start)
		case xml.EndElement:
			tokens = append(tokens, plainToken{kind: "end", name: rawName(token.Name)})
		case xml.CharData:
			tokens = append(tokens, plainToken{kind: "text", text: string(token)})
		case xml.Comment:
			tokens = append(tokens, plainToken{kind: "comment", text: string(token)})
		case xml.ProcInst:
			tokens = append(tokens, plainToken{kind: "instruction", name: token.Target, text: string(token.Inst)})
		case xml.Directive:
			tokens = append(tokens, plainToken{kind: "directive"})
		}
	}
}

func rawName(name xml.Name) string {
	if name.Space == "" {
		return name.Local
	}
	return name.Space + ":" + name.Local
}

// stricter is what XML forbids and encoding/xml takes, by what the fault says.
var stricter = []string{
	"white space is missing", "behind the root", "before the root", "very start", "second root", "without a root element",
	"no version", "no place here", "in the XML declaration", "XML version is", "yes or no", "no encoding's name", "and the file is not in that", "the quote that opens here",
	"not for use", "no name stands behind \"<?\"", "stands twice", "no number of a character", "the control character", "not UTF-8",
	"neither a comment", "nest deeper", "attributes",
}

// wider is what XML allows and encoding/xml refuses, by what its error says: names of the
// fifth edition and with more than one colon, versions above 1.0, and quotes or brackets
// in the comments and instructions of a document type, which encoding/xml does not read.
func wider(src string, err error) bool {
	text := err.Error()
	return strings.Contains(text, "invalid XML name") || strings.Contains(text, "unsupported version") ||
		strings.Contains(text, "expected element name") || strings.Contains(text, "expected attribute name") || strings.Contains(text, "expected target name") ||
		strings.Contains(src, doctypeStart)
}

// compareWithStdlib holds the scanner against encoding/xml: the same tokens as far as both
// read, and to the end, but for what is known to be read by one alone.
func compareWithStdlib(t *testing.T, src string) {
	t.Helper()
	ours, fault := ourTokens(t, src)
	theirs, err := stdlibTokens(strings.TrimPrefix(src, bom))
	if err != nil && wider(src, err) {
		return
	}
	for i := range min(len(ours), len(theirs)) {
		if !ours[i].equal(theirs[i]) && !strings.Contains(src, doctypeStart) {
			t.Fatalf("token %d is %q here, %q for encoding/xml\n%q", i, ours[i], theirs[i], src)
		}
	}
	switch {
	case fault == nil && err != nil:
		t.Fatalf("well-formed here; encoding/xml: %v\n%q", err, src)
	case fault == nil && len(ours) != len(theirs) && !strings.Contains(src, doctypeStart):
		t.Fatalf("%d tokens here, %d for encoding/xml\n%q", len(ours), len(theirs), src)
	case fault != nil && fault.Kind == NotWellFormed && !strings.Contains(src, doctypeStart) && readsWhole(src) && !slices.ContainsFunc(stricter, func(s string) bool { return strings.Contains(fault.text, s) }):
		t.Fatalf("encoding/xml reads it; here: %s\n%q", fault.Text(), src)
	}
}

// readsWhole reports whether encoding/xml finds nothing wrong, nesting included.
func readsWhole(src string) bool {
	d := xml.NewDecoder(strings.NewReader(src))
	for {
		if _, err := d.Token(); err != nil {
			return errors.Is(err, io.EOF)
		}
	}
}

func TestAgainstStdlib(t *testing.T) {
	for _, v := range wellFormed {
		compareWithStdlib(t, v.doc)
	}
	for _, v := range faulty {
		doc, _ := v.cut()
		compareWithStdlib(t, doc)
	}
}

// FuzzXMLAgainstStdlib holds the scanner against encoding/xml.
func FuzzXMLAgainstStdlib(f *testing.F) {
	for _, v := range wellFormed {
		f.Add(v.doc)
	}
	for _, v := range faulty {
		doc, _ := v.cut()
		f.Add(doc)
	}
	f.Fuzz(func(t *testing.T, src string) {
		compareWithStdlib(t, src)
		SkipProlog(src)
		ForeignEncoding(src)
	})
}
