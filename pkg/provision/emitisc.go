package provision

import (
	"fmt"
	"strings"
)

// emitISCDHCPD writes configuration of ISC's DHCP server. A class keeps the URL to phones
// of a model, whose vendor class is compared without regard to case.
func emitISCDHCPD(d Delivery) ([]byte, error) {
	text, err := d.optionText(ISCDHCPD)
	if err != nil {
		return nil, err
	}
	options, err := d.options(ISCDHCPD)
	if err != nil {
		return nil, err
	}
	var b strings.Builder
	b.WriteString(d.dhcpTitle())
	for _, n := range options {
		if n >= 128 {
			fmt.Fprintf(&b, "option %s code %d = text;\n", iscOption(n), n)
		}
	}
	indent := ""
	if d.hasModel() {
		indent = "  "
		class := strings.ToLower(VendorClasses(d.Model)[0])
		fmt.Fprintf(&b, "class %s {\n", quoteISC(d.className()))
		fmt.Fprintf(&b, "  match if lcase(option vendor-class-identifier) = %s;\n", quoteISC(class))
	}
	for _, n := range options {
		fmt.Fprintf(&b, "%soption %s %s;\n", indent, iscOption(n), quoteISC(text))
	}
	if d.hasModel() {
		b.WriteString("}\n")
	}
	return []byte(b.String()), nil
}

// iscOption gives the name that the server has for an option.
func iscOption(n int) string {
	switch n {
	case option43:
		return "vendor-encapsulated-options"
	case option66:
		return "tftp-server-name"
	}
	return fmt.Sprintf("provisioning-url-%d", n)
}

// quoteISC puts a text into quotation marks, in which a backslash escapes.
func quoteISC(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}
