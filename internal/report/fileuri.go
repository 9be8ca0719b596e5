package report

import (
	"net/url"
	"strings"
)

// relativeURI writes a relative path with forward slashes as a URI.
func relativeURI(path string) string {
	segments := strings.Split(path, "/")
	for i, s := range segments {
		// A colon in the first segment would make what is before it a scheme.
		segments[i] = strings.ReplaceAll(url.PathEscape(s), ":", "%3A")
	}
	return strings.Join(segments, "/")
}

// fileURI writes an absolute path with forward slashes as a URI: /a, or in the
// manner of Windows C:/a and //server/a.
func fileURI(path string) string {
	if share, ok := strings.CutPrefix(path, "//"); ok {
		return "file://" + relativeURI(share)
	}
	drive := ""
	if len(path) > 1 && path[1] == ':' {
		drive, path = "/"+path[:2], path[2:]
	}
	return "file://" + drive + relativeURI(path)
}
