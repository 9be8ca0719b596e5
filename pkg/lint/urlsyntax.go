package lint

import (
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/provurl"
	"github.com/fvcfg/fvcfg/pkg/sidefile"
)

// urlRules look at the URLs that a file sends a phone to.
var urlRules = []check{
	{Rule: Rule{"FV403", "url-syntax", Error, false, "a URL that no phone can fetch"},
		walk: walker{value: urlSyntax}, side: imageURL},
	{Rule: Rule{"FV404", "url-file-type", Error, false, "a URL leads to a file of another type or name than its key takes"},
		walk: walker{value: urlFileType}, side: imageType},
	{Rule: Rule{"FV405", "access-list-model", Warning, false, "a file to fetch that the model does not take: an access list, dial rules, a background, mmiset"},
		walk: walker{value: downloadModel}, side: sideModel},
}

func urlSyntax(w *walk) {
	fetched := catalog.ProvisionedFileOf(w.setting.Key) != nil
	server := w.role == catalog.FetchServer
	if !fetched && !server && (!w.inDictionary || w.entry.Kind() != catalog.URL) {
		return
	}
	value := w.setting.Value
	fault := urlFault(value, fetched)
	if fault == nil && server {
		fault = schemeFault(value)
	}
	if fault != nil {
		w.foundURL("in the URL, "+fault.Message, fault.Offset, fault.Suggestion)
	} else if wrong := w.checkKind(); wrong != "" {
		w.foundURL("the URL "+wrong, 0, "")
	}
}

// imageURL looks at the URL in a firmware description.
func imageURL(p *pass, kind sidefile.Kind) {
	if kind != sidefile.Firmware {
		return
	}
	url, at := sidefile.FirmwareURL([]byte(p.src))
	if url == "" {
		return
	}
	if fault := urlFault(url, true); fault != nil {
		p.suggest(at+fault.Offset, "in the URL, "+fault.Message, fault.Suggestion)
	}
}

// checkKind is the dictionary's own check of the value.
func (w *walk) checkKind() string {
	if !w.inDictionary {
		return ""
	}
	return w.entry.Check(w.setting.Value)
}

// foundURL adds a finding at a byte of the value, where the file has the value as it is.
func (w *walk) foundURL(message string, offset int, suggestion string) {
	if w.isSpoiled() || w.unlisted() {
		return
	}
	span := w.setting.ValueSpan
	if span.End-span.Start != len(w.setting.Value) {
		offset = 0 // XML has it escaped
	}
	w.suggest(span.Start+offset, message, suggestion)
}

// urlFault says what is wrong with a URL, nil where nothing is for sure. What a macro
// stands for is not known, so that none may stand for protocol or server. A file is
// fetched by a whole URL; other keys take a bare host, and other protocols.
func urlFault(value string, fetched bool) *provurl.Fault {
	scheme, rest, ok := strings.Cut(value, "://")
	if strings.HasPrefix(value, "$") || strings.ContainsAny(serverOf(rest), "${}<>%") {
		return nil
	}
	if _, known := provurl.ParseProtocol(scheme); !fetched && (!ok || !known) {
		return nil
	}
	_, faults, err := provurl.ParseDownload(value)
	if !fetched {
		faults = slices.DeleteFunc(faults, func(f provurl.Fault) bool { return !isEveryURLs(f.Kind) })
	}
	fault := provurl.FirstError(faults, err)
	switch {
	case fault == nil, !fetched && !isEveryURLs(fault.Kind):
		return nil
	case fault.Kind == provurl.FaultAtSign && !strings.Contains(serverOf(rest), ":"):
		return nil // there is no password that it could end: it stands in a path or a query
	}
	return fault
}

// schemeFault says what is wrong with the protocol of a URL that tells a server, nil where
// a bare host may be meant.
func schemeFault(value string) *provurl.Fault {
	rest := strings.TrimLeft(value, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
	if rest == value || rest == "" || strings.IndexByte(`:/\`, rest[0]) < 0 {
		return nil
	}
	_, faults, err := provurl.ParseDownload(value)
	fault := provurl.FirstError(faults, err)
	switch {
	case fault == nil:
	case fault.Kind == provurl.FaultSchemeSlashes, fault.Kind == provurl.FaultBackslashInServer,
		fault.Kind == provurl.FaultSchemeUnknown && strings.HasPrefix(rest, "://"):
		return fault
	}
	return nil
}

// isEveryURLs tells the faults of any URL, whoever asks for it. What else is one to
// [provurl.ParseDownload], such as an "@" in a query, may be meant where a phone calls a
// program on a server.
func isEveryURLs(kind provurl.FaultKind) bool {
	switch kind {
	case provurl.FaultSpace, provurl.FaultQuotes, provurl.FaultLineEnd, provurl.FaultAtSignMissing, provurl.FaultBrackets, provurl.FaultHostPlaceholder,
		provurl.FaultHostMissing, provurl.FaultHostSyntax, provurl.FaultPort:
		return true
	}
	return false
}

// serverOf gives what stands in a URL between protocol and path, the credentials left out.
func serverOf(rest string) string {
	if end := strings.IndexAny(rest, "/?#"); end >= 0 {
		rest = rest[:end]
	}
	return rest[strings.LastIndexByte(rest, '@')+1:]
}
