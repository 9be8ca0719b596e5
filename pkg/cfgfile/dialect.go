package cfgfile

import "github.com/fvcfg/fvcfg/pkg/catalog"

// Dialect is one of the five forms a provisioning file takes. The extension
// says nothing about it; [Parse] reads it off the first bytes.
type Dialect = catalog.Dialect

// The dialects. The zero Dialect is none of them.
const (
	TextLegacy = catalog.TextLegacy // <<VOIP CONFIG FILE>>, generation 1: keys cut at 19 characters
	TextModern = catalog.TextModern // <<VOIP CONFIG FILE>>, generation 2: keys uncut
	XMLLegacy  = catalog.XMLLegacy  // <VOIP_CONFIG_FILE>, generation 1
	Sysconf    = catalog.Sysconf    // <sysConf>, generation 2
	Dotted     = catalog.Dotted     // #<Voip Config File>#, the newest
)
