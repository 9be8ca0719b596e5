package naming_test

import (
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/naming"
)

// A nearCase is a name, what it is a slip of, and what the reason must say. A plus in
// front of the right name says that the slip is certain.
type nearCase struct{ given, want, model, says string }

func (c nearCase) check(t *testing.T, kind naming.Kind) {
	t.Helper()
	id := naming.Identify(c.given)
	if id.Near == nil {
		t.Errorf("%q: no near miss", c.given)
		return
	}
	near := id.Near
	name, certain := strings.CutPrefix(c.want, "+")
	if near.Name != name || near.Certain != certain || near.Kind != kind {
		t.Errorf("%q: got %q (certain: %v, %s), want %q (certain: %v)\n%s", c.given, near.Name, near.Certain, near.Kind, name, certain, near.Reason)
	}
	var models []string
	for _, m := range near.Models {
		models = append(models, m.Name)
	}
	if got := strings.Join(models, " "); got != c.model {
		t.Errorf("%q: models %q, want %q", c.given, got, c.model)
	}
	if !strings.Contains(near.Reason, c.says) || !strings.Contains(near.Reason, name) || strings.HasSuffix(near.Reason, ".") {
		t.Errorf("%q: %s\ndoes not say %q", c.given, near.Reason, c.says)
	}
	if name != "" {
		if right := naming.Identify(name); right.Kind != kind || right.Near != nil || right.MAC != near.MAC {
			t.Errorf("%q: the name to use, %s, is none: %+v", c.given, name, right)
		}
	}
}

func TestNearGeneral(t *testing.T) {
	for _, c := range []nearCase{
		{"F0V00x600000.cfg", "+F0V00X600000.cfg", "X6", "in another case, which servers on Unix tell apart"},
		{"f0h5hw1.100.cfg", "+f0H5hw1.100.cfg", "H5", "in another case"},
		{"F0H5HW1.100.xml", "+f0H5hw1.100.xml", "H5", "in another case"},
		{"f0x3sghw1.100.cfg", "f0X3sghw1.100.cfg", "X3SG", "reported to be"},
		{"FOV00X600000.cfg", "+F0V00X600000.cfg", "X6", "letter O where a zero"},
		{"f0vOOx600ooo.cfg", "+F0V00X600000.cfg", "X6", "letter O where a zero"},
		{"F0V00X60000.cfg", "+F0V00X600000.cfg", "X6", "lacks the '0' of column 12"},
		{"F0V00X6000000.cfg", "+F0V00X600000.cfg", "X6", "has '0' too many in column 13"},
		{"F0V00X600000 .cfg", "+F0V00X600000.cfg", "X6", "has ' ' too many in column 13"},
		{"F0V00X600000..cfg", "+F0V00X600000.cfg", "X6", "has '.' too many"},
		{"0V00X600000.cfg", "+F0V00X600000.cfg", "X6", "lacks the 'F' of column 1"},
		{"E0V00X600000.cfg", "+F0V00X600000.cfg", "X6", "has 'E' in column 1 where 'F' belongs"},
		{"0FV00X600000.cfg", "+F0V00X600000.cfg", "X6", "columns 1 and 2 swapped"},
		{"f0X4hw1.10.cfg", "+f0X4hw1.100.cfg", "X4", "lacks the '0' of column 11"},
		{"f0X4hw1.1000.cfg", "+f0X4hw1.100.cfg", "X4", "too many in column 12"},
		{"f0X4wh1.100.cfg", "+f0X4hw1.100.cfg", "X4", "columns 5 and 6 swapped"},
		{"f0X4hw1o100.cfg", "+f0X4hw1.100.cfg", "X4", "has 'o' in column 8 where '.' belongs"},
		{"f0X4hw1,100.cfg", "+f0X4hw1.100.cfg", "X4", "has ',' in column 8 where '.' belongs"},
		{"f0EIM01hw1.100.cfg", "f0EIM-01hw1.100.cfg", "EIM-01", "lacks the '-'"},
		{"f0F0600000O.cfg", "+f0F06000000.cfg", "F600", "letter O"},
		{"f0F0600x000.cfg", "+f0F06000000.cfg", "F600", "has 'x' in column 8"},
		{"f0C0600000.cfg", "+f0C06000000.cfg", "C600", "lacks the '0'"},
		{"F0V0V62000000.cfg", "F0V0V6200000.cfg", "V62", "too many in column 13"},
	} {
		c.check(t, naming.GeneralFile)
	}
}

