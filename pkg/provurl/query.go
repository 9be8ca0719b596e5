package provurl

import (
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// secretFields are the names of secrets in queries that are none in a configuration.
var secretFields = []string{"key", "pw", "sig", "signature"}

// isSecretField tells what is blotted out, and where its name ends.
func isSecretField(field string) (end int, ok bool) {
	name, _, _ := strings.Cut(field, "=")
	if slices.ContainsFunc(secretFields, func(secret string) bool { return strings.EqualFold(name, secret) }) {
		return len(name), true
	}
	return catalog.FindSecret(field)
}

// redactQuery blots out the values of a query whose names say that they are secret.
func redactQuery(query string) string {
	if query == "" {
		return ""
	}
	fields := strings.Split(query, "&")
	for i, field := range fields {
		if end, ok := isSecretField(field); ok {
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
