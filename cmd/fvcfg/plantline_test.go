package main

import (
	"fmt"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

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
