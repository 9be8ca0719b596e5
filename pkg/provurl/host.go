package provurl

import (
	"net/netip"
	"strings"
)

// readHost reads an address or a name.
func (r *reader) readHost(p part, bracketed bool) error {
	p = r.trim(p, "beside the server")
	host := r.of(p)
	if host == "" {
		return refuse(FaultHostMissing, p.start, "no server stands behind the protocol: write its address or name", "")
	}
	r.url.Host = host
	addr, err := netip.ParseAddr(host)
	switch {
	case bracketed && (err != nil || !addr.Is6() || addr.Zone() != ""):
		return refuse(FaultHostSyntax, p.start, "what stands in the brackets is no IPv6 address, or one with a zone, which no other machine knows", "")
	case err == nil:
		r.checkAddress(addr, p.start)
		return nil
	}
	return r.checkHostName(host, p.start)
}

// checkAddress finds addresses that no server can have for a phone.
func (r *reader) checkAddress(addr netip.Addr, at int) {
	broadcast := netip.AddrFrom4([4]byte{255, 255, 255, 255})
	switch addr = addr.Unmap(); {
	case addr.IsUnspecified(), addr.IsMulticast(), addr == broadcast:
		r.fault(FaultHostPlaceholder, at, "no server has this address: it stands for none, or for many", "")
	case addr.IsLoopback():
		r.fault(FaultHostLoopback, at, "with this address a phone asks itself", "")
	}
}

// checkHostName takes names as the DNS has them: labels of letters, digits and dashes
// (RFC 1123), and underscores, which some networks have.
func (r *reader) checkHostName(host string, at int) error {
	if len(host) > 253 {
		return refuse(FaultHostSyntax, at+253, "the server's name is longer than the 253 characters that a name has at most", "")
	}
	if i := strings.IndexFunc(host, func(c rune) bool { return !isHostCharacter(c) }); i >= 0 {
		return refuse(FaultHostSyntax, at+i, "this character stands in no server's name", "")
	}
	label := 0
	for name := range strings.SplitSeq(strings.TrimSuffix(host, "."), ".") {
		if name == "" || len(name) > 63 || name[0] == '-' || name[len(name)-1] == '-' {
			return refuse(FaultHostSyntax, at+label, "between two dots of a server's name stand 1 to 63 characters, and none begins or ends with a dash", "")
		}
		label += len(name) + 1
	}
	if last := host[strings.LastIndexByte(host, '.')+1:]; strings.Trim(last, "0123456789") == "" && last != "" {
		return refuse(FaultHostSyntax, at, "this is no IPv4 address: four numbers from 0 to 255 without leading zeros, dots between them", "")
	}
	if strings.EqualFold(strings.TrimSuffix(host, "."), "localhost") {
		r.fault(FaultHostLoopback, at, "with this name a phone asks itself", "")
	}
	return nil
}

func isHostCharacter(c rune) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '.' || c == '_'
}
