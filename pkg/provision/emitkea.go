package provision

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// keaOption is an element of "option-data".
type keaOption struct {
	Name string `json:"name,omitempty"`
	Code int    `json:"code"`
	Data string `json:"data"`
}

// keaOptionDef is an element of "option-def": Kea takes option 43 for sub-options, and
// knows no custom one, unless it is told that they are text.
type keaOptionDef struct {
	Name string `json:"name"`
	Code int    `json:"code"`
	Type string `json:"type"`
}

type keaClass struct {
	Name       string         `json:"name"`
	Test       string         `json:"test"`
	OptionDef  []keaOptionDef `json:"option-def,omitempty"`
	OptionData []keaOption    `json:"option-data"`
}

type keaDHCP4 struct {
	OptionDef     []keaOptionDef `json:"option-def,omitempty"`
	ClientClasses []keaClass     `json:"client-classes"`
}

// keaOwnOptions are those that Kea has a meaning of its own for, which is no text and
// cannot be defined anew: version 2.2 refuses all of these but 143, 161 and 162, which
// later ones have.
var keaOwnOptions = []int{136, 137, 138, 141, 143, 146, 159, 161, 162, 212, 213}

// emitKea writes the part of a configuration of Kea's DHCPv4 server that sends the URL,
// as an object that goes into the server's own. The class keeps it to phones of a model;
// without one it holds every client. What option 43 is stands in the class, too: said for
// the whole server, it would hold for the option 43 of other makers' devices.
func emitKea(d Delivery) ([]byte, error) {
	text, err := d.optionText(Kea)
	if err != nil {
		return nil, err
	}
	options, err := d.optionsBut(Kea, "Kea", keaOwnOptions)
	if err != nil {
		return nil, err
	}
	class := keaClass{Name: d.className(), Test: d.keaTest()}
	var custom []keaOptionDef
	for _, n := range options {
		option := keaOption{Code: n, Data: escapeKea(text)}
		switch def := (keaOptionDef{fmt.Sprintf("provisioning-url-%d", n), n, "string"}); {
		case n == option66:
			option.Name = "tftp-server-name"
		case n == option43 || n >= 224: // these can be defined by class, others only for all
			class.OptionDef = append(class.OptionDef, def)
			option.Name = def.Name
		default:
			custom = append(custom, def)
			option.Name = def.Name
		}
		class.OptionData = append(class.OptionData, option)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	err = e.Encode(map[string]keaDHCP4{"Dhcp4": {custom, []keaClass{class}}})
	return b.Bytes(), err
}

// keaTest gives the expression that tells the phones.
func (d Delivery) keaTest() string {
	if !d.hasModel() {
		return "member('ALL')"
	}
	var tests []string
	for _, class := range VendorClasses(d.Model) {
		tests = append(tests, "option[60].text == '"+class+"'")
	}
	return strings.Join(tests, " or ")
}

// escapeKea escapes a comma, which divides an option's fields otherwise.
func escapeKea(text string) string {
	return strings.ReplaceAll(text, ",", `\,`)
}
