package main

import (
	"maps"
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// addXMLPlaces plants where an XML file can be broken.
func (p *planting) addXMLPlaces(d catalog.Dialect) {
	key := registerKeys[d]
	open, end := "<sip><line index=\"1\">", "</line></sip>"
	if d == catalog.XMLLegacy {
		open = "<SIP_CONFIG_MODULE><SIP_Line_List><SIP_Line_List_Entry><ID>SIP1</ID>"
		end = "</SIP_Line_List_Entry></SIP_Line_List></SIP_CONFIG_MODULE>"
	}
	element := "<" + key + ">" + markedPassword + "</" + key + ">"
	bodies := xmlTags(key)
	maps.Copy(bodies, xmlValues(key))
	bodies["outside of a module"] = end + element + open
	for _, what := range slices.Sorted(maps.Keys(bodies)) {
		p.add(d, what, frame(d, open, bodies[what], end))
	}
	p.addXMLFrames(d, key, frame(d, open, element, end))
}

// xmlValues gives ways to write a value, right and wrong.
func xmlValues(key string) map[string]string {
	start, stop := "<"+key+">", "</"+key+">"
	element := start + markedPassword + stop
	return map[string]string{
		"twice":                  element + "\n" + element,
		"several lines":          start + "\nS3cret\nMark7731\n" + stop,
		"entities":               start + "S3cret&amp;Mark7731&#33;" + stop,
		"plain ampersand":        start + "S3cret&Mark7731" + stop,
		"plain bracket":          start + "S3cret<Mark7731" + stop,
		"plain bracket, a tag":   start + "S3cret<Mark7731>" + stop,
		"CDATA":                  start + "<![CDATA[S3cret<b>Mark7731]]>" + stop,
		"CDATA, not closed":      start + "<![CDATA[" + markedPassword + stop,
		"CDATA between elements": "<![CDATA[" + key + " " + markedPassword + "]]>",
		"comment":                "<!-- " + element + " -->",
		"comment without tags":   "<!-- " + key + ": " + markedPassword + " -->",
		"comment, not closed":    "<!-- " + element,
		"comment with dashes":    "<!-- " + key + " -- " + markedPassword + " -->",
	}
}

// xmlTags gives ways to write the tags around a value, most of them wrong.
func xmlTags(key string) map[string]string {
	start, stop := "<"+key+">", "</"+key+">"
	element := start + markedPassword + stop
	return map[string]string{
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
		"behind a mistake":           "<a></b>" + element,
	}
}

// addXMLFrames plants where the frame of an XML file is broken. Whole is a file with the
// key in it.
func (p *planting) addXMLFrames(d catalog.Dialect, key, whole string) {
	element := "<" + key + ">" + markedPassword + "</" + key + ">"
	p.add(d, "behind the root", whole+element)
	p.add(d, "before the root", element+whole)
	p.add(d, "root not closed", strings.TrimSpace(whole[:strings.LastIndex(whole, "</")]))
	p.add(d, "root in other letters", strings.NewReplacer("sysConf", "SysConf", "VOIP_CONFIG_FILE", "Voip_Config_File").Replace(whole))
	blanks := strings.NewReplacer("sysConf", "sys Conf", "_", " ").Replace(whole)
	p.add(d, "blanks in the names", blanks)
	p.add(d, "blanks in the names, an end tag without slash", strings.Replace(blanks, markedPassword+"</", markedPassword+"<", 1))
	p.add(d, "blanks in the names, a name in the value", strings.Replace(blanks, markedPassword, "S3cret<Mark7731 S3cret>", 1))
	p.add(d, "root with a slip", strings.NewReplacer("sysConf", "sysConfig", "VOIP_CONFIG_FILE", "VOIP_CONFIG_FILES").Replace(whole))
	p.add(d, "no root", element)
	p.add(d, "no root, start tag cut off", "<"+key+markedPassword+"</"+key+">")
	p.add(d, "other root", "<config>"+element+"</config>")
	p.add(d, "document type", `<!DOCTYPE x [<!ENTITY password "`+markedPassword+`">]>`+whole)
	p.add(d, "version not closed", strings.NewReplacer("</version>", element, "</Version>", element).Replace(whole))
	p.add(d, "in the version", strings.NewReplacer("<version>", "<version>"+key+":"+markedPassword, "<Version>", "<Version>"+key+":"+markedPassword).Replace(whole))
	p.add(d, "one line", strings.ReplaceAll(whole, "\n", ""))
}
