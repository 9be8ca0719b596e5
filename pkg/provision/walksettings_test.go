package provision

import (
	"strings"
	"testing"
)

// asks has the phone go by a rule that somebody asked for.
func asks(rule Rule) change { return func(p *Phone) { p.Rule = rule } }

func ruleCases(t testing.TB) []walkCase {
	c := func(name, about string, files served, want Outcome, reason Reason, changes ...change) walkCase {
		return caseOf(t, name, about, files, want, reason, changes...)
	}
	old, edited := device("2.0002"), append(device("2.0002"), ' ')
	digestMode := text("2.0002", "<MAINTENANCE CONFIG MODULE>", "Auto Server Digest :1")
	return []walkCase{
		c("rule-space", "a space was added, and nobody asked for a rule", onlyDevice(edited), Unchanged, reasonSameVersion, runs(old)).doubted("rule"),
		c("rule-space-version", "the same by the rule of versions", onlyDevice(edited), Unchanged, reasonRulesDisagree, runs(old), asks(RuleVersion)),
		c("rule-space-description", "the same by the rule of the description", onlyDevice(edited), Applied, reasonContentDiffers, runs(old), asks(RuleDescription)),
		c("rule-space-digest", "the same by the rule of digests", onlyDevice(edited), Applied, reasonDigestDiffers, runs(old), asks(RuleDigest)),
		c("rule-lower-description", "a lower version by the rule of the description", onlyDevice(device("2.0001")), Applied, reasonContentDiffers, runs(old), asks(RuleDescription)),
		c("rule-same-description", "the content is the running one, by the rule of the description", onlyDevice(old), Unchanged, reasonSameContent, runs(old), asks(RuleDescription)),
		c("rule-unknown-description", "the version is the running one, and nothing is known of the content, by the rule of the description", onlyDevice(old), Applied, reasonNothingToCompare, runsVersion("2.0002"), asks(RuleDescription)),
		c("rule-last-download", "the version is the running one, and the content another than was downloaded last", onlyDevice(edited), Unchanged, reasonSameVersion, runsVersion("2.0002"), downloaded(nil, old)).doubted("rule"),
		c("rule-raised-version", "new content and a higher version, by the rule of versions", onlyDevice(device("2.0003")), Applied, reasonHigherVersion, runs(old), asks(RuleVersion)),
		c("rule-raised-description", "the same by the rule of the description", onlyDevice(device("2.0003")), Applied, reasonContentDiffers, runs(old), asks(RuleDescription)),
		c("rule-raised-digest", "the same by the rule of digests", onlyDevice(device("2.0003")), Applied, reasonDigestDiffers, runs(old), asks(RuleDigest)),
		c("rule-one-file", "the version of the device file was raised, and that of the general file not", both(general("2.0001"), device("2.0003")), Applied, reasonRulesDisagree, runs(old)),
		c("rule-digest-mode", "the phone's own settings have it go by digests", onlyDevice(edited), Applied, reasonRulesDisagree, runs(digestMode)),
		c("rule-digest-mode-version", "the same, and somebody asked for the rule of versions", onlyDevice(edited), Unchanged, reasonRulesDisagree, runs(digestMode), asks(RuleVersion)),
	}
}

// inOrder has somebody change the order of the phone's sources.
func inOrder(methods ...Method) change { return func(p *Phone) { p.Priority = methods } }

