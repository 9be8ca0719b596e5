package main

import (
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/fvcfg/fvcfg/pkg/provision"
)

// dhcpServers are the ways of delivery that write a DHCP server's configuration.
var dhcpServers = []provision.Way{provision.Dnsmasq, provision.ISCDHCPD, provision.Kea}

// acsWays are those that have an ACS send the URL, phoneWays those that write settings of the
// phone itself, and pnpWays those by SIP.
var (
	acsWays   = []provision.Way{provision.TR069, provision.OpenACS}
	phoneWays = []provision.Way{provision.Static, provision.PnP}
	pnpWays   = []provision.Way{provision.Notify, provision.PnP}
)

// waysOfFlags has the ways of delivery that a flag is for.
var waysOfFlags = []struct {
	flag string
	ways []provision.Way
}{
	{"option", dhcpServers},
	{"phone", []provision.Way{provision.Notify}},
	{"sender", pnpWays},
	{"transport", pnpWays},
	{"dialect", phoneWays},
	{"mode", []provision.Way{provision.Static}},
	{"interval", phoneWays},
	{"output", provision.Ways()},
	{"force", provision.Ways()},
}

// checkFlags refuses flags that would do nothing: who gives one means something by it.
func (u *urlCommand) checkFlags(flags *pflag.FlagSet) error {
	if err := refuseEmpty(flags); err != nil {
		return err
	}
	if u.purpose != "" && u.purpose != configPurpose && purposeKey(u.purpose) == "" {
		return usagef("--for is one of %s", purposeNames())
	}
	for _, name := range []string{"protocol", "port", "folder", "name", "user", "password-file"} {
		if flags.Changed(name) && u.parts.server == "" {
			return usagef("--%s is a part of the URL that --server makes: give --server, too, or write it into the URL", name)
		}
	}
	if u.emit.way != "" && flags.Changed("format") {
		return usagef("--format is for what is said of a URL, and --emit writes it in the form of its way: give one of the two")
	}
	for _, f := range waysOfFlags {
		if !flags.Changed(f.flag) || provision.Way(u.emit.way) == provision.DHCPD6 || slices.Contains(f.ways, provision.Way(u.emit.way)) {
			continue
		}
		if len(f.ways) == len(provision.Ways()) {
			return usagef("--%s is for what --emit writes", f.flag)
		}
		var names []string
		for _, way := range f.ways {
			names = append(names, string(way))
		}
		return usagef("--%s is for --emit %s", f.flag, strings.Join(names, ", "))
	}
	return nil
}

// refuseEmpty refuses a flag with an empty value, such as that of a variable that was
// never set: it would count as not given, and a test as passed.
func refuseEmpty(flags *pflag.FlagSet) (err error) {
	flags.Visit(func(f *pflag.Flag) {
		if err == nil && f.Value.Type() == "string" && f.Value.String() == "" {
			err = usagef("--%s is empty: give it a value or leave it out", f.Name)
		}
	})
	return err
}
