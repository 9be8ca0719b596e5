package provision

import "fmt"

// Reason is why a step ended as it did. Its name is kept from version to version.
type Reason uint8

const (
	// Of a source.
	ReasonFirst          Reason = iota + 1 // first in the order of priority
	ReasonNext                             // no file came from those before it
	ReasonNotAsked                         // one of higher priority served a file
	ReasonURLWarning                       // something is odd about the URL
	ReasonNoSource                         // no URL was given
	ReasonBadURL                           // no phone can use the URL
	ReasonSourceOff                        // the phone's own settings have it off
	ReasonProcessEnds                      // it served no file, and the phone asks no other
	ReasonGoesOnUnknown                    // it served no file, and whether the phone asks another is not known
	ReasonOrderFixed                       // the phone's order of sources cannot be changed
	ReasonOrderUnknown                     // the phone has an order that nobody knows
	ReasonChecksAgain                      // the phone asks more often than the walk does
	ReasonStaticMode                       // when the phone asks its static server
	ReasonStaticProtocol                   // by which protocol it does so is taken for granted

	// Of a request.
	ReasonFetched
	ReasonSameName     // both files have one name, so one request is enough
	ReasonNotWanted    // the phone is set not to ask for its general file
	ReasonAsksInput    // the phone asks its user what stands for $input
	ReasonNotFound     // the server has no such file
	ReasonForbidden    // the server may not give it away
	ReasonUnauthorized // the server wants credentials, or others
	ReasonServerError  // the server answered, and what it says is no file
	ReasonUnreachable  // no server answers at this address
	ReasonTimeout      // the server stalls
	ReasonCutOff       // the server closed the connection half-way
	ReasonTooLarge     // the server sends more than any configuration has
	ReasonCertificate  // the server cannot be trusted: its certificate, or no TLS
	ReasonRedirect     // the server sends on to where a phone does not go
	ReasonPath         // the path leads out of the folder of the files

	// Of a file's content.
	ReasonClear             // it is clear, as the phone expects
	ReasonDecrypted         // the key opened it
	ReasonClearWithKey      // it is clear, and the phone has a key
	ReasonEncryptedNoKey    // it is encrypted, and the phone has no key
	ReasonWrongKey          // the key does not open it
	ReasonDamaged           // it is encrypted and cut off or damaged
	ReasonHTML              // a web page, with a status that says all is well
	ReasonEmpty             // no byte
	ReasonNotConfig         // something else
	ReasonNotWellFormed     // XML that no reader of XML takes
	ReasonRead              // it was read
	ReasonNothingRuns       // the phone runs no file that is known
	ReasonHigherVersion     // its version is higher than the running one
	ReasonFirstVersion      // it has a version, and the running file has none
	ReasonContentDiffers    // its content is another
	ReasonDigestDiffers     // it goes by the digest, which is another
	ReasonNothingToCompare  // it goes by the digest, and that of the running file is not known
	ReasonVersionUnreadable // one of the versions is none, so that it goes by the digest
	ReasonSameVersion       // its version is the running one
	ReasonLowerVersion      // its version is lower
	ReasonSameContent       // it is what runs already
	ReasonSameDownload      // it is what was downloaded last
	ReasonNoSetting         // it holds no setting that changes anything
	ReasonMerged            // settings were merged
	ReasonNewDownload       // a file is to be downloaded
	ReasonDownloadUnchanged // its URL is the running one
	ReasonDownloadName      // its name or type is not what its key takes
	ReasonDownloadModel     // the model takes no such file
	ReasonDownloadBadURL    // the URL cannot be fetched
	ReasonDownloadTab       // a tab stands behind the key that holds the URL
	ReasonKeyInRunningFile  // the running file holds a key that was not given
	ReasonUntranslated      // settings have no known name in another dialect
	ReasonTwoGenerations    // the two files are of two generations, and are listed apart
	ReasonRulesDisagree     // by another rule the phone would do otherwise
	ReasonGeneralOverDevice // the general file is applied over the values of an older device file
)

var reasonNames = [...]string{
	ReasonFirst: "first", ReasonNext: "next", ReasonNotAsked: "not-asked", ReasonBadURL: "bad-url", ReasonNoSource: "no-source", ReasonURLWarning: "url-warning",
	ReasonSourceOff: "source-off", ReasonProcessEnds: "process-ends", ReasonGoesOnUnknown: "goes-on-unknown",
	ReasonOrderFixed: "order-fixed", ReasonOrderUnknown: "order-unknown", ReasonChecksAgain: "checks-again",
	ReasonStaticMode: "static-mode", ReasonStaticProtocol: "static-protocol", ReasonAsksInput: "asks-input",
	ReasonContentDiffers: "content-differs", ReasonRulesDisagree: "rules-disagree",
	ReasonFetched: "fetched", ReasonSameName: "same-name", ReasonNotWanted: "not-wanted", ReasonNotFound: "not-found",
	ReasonForbidden: "forbidden", ReasonUnauthorized: "unauthorized", ReasonServerError: "server-error",
	ReasonUnreachable: "unreachable", ReasonTimeout: "timeout", ReasonCutOff: "cut-off", ReasonTooLarge: "too-large",
	ReasonCertificate: "certificate", ReasonRedirect: "redirect", ReasonPath: "path",
	ReasonClear: "clear", ReasonDecrypted: "decrypted", ReasonClearWithKey: "clear-with-key",
	ReasonEncryptedNoKey: "encrypted-no-key", ReasonWrongKey: "wrong-key", ReasonDamaged: "damaged", ReasonHTML: "html",
	ReasonEmpty: "empty", ReasonNotConfig: "not-config", ReasonNotWellFormed: "not-well-formed", ReasonRead: "read",
	ReasonNothingRuns: "nothing-runs", ReasonHigherVersion: "higher-version", ReasonFirstVersion: "first-version",
	ReasonDigestDiffers: "digest-differs", ReasonNothingToCompare: "nothing-to-compare",
	ReasonVersionUnreadable: "version-unreadable", ReasonSameVersion: "same-version", ReasonLowerVersion: "lower-version",
	ReasonSameContent: "same-content", ReasonSameDownload: "same-download", ReasonNoSetting: "no-setting",
	ReasonMerged: "merged", ReasonNewDownload: "new", ReasonDownloadUnchanged: "unchanged", ReasonDownloadName: "file-name",
	ReasonDownloadModel: "model", ReasonDownloadBadURL: "bad-url", ReasonDownloadTab: "tab", ReasonKeyInRunningFile: "key-in-running-file",
	ReasonUntranslated: "untranslated", ReasonTwoGenerations: "two-generations", ReasonGeneralOverDevice: "general-over-device",
}

// String gives the reason's name: lower case, with dashes.
func (r Reason) String() string {
	if r == 0 || int(r) >= len(reasonNames) {
		return fmt.Sprintf("Reason(%d)", uint8(r))
	}
	return reasonNames[r]
}

// MarshalText gives what [Reason.String] gives.
func (r Reason) MarshalText() ([]byte, error) { return []byte(r.String()), nil }
