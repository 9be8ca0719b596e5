package catalog

import "testing"

func TestIsSecret(t *testing.T) {
	for _, key := range []string{
		"SIP1 Register Pswd", "SIP1 Register Pwd", "Register_Pswd", "RegisterPswd", "RegPswd", "Account1 Password", "XML-PBook1 PassWd",
		"Menu Password", "Config File Key", "DeviceCfgFileKey", "Common_Cfg_File_Key", "SIP1 MedCrypto Key", "MedCrypto_Key",
		"Fast Keylock Code", "Out1_DTMF_Code", "Server Token", "AlterProxy Pass", "User     Password", "Account1 Pass", "sip.line.1.RegPswd",
		"XML-PBook1 Auth", "Auth", "XML_PBook12_Auth", "Out1_Remote_Value", "tamper_Reset_Value",
	} {
		if !IsSecret(key) {
			t.Errorf("%q is not taken for a secret", key)
		}
	}
	for _, key := range []string{
		"SIP1 Register User", "Softkey Mode", "Fkey1 Value", "Memory Key to BXfer", "AP Pswd Encryption", "Bypass Proxy", "PswDialMode",
		"Enable KeyLock", "Area Code", "Pass_Tone_Type", "Ping Address", "Spinner",
		"SIP1 Keep AUTH", "Enable_Dual_Auth", "EnablePushXMLAuth", "Openvpn Enable User Auth", "Auth Type", "Fkey1 Value",
	} {
		if IsSecret(key) {
			t.Errorf("%q is taken for a secret", key)
		}
	}
}

// TestNamesOfMarkedKeys checks that what the dictionary marks as secret shows by its
// name, too: text that is broken is judged by that alone.
func TestNamesOfMarkedKeys(t *testing.T) {
	for _, d := range Dialects() {
		marked := 0
		for e := range For(d).Entries() {
			if !e.Secret() {
				continue
			}
			marked++
			for _, number := range []string{"1", "12"} {
				key := e.KeyAt(number)
				if !IsSecret(key) || !For(d).IsSecret(e.Module(), e.List(), key) {
					t.Errorf("%v: %q is not taken for a secret", d, key)
				}
				for _, line := range []string{key + " :x", "<" + key + ">", "a:" + key + ":x", key + "=x"} {
					if _, ok := FindSecret(line); !ok {
						t.Errorf("%v: no secret is found in %q", d, line)
					}
				}
			}
		}
		if marked == 0 {
			t.Errorf("%v: no key is marked", d)
		}
	}
}
