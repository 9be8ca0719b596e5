package naming

// The dialects by the names that package catalog has for them.
const (
	textLegacy = "text-legacy"
	textModern = "text-modern"
	xmlLegacy  = "xml-legacy"
	sysconf    = "sysconf"
)

// Who says so: products by what their repositories serve, and what others tell.
const (
	byFusionPBX = "FusionPBX"              // fusionpbx/fusionpbx
	byTancredi  = "Tancredi"               // nethesis/tancredi
	byNethesis  = "Tancredi (Nethesis)"    // the same, for phones under the maker's name Nethesis
	byWazo      = "Wazo"                   // wazo-platform/wazo-provd-plugins
	reported    = "reports from the field" // of firmware and templates
)

// services is never written to. As [table], it is made of constants alone.
var services = [...]Service{
	{Model: "H2", Dialect: textLegacy, By: byTancredi},
	{Model: "H2U", Dialect: textModern, By: byTancredi},
	{Model: "H2U-V2", Dialect: sysconf, By: byFusionPBX, Lines: 4},
	{Model: "H2U-V2", Dialect: sysconf, By: byWazo, Template: "base-h-series.tpl"},
	{Model: "H5", Dialect: textLegacy, By: byTancredi, Keys: 6},
	{Model: "H5", Dialect: xmlLegacy, By: byFusionPBX, Lines: 2},
	{Model: "NPV61", Dialect: textModern, By: byNethesis, Keys: 12},
	{Model: "NPX210", Dialect: textModern, By: byNethesis, Keys: 106},
	{Model: "NPX3", Dialect: textModern, By: byNethesis, Keys: 2},
	{Model: "NPX5", Dialect: textModern, By: byNethesis, Keys: 34},
	{Model: "V50G", Dialect: textModern, By: byTancredi},
	{Model: "V61", Dialect: textModern, By: byTancredi, Keys: 12},
	{Model: "V61G", Dialect: sysconf, By: byWazo, Template: "base-V-series.tpl"},
	{Model: "V61W", Dialect: sysconf, By: byWazo, Template: "base-V-series.tpl"},
	{Model: "V62", Dialect: sysconf, By: byFusionPBX},
	{Model: "V62", Dialect: sysconf, By: byWazo, Template: "base-V-series.tpl"},
	{Model: "V62", Dialect: textModern, By: byTancredi, Keys: 21},
	{Model: "V62-Pro", Dialect: sysconf, By: byFusionPBX},
	{Model: "V62-Pro", Dialect: sysconf, By: byWazo, Template: "base-V-series.tpl"},
	{Model: "V62G", Dialect: sysconf, By: byWazo, Template: "base-V-series.tpl"},
	{Model: "V62W", Dialect: sysconf, By: byWazo, Template: "base-V-series.tpl"},
	{Model: "V63", Dialect: sysconf, By: byFusionPBX},
	{Model: "V63", Dialect: sysconf, By: byWazo, Template: "base-V-series.tpl"},
	{Model: "V63", Dialect: textModern, By: byTancredi, Keys: 21},
	{Model: "V64", Dialect: sysconf, By: byFusionPBX},
	{Model: "V64", Dialect: sysconf, By: byWazo, Template: "base-V-series.tpl"},
	{Model: "V64", Dialect: textModern, By: byTancredi, Keys: 21},
	{Model: "V65", Dialect: sysconf, By: byFusionPBX},
	{Model: "V65", Dialect: sysconf, By: byWazo, Template: "base-V-series.tpl"},
	{Model: "V65", Dialect: textModern, By: byTancredi, Keys: 27},
	{Model: "V66", Dialect: sysconf, By: byWazo, Template: "base-V66-67.tpl"},
	{Model: "V66-Pro", Dialect: sysconf, By: byWazo, Template: "base-V66-67.tpl"},
	{Model: "V67", Dialect: sysconf, By: byFusionPBX},
	{Model: "V67", Dialect: sysconf, By: byWazo, Template: "base-V66-67.tpl"},
	{Model: "V67", Dialect: textModern, By: byTancredi, Keys: 116},
	{Model: "W610W", Dialect: sysconf, By: byWazo, Template: "base-w-series.tpl"},
	{Model: "W610W", Dialect: textModern, By: byTancredi, Keys: 16},
	{Model: "W611W", Dialect: sysconf, By: byFusionPBX},
	{Model: "W611W", Dialect: sysconf, By: byWazo, Template: "base-w-series.tpl"},
	{Model: "W611W", Dialect: textModern, By: byTancredi, Keys: 16},
	{Model: "W620W", Dialect: sysconf, By: byWazo, Template: "base-w-series.tpl"},
	{Model: "W620W", Dialect: textModern, By: byTancredi, Keys: 16},
	{Model: "X1S", Dialect: sysconf, By: byFusionPBX, Lines: 2},
	{Model: "X1S", Dialect: textModern, By: byTancredi, Keys: 2},
	{Model: "X1SG", Dialect: sysconf, By: byFusionPBX, Lines: 2},
	{Model: "X1SP", Dialect: sysconf, By: byFusionPBX, Lines: 2},
	{Model: "X2", Dialect: xmlLegacy, By: byWazo, Template: "base.tpl"},
	{Model: "X210", Dialect: sysconf, By: byFusionPBX, Lines: 20},
	{Model: "X210", Dialect: sysconf, By: byWazo, Template: "base-new.tpl"},
	{Model: "X210", Dialect: textModern, By: byTancredi, Keys: 106},
	{Model: "X210-Pro", Dialect: sysconf, By: byWazo, Template: "base-new.tpl"},
	{Model: "X210-V2", Dialect: sysconf, By: byWazo, Template: "base-new.tpl"},
	{Model: "X210i", Dialect: sysconf, By: byWazo, Template: "base-new.tpl"},
	{Model: "X210i-Pro", Dialect: sysconf, By: byWazo, Template: "base-new.tpl"},
	{Model: "X2P", Dialect: xmlLegacy, By: byFusionPBX, Lines: 2},
	{Model: "X3", Dialect: textLegacy, By: byTancredi, Keys: 2},
	{Model: "X3", Dialect: xmlLegacy, By: byWazo, Template: "base.tpl"},
	{Model: "X301", Dialect: textModern, By: byTancredi},
	{Model: "X303", Dialect: textModern, By: byTancredi, Keys: 3},
	{Model: "X3G", Dialect: xmlLegacy, By: byFusionPBX, Lines: 2},
	{Model: "X3S", Dialect: xmlLegacy, By: byWazo, Template: "base.tpl"},
	{Model: "X3SG", Dialect: sysconf, By: byFusionPBX, Lines: 4},
	{Model: "X3SG", Dialect: textModern, By: byTancredi, Keys: 2},
	{Model: "X3SG", Dialect: xmlLegacy, By: byWazo, Template: "base.tpl"},
	{Model: "X3SG-Pro", Dialect: textLegacy, By: byTancredi, Keys: 2},
	{Model: "X3SP", Dialect: xmlLegacy, By: byFusionPBX, Lines: 2},
	{Model: "X3SW", Dialect: sysconf, By: byFusionPBX, Lines: 4},
	{Model: "X3U", Dialect: sysconf, By: byFusionPBX, Lines: 6},
	{Model: "X3U", Dialect: textModern, By: byTancredi, Keys: 3},
	{Model: "X3U-Pro", Dialect: sysconf, By: byFusionPBX, Lines: 4},
	{Model: "X4", Dialect: textLegacy, By: byTancredi, Keys: 30},
	{Model: "X4", Dialect: xmlLegacy, By: byFusionPBX, Lines: 4},
	{Model: "X4", Dialect: xmlLegacy, By: byWazo, Template: "base.tpl"},
	{Model: "X4G", Dialect: xmlLegacy, By: byFusionPBX, Lines: 4},
	{Model: "X4SG", Dialect: sysconf, By: byFusionPBX, Lines: 6},
	{Model: "X4SG", Dialect: textModern, By: byTancredi, Keys: 30},
	{Model: "X4U", Dialect: sysconf, By: byFusionPBX, Lines: 12},
	{Model: "X4U", Dialect: sysconf, By: byWazo, Template: "base-new.tpl"},
	{Model: "X4U", Dialect: textModern, By: byTancredi, Keys: 33},
	{Model: "X4U-Pro", Dialect: sysconf, By: byWazo, Template: "base-new.tpl"},
	{Model: "X4U-V2", Dialect: sysconf, By: byWazo, Template: "base-new.tpl"},
	{Model: "X5", Dialect: textModern, By: byTancredi, Keys: 40},
	{Model: "X5", Dialect: xmlLegacy, By: byWazo, Template: "base.tpl"},
	{Model: "X5S", Dialect: sysconf, By: byFusionPBX, Lines: 6},
	{Model: "X5S", Dialect: xmlLegacy, By: byWazo, Template: "base.tpl"},
	{Model: "X5U", Dialect: sysconf, By: byFusionPBX, Lines: 16},
	{Model: "X5U", Dialect: sysconf, By: byWazo, Template: "base-new.tpl"},
	{Model: "X5U", Dialect: textModern, By: byTancredi, Keys: 34},
	{Model: "X5U-Pro", Dialect: sysconf, By: byWazo, Template: "base-new.tpl"},
	{Model: "X5U-V2", Dialect: sysconf, By: byWazo, Template: "base-new.tpl"},
	{Model: "X6", Dialect: sysconf, By: byFusionPBX, Lines: 6},
	{Model: "X6", Dialect: textModern, By: byTancredi, Keys: 60},
	{Model: "X6", Dialect: xmlLegacy, By: byWazo, Template: "base.tpl"},
	{Model: "X6-V2", Dialect: xmlLegacy, By: byWazo, Template: "base.tpl"},
	{Model: "X6U", Dialect: sysconf, By: byFusionPBX, Lines: 20},
	{Model: "X6U", Dialect: sysconf, By: byWazo, Template: "base-new.tpl"},
	{Model: "X6U", Dialect: textModern, By: byTancredi, Keys: 65},
	{Model: "X6U-Pro", Dialect: sysconf, By: byWazo, Template: "base-new.tpl"},
	{Model: "X7", Dialect: sysconf, By: byFusionPBX, Lines: 20},
	{Model: "X7", Dialect: sysconf, By: byWazo, Template: "base-new.tpl"},
	{Model: "X7-Pro", Dialect: sysconf, By: byWazo, Template: "base-new.tpl"},
	{Model: "X7A", Dialect: sysconf, By: byFusionPBX, Lines: 20},
	{Model: "X7C", Dialect: sysconf, By: byFusionPBX, Lines: 20},
	{Model: "X7C", Dialect: textModern, By: byTancredi, Keys: 60},
	{Model: "X7C", Dialect: xmlLegacy, By: byWazo, Template: "X7C.tpl"},
	{Model: "X7C-Pro", Dialect: sysconf, By: byWazo, Template: "base-new.tpl"},
	{Model: "i10S", Dialect: sysconf, By: byWazo, Template: "base-i-series.tpl"},
	{Model: "i10SD", Dialect: sysconf, By: byWazo, Template: "base-i-series.tpl"},
	{Model: "i10SV", Dialect: sysconf, By: byWazo, Template: "base-i-series.tpl"},
	{Model: "i16S", Dialect: sysconf, By: byWazo, Template: "base-i-series.tpl"},
	{Model: "i16SV", Dialect: sysconf, By: byWazo, Template: "base-i-series.tpl"},
	{Model: "i30", Dialect: xmlLegacy, By: byFusionPBX, Lines: 2},
	{Model: "i51W", Dialect: sysconf, By: byWazo, Template: "base-i-series.tpl"},
	{Model: "i52W", Dialect: sysconf, By: byWazo, Template: "base-i-series.tpl"},
	{Model: "i53W", Dialect: sysconf, By: byWazo, Template: "base-i-series.tpl"},
	{Model: "i61", Dialect: sysconf, By: byWazo, Template: "base-i-series.tpl"},
	{Model: "i62", Dialect: sysconf, By: byWazo, Template: "base-i-series.tpl"},
	{Model: "i63", Dialect: sysconf, By: byWazo, Template: "base-i-series.tpl"},
	{Model: "i64", Dialect: sysconf, By: byWazo, Template: "base-i-series.tpl"},
}

// lineReports are the lines that models have by what is reported of firmware and
// templates. Where sources differ, the largest number counts.
var lineReports = [...]limit{
	{"X1S", 2}, {"X301", 2}, {"X305", 2}, {"X306", 2}, {"X3S-Lite", 2}, {"H*", 2}, {"i*", 2}, {"PA*", 2},
	{"X3SG", 4}, {"X3SW", 4}, {"X3S-Pro", 4}, {"X303", 4}, {"H2U-V2", 4},
	{"X3U", 6}, {"X6", 6},
	{"X4U", 12},
	{"X5U", 16},
	{"X6U", 20}, {"X7", 20}, {"X7A", 20}, {"X7C", 20}, {"X210", 20},
}

// firmwareReports are what is reported of firmware and dialects.
var firmwareReports = [...]FirmwareReport{
	{Model: "V6*", Dialect: sysconf, Firmware: "2.12", Ignored: true, By: "FusionPBX, pull request 7973"},
	{Model: "V6*", Dialect: xmlLegacy, Firmware: "2.12", By: "FusionPBX, pull request 7973"},
	{Model: "X3U", Dialect: xmlLegacy, Firmware: "2.12", Ignored: true, By: reported},
}