func orderCases(t testing.TB) []walkCase {
	c := func(name, about string, files served, want Outcome, reason Reason, changes ...change) walkCase {
		return caseOf(t, name, about, files, want, reason, changes...)
	}
	every := []Source{{ByStatic, "http://192.0.2.6/"}, {ByPnP, "http://192.0.2.5/"}, {ByTR069, "http://192.0.2.4/"}, {ByDHCP, "http://192.0.2.3/"}, {ByFDPS, "http://192.0.2.2/"}, {ByMDNS, server}}
	at := func(address string) served { return served{address + deviceName: {data: device("2.0002")}} }
	pnp, static := every[1], every[0]
	return []walkCase{
		c("order-mdns", "all six ways give a URL", at(server), Applied, reasonFirst).told(every...),
		c("order-fdps", "MDNS serves no file, and FDPS does", at("http://192.0.2.2/"), Applied, reasonNext).told(every...),
		c("order-changed", "the order was changed, and SIP PnP comes first", at("http://192.0.2.5/"), Applied, reasonNotAsked, inOrder(ByPnP, ByDHCP)).told(every...),
		c("order-rest", "what the order does not name comes after it", at(server), Applied, reasonNext, inOrder(ByTR069)).told(every...),
		c("order-android", "the same order for an Android phone", at(server), Applied, reasonOrderFixed, inOrder(ByTR069), isModel(t, "C600")).told(every...),
		c("order-static-ends", "the static address comes first and serves no file", at("http://192.0.2.3/"), Rejected, reasonProcessEnds, inOrder(ByStatic)).told(every...),
		c("order-static-last", "the static address is the only source and serves no file", served{}, Rejected, reasonProcessEnds).told(static),
		c("order-pnp-x1", "SIP PnP of an X1 serves no file", at("http://192.0.2.6/"), Rejected, reasonProcessEnds, isModel(t, "X1")).told(pnp, static),
		c("order-pnp-x3s", "SIP PnP of an X3S serves no file", at("http://192.0.2.6/"), Rejected, reasonProcessEnds, isModel(t, "X3S")).told(pnp, static),
		c("order-pnp-x4", "SIP PnP of an X4 serves no file", served{"http://192.0.2.6/" + deviceName: {data: legacy()}}, Applied, reasonNext, isModel(t, "X4")).told(pnp, static),
		c("order-pnp-unknown", "SIP PnP of an H3 serves no file", at("http://192.0.2.6/"), Applied, reasonGoesOnUnknown, isModel(t, "H3")).told(pnp, static),
		c("order-unknown", `"AP Config Priority" is 3`, both(general("2.0003"), device("2.0003")), Applied, reasonOrderUnknown, runs(autoUpdate("AP Config Priority :3"))),
		c("order-given", "the same, and the order is given", both(general("2.0003"), device("2.0003")), Applied, reasonFirst, runs(autoUpdate("AP Config Priority :3")), inOrder(ByStatic, ByDHCP)),
	}
}

// autoUpdate makes a text-modern file that sets provisioning.
func autoUpdate(lines ...string) []byte {
	return text("2.0002", append([]string{"<AUTOUPDATE CONFIG MODULE>", "Flash Interval     :1"}, lines...)...)
}

// legacy makes such a file for generation 1.
func legacy(lines ...string) []byte {
	return text("2.0002", append([]string{"<AUTOUPDATE CONFIG MODULE>", "Download Interval  :1"}, lines...)...)
}

