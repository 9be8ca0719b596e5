package provurl

import (
	"net/netip"
	"strconv"
	"strings"
)

// readServer reads host and port.
func (r *reader) readServer(p part) error {
	p = r.trim(p, "around the server")
	host, port := p, part{p.end, p.end}
	text := r.of(p)
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

// readPort reads a port with the colon before it.
func (r *reader) readPort(p part) error {
	if p.start == p.end {
		return nil
	}
	p.start++
	digits := r.trim(p, "beside the port")
	text := r.of(digits)
	if text == "" {
		r.fault(FaultPortEmpty, p.start-1, "a colon stands behind the server and no port behind it: take it away", "")
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
		r.fault(FaultPortZeros, digits.start, "the port begins with a zero: take it away", strconv.FormatUint(n, 10))
	}
	r.url.Port = uint16(n)
	for _, other := range Protocols() {
		if other != r.url.Protocol && other.Port() == r.url.Port {
			r.fault(FaultPortProtocol, digits.start, "this is the port of "+other.String()+", and the URL says "+r.url.Protocol.String(), "")
		}
	}
	return nil
}
