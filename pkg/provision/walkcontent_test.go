package provision

import (
	"bytes"
	"strings"
	"testing"
)

func keyCases(t testing.TB) []walkCase {
	c := func(name, about string, files served, want Outcome, reason Reason, changes ...change) walkCase {
		return caseOf(t, name, about, files, want, reason, changes...)
	}
	keys := func(p *Phone) { p.General.Key, p.Device.Key = &generalKey, &deviceKey }
	onlyDeviceKey := func(p *Phone) { p.Device.Key = &deviceKey }
	savedKeys := runs(text("2.0002", "<AUTOUPDATE CONFIG MODULE>", "Device Cfg File Key:"+deviceKey.Hex(), "Common Cfg File Key:"+generalKey.Hex()))
	lockedGeneral, lockedDevice := sealed(t, generalKey, general("2.0002")), sealed(t, deviceKey, device("2.0002"))
	return []walkCase{
		c("key-both", "both files are encrypted, each with its own key", both(lockedGeneral, lockedDevice), Applied, ReasonDecrypted, keys),
		c("key-device-only", "the device file is encrypted, and the phone has a key for it alone", both(general("2.0002"), lockedDevice), Applied, ReasonDecrypted, onlyDeviceKey),
		c("key-clear-file", "the phone has keys, and the files are clear", both(general("2.0002"), device("2.0002")), Rejected, ReasonClearWithKey, keys),
		c("key-none", "the files are encrypted, and the phone has no key", both(lockedGeneral, lockedDevice), Rejected, ReasonEncryptedNoKey),
		c("key-swapped", "each file is encrypted with the key of the other", both(sealed(t, deviceKey, general("2.0002")), sealed(t, generalKey, device("2.0002"))), Rejected, ReasonWrongKey, keys),
		c("key-truncated", "an encrypted file is cut off", onlyDevice(lockedDevice[:len(lockedDevice)-5]), Rejected, ReasonDamaged, keys),
		c("key-cut-off", "an encrypted file is cut off between two blocks", onlyDevice(lockedDevice[:len(lockedDevice)-48]), Rejected, ReasonDamaged, keys),
		c("key-same-content", "an encrypted file holds what runs", onlyDevice(lockedDevice), Unchanged, reasonSameContent, onlyDeviceKey, runs(device("2.0002"))),
		c("key-saved", "the running configuration has the keys of both files", both(sealed(t, generalKey, general("2.0003")), sealed(t, deviceKey, device("2.0003"))), Applied, reasonKeyInRunningFile, savedKeys),
		c("key-saved-given", "the running configuration has keys, and others were given", both(lockedGeneral, lockedDevice), Applied, ReasonDecrypted, keys, runs(text("2.0001", "<AUTOUPDATE CONFIG MODULE>", "Device Cfg File Key:"+generalKey.Hex(), "Common Cfg File Key:"+deviceKey.Hex()))),
		c("key-saved-clear", "the running configuration has the keys of both files, which are clear", both(general("2.0003"), device("2.0003")), Rejected, ReasonClearWithKey, savedKeys),
		c("key-saved-wrong", "the running configuration has keys that are none", both(general("2.0003"), device("2.0003")), Applied, reasonKeyInRunningFile, runs(text("2.0002", "<AUTOUPDATE CONFIG MODULE>", "Device Cfg File Key:x9secret", "Common Cfg File Key:x9secret"))),
	}
}