// TestNearGeneralPlausible is about names that a model newer than the table may have.
func TestNearGeneralPlausible(t *testing.T) {
	const plausible = "keep it only if it belongs to a model that the table lacks"
	for _, c := range []nearCase{
		{"F0V0X8U00000.cfg", "F0V0X3U00000.cfg", "X3U X4U X5U X6U", plausible},
		{"F0V00X800000.cfg", "F0V00X600000.cfg", "X6 X7 X3", "F0V00X600000.cfg (X6), F0V00X700000.cfg (X7) or F0V00X300000.cfg (X3)"},
		{"f0v00x800000.cfg", "F0V00X600000.cfg", "X6 X7 X3", plausible},
		{"F0V00X_00000.cfg", "F0V00X600000.cfg", "X6 X7 X3", plausible}, // of which, nobody can say
		{"F0V0XOS00000.cfg", "F0V0X5S00000.cfg", "X5S", "has 'O' in column 6 where '5' belongs"},
		{"F0V0X8S00000.cfg", "F0V0X5S00000.cfg", "X5S", plausible},
		{"F0V0V2600000.cfg", "F0V0V6200000.cfg", "V62", "columns 6 and 7 swapped"},
		{"f0X3Rhw1.100.cfg", "f0X3Shw1.100.cfg", "X3S", plausible},
		{"f0X44hw1.100.cfg", "f0X4hw1.100.cfg", "X4", "too many in column 5"},
		{"f0i20Shw1.100.cfg", "f0i20SVhw1.100.cfg", "i20S", "lacks the 'V' of column 7"}, // perhaps the description misprints it
		{"F0V10S000000.cfg", "F0V10S00000.cfg", "i10S", plausible},                       // and here 12 characters may be right
		{"f0F07000000.cfg", "f0F06000000.cfg", "F600", plausible},
		{"f0C07000000.cfg", "f0C06000000.cfg", "C600 C400", plausible},
		{"F0V0X8S00000.CFG", "F0V0X5S00000.cfg", "X5S", "and has its extension in another case"},
	} {
		c.check(t, naming.GeneralFile)
	}
}

func TestNearAlternate(t *testing.T) {
	for _, c := range []nearCase{
		{"f0v0v61g0000.cfg", "F0VV61G00000.cfg", "V61G", "or else F0V0V61G0000; this name is in another case"},
		{"F0V0V61G000.cfg", "F0VV61G00000.cfg", "V61G", "lacks the '0' of column 12"},
		{"F0V00X5S0000.conf", "F0V0X5S00000.cfg", "X5S", "has the extension conf"},
		{"F0V0V61X0000.cfg", "F0VV61G00000.cfg", "V61G V61W", "F0V0V61G0000.cfg (reported for V61G, otherwise F0VV61G00000.cfg)"},
	} {
		c.check(t, naming.GeneralFile)
	}
}

// TestRejected is about names that somebody served and that better sources contradict.
func TestRejected(t *testing.T) {
	const why = "was served by somebody, and the rule of the F0V names and a better source say otherwise"
	for _, c := range []nearCase{
		{"F0V00X5S0000.cfg", "F0V0X5S00000.cfg", "X5S", "the general file of X5S is F0V0X5S00000.cfg; F0V00X5S0000 " + why},
		{"F0V00X5U0000.txt", "F0V0X5U00000.txt", "X5U", "is reported to be F0V0X5U00000.txt; F0V00X5U0000 " + why},
		{"F0VV6200000.cfg", "F0V0V6200000.cfg", "V62", why},
		{"F0V2UH6W00000.cfg", "F0V0H6W00000.cfg", "H6W", why},
		{"F0V00X200000.cfg", "F0VX21000000.cfg", "X210", why},
		{"F0VX7UV200000.cfg", "F0VX7V200000.cfg", "X7-V2", "is inferred to be F0VX7V200000.cfg; F0VX7UV200000 " + why},
		{"f0v00x5s0000.cfg", "F0V0X5S00000.cfg", "X5S", "this name is in another case"},
	} {
		c.check(t, naming.GeneralFile)
		if id := naming.Identify(c.given); id.Kind == naming.GeneralFile {
			t.Errorf("%s is a name that phones ask for: %+v", c.given, id)
		}
	}
}

