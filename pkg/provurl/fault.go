package provurl

import "fmt"

// A Severity says how much a fault matters.
type Severity uint8

// The severities, mildest first.
const (
	Warning Severity = iota + 1 // probably not what was meant
	Error                       // a phone cannot use the URL as it stands, or not safely
)

// String returns "warning" or "error".
func (s Severity) String() string {
	switch s {
	case Warning:
		return "warning"
	case Error:
		return "error"
	}
	return fmt.Sprintf("Severity(%d)", uint8(s))
}

// A Fault is something wrong with a URL, at a place in it.
type Fault struct {
	Kind   FaultKind
	Offset int // of the byte in the text as it was given, from 0
	// Message says what is wrong and what to do. It quotes neither credentials nor
	// anything that could be part of them.
	Message string
	// Suggestion is what to write in that place instead, "" where nobody can know.
	Suggestion string
}

// String returns the fault with its place, bytes counted from 1.
func (f Fault) String() string {
	return fmt.Sprintf("byte %d: %s [%s]", f.Offset+1, f.Message, f.Kind)
}

// A SyntaxError says why a text cannot be read as a provisioning URL, and where.
type SyntaxError struct{ Fault }

// Error returns the place, counted from 1, and the reason.
func (e *SyntaxError) Error() string {
	return fmt.Sprintf("not a provisioning URL: in byte %d, %s", e.Offset+1, e.Message)
}

// A FaultKind names what can be wrong with a URL. The names are stable, so that a kind can
// be compared with its name, as in fault.Kind == "dot-dot"; those that the programs of this
// module act upon have a constant.
type FaultKind string

// What makes a URL unreadable: these come as a [*SyntaxError].
const (
	faultEmpty             FaultKind = "empty"               // nothing was given
	faultLength            FaultKind = "length"              // longer than [MaxLength]
	faultControl           FaultKind = "control-character"   // a line break, a tab, a NUL
	faultEncoding          FaultKind = "encoding"            // not UTF-8
	FaultSchemeMissing     FaultKind = "scheme-missing"      // no protocol
	FaultSchemeUnknown     FaultKind = "scheme-unknown"      // none that phones fetch by
	FaultSchemeSlashes     FaultKind = "scheme-slashes"      // http:/ or http// for http://
	FaultHostMissing       FaultKind = "host-missing"        // no server
	FaultHostSyntax        FaultKind = "host-syntax"         // neither address nor name
	FaultPort              FaultKind = "port"                // not a number from 1 to 65535
	FaultAtSign            FaultKind = "at-sign"             // an @ behind the server
	FaultAtSignMissing     FaultKind = "at-sign-missing"     // none between password and server
	faultCredentialsEscape FaultKind = "credentials-escape"  // a % that starts no escape
	faultUserMissing       FaultKind = "user-missing"        // a password without a user
	FaultParts             FaultKind = "parts"               // parts that make another URL
	FaultBackslashInServer FaultKind = "backslash-for-slash" // http:\\server\path
	faultFragment          FaultKind = "fragment"            // a # and what follows
)

// What a phone would not understand, though people can. Parse returns the URL that was
// meant, where that is plain.
const (
	FaultSpace             FaultKind = "space"               // a space in or around the URL
	FaultQuotes            FaultKind = "quotes"              // quotation marks around it
	FaultLineEnd           FaultKind = "line-end"            // \r\n, written out at its end
	faultCredentialsAtSign FaultKind = "credentials-at-sign" // an @ in user or password
	FaultBrackets          FaultKind = "ipv6-brackets"       // an IPv6 address without them
	FaultHostPlaceholder   FaultKind = "host-placeholder"    // 0.0.0.0, a multicast address
	faultMacroEscaped      FaultKind = "macro-escaped"       // \$mac, $$mac, $ $mac
	faultMacroCase         FaultKind = "macro-case"          // $MAC
	faultMacroBraces       FaultKind = "macro-braces"        // ${mac}
	faultMacroEncoded      FaultKind = "macro-encoded"       // %24mac
	faultMacroUnknown      FaultKind = "macro-unknown"       // $serial
	faultMacroForeign      FaultKind = "macro-foreign"       // {mac}, %mac%: another maker's
	faultMacroLost         FaultKind = "macro-lost"          // .cfg: a shell took $mac away
	faultDotDot            FaultKind = "dot-dot"             // a .. that leaves the folder
	faultRootPath          FaultKind = "root-path"           // a path that begins at the server's root
	faultBackslash         FaultKind = "backslash"           // a \ in the path
	faultCharacter         FaultKind = "character"           // one that no URL holds
	faultEscape            FaultKind = "escape"              // a % that starts no escape
	faultQueryEntity       FaultKind = "query-entity"        // &amp; for &
	faultFixedName         FaultKind = "fixed-name"          // another name than the one that phones ask for
)

// What is probably not what was meant.
const (
	faultSchemeCase       FaultKind = "scheme-case"       // HTTP://
	faultCredentialsTFTP  FaultKind = "credentials-tftp"  // TFTP has no users
	faultCredentialsEmpty FaultKind = "credentials-empty" // an @ with nothing before it
	// faultCredentialsCharacter is one that no URL holds as it is.
	faultCredentialsCharacter FaultKind = "credentials-character"
	faultPasswordMissing      FaultKind = "password-missing" // a user without a password
	faultHostLoopback         FaultKind = "host-loopback"    // the phone itself
	faultPortEmpty            FaultKind = "port-empty"       // a colon and no port
	faultPortZeros            FaultKind = "port-zeros"       // 08080
	faultPortProtocol         FaultKind = "port-protocol"    // the port of another protocol
	faultDot                  FaultKind = "dot"              // a folder named .
	faultEmptyFolder          FaultKind = "empty-folder"     // two slashes in a row
	faultNonASCII             FaultKind = "non-ascii"        // a letter that is to be escaped
	faultMacroInFolder        FaultKind = "macro-in-folder"  // $mac in a folder's name
	faultMacroLiteral         FaultKind = "macro-literal"    // mac.cfg
	faultExtension            FaultKind = "extension"        // none, or not one of its kind: cfg, txt or xml
	faultNameMissing          FaultKind = "name-missing"     // none, and no configuration's
	faultFileName             FaultKind = "file-name"        // a slip in a known name
	faultQueryProtocol        FaultKind = "query-protocol"   // a query for TFTP or FTP
	FaultOptionLength         FaultKind = "option-length"    // too long for a DHCP option
)

// Severity returns how much the fault matters, which its kind decides.
func (f Fault) Severity() Severity {
	switch f.Kind {
	case faultSchemeCase, faultCredentialsTFTP, faultCredentialsEmpty, faultCredentialsCharacter, faultPasswordMissing,
		faultHostLoopback, faultPortEmpty, faultPortZeros, faultPortProtocol, faultDot, faultEmptyFolder,
		faultNonASCII, faultMacroInFolder, faultMacroLiteral, faultExtension, faultNameMissing, faultFileName,
		faultQueryProtocol, FaultOptionLength:
		return Warning
	}
	return Error
}
