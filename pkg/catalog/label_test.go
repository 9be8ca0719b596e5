package catalog

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// TestLabelsTable is the check that every change to the table of labels must pass.
func TestLabelsTable(t *testing.T) {
	for _, p := range checkLabels(tableText("labels")) {
		t.Error("tables/" + p.Error())
	}
	if !sortedLines(tableText("labels"), 2) {
		t.Error("tables/labels.tsv: the lines are not sorted by label and page")
	}
	onPages := 0
	for _, l := range Labels() {
		if l.Page != "" {
			onPages++
		}
	}
	if onPages != 35 {
		t.Errorf("%d labels on pages, and the description's figures have 35", onPages)
	}
}

// checkLabels finds everything that is wrong with a table of labels.
func checkLabels(text string) []problem {
	labels, problems := readLabels(text)
	seen := map[string]bool{}
	for i, l := range labels {
		say := func(is bool, what string) {
			if is {
				problems = append(problems, problem{"labels.tsv", i + 2, what})
			}
		}
		say(l.Text == "", "a label has a text")
		say(l.Source == "", "nobody says so: the source is missing")
		say(seen[foldLabel(l.Path())], "the page has the label twice")
		say(l.sysconf != "" && For(Sysconf).rowOf(l.sysconf) == nil, "sysconf has no "+l.sysconf)
		for _, path := range l.legacy {
			say(For(TextLegacy).rowOf(path) == nil && For(XMLLegacy).rowOf(path) == nil, "generation 1 has no "+path)
		}
		say(l.Entries() == nil && !strings.HasPrefix(l.Note, "no setting") && !strings.HasPrefix(l.Note, "shown by the phone, no setting"), "neither a setting nor a note that there is none")
		seen[foldLabel(l.Path())] = true
	}
	return problems
}

func TestCheckLabels(t *testing.T) {
	const head = "label\tpage\tsysconf\tlegacy\tsource\tnote\n"
	for _, test := range []struct{ lines, want string }{
		{"X\t\tap/NoSuch\t\ts\t\n", "labels.tsv:2: sysconf has no ap/NoSuch"},
		{"X\t\t\tA MODULE:B\ts\t\n", "labels.tsv:2: generation 1 has no A MODULE:B"},
		{"X\t\t\t\ts\t\n", "labels.tsv:2: neither a setting"},
		{"X\t\tap/FlashMode\t\t\t\n", "labels.tsv:2: nobody says so"},
		{"\t\tap/FlashMode\t\ts\t\n", "labels.tsv:2: a label has a text"},
		{"X\tP\tap/FlashMode\t\ts\t\nx\tP\tap/FlashMode\t\ts\t\n", "labels.tsv:3: the page has the label twice"},
		{"X\tP\n", "labels.tsv:2: not 6 columns"},
	} {
		expectProblem(t, checkLabels(head+test.lines), test.want)
	}
}

func labelPaths(labels []Label) (paths []string) {
	for _, l := range labels {
		paths = append(paths, l.Path())
	}
	return paths
}

func TestLabelsLike(t *testing.T) {
	for text, want := range map[string][]string{
		"Config Encryption Key":             {"Maintenance > Auto Provision > Config Encryption Key"},
		"enable sip pnp:":                   {"SIP Plug and Play > Enable SIP PnP"},
		"Update Interval":                   {"SIP Plug and Play > Update Interval", "Static Provisioning Server > Update Interval"},
		"SIP Plug and Play>Update Interval": {"SIP Plug and Play > Update Interval"},
		"DHCP Option >>":                    {"DHCP Option > Custom Option Value", "DHCP Option > Enable DHCP Option 120", "DHCP Option > Option Value"},
		"Maintenance > Auto Provision > User": {
			"Maintenance > Auto Provision > User",
		},
		"Maintenance > Auto Provision": nil, // a page, not a label
		"Digests":                      {"Digests"},
		"$mac":                         {"$mac"},
		"mac":                          nil,
		"<GLOBAL CONFIG MODULE>":       nil,
		"<<END OF FILE>>":              nil,
		"SIP Plug and Play > User":     nil,
	} {
		found, err := LabelsLike(text)
		if got := labelPaths(found); err != nil || !slices.Equal(got, want) {
			t.Errorf("%q: %q %v", text, got, err)
		}
	}
	for text, want := range map[string]string{
		"SIP Plug and Pray > Update Interval": `did you mean "SIP Plug and Play"?`,
		"Reboot > Now":                        "which are DHCP Option, DHCPv6 Option, Maintenance > Auto Provision,",
	} {
		_, err := LabelsLike(text)
		if wrong := (*PageError)(nil); !errors.As(err, &wrong) || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
	if len(LabelsOn("TR069")) != 8 || LabelsOn("TR-666") != nil {
		t.Errorf("%q", labelPaths(LabelsOn("TR069")))
	}
	if got := labelPaths(NearestLabels("Enabel SIP PnP", 3)); !slices.Equal(got, []string{"SIP Plug and Play > Enable SIP PnP"}) {
		t.Errorf("%q", got)
	}
	if got := labelPaths(NearestLabels("HCP Option 66", 3)); !slices.Equal(got, []string{"DHCP Option 66", "DHCP Option 43"}) {
		t.Errorf("%q, which are not the nearest first", got)
	}
	if NearestLabels("", 3) != nil || NearestLabels(strings.Repeat("x", 1000), 3) != nil || NearestPage("Satic Provisioning Server") != "Static Provisioning Server" {
		t.Error("nearest of nothing, of too much, or of a page")
	}
}

// TestLabelEntries has the setting behind a label in each dialect.
func TestLabelEntries(t *testing.T) {
	for text, want := range map[string][]string{
		"Custom Option Value": {
			"AUTOUPDATE CONFIG MODULE:DHCP Option", "AUTOUPDATE CONFIG MODULE:Net Option:DHCP Option",
			"AUTOUPDATE_CONFIG_MODULE/DHCP_Option", "ap/opt/DHCPOption", "ap.DHCPOption",
		},
		"User": {
			"AUTOUPDATE CONFIG MODULE:Download Username", "AUTOUPDATE CONFIG MODULE:Default Username",
			"AUTOUPDATE_CONFIG_MODULE/Download_Username", "ap/DefaultUsername", "ap.DefaultUsername",
		},
		"Enable Server Digest": {
			"AUTOUPDATE CONFIG MODULE:Auto Server Digest", "MAINTENANCE CONFIG MODULE:Auto Server Digest",
			"AUTOUPDATE_CONFIG_MODULE/Auto_Server_Digest", "mt/AutoServerDigest",
		},
		"mmiset": {
			"AUTOUPDATE CONFIG MODULE:Auto Mmiset Url", "AUTOUPDATE CONFIG MODULE:Auto Mmiset Url", "AUTOUPDATE_CONFIG_MODULE/Auto_Mmiset_Url",
		},
		"Digests": nil,
	} {
		labels, err := LabelsLike(text)
		if err != nil || len(labels) != 1 {
			t.Fatalf("%q: %v %v", text, labels, err)
		}
		var got []string
		for _, e := range labels[0].Entries() {
			got = append(got, e.Path())
			if !slices.ContainsFunc(e.Labels(), func(l Label) bool { return l.Path() == labels[0].Path() }) {
				t.Errorf("%s does not go by %q", e.Path(), text)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q", text, got)
		}
	}
}
