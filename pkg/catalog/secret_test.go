package catalog

import "testing"

func TestIsSecret(t *testing.T) {
	for _, key := range []string{
		"SIP1 Register Pswd", "SIP1 Register Pwd", "Register_Pswd", "RegisterPswd", "RegPswd", "Account1 Password", "XML-PBook1 PassWd",
		"Menu Password", "Config File Key", "DeviceCfgFileKey", "Common_Cfg_File_Key", "SIP1 MedCrypto Key", "MedCrypto_Key",
		"Fast Keylock Code", "Out1_DTMF_Code", "Server Token", "AlterProxy Pass", "User     Password", "Account1 Pass", "sip.line.1.RegPswd",
	} {
		if !IsSecret(key) {
			t.Errorf("%q is not taken for a secret", key)
		}
	}
	for _, key := range []string{
		"SIP1 Register User", "Softkey Mode", "Fkey1 Value", "Memory Key to BXfer", "AP Pswd Encryption", "Bypass Proxy", "PswDialMode",
		"Enable KeyLock", "Area Code", "Pass_Tone_Type", "Ping Address", "Spinner",
	} {
		if IsSecret(key) {
			t.Errorf("%q is taken for a secret", key)
		}
	}
}
