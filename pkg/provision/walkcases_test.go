package provision

import (
	"slices"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// walkCase is a row of the decision table.
type walkCase struct {
	name    string // of the golden file
	about   string
	files   served
	phone   *Phone
	sources []Source
	want    Outcome
	reason  Reason // of the step that decides
	doubts  string // their kinds, with commas between them
}

// walkCases are the rows of the decision table.
func walkCases(t testing.TB) []walkCase {
	return slices.Concat(versionCases(t), digestCases(t), ruleCases(t), requestCases(t), sourceCases(t), orderCases(t), switchCases(t), staticCases(t), savedCases(t), keyCases(t), contentCases(t), mergeCases(t), doubtCases(t), downloadCases(t))
}

// caseOf makes a case of a phone that is told the usual URL by DHCP.
func caseOf(t testing.TB, name, about string, files served, want Outcome, reason Reason, changes ...func(*Phone)) walkCase {
	phone := testPhone(t)
	for _, change := range changes {
		change(phone)
	}
	return walkCase{name: name, about: about, files: files, phone: phone, sources: []Source{{ByDHCP, deviceURL}}, want: want, reason: reason}
}

// doubted returns a case with the kinds of its doubts.
func (c walkCase) doubted(kinds string) walkCase {
	c.doubts = kinds
	return c
}

// told gives a case other sources.
func (c walkCase) told(sources ...Source) walkCase {
	c.sources = sources
	return c
}

func both(generalFile, deviceFile []byte) served {
	return served{server + generalName: {data: generalFile}, server + deviceName: {data: deviceFile}}
}

func onlyDevice(data []byte) served  { return served{server + deviceName: {data: data}} }
func onlyGeneral(data []byte) served { return served{server + generalName: {data: data}} }
func withInput(input string) change  { return func(p *Phone) { p.Input = input } }
func byDigest(p *Phone)              { p.Rule = RuleDigest }
func withoutGeneral(p *Phone)        { p.Saved.NoGeneral = true }
func runsVersion(version string) change {
	return func(p *Phone) { p.General.Version, p.Device.Version = version, version }
}

type change = func(*Phone)

// runs has the phone run a file that it got as its device file.
func runs(data []byte) change {
	return func(p *Phone) {
		file, err := cfgfile.Parse(data)
		if err != nil {
			panic(err)
		}
		p.Run(file)
	}
}

// ran has the phone run the two files, each in its place.
func ran(generalFile, deviceFile []byte) change {
	return func(p *Phone) {
		runs(deviceFile)(p)
		p.General.Version, p.General.Content = "2.0002", DigestOf(generalFile)
	}
}

func downloaded(generalFile, deviceFile []byte) change {
	return func(p *Phone) { p.General.Download, p.Device.Download = DigestOf(generalFile), DigestOf(deviceFile) }
}

func versionCases(t testing.TB) []walkCase {
	c := func(name, about string, files served, want Outcome, reason Reason, changes ...change) walkCase {
		return caseOf(t, name, about, files, want, reason, changes...)
	}
	return []walkCase{
		c("version-first", "a phone that runs nothing gets both files", both(general("2.0002"), device("2.0002")), Applied, reasonNothingRuns),
		c("version-higher", "the version of the device file is higher", both(general("2.0002"), device("2.0003")), Applied, reasonHigherVersion, runsVersion("2.0002")),
		c("version-higher-general", "the version of the general file is higher", both(general("2.0003"), device("2.0002")), Applied, reasonHigherVersion, runsVersion("2.0002")),
		c("version-same", "both versions are the running ones", both(general("2.0002"), device("2.0002")), Unchanged, reasonSameVersion, runsVersion("2.0002")),
		c("version-lower", "both versions are lower", both(general("2.0001"), device("2.0001")), Unchanged, reasonLowerVersion, runsVersion("2.0002")).doubted("rule"),
		c("version-same-content-differs", "the content differs, and nobody raised the version", onlyDevice(device("2.0002")), Unchanged, reasonSameVersion, runs(general("2.0002"))).doubted("rule"),
		c("version-by-number", "2.0010 is higher than 2.0009, and 2.10.0 than 2.9.0", onlyDevice(device("2.10.0")), Applied, reasonHigherVersion, runsVersion("2.9.0")),
		c("version-width", "the versions have another width", onlyDevice(device("2.0000000003")), Applied, reasonHigherVersion, runsVersion("2.0002")),
		c("version-none-runs-one", "the file carries no version, and the phone knows only that of its own", onlyDevice(device("")), Applied, reasonNothingToCompare, runsVersion("2.0002")),
		c("version-first-one", "the running file carries no version, and the new one does", onlyDevice(device("2.0001")), Applied, reasonFirstVersion, runs(general(""))),
		c("version-unreadable", "the version is none", onlyDevice(device("latest")), Applied, reasonVersionUnreadable, runs(general("2.0002"))),
	}
}

func digestCases(t testing.TB) []walkCase {
	c := func(name, about string, files served, want Outcome, reason Reason, changes ...change) walkCase {
		return caseOf(t, name, about, files, want, reason, changes...)
	}
	return []walkCase{
		c("digest-none-same", "no version, and the content is the running one", onlyDevice(device("")), Unchanged, reasonSameContent, runs(device(""))),
		c("digest-none-differs", "no version, and the content differs", onlyDevice(device("")), Applied, reasonDigestDiffers, runs(general(""))),
		c("digest-same-content", "the content is the running one", onlyDevice(device("2.0002")), Unchanged, reasonSameContent, runs(device("2.0002"))),
		c("digest-mode-lower", "the phone goes by digests, and a file of a lower version differs", onlyDevice(device("2.0001")), Applied, reasonDigestDiffers, runs(general("2.0002")), byDigest),
		c("digest-mode-same", "the phone goes by digests, and the content is the running one", onlyDevice(device("2.0002")), Unchanged, reasonSameContent, runs(device("2.0002")), byDigest),
		c("digest-same-download", "the files are those that were downloaded last", both(general("2.0003"), device("2.0003")), Unchanged, reasonSameDownload, runsVersion("2.0002"), downloaded(general("2.0003"), device("2.0003"))),
		c("digest-space-added", "the files are those that were downloaded last but for a space", both(append(general("2.0003"), ' '), append(device("2.0003"), ' ')), Applied, reasonHigherVersion, runsVersion("2.0002"), downloaded(general("2.0003"), device("2.0003"))),
	}
}

func requestCases(t testing.TB) []walkCase {
	c := func(name, about string, files served, want Outcome, reason Reason, changes ...change) walkCase {
		return caseOf(t, name, about, files, want, reason, changes...)
	}
	fails := func(reason Reason, text string) served {
		err := &FetchError{Reason: reason, Text: text}
		return served{server + generalName: {err: err}, server + deviceName: {err: err}}
	}
	return []walkCase{
		c("request-only-general", "there is no device file", onlyGeneral(general("2.0002")), Applied, ReasonNotFound),
		c("request-only-device", "there is no general file", onlyDevice(device("2.0002")), Applied, ReasonNotFound),
		c("request-none", "there is neither", served{}, Rejected, ReasonNotFound),
		c("request-same-name", "the URL has the name of the general file", onlyGeneral(general("2.0002")), Applied, reasonSameName).told(Source{ByDHCP, server + generalName}),
		c("request-no-general", `"Download CommonConf" is 0`, both(general("2.0002"), device("2.0002")), Applied, reasonNotWanted, withoutGeneral),
		c("request-same-name-no-general", "the same, and the URL has the name of the general file", onlyGeneral(general("2.0002")), Applied, reasonNotWanted, withoutGeneral).told(Source{ByDHCP, server + generalName}),
		c("request-name-left-out", "the URL ends with a folder", both(general("2.0002"), device("2.0002")), Applied, ReasonFetched).told(Source{ByDHCP, server}),
		c("request-named", "the URL has a name of the user's", served{server + "name1.txt": {data: device("2.0002")}}, Applied, ReasonFetched).told(Source{ByDHCP, server + "name1.txt"}),
		c("request-input", "the URL has \\$input, and the user typed 4711", served{server + "4711.xml": {data: device("2.0002")}}, Applied, ReasonFetched, withInput("4711")).told(Source{ByDHCP, server + "$input.xml"}),
		c("request-query", "the URL has the MAC in a query", served{server + generalName: {data: general("2.0002")}, server + "mac.cfg?mac=" + deviceName: {data: device("2.0002")}}, Applied, ReasonFetched).told(Source{ByDHCP, server + "mac.cfg?mac=$mac.cfg"}),
		c("request-no-server", "no server listens", fails(ReasonUnreachable, "no server listens there: the connection is refused"), Rejected, ReasonUnreachable),
		c("request-server-error", "the server answers 500", fails(ReasonServerError, "500"), Rejected, ReasonServerError),
		c("request-link", "a link leads out of the folder that is served", fails(ReasonPath, "it is a link that leads out of the folder: it is refused"), Rejected, ReasonPath),
		c("request-forbidden", "the server answers 403", fails(ReasonForbidden, "403"), Rejected, ReasonForbidden),
		c("request-unauthorized", "the server answers 401", fails(ReasonUnauthorized, "401"), Rejected, ReasonUnauthorized),
		c("request-timeout", "the server stalls", fails(ReasonTimeout, "the server stalls"), Rejected, ReasonTimeout),
		c("request-cut-off", "the server closes half-way", fails(ReasonCutOff, "the server closed the connection half-way"), Rejected, ReasonCutOff),
		c("request-too-large", "the server sends without end", fails(ReasonTooLarge, "the server sent more than the limit and was cut off"), Rejected, ReasonTooLarge),
		c("request-certificate", "the server's certificate is of an unknown authority", fails(ReasonCertificate, "the certificate is not trusted"), Rejected, ReasonCertificate),
		c("request-redirect", "the server sends on to another protocol", fails(ReasonRedirect, "the server sends on to another protocol"), Rejected, ReasonRedirect),
	}
}

func sourceCases(t testing.TB) []walkCase {
	c := func(name, about string, files served, want Outcome, reason Reason, changes ...change) walkCase {
		return caseOf(t, name, about, files, want, reason, changes...)
	}
	all := []Source{{ByStatic, "tftp://192.0.2.4/"}, {ByPnP, "http://192.0.2.3/$mac.cfg"}, {ByTR069, "http://192.0.2.2/$mac.cfg"}, {ByDHCP, deviceURL}}
	return []walkCase{
		c("source-priority", "all four ways give a URL", both(general("2.0002"), device("2.0002")), Applied, reasonNotAsked).told(all...),
		c("source-next", "the first source has no file", served{"http://192.0.2.3/" + deviceName: {data: device("2.0002")}}, Applied, reasonNext).told(all...),
		c("source-last", "only the static address has a file", served{"tftp://192.0.2.4/" + deviceName: {data: device("2.0002")}}, Applied, reasonNext).told(all...),
		c("source-served-rejected", "the first source has a file that cannot be used", served{server + deviceName: {data: []byte("<html><body>no</body></html>")}, "http://192.0.2.3/" + deviceName: {data: device("2.0002")}}, Rejected, reasonNotAsked).told(all...),
		c("source-bad-url", "the URL has \\\\$mac", both(general("2.0002"), device("2.0002")), Rejected, ReasonBadURL).told(Source{ByDHCP, server + `\$mac.cfg`}),
		c("source-no-scheme", "the URL has no protocol, and the static address serves", served{"tftp://192.0.2.4/" + deviceName: {data: device("2.0002")}}, Applied, ReasonBadURL).told(Source{ByDHCP, "192.0.2.1/$mac.cfg"}, all[0]),
		c("source-no-input", "the URL has \\$input, and the user typed nothing yet", onlyGeneral(general("2.0002")), Applied, reasonAsksInput).told(Source{ByDHCP, server + "$input.cfg"}, all[0]),
		c("source-no-input-query", "the same in a query, and no general file", served{}, Rejected, reasonAsksInput).told(Source{ByDHCP, server + "input.cfg?input=$input.cfg"}),
		c("source-no-input-folder", "\\$input stands in the folder", served{}, Rejected, reasonAsksInput).told(Source{ByDHCP, server + "$input/$mac.cfg"}),
		c("source-credentials", "the URL has credentials", both(general("2.0002"), device("2.0002")), Applied, reasonFirst).told(Source{ByDHCP, "http://user:x9secret@192.0.2.1/$mac.cfg"}),
		c("source-warning", "the URL has no extension in its name", served{server + "name1": {data: device("2.0002")}}, Applied, reasonURLWarning).told(Source{ByDHCP, server + "name1"}),
		c("source-none", "no source gives a URL", served{}, Rejected, reasonNoSource).told(),
	}
}
