package naming

// Headings of the description's tables, section 4.1, and makers who sell the phones
// under a name of their own.
const (
	lowEnd    = "low-end color, H, access control"
	highEnd   = "high-end color"
	android   = "android"
	oemDigium = "Digium/Sangoma OEM"
	oemDLink  = "D-Link OEM"
)

// Who says so.
const (
	description = "Auto Provision Description 1.1 (2018-05-11)"
	wazo        = "wazo-provd-plugins, plugins/wazo_fanvil/*/entry.py"
	digium      = "Digium A-Series provisioning pages"
	repository  = "a public repository"
)

// table is never written to. It is made of constants alone, so that the compiler lays
// it out and a program that imports this package does nothing for it at its start.
var table = [...]Model{
	{Name: "X1", GeneralFile: "f0X1hw1.100.cfg", Family: lowEnd, Standing: Vendor, Source: description},
	{Name: "X2", GeneralFile: "f0X2hw1.100.cfg", Family: lowEnd, Standing: Vendor, Source: description},
	{Name: "X3S", GeneralFile: "f0X3Shw1.100.cfg", Family: lowEnd, Standing: Vendor, Source: description},
	{Name: "X4", GeneralFile: "f0X4hw1.100.cfg", Family: lowEnd, Standing: Vendor, Source: description},
	{Name: "H2S", GeneralFile: "f0H2Shw1.100.cfg", Family: lowEnd, Standing: Vendor, Source: description},
	{Name: "H3", GeneralFile: "f0H3hw1.100.cfg", Family: lowEnd, Standing: Vendor, Source: description},
	{Name: "H5", GeneralFile: "f0H5hw1.100.cfg", Family: lowEnd, Standing: Vendor, Source: description},
	{Name: "i16V", GeneralFile: "f0i16Vhw1.100.cfg", Family: lowEnd, Standing: Vendor, Source: description},
	{Name: "i30", GeneralFile: "f0i30hw1.100.cfg", Family: lowEnd, Standing: Vendor, Source: description},
	{Name: "i23S", GeneralFile: "f0i23Shw1.100.cfg", Family: lowEnd, Standing: Vendor, Source: description},
	{Name: "i31S", GeneralFile: "f0i31Shw1.100.cfg", Family: lowEnd, Standing: Vendor, Source: description},
	{Name: "i12", GeneralFile: "f0i12hw1.100.cfg", Family: lowEnd, Standing: Vendor, Source: description},
	{Name: "i18S", GeneralFile: "f0i18Shw1.100.cfg", Family: lowEnd, Standing: Vendor, Source: description},
	{Name: "PA2", GeneralFile: "f0PA2hw1.100.cfg", Family: lowEnd, Standing: Vendor, Source: description},
	{Name: "i13W", GeneralFile: "f0i13Whw1.100.cfg", Family: lowEnd, Standing: Vendor, Source: description},
	{Name: "i32V", GeneralFile: "f0i32Vhw1.100.cfg", Family: lowEnd, Standing: Vendor, Source: description, Note: "printed I32V"},
	{Name: "i33V", GeneralFile: "f0i33Vhw1.100.cfg", Family: lowEnd, Standing: Vendor, Source: description, Note: "printed 133V, a misprint"},
	{Name: "iW30", GeneralFile: "f0iW30hw1.100.cfg", Family: lowEnd, Standing: Vendor, Source: description, Note: "printed IW30 in the model column"},
	{Name: "EIM-01", GeneralFile: "f0EIM-01hw1.100.cfg", Family: lowEnd, Standing: Vendor, Source: description},
	{Name: "i20S", GeneralFile: "f0i20SVhw1.100.cfg", Family: lowEnd, Standing: Vendor, Source: description, Note: "the printed name has an extra V; kept as printed"},
	{Name: "X5S", GeneralFile: "F0V0X5S00000.cfg", Family: highEnd, Standing: Vendor, Source: description, Note: "F0V00X5S0000 is reported elsewhere", Alternates: []string{"F0V00X5S0000"}},
	{Name: "X6", GeneralFile: "F0V00X600000.cfg", Family: highEnd, Standing: Vendor, Source: description},
	{Name: "X7", GeneralFile: "F0V00X700000.cfg", Family: highEnd, Standing: Vendor, Source: description},
	{Name: "X7C", GeneralFile: "F0V0X7C00000.cfg", Family: highEnd, Standing: Vendor, Source: description},
	{Name: "X210", GeneralFile: "F0VX21000000.cfg", Family: highEnd, Standing: Vendor, Source: description, Note: "F0V00X200000 and F0V10V200000 are reported elsewhere", Alternates: []string{"F0V00X200000", "F0V10V200000"}},
	{Name: "F600", GeneralFile: "f0F06000000.cfg", Family: android, Standing: Vendor, Source: description},
	{Name: "C600", GeneralFile: "f0C06000000.cfg", Family: android, Standing: Vendor, Source: description},
	{Name: "C400", GeneralFile: "f0C04000000.cfg", Family: android, Standing: Vendor, Source: description},
	{Name: "C58", GeneralFile: "f0C00580000.cfg", Source: wazo},
	{Name: "C62", GeneralFile: "f0C00620000.cfg", Source: wazo},
	{Name: "X3", GeneralFile: "F0V00X300000.cfg", Source: wazo},
	{Name: "X3SG", GeneralFile: "f0X3sghw1.100.cfg", Source: wazo},
	{Name: "X5", GeneralFile: "f0X5hw1.100.cfg", Source: wazo},
	{Name: "X6V2", GeneralFile: "F0000X600000.cfg", Source: wazo, Note: "the 128 MB hardware revision of X6"},
	{Name: "X5U-V2", GeneralFile: "F0V5UV200000.cfg", Source: wazo},
	{Name: "V62Pro", GeneralFile: "F0V0V6210000.cfg", Source: wazo},
	{Name: "V63", GeneralFile: "F0V0V6300000.cfg", Source: wazo},
	{Name: "V64", GeneralFile: "F0V0V6400000.cfg", Source: wazo},
	{Name: "V65", GeneralFile: "F0V0V6500000.cfg", Source: wazo},
	{Name: "V66", GeneralFile: "F0V0V6600000.cfg", Source: wazo},
	{Name: "V66Pro", GeneralFile: "F0V0V6610000.cfg", Source: wazo},
	{Name: "V67", GeneralFile: "F0V0V6700000.cfg", Source: wazo},
	{Name: "V62", GeneralFile: "F0V0V6200000.cfg", Source: wazo, Note: "F0VV6200000 (11 characters) is in the newest version", Alternates: []string{"F0VV6200000"}},
	{Name: "V61G", GeneralFile: "F0VV61G00000.cfg", Source: wazo, Note: "F0V0V61G0000 in older versions", Alternates: []string{"F0V0V61G0000"}},
	{Name: "V61W", GeneralFile: "F0VV61W00000.cfg", Source: wazo, Note: "F0V0V61W0000 in older versions", Alternates: []string{"F0V0V61W0000"}},
	{Name: "V62G", GeneralFile: "F0VV62G00000.cfg", Source: wazo},
	{Name: "V62W", GeneralFile: "F0VV62W00000.cfg", Source: wazo},
	{Name: "H2U-V2", GeneralFile: "F0V2UV200000.cfg", Source: wazo},
	{Name: "i10S", GeneralFile: "F0V10S00000.cfg", Source: wazo, Note: "11 characters: suspect"},
	{Name: "i10SV", GeneralFile: "F0V10SV00000.cfg", Source: wazo},
	{Name: "i10SD", GeneralFile: "F0V10SD00000.cfg", Source: wazo},
	{Name: "i16S", GeneralFile: "F0V16S00000.cfg", Source: wazo, Note: "11 characters: suspect"},
	{Name: "i16SV", GeneralFile: "F0V16SV00000.cfg", Source: wazo},
	{Name: "i51W", GeneralFile: "F0Vi51W00000.cfg", Source: wazo},
	{Name: "i52W", GeneralFile: "F0Vi52W00000.cfg", Source: wazo},
	{Name: "i53W", GeneralFile: "F0Vi53W00000.cfg", Source: wazo},
	{Name: "i61", GeneralFile: "F0V0i6100000.cfg", Source: wazo},
	{Name: "i62", GeneralFile: "F0V0i6200000.cfg", Source: wazo},
	{Name: "i63", GeneralFile: "F0V0i6300000.cfg", Source: wazo},
	{Name: "i64", GeneralFile: "F0V0i6400000.cfg", Source: wazo},
	{Name: "W610W", GeneralFile: "F0V610W00000.cfg", Source: wazo},
	{Name: "W611W", GeneralFile: "F0V611W00000.cfg", Source: wazo, Note: "a device export carries Vendor Class ID F0V611W00000"},
	{Name: "W620W", GeneralFile: "F0V620W00000.cfg", Source: wazo},
	{Name: "X3U", GeneralFile: "F0V0X3U00000.cfg", Source: wazo, Note: "in an older commit"},
	{Name: "X4U", GeneralFile: "F0V0X4U00000.cfg", Source: wazo, Note: "in an older commit"},
	{Name: "X5U", GeneralFile: "F0V0X5U00000.cfg", Source: wazo, Note: "in an older commit; F0V00X5U0000 is reported elsewhere", Alternates: []string{"F0V00X5U0000"}},
	{Name: "X6U", GeneralFile: "F0V0X6U00000.cfg", Source: wazo, Note: "in an older commit"},
	{Name: "A20", GeneralFile: "f0A20hw1.100.cfg", Family: oemDigium, Source: digium},
	{Name: "A22", GeneralFile: "f0A22hw1.100.cfg", Family: oemDigium, Source: digium},
	{Name: "A25", GeneralFile: "f0A25hw1.100.cfg", Family: oemDigium, Source: digium},
	{Name: "A30", GeneralFile: "A0V0A3000000.cfg", Family: oemDigium, Source: digium},
	{Name: "DPH-150GE", GeneralFile: "f0DPH-150GEhw1.100.cfg", Family: oemDLink, Source: repository},
}
