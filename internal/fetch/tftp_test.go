package fetch

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/pin/tftp/v3"

	"github.com/fvcfg/fvcfg/pkg/provision"
)

// tftpServer serves until the test ends.
func tftpServer(t *testing.T) (address string) {
	t.Helper()
	server := tftp.NewServer(func(name string, to io.ReaderFrom) error {
		switch name {
		case "0c383e000001.cfg", "X4/0c383e000001.cfg":
			_, err := to.ReadFrom(strings.NewReader(content))
			return err
		case "large.cfg":
			_, err := to.ReadFrom(strings.NewReader(strings.Repeat("x", 9999)))
			return err
		case "endless.cfg":
			_, err := to.ReadFrom(endless{})
			return err
		case "locked.cfg":
			return os.ErrPermission
		}
		return errors.New("no \x1b[31msuch file")
	}, nil)
	conn, err := net.ListenUDP("udp", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	go server.Serve(conn)
	t.Cleanup(server.Shutdown)
	return conn.LocalAddr().String()
}

// endless never ends.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

func TestTFTP(t *testing.T) {
	address := tftpServer(t)
	gets(t, patient(), "tftp://"+address+"/$mac.cfg", content)
	gets(t, patient(), "tftp://"+address+"/X4/$mac.cfg", content)
	gets(t, patient(), "tftp://"+address+"/large.cfg", strings.Repeat("x", 9999))
	fails(t, patient(), "tftp://"+address+"/none.cfg", provision.ReasonNotFound, "TFTP error 1, no [31msuch file")
	fails(t, patient(), "tftp://"+address+"/endless.cfg", provision.ReasonTooLarge, "10000 bytes")
}

// packetServer answers each packet on its own, or not at all.
func packetServer(t *testing.T, answers ...[]byte) (address string) {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	go func() {
		request := make([]byte, 1000)
		for i := 0; ; i++ {
			_, from, err := conn.ReadFrom(request)
			if err != nil {
				return
			}
			if i < len(answers) {
				conn.WriteTo(answers[i], from)
			}
		}
	}()
	return conn.LocalAddr().String()
}

// tirelessServer answers a request with packets until the test ends, whatever it hears.
func tirelessServer(t *testing.T, next func(i int) []byte) (address string) {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	go func() {
		_, from, err := conn.ReadFrom(make([]byte, 1000))
		for i := 0; err == nil; i++ {
			_, err = conn.WriteTo(next(i), from)
			time.Sleep(5 * time.Millisecond)
		}
	}()
	return conn.LocalAddr().String()
}

func packet(op, number uint16, data string) []byte {
	return append(binary.BigEndian.AppendUint16(binary.BigEndian.AppendUint16(nil, op), number), data...)
}

func TestTFTPServersThatMisbehave(t *testing.T) {
	const data, failure = 3, 5
	fails(t, impatient(), "tftp://"+packetServer(t)+"/$mac.cfg", provision.ReasonTimeout, "stalls")
	fails(t, impatient(), "tftp://"+packetServer(t, packet(data, 1, strings.Repeat("x", 512)))+"/$mac.cfg", provision.ReasonTimeout, "stalls")
	fails(t, patient(), "tftp://"+packetServer(t, packet(failure, 2, "no\x00"))+"/$mac.cfg", provision.ReasonForbidden, "TFTP error 2")
	fails(t, patient(), "tftp://u:secret@"+packetServer(t, packet(failure, 1, "no /secret/x.cfg\x00"))+"/$mac.cfg", provision.ReasonNotFound, "no /••••/x.cfg")
	fails(t, patient(), "tftp://"+packetServer(t, packet(failure, 0, "no\x00"))+"/$mac.cfg", provision.ReasonServerError, "TFTP error 0")
	fails(t, patient(), "tftp://"+packetServer(t, []byte("xx"))+"/$mac.cfg", provision.ReasonServerError, "no TFTP")
}

// TestTFTPServersThatGoOn: the time of a file is over however busy the server keeps.
func TestTFTPServersThatGoOn(t *testing.T) {
	const data, options = 3, 6
	block := strings.Repeat("x", 512)
	for name, next := range map[string]func(i int) []byte{
		"options":             func(int) []byte { return append([]byte{0, options}, "blksize\x0099999\x00"...) },
		"options that it has": func(int) []byte { return append([]byte{0, options}, "blksize\x001024\x00"...) },
		"the same block":      func(int) []byte { return packet(data, 1, block) },
		"a block of later":    func(int) []byte { return packet(data, 7, block) },
		"blocks backwards":    func(i int) []byte { return packet(data, uint16(-i), block) },
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			fails(t, impatient(), "tftp://"+tirelessServer(t, next)+"/$mac.cfg", provision.ReasonTimeout, "stalls")
			if took := time.Since(start); took > 15*time.Second {
				t.Errorf("it took %v", took)
			}
		})
	}
}

// TestTFTPInterrupted: nobody waits for a server once the caller has gone.
func TestTFTPInterrupted(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	start := time.Now()
	client := &Client{Timeout: time.Minute}
	if d, err := client.Fetch(ctx, urlOf(t, "tftp://"+packetServer(t)+"/$mac.cfg")); err == nil {
		t.Errorf("%d bytes", len(d.Data))
	}
	if took := time.Since(start); took > 15*time.Second {
		t.Errorf("it took %v", took)
	}
}
