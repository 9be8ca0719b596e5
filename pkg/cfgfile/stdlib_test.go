package cfgfile

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
	Kind, Name, Text string
	Attrs            []string
}

func (a plainToken) equal(b plainToken) bool {
	return a.Kind == b.Kind && a.Name == b.Name && a.Text == b.Text && slices.Equal(a.Attrs, b.Attrs)
}

// scannerTokens reads a text with this package's scanner. Texts and CDATA
// sections that follow each other are one text, as for encoding/xml; a tag that
// closes itself is a start and an end.
func scannerTokens(src string) ([]plainToken, error) {
	var tokens []plainToken
	s := xmlScanner{src: src}
	at := 0
	for s.next() {
		t := &s.token
		if t.start != at || t.end <= t.start || t.end != s.pos {
			return nil, errors.New("tokens do not follow each other")
		}
		at = t.end
		text := func(s Span) string { return src[s.Start:s.End] }
		switch t.kind {
		case xmlStart:
			start := plainToken{Kind: "start", Name: text(t.name)}
			for _, a := range s.attrs {
				start.Attrs = append(start.Attrs, text(a.name)+"="+resolveXML(text(a.value)))
			}
			tokens = append(tokens, start)
			if t.selfClosed {
				tokens = append(tokens, plainToken{Kind: "end", Name: text(t.name)})
			}
		case xmlClose:
			tokens = append(tokens, plainToken{Kind: "end", Name: text(t.name)})
		case xmlText:
			tokens = append(tokens, plainToken{Kind: "text", Text: resolveXML(text(t.body))})
		case xmlCDATA:
			tokens = append(tokens, plainToken{Kind: "text", Text: normalizeLineEnds(text(t.body))})
		case xmlComment:
			tokens = append(tokens, plainToken{Kind: "comment", Text: text(t.body)})
		case xmlInstruction:
			tokens = append(tokens, plainToken{Kind: "instruction", Name: text(t.name), Text: text(t.body)})
		case xmlDirective:
			tokens = append(tokens, plainToken{Kind: "directive"})
		}
	}
	if s.err != nil {
		return tokens, errors.New(s.err.text)
	}
	if at != len(src) {
		return tokens, errors.New("the scanner stops before the end")
	}
	return tokens, nil
}

// stdlibTokens reads a text with encoding/xml. Of a directive only the kind is
// compared: encoding/xml takes the comments out of its text.
func stdlibTokens(src string) ([]plainToken, error) {
	var tokens []plainToken
	d := xml.NewDecoder(strings.NewReader(src))
	for {
		token, err := d.RawToken()
		if err == io.EOF {
			return tokens, nil
		}
		if err != nil {
			return tokens, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			start := plainToken{Kind: "start", Name: rawName(token.Name)}
			for _, a := range token.Attr {
				start.Attrs = append(start.Attrs, rawName(a.Name)+"="+a.Value)
			}
			tokens = append(tokens, start)
		case xml.EndElement:
			tokens = append(tokens, plainToken{Kind: "end", Name: rawName(token.Name)})
		case xml.CharData:
			tokens = append(tokens, plainToken{Kind: "text", Text: string(token)})
		case xml.Comment:
			tokens = append(tokens, plainToken{Kind: "comment", Text: string(token)})
		case xml.ProcInst:
			tokens = append(tokens, plainToken{Kind: "instruction", Name: token.Target, Text: string(token.Inst)})
		case xml.Directive:
			tokens = append(tokens, plainToken{Kind: "directive"})
		}
	}
}

func rawName(name xml.Name) string {
	if name.Space == "" {
		return name.Local
	}
	return name.Space + ":" + name.Local
}

// compareWithStdlib holds the scanner against encoding/xml: the same tokens, or
// both refuse behind the same ones.
func compareWithStdlib(t *testing.T, src string) {
	t.Helper()
	src = strings.TrimPrefix(src, bom)
	ours, ourErr := scannerTokens(src)
	theirs, theirErr := stdlibTokens(src)
	for i := range min(len(ours), len(theirs)) {
		if !ours[i].equal(theirs[i]) {
			t.Fatalf("token %d is %q here, %q for encoding/xml\n%q", i, ours[i], theirs[i], src)
		}
	}
	if (ourErr == nil) != (theirErr == nil) {
		t.Fatalf("here: %v; encoding/xml: %v\n%q", ourErr, theirErr, src)
	}
	if ourErr == nil && len(ours) != len(theirs) {
		t.Fatalf("%d tokens here, %d for encoding/xml\n%q", len(ours), len(theirs), src)
	}
}

// compareNesting holds the reader against encoding/xml's check of what opens
// and closes.
func compareNesting(t *testing.T, inside string) {
	t.Helper()
	if strings.Contains(inside, ":") || strings.Contains(inside, sysconfRoot) {
		return // name spaces, and a root that closes early: encoding/xml allows two
	}
	src := "<" + sysconfRoot + ">" + inside + "</" + sysconfRoot + ">"
	f, err := Parse([]byte(src))
	if err != nil {
		return
	}
	for _, p := range f.Problems() {
		switch {
		case p.Kind != NotWellFormed:
		case strings.Contains(p.Text, "stands twice"), strings.Contains(p.Text, "nest deeper"), strings.Contains(p.Text, "very start"):
			return // stricter here than in encoding/xml
		}
	}
	d := xml.NewDecoder(strings.NewReader(src))
	for err == nil {
		_, err = d.Token()
	}
	if (err == io.EOF) == f.illFormed {
		t.Fatalf("encoding/xml: %v; here: %+v\n%q", err, f.Problems(), src)
	}
}
