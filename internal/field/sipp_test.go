package field

import (
	"fmt"
	"net"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/fvcfg/fvcfg/pkg/provision"
)

// TestSippSendsTheURL has sipp run the scenario, subscribes as a phone does, and reads
// the NOTIFY that comes.
func TestSippSendsTheURL(t *testing.T) {
	for name, url := range map[string]string{
		"plain": "http://192.0.2.1/$mac.cfg", "awkward": awkward,
		"IPv6": "https://[2001:db8::1]:8443/$input.xml", "name left out": "tftp://192.0.2.1",
	} {
		t.Run(name, func(t *testing.T) {
			need(t, "sipp")
			d := delivery(t, url, "")
			port := freePort(t)
			scenario := write(t, t.TempDir(), "notify.xml", emit(t, provision.SIPp, d))
			sipp := start(t, []string{"TERM=dumb"}, "sipp", "-sf", scenario, "-i", "127.0.0.1", "-p", strconv.Itoa(port), "-m", "1", "-nostdin", "-timeout", "15s", "-timeout_error")
			phone := newPhone(t, port)
			notify := phone.subscribe(t)
			got, err := provision.FromNotify(notify)
			if err != nil || got.URL != d.URL.StringWithPassword() || len(got.Remarks) > 0 {
				t.Errorf("%v, %+v from\n%s", err, got, notify)
			}
			phone.send(t, "SIP/2.0 200 OK\r\n"+headers(string(notify), "Via", "From", "To", "Call-ID", "CSeq")+"Content-Length: 0\r\n\r\n")
			if err := sipp.wait(); err != nil {
				t.Errorf("sipp: %v", err)
			}
		})
	}
}

// waitForNotify is a scenario of a phone that answers a NOTIFY.
const waitForNotify = `<?xml version="1.0"?>
<scenario name="phone">
  <recv request="NOTIFY"><action>
    <ereg regexp="application/url" search_in="hdr" header="Content-Type:" check_it="true" assign_to="type"/>
    <ereg regexp="http://192.0.2.1/.mac.cfg" search_in="body" check_it="true" assign_to="url"/>
  </action></recv>
  <Reference variables="type,url"/>
  <send><![CDATA[
    SIP/2.0 200 OK
    [last_Via:]
    [last_From:]
    [last_To:];tag=1
    [last_Call-ID:]
    [last_CSeq:]
    Content-Length: 0

  ]]></send>
</scenario>
`

// TestSippTakesTheNotify sends what is written for each transport to sipp, which answers as
// a phone does.
func TestSippTakesTheNotify(t *testing.T) {
	need(t, "sipp")
	for transport, mode := range map[provision.Transport]string{provision.UDP: "u1", provision.TCP: "t1"} {
		t.Run(string(transport), func(t *testing.T) {
			port := freePort(t)
			if transport == provision.TCP {
				port = freeTCPPort(t)
			}
			scenario := write(t, t.TempDir(), "phone.xml", []byte(waitForNotify))
			sipp := start(t, []string{"TERM=dumb"}, "sipp", "-sf", scenario, "-t", mode, "-i", "127.0.0.1", "-p", strconv.Itoa(port), "-m", "1", "-nostdin", "-timeout", "15s", "-timeout_error")
			if transport == provision.TCP {
				awaitTCP(t, sipp, port)
			}
			c, err := net.Dial(string(transport), fmt.Sprintf("127.0.0.1:%d", port))
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			d := delivery(t, "http://192.0.2.1/$mac.cfg", "X6")
			d.Phone, d.Sender, d.Transport = fmt.Sprintf("127.0.0.1:%d", port), c.LocalAddr().String(), transport
			message := emit(t, provision.Notify, d)
			buffer := make([]byte, provision.MaxNotify)
			n := 0
			eventually(t, "sipp answers", func() bool {
				_, _ = c.Write(message) // refused while sipp has not opened its port
				if err := c.SetReadDeadline(time.Now().Add(500 * time.Millisecond)); err != nil {
					t.Fatal(err)
				}
				n, err = c.Read(buffer)
				return err == nil
			})
			if !strings.HasPrefix(string(buffer[:n]), "SIP/2.0 200 ") {
				t.Errorf("sipp answers\n%s", buffer[:n])
			}
			if err := sipp.wait(); err != nil {
				t.Errorf("sipp: %v", err)
			}
		})
	}
}

func freePort(t *testing.T) int {
	t.Helper()
	c, err := net.ListenPacket("udp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	return c.LocalAddr().(*net.UDPAddr).Port
}

// phone is the phone's end of a talk with a SIP server.
type phone struct {
	net.Conn
}

func newPhone(t *testing.T, port int) phone {
	t.Helper()
	c, err := net.Dial("udp4", fmt.Sprintf("127.0.0.1:%d", port))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return phone{c}
}

func (p phone) send(t *testing.T, message string) {
	t.Helper()
	if _, err := p.Write([]byte(message)); err != nil {
		t.Fatal(err)
	}
}

// subscribe sends a SUBSCRIBE until it is answered, as a phone does, and gives the NOTIFY.
func (p phone) subscribe(t *testing.T) []byte {
	t.Helper()
	me := p.LocalAddr().String()
	request := "SUBSCRIBE sip:MAC001565113af8@224.0.1.75 SIP/2.0\r\n" +
		"Via: SIP/2.0/UDP " + me + ";branch=z9hG4bK1\r\nMax-Forwards: 70\r\n" +
		"From: <sip:MAC001565113af8@224.0.1.75>;tag=1\r\nTo: <sip:MAC001565113af8@224.0.1.75>\r\n" +
		"Call-ID: 1@" + me + "\r\nCSeq: 1 SUBSCRIBE\r\nContact: <sip:MAC001565113af8@" + me + ">\r\n" +
		"Event: ua-profile;profile-type=\"device\";vendor=\"Fanvil\";model=\"X6\";version=\"2.12\"\r\n" +
		"Accept: application/url\r\nExpires: 0\r\nContent-Length: 0\r\n\r\n"
	answered := false
	buffer := make([]byte, provision.MaxNotify)
	for range 40 {
		if !answered {
			_, _ = p.Write([]byte(request)) // refused while sipp has not opened its port
		}
		if err := p.SetReadDeadline(time.Now().Add(500 * time.Millisecond)); err != nil {
			t.Fatal(err)
		}
		n, err := p.Read(buffer)
		if err != nil {
			time.Sleep(50 * time.Millisecond)
			continue
		}
		message := string(buffer[:n])
		switch {
		case strings.HasPrefix(message, "SIP/2.0 200 "):
			answered = true
			if !strings.Contains(message, "CSeq: 1 SUBSCRIBE") {
				t.Errorf("the answer is to something else:\n%s", message)
			}
		case strings.HasPrefix(message, "NOTIFY sip:MAC001565113af8@"+me+" SIP/2.0\r\n") && answered:
			if event := headers(message, "Event"); !strings.Contains(event, `model="X6"`) {
				t.Errorf("the phone's event does not come back: %s", event)
			}
			return buffer[:n]
		default:
			t.Fatalf("unexpected:\n%s", message)
		}
	}
	t.Fatal("no NOTIFY came")
	return nil
}

// headers gives header lines of a message.
func headers(message string, names ...string) string {
	var b strings.Builder
	for _, name := range names {
		for line := range strings.SplitSeq(message, "\r\n") {
			if strings.HasPrefix(line, name+":") {
				b.WriteString(line + "\r\n")
			}
		}
	}
	return b.String()
}