// TestNearInferred is about slips in names that nobody has seen: case and zeros tell, a
// letter does not.
func TestNearInferred(t *testing.T) {
	for _, c := range []nearCase{
		{"f0vx30300000.cfg", "F0VX30300000.cfg", "X303", "the general file of X303 is inferred to be F0VX30300000.cfg; this name is in another case"},
		{"F0VX303OOOOO.cfg", "F0VX30300000.cfg", "X303", "letter O"},
		{"F0VX30300000.conf", "F0VX30300000.cfg", "X303", "extension conf"},
	} {
		c.check(t, naming.GeneralFile)
	}
	for _, name := range []string{"F0VX30700000.cfg", "F0VX3030000.cfg", "F0VH60300000.cfg"} {
		if id := naming.Identify(name); id.Near != nil {
			t.Errorf("%s: %+v", name, id.Near)
		}
	}
}

func TestNearExtension(t *testing.T) {
	for _, c := range []nearCase{
		{"F0V00X600000.CFG", "+F0V00X600000.cfg", "X6", "extension in another case"},
		{"F0V00X600000.Xml", "+F0V00X600000.xml", "X6", "extension in another case"},
		{"F0V00X600000.conf", "+F0V00X600000.cfg", "X6", "extension conf"},
		{"F0V00X600000.crg", "+F0V00X600000.cfg", "X6", "extension crg"},
		{"F0V00X600000.Xmk", "+F0V00X600000.xml", "X6", "extension Xmk"},
		{"F0V00X600000.cfg.txt", "+F0V00X600000.cfg", "X6", "two extensions"},
		{"F0V00X600000", "+F0V00X600000.cfg", "X6", "no extension"},
		{"F0V00X600000.", "+F0V00X600000.cfg", "X6", "no extension"},
		{"f0X4hw1.100", "+f0X4hw1.100.cfg", "X4", "no extension"},
		{"F0V00x60000.CFG", "+F0V00X600000.cfg", "X6", "lacks the '0' of column 12 and has its extension in another case"},
	} {
		c.check(t, naming.GeneralFile)
	}
}

