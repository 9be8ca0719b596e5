// Package config reads .fvcfg.yaml, the configuration of fvcfg lint and generate, and finds
// the one that counts for a file: the nearest upward from it.
//
// The file is read strictly. What it says and fvcfg does not know is an error with its
// line and column, and with what may be meant: a rule that is switched off under a
// misspelt name would otherwise stay on, or the other way round, and nobody would know.
//
// docs/configuration.md describes the form, docs/fvcfg.schema.json is its schema.
package config
