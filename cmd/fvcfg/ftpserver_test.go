package main

import (
	"bufio"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// ftpServer serves the files by FTP until the test ends, to the user phone with its
// password and to anonymous.
func ftpServer(t *testing.T) (address string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go (&ftpSession{Conn: conn}).serve()
		}
	}()
	return listener.Addr().String()
}

// ftpSession speaks as much FTP as a client needs to fetch a file.
type ftpSession struct {
	net.Conn
	user string
	data net.Listener
}

func (s *ftpSession) serve() {
	defer s.Close()
	fmt.Fprint(s, "220 hello\r\n")
	lines := bufio.NewScanner(s)
	for lines.Scan() {
		command, argument, _ := strings.Cut(lines.Text(), " ")
		fmt.Fprintf(s, "%s\r\n", s.answer(command, argument))
	}
}

func (s *ftpSession) answer(command, argument string) string {
	switch command {
	case "USER":
		s.user = argument
		return "331 password"
	case "PASS":
		if s.user == "anonymous" || s.user == "phone" && argument == servedPassword {
			return "230 welcome"
		}
		return "530 no"
	case "TYPE":
		return "200 so be it"
	case "EPSV":
		var err error
		if s.data, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
			return "425 no port"
		}
		return fmt.Sprintf("229 here (|||%d|)", s.data.Addr().(*net.TCPAddr).Port)
	case "RETR":
		return s.retrieve(argument)
	case "QUIT":
		return "221 bye"
	}
	return "502 what?"
}

func (s *ftpSession) retrieve(name string) string {
	defer s.data.Close()
	content, err := os.ReadFile(filepath.Join(servedTree, name))
	if err != nil {
		return "550 no such file"
	}
	data, err := s.data.Accept()
	if err != nil {
		return "425 nobody came"
	}
	defer data.Close()
	fmt.Fprint(s, "150 it comes\r\n")
	data.Write(content)
	return "226 done"
}