func contentCases(t testing.TB) []walkCase {
	c := func(name, about string, data []byte, want Outcome, reason Reason, changes ...change) walkCase {
		return caseOf(t, name, about, onlyDevice(data), want, reason, changes...)
	}
	const sysconf = `<?xml version="1.0" encoding="UTF-8"?><sysConf><Version>2.0003</Version><sip><line index="1"><PhoneNumber>201</PhoneNumber></line></sip></sysConf>`
	return []walkCase{
		c("content-xml-as-cfg", "XML by the name .cfg", []byte(sysconf), Applied, reasonRead),
		c("content-dotted-as-cfg", "a dotted file by the name .cfg, for a model that nobody is known to serve", []byte("#<Voip Config File>#\nVersion = 2.0003\nsip.line.1.PhoneNumber = 201\n"), Applied, reasonRead, isModel(t, "C600")),
		c("content-html", "a web page with the status 200", []byte("<!DOCTYPE html><html><body>Not found</body></html>"), Rejected, ReasonHTML),
		c("content-html-with-key", "a web page, and the phone has a key", []byte("<!DOCTYPE html><html><body>Not found</body></html>"), Rejected, ReasonHTML, func(p *Phone) { p.Device.Key = &deviceKey }),
		c("content-empty", "an empty file", nil, Rejected, ReasonEmpty),
		c("content-other-text", "text of another kind", []byte("hello\n"), Rejected, ReasonNotConfig),
		c("content-cut-xml", "XML that is cut off", []byte(sysconf[:len(sysconf)-20]), Rejected, ReasonNotWellFormed),
		c("content-blank-names", "XML with blanks in the names of its elements, as in figure 6", []byte("<VOIP CONFIG FILE>\n<Digests>2.0002</Digests>\n<GLOBAL CONFIG MODULE>\n<Time_Zone>32<Time_Zone>\n</GLOBAL CONFIG MODULE>\n</VOIP_CONFIG_FILE>\n"), Rejected, ReasonNotWellFormed),
		c("content-compressed", "a compressed file", append([]byte("\x1f\x8b\x08\x00"), bytes.Repeat([]byte("x"), 40)...), Rejected, ReasonNotConfig),
		c("content-no-setting", "a file without a setting", text("2.0003"), Applied, reasonNoSetting, runsVersion("2.0002")),
	}
}

func mergeCases(t testing.TB) []walkCase {
	c := func(name, about string, files served, want Outcome, reason Reason, changes ...change) walkCase {
		return caseOf(t, name, about, files, want, reason, changes...)
	}
	sysconf := func(version string) []byte {
		return []byte(`<sysConf><Version>` + version + `</Version><ap><FlashInterval>7</FlashInterval><FlashMode>1</FlashMode></ap></sysConf>`)
	}
	exported := text("2.0002", "<AUTOUPDATE CONFIG MODULE>", "Flash Interval     :9", "Flash Mode         :1", "<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP1 Register Pswd      :x9secretold")
	return []walkCase{
		c("merge-device-over-general", "both files set the same", both(general("2.0003"), device("2.0003")), Applied, reasonMerged, runs(exported)),
		c("merge-dialects", "the general file is sysconf, and the device file text", both(sysconf("2.0003"), device("2.0003")), Applied, reasonMerged, runs(exported)),
		c("merge-generations", "the general file is xml-legacy, and the device file sysconf", both([]byte("<VOIP_CONFIG_FILE><version>2.0003</version><AUTOUPDATE_CONFIG_MODULE><Flash_Mode>1</Flash_Mode></AUTOUPDATE_CONFIG_MODULE></VOIP_CONFIG_FILE>"), sysconf("2.0003")), Applied, reasonTwoGenerations).doubted("merge"),
		c("merge-own-key", "the general file is xml-legacy, and the device file text-legacy, with a key that no dictionary has", both([]byte("<VOIP_CONFIG_FILE><version>2.0003</version><PHONE_CONFIG_MODULE><Acme_Own_Key>1</Acme_Own_Key></PHONE_CONFIG_MODULE></VOIP_CONFIG_FILE>"), text("2.0003", "<PHONE CONFIG MODULE>", "Acme Own Key       :2")), Applied, reasonMerged, runs(text("2.0002", "<PHONE CONFIG MODULE>", "Acme Own Key       :0"))),
		c("merge-untranslated", "the general file is text-modern, and the device file sysconf, with a key that no dictionary has", both(text("2.0003", "<DSSKEY CONFIG MODULE>", "FuncKey Page Num   :1"), []byte("<sysConf><Version>2.0003</Version><dsskey><FuncKeyPageNum>2</FuncKeyPageNum><AcmeOwn>1</AcmeOwn></dsskey></sysConf>")), Applied, reasonUntranslated),
		c("merge-nothing-changes", "the new file sets what runs", onlyDevice(text("2.0003", "<AUTOUPDATE CONFIG MODULE>", "Flash Mode         :1")), Applied, reasonNoSetting, runs(exported)),
		c("merge-general-over-device", "only the version of the general file was raised", both(general("2.0003"), device("2.0002")), Applied, reasonGeneralOverDevice, ran(general("2.0002"), device("2.0002"))),
		c("merge-rejected-general", "the general file cannot be used, and the device file can", both([]byte("<html></html>"), device("2.0003")), Applied, ReasonHTML, runsVersion("2.0002")),
		c("merge-twice", "a file sets the same twice", onlyDevice(text("2.0003", "<AUTOUPDATE CONFIG MODULE>", "Flash Mode         :1", "Flash Mode         :2")), Applied, reasonMerged, runs(exported)),
	}
}

