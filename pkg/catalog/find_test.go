package catalog

import (
	"strings"
	"testing"
	"time"
)

func TestFindSecret(t *testing.T) {
	for text, want := range map[string]string{
		"SIP1 Register Pswd :abc":         "SIP1 Register Pswd",
		"x:1SIP1 Register Pswd :abc":      "x:1SIP1 Register Pswd",
		"Register Pswd abc":               "Register Pswd",
		"User     Password:abc":           "User     Password",
		"Config File      Key:abc":        "Config File      Key",
		"<Config_File_Key>abc":            "<Config_File_Key",
		`<a pin="1">`:                     "<a pin",
		`{"pass":"abc"}`:                  `{"pass`,
		"Account1 Pass abc":               "Account1 Pass",
		"Account1 Pass abc:1":             "Account1 Pass",
		"Account1 Pass2 :abc":             "Account1 Pass",
		"AP Pswd Encryption :0 Pswd :abc": "AP Pswd Encryption :0 Pswd",
		"Pswd Encryptionabc":              "Pswd",
		"pre-shared-key: abc":             "pre-shared-key",
	} {
		end, ok := FindSecret(text)
		if !ok || text[:end] != want {
			t.Errorf("%q: %v, %q", text, ok, text[:end])
		}
	}
	for _, text := range []string{
		"", "SIP1 Register User :abc", "Bypass Proxy       :1", "Pass_Tone_Type     :1", "AP Pswd Encryption :0", "PswDialMode:1", "Spinner", "Ping Address :a",
		"p" + strings.Repeat(" ", 100) + "swd:", "passive", "Opening",
	} {
		if end, ok := FindSecret(text); ok {
			t.Errorf("%q: found at %d", text, end)
		}
	}
}

// TestFindSecretInLongText checks that the search is linear.
func TestFindSecretInLongText(t *testing.T) {
	if testing.Short() {
		t.Skip("no goroutine takes part")
	}
	for _, text := range []string{"p", "pass ", "pass_", "p     ", "Pswd Encryption:", "pswDial "} {
		began := time.Now()
		FindSecret(strings.Repeat(text, 1<<20/len(text)))
		if took := time.Since(began); took > 20*time.Second {
			t.Errorf("%q: %v", text, took)
		}
	}
}
