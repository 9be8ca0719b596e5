package provurl

import (
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// redactQuery blots out the values of a query whose names say that they are secret.
func redactQuery(query string) string {
	if query == "" {
		return ""
	}
	fields := strings.Split(query, "&")
	for i, field := range fields {
		if end, ok := catalog.FindSecret(field); ok {
			name, _, hasValue := strings.Cut(field, "=")
			if hasValue {
				fields[i] = name + "=" + catalog.Blot
			} else {
				fields[i] = field[:end] + catalog.Blot
			}
		}
	}
	return strings.Join(fields, "&")
}