// isModel has the phone be of a model, and a case whose general file is not served.
func isModel(t testing.TB, name string) change {
	return func(p *Phone) { p.Model = mustModel(t, name) }
}

func doubtCases(t testing.TB) []walkCase {
	c := func(name, about, kinds string, data []byte, want Outcome, reason Reason, changes ...change) walkCase {
		return caseOf(t, name, about, onlyDevice(data), want, reason, changes...).doubted(kinds)
	}
	firmware := func(version string) change { return func(p *Phone) { p.Firmware = version } }
	old := []byte("<VOIP_CONFIG_FILE><version>2.0003</version><GLOBAL_CONFIG_MODULE><SNTP_Server>192.0.2.1</SNTP_Server></GLOBAL_CONFIG_MODULE></VOIP_CONFIG_FILE>")
	conf := []byte("<sysConf><Version>2.0003</Version><ap><FlashMode>1</FlashMode></ap></sysConf>")
	dotted := []byte("#<Voip Config File>#\nVersion = 2.0003\nsip.line.1.PhoneNumber = 201\n")
	class := text("2.0003", "<NET CONFIG MODULE>", "Vendor Class ID    :F0V00X700000")
	oldText := text("2.0002", "<GLOBAL CONFIG MODULE>", "SNTP Server        :192.0.2.1")
	return []walkCase{
		c("doubt-generation", "xml-legacy for an X4U, which is served generation 2 alone", "generation", old, Applied, reasonNothingRuns, isModel(t, "X4U")),
		c("doubt-generation-newer", "sysconf for an H5, which is served generation 1 alone", "generation", conf, Applied, reasonNothingRuns, isModel(t, "H5")),
		c("doubt-unchanged", "xml-legacy of the running version for an X4U", "generation", old, Unchanged, reasonSameVersion, isModel(t, "X4U"), runsVersion("2.0003")),
		c("doubt-none-both", "xml-legacy for an X6, which is served both generations", "", old, Applied, reasonNothingRuns),
		c("doubt-none-unknown", "xml-legacy for a C600, of which nothing is known", "", old, Applied, reasonNothingRuns, isModel(t, "C600")),
		c("doubt-none-either", "text of a few settings that both generations have, for an X4U", "", device("2.0003"), Applied, reasonNothingRuns, isModel(t, "X4U")),
		c("doubt-dotted", "a dotted file for an X6, which nobody is known to serve one", "dialect", dotted, Applied, reasonNothingRuns),
		c("doubt-ignored", "xml-legacy for an X3U, whose firmware is reported to ignore it", "dialect,generation", old, Applied, reasonNothingRuns, isModel(t, "X3U")),
		c("doubt-disputed", "sysconf for a V64, whose firmware is reported to ignore it, which is disputed", "dialect", conf, Applied, reasonNothingRuns, isModel(t, "V64")),
		c("doubt-disputed-firmware", "the same, and the firmware is one of those", "dialect", conf, Applied, reasonNothingRuns, isModel(t, "V64"), firmware("2.12.18.9")),
		c("doubt-none-firmware", "the same, and the firmware is older", "", conf, Applied, reasonNothingRuns, isModel(t, "V64"), firmware("2.4.12")),
		c("doubt-too-new", "xml-legacy for a V64, which takes it from a firmware on", "dialect", old, Applied, reasonNothingRuns, isModel(t, "V64")),
		c("doubt-none-new", "the same, and the firmware is one of those", "", old, Applied, reasonNothingRuns, isModel(t, "V64"), firmware("2.12")),
		c("doubt-model", "the export of an X7 for an X6", "model", class, Applied, reasonNothingRuns),
		caseOf(t, "doubt-model-name", "the URL has the name of another model's general file", served{server + "F0V00X700000.cfg": {data: device("2.0003")}}, Applied, reasonNothingRuns).told(Source{ByDHCP, server + "F0V00X700000.cfg"}).doubted("model"),
		c("doubt-running", "the phone runs a configuration of another generation than the file", "generation", conf, Applied, reasonHigherVersion, runs(oldText)),
		c("doubt-none-rejected", "a file that cannot be read is no reason to doubt that it is rejected", "", old[:len(old)-20], Rejected, ReasonNotWellFormed, isModel(t, "X4U")),
	}
}

