package main

import (
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"testing"

	"github.com/pin/tftp/v3"
)

// tftpServer serves the files by TFTP until the test ends.
func tftpServer(t *testing.T) (address string) {
	t.Helper()
	server := tftp.NewServer(func(name string, to io.ReaderFrom) error {
		file, err := os.Open(filepath.Join(servedTree, name))
		if err != nil {
			return errors.New("no such file")
		}
		defer file.Close()
		_, err = to.ReadFrom(file)
		return err
	}, nil)
	conn, err := net.ListenUDP("udp", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	go server.Serve(conn)
	t.Cleanup(server.Shutdown)
	return conn.LocalAddr().String()
}
