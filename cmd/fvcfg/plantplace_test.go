package main

import (
	"fmt"
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
	whole := frame(d, module, list, setting)
	p.add(d, "fused to the header", strings.Replace(whole, header, header+setting, 1))
	p.add(d, "fused to the header without colon", strings.Replace(whole, header, header+" PIN "+markedPassword, 1))
	p.add(d, "header misspelt", strings.Replace(whole, "<<VOIP CONFIG FILE>>", "<VOIP CONFIG FILE>", 1))
	p.add(d, "behind the footer", whole+setting+"\r\n"+module+"\r\n"+setting+"\r\n")
	p.add(d, "fused behind the footer", strings.TrimRight(whole, "\r\n")+setting)
	p.add(d, "fused before the footer", strings.Replace(whole, "\r\n<<END", "<<END", 1))
}

// addXMLPlaces plants where an XML file can be broken.
func (p *planting) addXMLPlaces(d catalog.Dialect) {
	key := registerKeys[d]
	open, end := "<sip><line index=\"1\">", "</line></sip>"
	if d == catalog.XMLLegacy {
		open = "<SIP_CONFIG_MODULE><SIP_Line_List><SIP_Line_List_Entry><ID>SIP1</ID>"
		end = "</SIP_Line_List_Entry></SIP_Line_List></SIP_CONFIG_MODULE>"
	}
	start, stop := "<"+key+">", "</"+key+">"
	element := start + markedPassword + stop
	bodies := map[string]string{
		"twice":                      element + "\n" + element,
		"several lines":              start + "\nS3cret\nMark7731\n" + stop,
		"entities":                   start + "S3cret&amp;Mark7731&#33;" + stop,
		"plain ampersand":            start + "S3cret&Mark7731" + stop,
		"plain bracket":              start + "S3cret<Mark7731" + stop,
		"plain bracket, a tag":       start + "S3cret<Mark7731>" + stop,
		"CDATA":                      start + "<![CDATA[S3cret<b>Mark7731]]>" + stop,
		"CDATA, not closed":          start + "<![CDATA[" + markedPassword + stop,
		"CDATA between elements":     "<![CDATA[" + key + " " + markedPassword + "]]>",
		"comment":                    "<!-- " + element + " -->",
		"comment without tags":       "<!-- " + key + ": " + markedPassword + " -->",
		"comment, not closed":        "<!-- " + element,
		"comment with dashes":        "<!-- " + key + " -- " + markedPassword + " -->",
		"attribute":                  "<" + key + ` value="` + markedPassword + `"/>`,
		"attribute by name":          `<account password="` + markedPassword + `">1</account>`,
		"attribute without quotes":   "<" + key + " value=" + markedPassword + ">1" + stop,
		"attribute, not closed":      "<" + key + ` value="` + markedPassword + ">1" + stop,
		"attribute twice":            "<" + key + ` a="` + markedPassword + `" a="` + markedPassword + `">1` + stop,
		"named by an attribute":      `<set name="` + key + `">` + markedPassword + "</set>",
		"not closed":                 start + markedPassword,
		"end tag of another":         start + markedPassword + "</RegisterPassword>",
		"end tag in other letters":   start + markedPassword + strings.ToLower(stop),
		"end tag without slash":      start + markedPassword + start,
		"end tag cut off":            start + markedPassword + "</" + key,
		"start tag cut off":          "<" + key + markedPassword + stop,
		"start tag cut off, a space": "<" + key + " " + markedPassword + stop,
		"start tag without bracket":  key + ">" + markedPassword + stop,
		"space in the name":          "<Register Pswd>" + markedPassword + "</Register Pswd>",
		"slash in the name":          "<Register/Pswd>" + markedPassword + "</Register/Pswd>",
		"digit before the name":      "<1" + key + ">" + markedPassword + "</1" + key + ">",
		"lower case":                 strings.ToLower(element),
		"stray text":                 key + " = " + markedPassword + "<a>1</a>",
		"stray text behind":          start + stop + markedPassword + "<a>1</a>",
		"stray text behind a tag":    "<" + key + "/>" + markedPassword + "<a>1</a>",
		"nested":                     start + "<a>" + markedPassword + "</a><a>" + markedPassword + "</a>" + stop,
		"nested names":               start + "<" + markedPassword + ">1</" + markedPassword + ">" + stop,
		"a line of text":             textLine("SIP1 Register Pswd", markedPassword),
		"instruction":                "<?" + key + " " + markedPassword + "?>",
		"entity of its own":          start + "&" + markedPassword + ";" + stop,
		"phone book":                 "<Auth>" + markedPassword + "</Auth><b></c><Auth>" + markedPassword + "</Auth>",
		"outside of a module":        end + element + open,
		"behind a mistake":           "<a></b>" + element,
	}
	for _, what := range slices.Sorted(maps.Keys(bodies)) {
		p.add(d, what, frame(d, open, bodies[what], end))
	}
	whole := frame(d, open, element, end)
	p.add(d, "behind the root", whole+element)
	p.add(d, "before the root", element+whole)
	p.add(d, "root not closed", strings.TrimSpace(whole[:strings.LastIndex(whole, "</")]))
	p.add(d, "root in other letters", strings.NewReplacer("sysConf", "SysConf", "VOIP_CONFIG_FILE", "Voip_Config_File").Replace(whole))
	p.add(d, "no root", element)
	p.add(d, "other root", "<config>"+element+"</config>")
	p.add(d, "document type", `<!DOCTYPE x [<!ENTITY password "`+markedPassword+`">]>`+whole)
	p.add(d, "version not closed", strings.NewReplacer("</version>", element, "</Version>", element).Replace(whole))
	p.add(d, "in the version", strings.NewReplacer("<version>", "<version>"+key+":"+markedPassword, "<Version>", "<Version>"+key+":"+markedPassword).Replace(whole))
	p.add(d, "one line", strings.ReplaceAll(whole, "\n", ""))
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

func textLine(key, value string) string { return fmt.Sprintf("%-19s:%s", key, value) }

// frame gives a file of a dialect with the lines in it.
func frame(d catalog.Dialect, lines ...string) string {
	body := strings.Join(lines, "\n")
	switch d {
	case catalog.XMLLegacy:
		return "<VOIP_CONFIG_FILE>\n<version>2.0002</version>\n" + body + "\n</VOIP_CONFIG_FILE>\n"
	case catalog.Sysconf:
		return "<sysConf>\n<Version>2.0000000000</Version>\n" + body + "\n</sysConf>\n"
	case catalog.Dotted:
		return "#<Voip Config File>#\nVersion = 2.0000000000\n" + body + "\n"
	}
	version := "2.0002"
	if d == catalog.TextModern {
		version = "2.0000000000"
	}
	lines = append([]string{fmt.Sprintf("%-62s", "<<VOIP CONFIG FILE>>Version:"+version)}, lines...)
	return strings.Join(append(lines, "<<END OF FILE>>"), "\r\n") + "\r\n"
}

// settingLines gives a setting in the place that an entry of the dictionary has, with
// the lines that lead there.
func settingLines(e catalog.Entry, number, key, value string) []string {
	list := e.List()
	switch e.Dialect() {
	case catalog.Dotted:
		place := strings.TrimSuffix(e.Path(), e.Key())
		return []string{strings.ReplaceAll(place, ".N.", "."+number+".") + key + " = " + value}
	case catalog.XMLLegacy, catalog.Sysconf:
		open, end := "<"+e.Module()+">", "</"+e.Module()+">"
		for part := range strings.SplitSeq(list, "/") {
			name, indexed := strings.CutSuffix(part, "[N]")
			switch {
			case part == "":
			case indexed && e.Dialect() == catalog.XMLLegacy:
				open, end = open+"<"+name+"><"+name+"_Entry><ID>X"+number+"</ID>", "</"+name+"_Entry></"+name+">"+end
			case indexed:
				open, end = open+"<"+name+` index="`+number+`">`, "</"+name+">"+end
			default:
				open, end = open+"<"+name+">", "</"+name+">"+end
			}
		}
		return []string{open, "<" + key + ">" + value + "</" + key + ">", end}
	}
	lines := []string{"<" + e.Module() + ">"}
	if list != "" {
		lines = append(lines, textLine("--"+strings.Replace(list, "ConfigN", "Config"+number, 1)+"--", ""))
	}
	return append(lines, textLine(key, value))
}

// strayLine gives a setting without its place.
func strayLine(d catalog.Dialect, key, value string) string {
	switch d {
	case catalog.Dotted:
		return "door." + strings.ReplaceAll(key, " ", "") + " = " + value
	case catalog.XMLLegacy, catalog.Sysconf:
		return "<" + key + ">" + value + "</" + key + ">"
	}
	return textLine(key, value)
}

// inModule puts lines into a module that they do not belong to.
func inModule(d catalog.Dialect, lines []string) []string {
	switch d {
	case catalog.TextLegacy, catalog.TextModern:
		return append([]string{"<QOS CONFIG MODULE>"}, lines...)
	case catalog.XMLLegacy:
		return append(append([]string{"<QOS_CONFIG_MODULE>"}, lines...), "</QOS_CONFIG_MODULE>")
	case catalog.Sysconf:
		return append(append([]string{"<qos>"}, lines...), "</qos>")
	}
	return lines
}

// joinWords writes a key of several words as a dialect does.
func joinWords(d catalog.Dialect, key string) string {
	switch d {
	case catalog.XMLLegacy:
		return strings.ReplaceAll(key, " ", "_")
	case catalog.Sysconf, catalog.Dotted:
		return strings.ReplaceAll(key, " ", "")
	}
	return key
}

func commentLine(d catalog.Dialect, text string) string {
	if d == catalog.XMLLegacy || d == catalog.Sysconf {
		return "<!-- " + text + " -->"
	}
	return "# " + text
}
