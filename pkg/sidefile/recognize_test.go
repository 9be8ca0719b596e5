package sidefile

import (
	"strings"
	"testing"
)

func TestRecognize(t *testing.T) {
	const (
		book  = "name,work,mobile,other,ring,groups\r\n"
		door  = "Name,ID,Department,Fwd Number\r\n"
		rules = "Number,Destination,Port,Alias\r\n"
		xml   = "<?xml version=\"1.0\"?>\n<!-- c --><FanvilIPPhoneDirectory clearlight=\"true\"/>"
		card  = "begin:vcard\r\nEND:VCARD\r\n"
		image = "Version=2.12.1.1\nFirmware=http://192.0.2.1/x6u.z\nBuildTime=2026-01-02\nInfo=TXT|XML\nX6U\n"
	)
	for _, c := range []struct {
		name, data string
		want       Kind
	}{
		{"phonebook.csv", "", PhonebookCSV},
		{"srv/Office-Phone_Book.CSV", book, PhonebookCSV},
		{`C:\srv\dialPeer.csv`, book, DialPeer},
		{"dialpeer.csv", "", DialPeer},
		{"dail_peer.csv", "", DialPeer},
		{"accessList.csv", "", AccessList},
		{"access-lists.csv", "", AccessList},
		{"staff.csv", book, PhonebookCSV},
		{"staff.csv", "\ufeff\"name\";\"work\";\"x\"\r\n", PhonebookCSV},
		{"staff.csv", door, AccessList},
		{"staff.csv", rules, DialPeer},
		{"staff.csv", "mac,name\r\n", UnknownTable},
		{"staff.csv", "", UnknownTable},
		{"phonebook.cvs", "", PhonebookCSV},
		{"phonebook.css", "", 0},
		{"-", book, PhonebookCSV},
		{"-", "name,work\r\n", 0},
		{"-", xml, PhonebookXML},
		{"-", card, PhonebookVCard},
		{"500.vcf", "", PhonebookVCard},
		{"phonebook.csv", card, PhonebookVCard},
		{"directory", xml, PhonebookXML},
		{"a.xml", "<YealinkIPPhoneDirectory>", PhonebookXML},
		{"phonebook.xml", "<AddressBook>", PhonebookXML},
		{"a.xml", "<AddressBook>", 0},
		{"phonebook.xml", "<!DOCTYPE html><html>", 0},
		{"phonebook.xml", "<sysConf>", 0},
		{"phonebook.csv", "<<VOIP CONFIG FILE>>Version:2.0002", 0},
		{"phonebook.csv", "#<Voip Config File>#", 0},
		{"phonebook.csv", "<VOIP_CONFIG_FILE>", 0},
		{"phonebook.csv", "<html>", PhonebookCSV},
		{"001565113af8.cfg", "<<VOIP CONFIG FILE>>Version:2.0002\r\n", 0},
		{"a.txt", "name work mobile", 0},
		{"a.xml", "<?xml version=\"1.0\"", 0},
		{"a.xml", "<", 0},
		{"", "", 0},
		{"fanvil_x6u_hwv1_0.txt", image, Firmware},
		{"srv/Fanvil_X6U_Pro_hwv10_12.TXT", strings.ReplaceAll(image, "\n", "\r\n"), Firmware},
		{"fanvil_x6u_hwv1_0.txt", "\ufeff" + image, Firmware},
		{"-", image, Firmware},
		{"001565113af8.cfg", image, 0},
		{"F0V00X600000.txt", image, 0},
		{"x6u.txt", image, 0},
		{"fanvil_x3s_hw3_1_1.txt", image, Firmware},
		{"0c383e1a2b3c.boot", "", Boot},
		{"srv/F00000000000.boot", "anything", Boot},
		{"x6u_hwv1_0.txt", image, 0},
		{"fanvil_x6u_hwv1.txt", image, 0},
		{"fanvil_x6u_hwv1_0.cfg", image, 0},
		{"fanvil_x6u_hwv1_0.txt", "", 0},
		{"fanvil_x6u_hwv1_0.txt", "<html>", 0},
		{"fanvil_x6u_hwv1_0.txt", "Version=2.0\nsip.line.1.RegAddr=x\n", 0},
		{"fanvil_x6u_hwv1_0.txt", "free text\n" + image, 0},
		{"fanvil_x6u_hwv1_0.txt", "<<VOIP CONFIG FILE>>Version:2.0002\r\n" + image, 0},
	} {
		if got := Recognize(c.name, []byte(c.data)); got != c.want {
			t.Errorf("%q with %q is %v, want %v", c.name, c.data, got, c.want)
		}
	}
}

func TestRecognizeName(t *testing.T) {
	for name, want := range map[string]Kind{
		"fanvil_h2u_v2_hwv1_0.txt": Firmware, "book_hwv1_0.txt": 0, "phonebook.csv": PhonebookCSV, "001565113af8.txt": 0, "": 0,
	} {
		if got := RecognizeName(name); got != want {
			t.Errorf("%q is %v, want %v", name, got, want)
		}
	}
}

func TestCheckName(t *testing.T) {
	for _, c := range []struct {
		kind       Kind
		name       string
		suggestion string
		found      bool
		doubtful   bool
	}{
		{DialPeer, "srv/dialPeer.csv", "", false, false},
		{DialPeer, "srv/dialpeer.csv", "dialPeer.csv", true, false},
		{DialPeer, "rules.csv", "dialPeer.csv", true, true},
		{AccessList, "accessList.csv", "", false, false},
		{AccessList, "accesslist.CSV", "accessList.csv", true, false},
		{AccessList, "access_list.csv", "accessList.csv", true, false},
		{PhonebookCSV, "phonebook.csv", "", false, false},
		{PhonebookCSV, "phonebook.CSV", "", false, false},
		{PhonebookCSV, "phonebook.cvs", "phonebook.csv", true, false},
		{PhonebookCSV, "-", "", false, false},
		{PhonebookVCard, "a.vcf", "", false, false},
		{PhonebookVCard, "a.b.csv", "a.b.vcf", true, false},
		{PhonebookXML, "a.xml", "", false, false},
		{PhonebookXML, "book", "book.xml", true, false},
		{UnknownTable, "phones.csv", "", true, true},
	} {
		p := CheckName(c.kind, c.name)
		if (p != nil) != c.found {
			t.Errorf("%v %s: %+v", c.kind, c.name, p)
			continue
		}
		if p != nil && (p.Suggestion != c.suggestion || p.Doubtful != c.doubtful || p.Text == "") {
			t.Errorf("%v %s: %+v", c.kind, c.name, p)
		}
	}
}