func switchCases(t testing.TB) []walkCase {
	offered := []Source{{ByFDPS, "http://192.0.2.2/"}, {ByDHCP, "http://192.0.2.3/"}, {ByTR069, "http://192.0.2.4/"}, {ByPnP, "http://192.0.2.5/"}, {ByStatic, server}}
	c := func(name, about string, running []byte) walkCase {
		return caseOf(t, name, about, onlyDevice(device("2.0003")), Applied, reasonSourceOff, runs(running)).told(offered...)
	}
	sysconf := func(settings string) []byte {
		return []byte("<sysConf><Version>2.0002</Version>" + settings + "</sysConf>")
	}
	return []walkCase{
		c("switch-dhcp", `"DHCP Option" is 0, and DHCP offers a URL`, legacy("DHCP Option        :0")),
		c("switch-dhcp-modern", "the same in text-modern", autoUpdate("--Net Option--     :", "DHCP Option        :0")),
		c("switch-wan", `"WAN Mode" is another than DHCP`, legacy("<GLOBAL CONFIG MODULE>", "WAN Mode           :STATIC")).doubted("generation"),
		c("switch-dhcp-client", "the phone does not get its address by DHCP", sysconf("<net><EnableDHCP>0</EnableDHCP></net>")),
		c("switch-dhcp-client-text", "the same in text-legacy", legacy("<GLOBAL CONFIG MODULE>", "Enable DHCP        :0")).doubted("generation"),
		c("switch-dhcp-client-xml", "the same in xml-legacy", []byte("<VOIP_CONFIG_FILE><version>2.0002</version><GLOBAL_CONFIG_MODULE><Enable_DHCP>0</Enable_DHCP></GLOBAL_CONFIG_MODULE></VOIP_CONFIG_FILE>")).doubted("generation"),
		c("switch-pnp", `"PNP Enable" is 0`, autoUpdate("--Sip Pnp List--   :", "PNP Enable         :0")),
		c("switch-dotted", "a dotted file has the address of the phone not come by DHCP", []byte("#<Voip Config File>#\nVersion = 2.0002\nnet.dhcp.Enabled = 0\n")),
		c("switch-tr069", `"Enable TR069" is 0`, legacy("<TR069 CONFIG MODULE>", "Enable TR069       :0")),
		c("switch-fdps", `"FDPS Enable" is 0`, sysconf("<ota><FDPSEnable>0</FDPSEnable></ota>")),
		caseOf(t, "switch-all", "every source that is offered is off", both(general("2.0003"), device("2.0003")), Rejected, reasonNoSource, runs(legacy("DHCP Option        :0", "PNP Enable         :0"))).told(offered[1], offered[3]),
	}
}

func staticCases(t testing.TB) []walkCase {
	c := func(name, about string, files served, want Outcome, reason Reason, lines ...string) walkCase {
		return caseOf(t, name, about, files, want, reason, runs(legacy(lines...))).told()
	}
	saved := []string{"Download Server IP :192.0.2.1", "Config File Name   :X6/$mac.cfg", "Download Protocol  :4"}
	with := func(line string) []string { return append(saved[:3:3], line) }
	there := served{server + "X6/" + deviceName: {data: device("2.0003")}}
	return []walkCase{
		c("static-saved", "the phone has a static server saved, and nothing else gives a URL", there, Applied, reasonFirst, with("Download Mode      :1")...),
		c("static-off", "the same, and its mode is 0", there, Rejected, reasonSourceOff, with("Download Mode      :0")...),
		c("static-interval", "the same, and its mode is an interval", there, Applied, reasonStaticMode, with("Download Mode      :2")...),
		c("static-told", "the phone has a static server saved and off, and another is given", onlyDevice(device("2.0003")), Applied, reasonFirst, with("Download Mode      :0")...).told(Source{ByStatic, server}),
		c("static-after", "DHCP serves no file, and the static server that is saved does", there, Applied, reasonNext, saved...).told(Source{ByDHCP, "http://192.0.2.9/"}),
		c("static-url", "the server that is saved is a whole URL", served{"https://192.0.2.1:8443/p/" + deviceName: {data: device("2.0003")}}, Applied, reasonFirst, "Download Server IP :https://192.0.2.1:8443/p/"),
		c("static-folder", "the server that is saved has a folder, and no file name is saved", there, Applied, reasonFirst, "Download Server IP :192.0.2.1/X6", "Download Protocol  :4"),
		c("static-query", "the server that is saved has a query", served{server + "X6/" + deviceName + "?token=T": {data: device("2.0003")}}, Applied, reasonFirst, "Download Server IP :http://192.0.2.1/X6?token=T", "Config File Name   :$mac.cfg"),
		c("static-protocol", "the static server has no protocol with it", served{"tftp://192.0.2.1/" + deviceName: {data: device("2.0003")}}, Applied, reasonStaticProtocol, "Download Server IP :192.0.2.1"),
		c("static-protocol-unknown", "its protocol is one of an unknown number", served{"tftp://192.0.2.1/" + deviceName: {data: device("2.0003")}}, Applied, reasonStaticProtocol, "Download Server IP :192.0.2.1", "Download Protocol  :9"),
		c("static-none", "the static server is 0.0.0.0", served{}, Rejected, reasonNoSource, "Download Server IP :0.0.0.0", "Download Protocol  :2"),
		c("static-macro", "the file name that is saved is \\$MAC.cfg", there, Rejected, ReasonBadURL, "Download Server IP :192.0.2.1", "Download Protocol  :4", "Config File Name   :$MAC.cfg"),
		c("static-tries", `"Check FailTimes" is 5, and the static server has no file`, served{}, Rejected, reasonChecksAgain, with("Check FailTimes    :5")...),
		c("static-tries-once", "the same, DHCP has none either, and FDPS has a URL that no phone can use", served{}, Rejected, reasonChecksAgain, with("Check FailTimes    :5")...).told(Source{ByFDPS, server + `\$mac.cfg`}, Source{ByDHCP, "http://192.0.2.9/"}),
	}
}

