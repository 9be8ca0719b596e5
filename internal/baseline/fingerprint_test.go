package baseline

import "testing"

func TestWithoutNumbers(t *testing.T) {
	for in, want := range map[string]string{
		"first on line 5; the header has 34 characters":   "first on line #; the header has # characters",
		`"SIP1 Register Addr" stands again, on line 12`:   `"SIP1 Register Addr" stands again, on line #`,
		`the module "LINE 2 MODULE" stands here`:          `the module "LINE 2 MODULE" stands here`,
		`"a \" 7 b" and 7`:                                `"a \" 7 b" and #`,
		"SIP1 Register Addr and sip/line[2]/RegisterAddr": "SIP1 Register Addr and sip/line[2]/RegisterAddr",
		"12 of 40 lines; 3":                               "# of # lines; #",
		`a lone " and 7`:                                  `a lone " and #`,
		"":                                                "",
		"no number":                                       "no number",
	} {
		if got := withoutNumbers(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