func TestNearDevice(t *testing.T) {
	for _, c := range []nearCase{
		{"00:15:65:11:3A:F8.cfg", "+001565113af8.cfg", "", "has colons in it and has capital letters"},
		{"00-15-65-11-3a-f8.cfg", "+001565113af8.cfg", "", "has dashes in it"},
		{"x/00-15-65-11-3a-f8.xml", "+001565113af8.xml", "", "has dashes in it"},
		{"0015.6511.3af8.txt", "+001565113af8.txt", "", "has dots in it"},
		{"0015.6511.3af8", "+001565113af8.cfg", "", "has dots in it and has no extension"},
		{"00 15 65 11 3a f8.cfg", "+001565113af8.cfg", "", "has spaces in it"},
		{"00-15-65-11-30-08.cfg", "+001565113008.cfg", "", "has dashes in it"},
		{"00_15_65_11_3a_f8.cfg", "+001565113af8.cfg", "", "has underscores in it"},
		{"001565113AF8.cfg", "+001565113af8.cfg", "", "has capital letters"},
		{"O01565113af8.cfg", "+001565113af8.cfg", "", "has the letter O in column 1 where the digit 0 belongs"},
		{"0015651l3af8.cfg", "+001565113af8.cfg", "", "has the letter l in column 8 where the digit 1 belongs"},
		{"00I565113af8.cfg", "+001565113af8.cfg", "", "has the letter I in column 3"},
		{"001S65113af8.cfg", "+001565113af8.cfg", "", "has the letter S in column 4 where the digit 5 belongs"},
		{"OO1565ll3af8.cfg", "", "", ""}, // four of them: no longer a slip
		{"OOa859113af8.cfg", "+00a859113af8.cfg", "", "has the letter O in column 1"},
		{"00156511eal8.cfg", "00156511ea18.cfg", "", "column 11"},
		{"00ab59113af8.cfg", "00a859113af8.cfg", "", "has a b where those of Fanvil phones have an 8"},
		{"0c3b3e113af8.cfg", "0c383e113af8.cfg", "", "check on the label"},
		{"cfg001565113af8.cfg", "001565113af8.cfg", "", "begins with cfg"},
		{"CFG-00A859113AF8.xml", "+00a859113af8.xml", "", "begins with CFG- and has capital letters"},
		{"mac00a859113af8.cfg", "+00a859113af8.cfg", "", "begins with mac"},
		{"mac0c383e113af8.cfg", "+0c383e113af8.cfg", "", "begins with mac"},
		{"mac00a85a113af8.cfg", "+00a85a113af8.cfg", "", "begins with mac"},
		{"mace0e656113af8.cfg", "+e0e656113af8.cfg", "", "begins with mac"},
		{"mac00304f113af8.cfg", "+00304f113af8.cfg", "", "begins with mac"},
		{"maca09f7a113af8.cfg", "+a09f7a113af8.cfg", "", "begins with mac"},
		{"mac00a85b113af8.cfg", "00a85b113af8.cfg", "", "begins with mac"},
		{"001565113af8.cfg.cfg", "+001565113af8.cfg", "", "two extensions"},
		{"001565113af8.cfg.txt", "+001565113af8.cfg", "", "two extensions"},
		{"001565113af8.xml.cfg", "+001565113af8.xml", "", "two extensions"},
		{"001565113af8.CFG", "+001565113af8.cfg", "", "extension in another case"},
		{"001565113af8.conf", "+001565113af8.cfg", "", "extension conf, which phones don't ask for"},
		{"001565113af8.crg", "+001565113af8.cfg", "", "extension crg, which phones don't ask for"},
		{"001565113af8.ttx", "", "", ""}, // two letters swapped
		{"001565113af8", "+001565113af8.cfg", "", "no extension"},
		{"18:01:31:12:30:00.cfg", "+180131123000.cfg", "", "has colons"},
	} {
		if c.want == "" {
			if near := naming.Identify(c.given).Near; near != nil {
				t.Errorf("%q: %+v", c.given, near)
			}
			continue
		}
		c.check(t, naming.DeviceFile)
	}
}

// TestNearDeviceLength is about names to which only somebody who knows the phone can
// give the right one.
func TestNearDeviceLength(t *testing.T) {
	for _, c := range []nearCase{
		{"00156511af8.cfg", "", "", "11 hexadecimal digits where a MAC address has 12: look for the one that was lost"},
		{"001565113af88.cfg", "", "", "13 hexadecimal digits where a MAC address has 12: look for the one that is too many"},
		{"00a85911388.cfg", "+", "", "11 hexadecimal digits"},
		{"00A859113AF88.cfg", "+", "", "13 hexadecimal digits"},
		{"cfg00a859113af.cfg", "+", "", "11 hexadecimal digits"},
		{"00:15:65:11:3a:f.cfg", "", "", "11 hexadecimal digits"},
		{"00-15-65-11-3a-f88.cfg", "", "", "13 hexadecimal digits"},
	} {
		c.check(t, naming.DeviceFile)
	}
}

func TestNearTemplate(t *testing.T) {
	for _, c := range []nearCase{
		{"$MAC.cfg", "+$mac.cfg", "", `don't know "$MAC"`},
		{"${mac}.cfg", "+$mac.cfg", "", `don't know "${mac}"`},
		{"$imput.xml", "+$input.xml", "", "write $input.xml"},
		{"x/$MAC-$Input.cfg", "+$mac-$input.cfg", "", "phones replace $mac"},
		{"$mac-$Input.cfg", "+$mac-$input.cfg", "", "phones replace $input"},
		{"$macaddr.cfg", "", "", `phones replace $mac and don't know "$macaddr"`},
		{"${mac}x.cfg", "", "", `don't know "${mac}"`}, // $macx is no macro
	} {
		c.check(t, naming.Template)
	}
	if id := naming.Identify("$MAC$id.cfg"); id.Near != nil {
		t.Errorf("a template with an unknown macro cannot be mended: %+v", id.Near)
	}
}
