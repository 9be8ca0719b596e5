// The peers that fvcfg is measured against. They have a module of their own so
// that the product's go.mod stays free of them.
module github.com/fvcfg/fvcfg/internal/bench

go 1.25.0

replace github.com/fvcfg/fvcfg => ../..

require (
	github.com/beevik/etree v1.8.1
	github.com/fvcfg/fvcfg v0.0.0
	github.com/spf13/cobra v1.10.2
	golang.org/x/sys v0.47.0
	gopkg.in/ini.v1 v1.67.3
)

require (
	github.com/inconshreveable/mousetrap v1.1.0 // indirect
	github.com/sergi/go-diff v1.4.0 // indirect
	github.com/spf13/pflag v1.0.9 // indirect
	go.yaml.in/yaml/v4 v4.0.0 // indirect
)
