package fetch

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/provision"
)

// ftpServer speaks as much FTP as a client needs to fetch a file. Its files each stand for
// a thing that a server can do.
type ftpServer struct {
	conn net.Conn
	data net.Listener
	user string
}

func serveFTP(conn net.Conn) {
	defer conn.Close()
	s := &ftpServer{conn: conn}
	s.say("220 hello")
	lines := bufio.NewScanner(conn)
	for lines.Scan() {
		command, argument, _ := strings.Cut(lines.Text(), " ")
		if !s.answer(command, argument) {
			return
		}
	}
}

func (s *ftpServer) say(line string) { fmt.Fprintf(s.conn, "%s\r\n", line) }

func (s *ftpServer) answer(command, argument string) bool {
	switch command {
	case "USER":
		s.user = argument
		if s.user == "root" {
			s.say("530 not " + argument)
			return true
		}
		s.say("331 password")
	case "PASS":
		if s.user == "phone" && argument != "secret/1" {
			s.say("530 no " + argument)
		} else {
			s.say("230 welcome")
		}
	case "TYPE":
		s.say("200 so be it")
	case "EPSV":
		if s.user == "oddly" {
			s.say("502 what?")
			return true
		}
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return false
		}
		s.data = listener
		s.say(fmt.Sprintf("229 here (|||%d|)", listener.Addr().(*net.TCPAddr).Port))
	case "PASV":
		s.say("227 here (127,0,0,1,secret,1)")
	case "RETR":
		return s.retrieve(argument)
	case "QUIT":
		s.say("221 bye")
		return false
	default:
		s.say("502 what?")
	}
	return true
}

// retrieve sends a file, or does what its name says.
func (s *ftpServer) retrieve(name string) bool {
	defer s.data.Close()
	switch name {
	case "none.cfg":
		s.say("550 none.cfg: no such file")
		return true
	case "talks.cfg":
		for {
			if _, err := io.WriteString(s.conn, "150-"+strings.Repeat("x", 1000)+"\r\n"); err != nil {
				return false
			}
		}
	}
	data, err := s.data.Accept()
	if err != nil {
		return false
	}
	defer data.Close()
	s.say("150 it comes")
	io.WriteString(data, content)
	switch name {
	case "stalls.cfg":
		io.Copy(io.Discard, data)
		return false
	case "endless.cfg":
		for {
			if _, err := io.WriteString(data, content); err != nil {
				return false
			}
		}
	case "half.cfg":
		data.Close()
		s.say("426 broken off")
		return true
	case "gone.cfg":
		return false
	}
	data.Close()
	s.say("226 done")
	return true
}

func TestFTP(t *testing.T) {
	address := tcpServer(t, serveFTP)
	gets(t, patient(), "ftp://"+address+"/$mac.cfg", content)
	gets(t, patient(), "ftp://"+address+"/X4/$mac.cfg", content)
	gets(t, patient(), "ftp://phone:secret%2F1@"+address+"/$mac.cfg", content)
	fails(t, patient(), "ftp://phone:secretly@"+address+"/$mac.cfg", provision.ReasonUnauthorized, "refuses")
	fails(t, patient(), "ftp://root:secretly@"+address+"/$mac.cfg", provision.ReasonUnauthorized, "refuses")
	fails(t, patient(), "ftp://"+address+"/none.cfg", provision.ReasonNotFound, "550")
	fails(t, impatient(), "ftp://"+address+"/stalls.cfg", provision.ReasonTimeout, "stalls")
	fails(t, patient(), "ftp://"+address+"/endless.cfg", provision.ReasonTooLarge, "10000 bytes")
	fails(t, patient(), "ftp://"+address+"/half.cfg", provision.ReasonCutOff, "whole")
	fails(t, patient(), "ftp://"+address+"/gone.cfg", provision.ReasonCutOff, "whole")
	fails(t, patient(), "ftp://"+address+"/talks.cfg", provision.ReasonTooLarge, "65536 bytes beside the file")
	fails(t, patient(), "ftp://oddly:secret@"+address+"/$mac.cfg", provision.ReasonServerError, "no FTP")
}

func TestFTPServersThatAreNone(t *testing.T) {
	address := tcpServer(t, func(conn net.Conn) { io.Copy(io.Discard, conn) })
	fails(t, impatient(), "ftp://"+address+"/$mac.cfg", provision.ReasonTimeout, "stalls")
	closing := tcpServer(t, func(conn net.Conn) { conn.Close() })
	fails(t, patient(), "ftp://"+closing+"/$mac.cfg", provision.ReasonCutOff, "half-way")
	echoing := tcpServer(t, func(conn net.Conn) {
		io.WriteString(conn, "220 hello\r\n")
		io.Copy(conn, conn)
	})
	fails(t, patient(), "ftp://secretly:secret@"+echoing+"/$mac.cfg", provision.ReasonServerError, "no FTP")
	talking := tcpServer(t, func(conn net.Conn) {
		defer conn.Close()
		io.WriteString(conn, "220 hello\r\n331-"+strings.Repeat("x", 100_000)+"\r\n")
	})
	fails(t, patient(), "ftp://phone:secret@"+talking+"/$mac.cfg", provision.ReasonTooLarge, "65536 bytes beside the file")
}
