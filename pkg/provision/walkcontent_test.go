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
	lockedGeneral, lockedDevice := sealed(t, generalKey, general("2.0002")), sealed(t, deviceKey, device("2.0002"))
	return []walkCase{
		c("key-both", "both files are encrypted, each with its own key", both(lockedGeneral, lockedDevice), Applied, ReasonDecrypted, keys),
		c("key-device-only", "the device file is encrypted, and the phone has a key for it alone", both(general("2.0002"), lockedDevice), Applied, ReasonDecrypted, onlyDeviceKey),
		c("key-clear-file", "the phone has keys, and the files are clear", both(general("2.0002"), device("2.0002")), Rejected, ReasonClearWithKey, keys),
		c("key-none", "the files are encrypted, and the phone has no key", both(lockedGeneral, lockedDevice), Rejected, ReasonEncryptedNoKey),
		c("key-swapped", "each file is encrypted with the key of the other", both(sealed(t, deviceKey, general("2.0002")), sealed(t, generalKey, device("2.0002"))), Rejected, ReasonWrongKey, keys),
		c("key-truncated", "an encrypted file is cut off", onlyDevice(lockedDevice[:len(lockedDevice)-5]), Rejected, ReasonDamaged, keys),
		c("key-cut-off", "an encrypted file is cut off between two blocks", onlyDevice(lockedDevice[:len(lockedDevice)-48]), Rejected, ReasonDamaged, keys),
		c("key-same-content", "an encrypted file holds what runs", onlyDevice(lockedDevice), Unchanged, ReasonSameContent, onlyDeviceKey, runs(device("2.0002"))),
		c("key-in-running", "the running configuration has keys that were not given", both(general("2.0003"), device("2.0003")), Applied, ReasonKeyInRunningFile, runs(text("2.0002", "<AUTOUPDATE CONFIG MODULE>", "Device Cfg File Key:x9secret", "Common Cfg File Key:x9secret"))),
	}
}

func contentCases(t testing.TB) []walkCase {
	c := func(name, about string, data []byte, want Outcome, reason Reason, changes ...change) walkCase {
		return caseOf(t, name, about, onlyDevice(data), want, reason, changes...)
	}
	const sysconf = `<?xml version="1.0" encoding="UTF-8"?><sysConf><Version>2.0003</Version><sip><line index="1"><PhoneNumber>201</PhoneNumber></line></sip></sysConf>`
	return []walkCase{
		c("content-xml-as-cfg", "XML by the name .cfg", []byte(sysconf), Applied, ReasonRead),
		c("content-dotted-as-cfg", "a dotted file by the name .cfg", []byte("#<Voip Config File>#\nVersion = 2.0003\nsip.line.1.PhoneNumber = 201\n"), Applied, ReasonRead),
		c("content-html", "a web page with the status 200", []byte("<!DOCTYPE html><html><body>Not found</body></html>"), Rejected, ReasonHTML),
		c("content-html-with-key", "a web page, and the phone has a key", []byte("<!DOCTYPE html><html><body>Not found</body></html>"), Rejected, ReasonHTML, func(p *Phone) { p.Device.Key = &deviceKey }),
		c("content-empty", "an empty file", nil, Rejected, ReasonEmpty),
		c("content-other-text", "text of another kind", []byte("hello\n"), Rejected, ReasonNotConfig),
		c("content-cut-xml", "XML that is cut off", []byte(sysconf[:len(sysconf)-20]), Rejected, ReasonNotWellFormed),
		c("content-compressed", "a compressed file", append([]byte("\x1f\x8b\x08\x00"), bytes.Repeat([]byte("x"), 40)...), Rejected, ReasonNotConfig),
		c("content-no-setting", "a file without a setting", text("2.0003"), Applied, ReasonNoSetting, runsVersion("2.0002")),
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
		c("merge-device-over-general", "both files set the same", both(general("2.0003"), device("2.0003")), Applied, ReasonMerged, runs(exported)),
		c("merge-dialects", "the general file is sysconf, and the device file text", both(sysconf("2.0003"), device("2.0003")), Applied, ReasonMerged, runs(exported)),
		c("merge-generations", "the general file is xml-legacy, and the device file sysconf", both([]byte("<VOIP_CONFIG_FILE><version>2.0003</version><AUTOUPDATE_CONFIG_MODULE><Flash_Mode>1</Flash_Mode></AUTOUPDATE_CONFIG_MODULE></VOIP_CONFIG_FILE>"), sysconf("2.0003")), Applied, ReasonUntranslated),
		c("merge-nothing-changes", "the new file sets what runs", onlyDevice(text("2.0003", "<AUTOUPDATE CONFIG MODULE>", "Flash Mode         :1")), Applied, ReasonNoSetting, runs(exported)),
		c("merge-general-over-device", "only the version of the general file was raised", both(general("2.0003"), device("2.0002")), Applied, ReasonGeneralOverDevice, ran(general("2.0002"), device("2.0002"))),
		c("merge-rejected-general", "the general file cannot be used, and the device file can", both([]byte("<html></html>"), device("2.0003")), Applied, ReasonHTML, runsVersion("2.0002")),
		c("merge-twice", "a file sets the same twice", onlyDevice(text("2.0003", "<AUTOUPDATE CONFIG MODULE>", "Flash Mode         :1", "Flash Mode         :2")), Applied, ReasonMerged, runs(exported)),
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
		c("download-all", "the new settings name a file of each kind", all, ReasonNewDownload),
		c("download-type", "firmware that does not end in .z", "Auto Image Url     :http://192.0.2.1/x6.bin", ReasonDownloadName),
		c("download-name", "a background of another name", "Auto Logo Url      :http://192.0.2.1/logo.bmp", ReasonDownloadName),
		c("download-unchanged", "the URL is the running one", "Auto Image Url     :http://192.0.2.1/x6.z", ReasonDownloadUnchanged, runs(text("2.0002", "<AUTOUPDATE CONFIG MODULE>", "Auto Image Url     :http://192.0.2.1/x6.z"))),
		c("download-access-list", "an access list for a model that takes one", "Auto AList Url     :http://192.0.2.1/accessList.csv", ReasonNewDownload, i31),
		c("download-access-list-model", "an access list for a model that takes none", "Auto AList Url     :http://192.0.2.1/accessList.csv", ReasonDownloadModel),
		c("download-android", "a background for an Android phone", "Auto Logo Url      :http://192.0.2.1/background.bmp", ReasonDownloadModel, func(p *Phone) { p.Model = mustModel(t, "C600") }),
		c("download-no-protocol", "a URL without its protocol", "Auto Pbook Url     :192.0.2.1/book.xml", ReasonDownloadBadURL),
		c("download-dot-dot", "a URL that leads out of its folder", "Auto Pbook Url     :http://192.0.2.1/../book.xml", ReasonDownloadBadURL),
	}
}