func savedCases(t testing.TB) []walkCase {
	c := func(name, about string, files served, want Outcome, reason Reason, changes ...change) walkCase {
		return caseOf(t, name, about, files, want, reason, changes...)
	}
	locked := func(login string) served {
		return served{server + deviceName: {data: device("2.0003"), login: login}}
	}
	login := runs(autoUpdate("Default Username   :fleet", "Default Password   :x9secret"))
	remembers, forgets := autoUpdate("Save Provision Info:1", "Input Cfg File Name:4711"), autoUpdate("Save Provision Info:0", "Input Cfg File Name:4711")
	typed := Source{ByDHCP, server + "$input.cfg"}
	there := served{server + "4711.cfg": {data: device("2.0003")}, server + "12.cfg": {data: device("2.0003")}}
	oldText := text("2.0003", "<GLOBAL CONFIG MODULE>", "SNTP Server        :192.0.2.1")
	conf := []byte("<sysConf><Version>2.0003</Version><ap><FlashMode>1</FlashMode></ap></sysConf>")
	return []walkCase{
		c("saved-login", "the server wants a user and a password, and the phone has them saved", locked("fleet:x9secret"), Applied, ReasonFetched, login),
		c("saved-login-refused", "the server wants others than the phone has saved", locked("other:x9secret"), Rejected, ReasonUnauthorized, login),
		c("saved-login-url", "the URL has a user and a password, and the server refuses them", locked("fleet:x9secret"), Rejected, ReasonUnauthorized, login).told(Source{ByDHCP, strings.Replace(deviceURL, "//", "//u:p@", 1)}),
		c("saved-input", "an input is saved, and the phone remembers it", there, Applied, ReasonFetched, runs(remembers)).told(typed),
		c("saved-input-forgotten", `an input is saved, and "Save Provision Info" is 0`, there, Rejected, reasonAsksInput, runs(forgets)).told(typed),
		c("saved-input-typed", "an input is saved, and the user typed another", there, Applied, ReasonFetched, withInput("12"), runs(remembers)).told(typed),
		c("saved-names", "the phone wants no general file, and what it has typed is forgotten, by the names of sysconf", there, Rejected, reasonAsksInput, runs([]byte("<sysConf><Version>2.0002</Version><ap><DownloadCommonConf>0</DownloadCommonConf><SaveProvisionInfo>0</SaveProvisionInfo><InputCfgFileName>4711</InputCfgFileName></ap></sysConf>"))).told(typed),
		c("saved-generation", "the phone runs a configuration of another generation, and the version is the running one", onlyDevice(conf), Unchanged, reasonSameVersion, runs(oldText)).doubted("generation,rule"),
		c("saved-generation-model", "the running configuration is of a generation that nobody serves to the model", onlyDevice(device("2.0004")), Applied, reasonHigherVersion, runs(oldText), isModel(t, "X4U")).doubted("generation,generation"),
		c("saved-model", "the running configuration is the export of another model", onlyDevice(device("2.0004")), Applied, reasonHigherVersion, runs(text("2.0003", "<NET CONFIG MODULE>", "Vendor Class ID    :F0V00X700000"))).doubted("model"),
	}
}
