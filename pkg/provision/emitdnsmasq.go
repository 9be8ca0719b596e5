package provision

import (
	"fmt"
	"strings"
)

// dnsmasqOwnOptions are those that dnsmasq takes an address for, and no text.
var dnsmasqOwnOptions = []int{150}

// emitDnsmasq writes configuration of dnsmasq. A tag keeps the URL to phones of a model.
// dnsmasq sends a NUL behind the text of option 66, as it does with every text that it
// knows the option of; phones take that, and FromOption43 reads it.
func emitDnsmasq(d Delivery) ([]byte, error) {
	text, err := d.optionText(Dnsmasq)
	if err != nil {
		return nil, err
	}
	options, err := d.optionsBut(Dnsmasq, "dnsmasq", dnsmasqOwnOptions)
	if err != nil {
		return nil, err
	}
	var b strings.Builder
	b.WriteString(d.dhcpTitle())
	tag := ""
	if d.hasModel() {
		for _, class := range VendorClasses(d.Model) {
			fmt.Fprintf(&b, "dhcp-vendorclass=set:%s,%s\n", d.className(), class)
		}
		tag = "tag:" + d.className() + ","
	}
	for _, n := range options {
		fmt.Fprintf(&b, "dhcp-option=%s%d,%s\n", tag, n, quoteDnsmasq(text))
	}
	return []byte(b.String()), nil
}

// quoteDnsmasq puts a text into quotation marks, in which a comma is no separator and a #
// no comment, and a backslash escapes.
func quoteDnsmasq(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}