func downloadCases(t testing.TB) []walkCase {
	c := func(name, about, line string, reason Reason, changes ...change) walkCase {
		return caseOf(t, name, about, onlyDevice(text("2.0003", "<AUTOUPDATE CONFIG MODULE>", line)), Applied, reason, changes...)
	}
	all := strings.Join([]string{
		"Auto Image Url     :http://u:x9secret@192.0.2.1/x6.z", "Auto Pbook Url     :tftp://192.0.2.1/500.vcf", "Auto Etc Url       :ftp://192.0.2.1/sips.pem",
		"Auto Logo Url      :tftp://192.0.2.1/background.bmp", "Auto Mmiset Url    :tftp://192.0.2.1/mmiset6.z", "Auto DPeer Url     :ftp://192.0.2.1/dialPeer.csv",
	}, "\r\n")
	i31 := func(p *Phone) { p.Model.Name = "i31S" }
	return []walkCase{
		c("download-all", "the new settings name a file of each kind", all, reasonNewDownload),
		c("download-type", "firmware that does not end in .z", "Auto Image Url     :http://192.0.2.1/x6.bin", reasonDownloadName),
		c("download-name", "a background of another name", "Auto Logo Url      :http://192.0.2.1/logo.bmp", reasonDownloadName),
		c("download-unchanged", "the URL is the running one", "Auto Image Url     :http://192.0.2.1/x6.z", reasonDownloadUnchanged, runs(text("2.0002", "<AUTOUPDATE CONFIG MODULE>", "Auto Image Url     :http://192.0.2.1/x6.z"))),
		c("download-unchanged-book", "the same of a phone book", "Auto Pbook Url     :http://192.0.2.1/500.csv", reasonDownloadUnchanged, runs(text("2.0002", "<AUTOUPDATE CONFIG MODULE>", "Auto Pbook Url     :http://192.0.2.1/500.csv"))),
		c("download-access-list", "an access list for a model that takes one", "Auto AList Url     :http://192.0.2.1/accessList.csv", reasonNewDownload, i31),
		c("download-access-list-model", "an access list for a model that takes none", "Auto AList Url     :http://192.0.2.1/accessList.csv", reasonDownloadModel),
		c("download-android", "a background for an Android phone", "Auto Logo Url      :http://192.0.2.1/background.bmp", reasonDownloadModel, func(p *Phone) { p.Model = mustModel(t, "C600") }),
		c("download-tab", "a tab before the colon of the key, as in figure 1", "Auto Pbook Url\t:tftp://172.16.6.70/500.csv", reasonDownloadTab),
		c("download-lost-at-sign", "a URL that lost its @, as in figure 23", "Auto DPeer Url :ftp://123:1230172.16.6.45:8080/dialPeer.csv", ReasonBadURL),
		c("download-line-end", "a URL with the line end of a packet capture", `Auto Pbook Url     :tftp://172.16.6.70/500.csv\r\n`, ReasonBadURL),
		c("download-escaped-macro", "a URL with \\$mac, and a phone may replace no macro there", `Auto Pbook Url     :http://192.0.2.1/\$mac.xml`, ReasonBadURL),
		c("download-no-protocol", "a URL without its protocol", "Auto Pbook Url     :192.0.2.1/book.xml", ReasonBadURL),
		c("download-dot-dot", "a URL that leads out of its folder", "Auto Pbook Url     :http://192.0.2.1/../book.xml", ReasonBadURL),
	}
}
