package provision

import (
	"encoding/hex"
	"fmt"
	"slices"

	"github.com/fvcfg/fvcfg/pkg/provurl"
)

const (
	option43 = 43 // Vendor-Specific Information (RFC 2132, section 8.4)
	option66 = 66 // TFTP server name (RFC 2132, section 9.4)
)

// emitOption43Hex gives the bytes of option 43: the URL as it is, without sub-options.
func emitOption43Hex(d Delivery) ([]byte, error) {
	text, err := d.optionText(Option43Hex)
	if err != nil {
		return nil, err
	}
	return []byte(hex.EncodeToString([]byte(text)) + "\n"), nil
}

// emitOption66 gives the text of option 66.
func emitOption66(d Delivery) ([]byte, error) {
	text, err := d.optionText(Option66)
	if err != nil {
		return nil, err
	}
	return []byte(text + "\n"), nil
}

// optionText gives the URL as a DHCP option holds it.
func (d Delivery) optionText(way Way) (string, error) {
	text := d.URL.StringWithPassword()
	if len(text) > provurl.MaxOption {
		return "", emitErrorf(way, "the URL has %d bytes, and a DHCP option holds 255: use a shorter path, or a query's program in its folder", len(text))
	}
	return text, nil
}

// options gives the numbers of the DHCP options to send.
func (d Delivery) options(way Way) ([]int, error) {
	if len(d.Options) == 0 {
		return []int{option66, option43}, nil
	}
	seen := map[int]bool{}
	for _, n := range d.Options {
		if !carriesURL(n) {
			return nil, emitErrorf(way, "phones look for the URL in DHCP option 43, 66 or a custom one from 128 to 254, not in %d", n)
		}
		if seen[n] {
			return nil, emitErrorf(way, "DHCP option %d is given twice", n)
		}
		seen[n] = true
	}
	return d.Options, nil
}

func carriesURL(option int) bool {
	return option == option43 || option == option66 || option >= 128 && option <= 254
}

// optionsBut is options for a server that has a meaning of its own for some.
func (d Delivery) optionsBut(way Way, server string, own []int) ([]int, error) {
	options, err := d.options(way)
	for _, n := range options {
		if slices.Contains(own, n) {
			return nil, emitErrorf(way, "%s has a meaning of its own for DHCP option %d, and sends no text in it: take another, such as 160", server, n)
		}
	}
	return options, err
}

// className gives the name that a server's configuration has for the phones.
func (d Delivery) className() string {
	if d.hasModel() {
		return "fanvil-" + d.Model.Name
	}
	return "fanvil"
}

// dhcpTitle is a comment above a server's configuration.
func (d Delivery) dhcpTitle() string {
	if d.hasModel() {
		return fmt.Sprintf("# The provisioning URL for Fanvil %s phones, which tell their vendor class (option 60).\n", d.Model.Name)
	}
	return "# The provisioning URL for every client that asks for it.\n"
}
