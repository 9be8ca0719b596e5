package lint

import (
	"slices"
	"strconv"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// urlRules look at the URLs that a file sends a phone to.
var urlRules = []check{
	{Rule: Rule{"FV403", "url-syntax", Error, false, "a URL that no phone can fetch"},
		walk: walker{value: urlSyntax}},
	{Rule: Rule{"FV404", "url-file-type", Error, false, "a URL leads to a file of another type or name than its key takes"},
		walk: walker{value: urlFileType}},
	{Rule: Rule{"FV405", "access-list-model", Warning, false, "an access list for a model that takes none"},
		walk: walker{value: accessListModel}},
}

// downloadProtocols are those that a phone fetches files by.
var downloadProtocols = []string{"http", "https", "tftp", "ftp"}

func urlSyntax(w *walk) {
	fetched := catalog.ProvisionedFileOf(w.setting.Key) != nil
	if !fetched && (!w.inDictionary || w.entry.Kind() != catalog.URL) {
		return
	}
	wrong := urlFault(w.setting.Value, fetched)
	if wrong == "" && w.inDictionary {
		wrong = w.entry.Check(w.setting.Value)
	}
	if wrong != "" && !w.isSpoiled() && !w.unlisted() {
		w.found(w.setting.ValueSpan.Start, "the URL "+wrong)
	}
}

// urlFault says what is wrong with a URL, "" where nothing is for sure. Of a file that is
// fetched the protocol must be there; other keys take a bare host, too.
func urlFault(url string, fetched bool) string {
	if strings.ContainsAny(url, " \t") {
		return "holds a space, which no URL does"
	}
	scheme, rest, ok := strings.Cut(url, "://")
	switch {
	case !ok && fetched && !strings.HasPrefix(url, "$"):
		return "has no protocol: http://, https://, tftp:// or ftp://"
	case !ok:
		return ""
	case fetched && !slices.Contains(downloadProtocols, strings.ToLower(scheme)):
		return "has a protocol that phones don't fetch files by: they know http, https, tftp and ftp"
	}
	return serverFault(authorityOf(rest))
}

// authorityOf gives what stands in a URL between protocol and path, the credentials
// left out.
func authorityOf(rest string) string {
	if end := strings.IndexAny(rest, "/?#"); end >= 0 {
		rest = rest[:end]
	}
	return rest[strings.LastIndexByte(rest, '@')+1:]
}

// serverFault says what is wrong with a server and its port. A macro or an address in
// brackets is left alone.
func serverFault(server string) string {
	if strings.ContainsAny(server, "$[]{}<>%#") {
		return ""
	}
	host, port, hasPort := strings.Cut(server, ":")
	if host == "" {
		return "names no server"
	}
	if !hasPort {
		return ""
	}
	if n, err := strconv.ParseUint(port, 10, 32); err != nil || n == 0 || n > 65535 {
		return "has no port from 1 to 65535 behind its server"
	}
	return ""
}
