package main

import (
	"maps"
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// registerKeys are the keys of the password that every line has.
var registerKeys = map[catalog.Dialect]string{
	catalog.TextLegacy: "SIP1 Register Pswd",
	catalog.TextModern: "SIP1 Register Pswd",
	catalog.XMLLegacy:  "Register_Pswd",
	catalog.Sysconf:    "RegisterPswd",
	catalog.Dotted:     "sip.line.1.RegPswd",
}

// addTextPlaces plants where a text file can be broken.
func (p *planting) addTextPlaces(d catalog.Dialect) {
	const module, list = "<SIP CONFIG MODULE>", "--SIP Line List--  :"
	setting := textLine(registerKeys[d], markedPassword)
	key := registerKeys[d]
	header := strings.TrimRight(strings.SplitN(frame(d), "\r\n", 2)[0], " ")
	p.addFrames(d, map[string][]string{
		"twice":                     {module, list, setting, setting},
		"comment":                   {module, list, "# " + setting, "#" + setting, "; " + setting, "// " + setting},
		"fused to a list":           {module, setting + list},
		"fused to a setting":        {module, list, setting + textLine("SIP1 Register User", "1001"), textLine("SIP1 Register TTL", "60") + setting},
		"fused behind a module":     {module + setting},
		"fused behind a list":       {module, list + setting},
		"fused behind a value":      {module, list, "SIP1 Display Name  :Office" + strings.TrimPrefix(setting, "SIP1 ")},
		"no colon":                  {module, list, key + " " + markedPassword, key + markedPassword, key + "\t" + markedPassword},
		"other separators":          {module, list, key + " = " + markedPassword, key + "=" + markedPassword, key + "：" + markedPassword, `"` + key + `" "` + markedPassword + `"`},
		"no module":                 {setting, list, setting},
		"next line":                 {module, list, textLine(key, ""), markedPassword, textLine(key, "x"), "", markedPassword, "  " + markedPassword},
		"goes on":                   {module, list, textLine(key, "x"), markedPassword + ":y", textLine(key, "x"), markedPassword + ":y", "--" + markedPassword, "<" + markedPassword + ">"},
		"odd values":                {module, list, textLine(key, "S3cret:Mark7731"), textLine(key, " "+markedPassword), textLine(key, "#"+markedPassword), textLine(key, "S3cret<Mark7731>"), textLine(key, "S3cret--Mark7731--  :")},
		"as an element":             {module, "<RegisterPswd>" + markedPassword + "</RegisterPswd>", "<Register_Pswd>" + markedPassword},
		"dotted":                    {module, "sip.line.1.RegPswd = " + markedPassword},
		"JSON":                      {module, textLine("LCD Title", `{"password":"`+markedPassword+`"}`)},
		"indented":                  {module, list, "\t" + setting, "    " + setting},
		"tabs before the colon":     {module, list, key + "\t:" + markedPassword, "SIP1\tRegister Pswd :" + markedPassword},
		"lower case":                {module, list, strings.ToLower(key) + " :" + markedPassword},
		"odd letters":               {module, list, textLine("SIP1 Register Pswd!", markedPassword), textLine("SIP1·Register·Pswd", markedPassword)},
		"merge conflict":            {module, list, "<<<<<<< HEAD", setting, "=======", setting, ">>>>>>> other"},
		"module that nobody knows":  {"<DOOR CONFIG MODULE>", textLine("Door Password", markedPassword), textLine("Door Password", markedPassword)},
		"module of another kind":    {"<sip>", setting, "<SIP_CONFIG_MODULE>", setting},
		"list that nobody knows":    {module, "--Door List--      :", textLine("Door1 PIN", markedPIN), textLine("Door1 PIN", markedPIN)},
		"list of another":           {module, "--Dsskey Config1-- :", setting},
		"phone book":                {"<PHONE CONFIG MODULE>", "--Xml PhoneBook--  :", "XML-PBook1 Auth " + markedPassword, textLine("XML-PBook1 Auth", markedPassword) + "--LDAP Config--    :"},
		"INI":                       {"[sip]", "password=" + markedPassword},
		"INI section":               {"[password=" + markedPassword + "]"},
		"second header":             {header + setting, module, header, setting},
		"password in a header line": {"<<" + key + ":" + markedPassword + ">>"},
	})
	p.addTextFrames(d, frame(d, module, list, setting), header, setting)
}

// addTextFrames plants where the frame of a text file is broken. Whole is a file with the
// setting in it.
func (p *planting) addTextFrames(d catalog.Dialect, whole, header, setting string) {
	p.add(d, "fused to the header", strings.Replace(whole, header, header+setting, 1))
	p.add(d, "fused to the header without colon", strings.Replace(whole, header, header+" PIN "+markedPassword, 1))
	p.add(d, "header misspelt", strings.Replace(whole, "<<VOIP CONFIG FILE>>", "<VOIP CONFIG FILE>", 1))
	p.add(d, "behind the footer", whole+setting+"\r\n<SIP CONFIG MODULE>\r\n"+setting+"\r\n")
	p.add(d, "fused behind the footer", strings.TrimRight(whole, "\r\n")+setting)
	p.add(d, "fused before the footer", strings.Replace(whole, "\r\n<<END", "<<END", 1))
}

// addDottedPlaces plants where a dotted file can be broken.
func (p *planting) addDottedPlaces() {
	key := registerKeys[catalog.Dotted]
	p.addFrames(catalog.Dotted, map[string][]string{
		"twice":            {key + " = " + markedPassword, key + "=" + markedPassword},
		"comment":          {"# " + key + " = " + markedPassword, "#" + key + "=" + markedPassword},
		"no equals sign":   {key + " " + markedPassword, key + markedPassword},
		"other separators": {key + ": " + markedPassword, key + " := " + markedPassword},
		"no path":          {"RegPswd = " + markedPassword, "RegPswd = " + markedPassword},
		"empty parts":      {"sip..RegPswd = " + markedPassword, ".RegPswd = " + markedPassword, "RegPswd. = " + markedPassword},
		"next line":        {key + " =", markedPassword, key + " = x", markedPassword + "=y", key + " = x", markedPassword + "=y"},
		"fused":            {"sip.line.1.RegUser = 1001" + key + " = " + markedPassword, key + " = " + markedPassword + "sip.line.1.RegUser = 1001"},
		"text":             {textLine("SIP1 Register Pswd", markedPassword), "<RegPswd>" + markedPassword + "</RegPswd>"},
		"lower case":       {strings.ToLower(key) + " = " + markedPassword},
		"odd values":       {key + " = S3cret=Mark7731", key + " =  " + markedPassword + "  ", key + " = S3cret # Mark7731", key + ` = "` + markedPassword + `"`},
	})
	whole := frame(catalog.Dotted)
	p.add(catalog.Dotted, "fused to the version", strings.Replace(whole, "Version = 2.0000000000", "Version = 2.0000000000"+key+" = "+markedPassword, 1))
	p.add(catalog.Dotted, "fused to the header", strings.Replace(whole, "\n", key+" = "+markedPassword+"\n", 1))
}

// addFrames adds a file for each of some lines, by what is in them.
func (p *planting) addFrames(d catalog.Dialect, bodies map[string][]string) {
	for _, what := range slices.Sorted(maps.Keys(bodies)) {
		p.add(d, what, frame(d, bodies[what]...))
	}
}
