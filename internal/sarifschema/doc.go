// Package sarifschema checks the SARIF reports of fvcfg against the standard's
// schema.
package sarifschema
