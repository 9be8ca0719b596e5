// Checks SARIF reports and configurations against their schemas. It is a module of its
// own so that the validator stays out of the product's go.mod.
module github.com/fvcfg/fvcfg/internal/schema

go 1.25.6

require (
	github.com/fvcfg/fvcfg v0.0.0
	github.com/git-pkgs/sarif v0.1.1
	github.com/santhosh-tekuri/jsonschema/v6 v6.0.2
	go.yaml.in/yaml/v4 v4.0.0
)

require (
	github.com/beevik/etree v1.8.1 // indirect
	github.com/bmatcuk/doublestar/v4 v4.10.4 // indirect
	github.com/fatih/color v1.19.0 // indirect
	github.com/mattn/go-colorable v0.1.15 // indirect
	github.com/mattn/go-isatty v0.0.24 // indirect
	github.com/sergi/go-diff v1.4.0 // indirect
	golang.org/x/sys v0.47.0 // indirect
	golang.org/x/text v0.14.0 // indirect
)

replace github.com/fvcfg/fvcfg => ../..
