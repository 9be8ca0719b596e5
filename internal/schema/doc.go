// Package schema checks what fvcfg writes and reads against JSON schemas: its SARIF
// reports by the standard's, configurations by the one in docs.
package schema
