package provurl

import (
	"net/netip"
	"strconv"
	"strings"
	"unicode"
)

// readServer reads host and port.
func (r *reader) readServer(p part) error {
	p = r.trim(p, "around the server")
	host, port := p, part{p.end, p.end}
	text := r.of(p)
	if server, ok := LostAtSign(text); ok && !r.url.HasCredentials() {
		return lostAtSign(p.start, server)
	}
	switch colon := strings.LastIndexByte(text, ':'); {
	case strings.HasPrefix(text, "["):
		closing := strings.IndexByte(text, ']')
		if closing < 0 {
			return refuse(FaultHostSyntax, p.start, "a bracket opens an IPv6 address and none closes it", "")
		}
		if rest := text[closing+1:]; rest != "" && rest[0] != ':' {
			return refuse(FaultHostSyntax, p.start+closing+1, "something other than a port follows on the IPv6 address", "")
		}
		host, port = part{p.start + 1, p.start + closing}, part{p.start + closing + 1, p.end}
	case strings.Count(text, ":") > 1:
		if addr, err := netip.ParseAddr(text); err != nil || !addr.Is6() {
			return refuse(FaultHostSyntax, p.start+strings.IndexByte(text, ':'), "more than one colon stands behind the server, and it is no IPv6 address", "")
		}
		r.fault(FaultBrackets, p.start, "an IPv6 address stands in brackets, or its end is read as a port", "["+text+"]")
	case colon >= 0:
		host, port = part{p.start, p.start + colon}, part{p.start + colon, p.end}
	}
	if err := r.readHost(host, strings.HasPrefix(text, "[")); err != nil {
		return err
	}
	return r.readPort(port)
}

// LostAtSign reports whether what stands between the protocol and the path of a URL has a
// user and a password and no "@" behind them, as in figures 1, 23 and 24 of the vendor's
// description, where it became a zero: 123:1230172.16.6.70. Server is where the server
// starts, 0 where that cannot be told from the end of the password.
func LostAtSign(authority string) (server int, ok bool) {
	user, rest, found := strings.Cut(authority, ":")
	if !found || user == "" || strings.ContainsAny(authority, "@[]") {
		return 0, false
	}
	name := rest
	if colon := strings.LastIndexByte(rest, ':'); colon >= 0 && strings.Trim(rest[colon+1:], "0123456789") == "" {
		name = rest[:colon]
	}
	if at, ok := lastIPv4(name); ok {
		if at > 0 && strings.IndexByte(likeAtSign, name[at-1]) >= 0 {
			server = len(user) + 1 + at
		}
		return server, true
	}
	// A port has neither dots nor letters; before one, what has a dot is a server, no user.
	return 0, !strings.Contains(user, ".") && strings.Contains(name, ".") && !strings.Contains(name, ":") && strings.ContainsFunc(name, unicode.IsLetter)
}

// likeAtSign are letters and digits that an "@" is read as.
const likeAtSign = "0OoQa"

// lastIPv4 returns where the address of IPv4 starts that a text ends in. Of several, it is
// the longest with something like an "@" before it, or else the longest.
func lastIPv4(text string) (at int, ok bool) {
	dots := text
	for range 3 {
		i := strings.LastIndexByte(dots, '.')
		if i < 0 {
			return 0, false
		}
		dots = dots[:i]
	}
	at = -1
	for start := max(0, len(dots)-3); start < len(dots); start++ {
		if _, err := netip.ParseAddr(text[start:]); err != nil {
			continue
		}
		if start > 0 && strings.IndexByte(likeAtSign, text[start-1]) >= 0 {
			return start, true
		}
		if at < 0 {
			at = start
		}
	}
	return at, at >= 0
}

// lostAtSign refuses such a URL. The place is that of the server, or where the credentials
// start: which of what follows is the password is for its owner to say.
func lostAtSign(start, server int) error {
	const missing = "the @ is missing between the password and the server: "
	if server == 0 {
		return refuse(FaultAtSignMissing, start, missing+"what stands behind the first colon is no port", "")
	}
	return refuse(FaultAtSignMissing, start+server-1, missing+"this character stands in its place", "@")
}

// readPort reads a port with the colon before it.
func (r *reader) readPort(p part) error {
	if p.start == p.end {
		return nil
	}
	p.start++
	digits := r.trim(p, "beside the port")
	text := r.of(digits)
	if text == "" {
		r.fault(faultPortEmpty, p.start-1, "a colon stands behind the server and no port behind it: take it away", "")
		return nil
	}
	if i := strings.IndexFunc(text, func(c rune) bool { return c < '0' || c > '9' }); i >= 0 {
		return refuse(FaultPort, digits.start+i, "the port is a number from 1 to 65535, and this is no digit", "")
	}
	n, err := strconv.ParseUint(text, 10, 16)
	if err != nil || n == 0 {
		return refuse(FaultPort, digits.start, "the port is a number from 1 to 65535", "")
	}
	if text[0] == '0' {
		r.fault(faultPortZeros, digits.start, "the port begins with a zero: take it away", strconv.FormatUint(n, 10))
	}
	r.url.Port = uint16(n)
	for _, other := range Protocols() {
		if other != r.url.Protocol && other.Port() == r.url.Port {
			r.fault(faultPortProtocol, digits.start, "this is the port of "+other.String()+", and the URL says "+r.url.Protocol.String(), "")
		}
	}
	return nil
}

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
		r.fault(faultHostLoopback, at, "with this address a phone asks itself", "")
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
		r.fault(faultHostLoopback, at, "with this name a phone asks itself", "")
	}
	return nil
}

func isHostCharacter(c rune) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '.' || c == '_'
}
