package provision

import "strings"

// emitSIPp writes a scenario for sipp that waits for a phone's SUBSCRIBE, answers it and
// sends the NOTIFY with the URL. Run it with "sipp -sf FILE -i ADDRESS"; phones send
// their SUBSCRIBE to 224.0.1.75 unless their PnP server is set.
//
// The Event header goes back as the phone sent it.
func emitSIPp(d Delivery) ([]byte, error) {
	url := d.URL.StringWithPassword()
	if strings.Contains(url, "]]>") {
		return nil, emitErrorf(SIPp, "the URL holds ]]>, which ends a piece of the scenario")
	}
	return []byte(strings.Replace(sippScenario, "URL-GOES-HERE", escapeSIPp(url), 1)), nil
}

// escapeSIPp writes the bracket of an IPv6 address by its code, since it begins one of
// sipp's own keywords otherwise.
func escapeSIPp(text string) string {
	return strings.NewReplacer(`\`, `\x5C`, `[`, `\x5B`).Replace(text)
}

const sippScenario = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE scenario SYSTEM "sipp.dtd">
<scenario name="Answer a phone's SUBSCRIBE with its provisioning URL">
  <recv request="SUBSCRIBE" crlf="true">
    <action>
      <ereg regexp=".*" search_in="hdr" header="From:" assign_to="from"/>
      <ereg regexp=".*" search_in="hdr" header="To:" assign_to="to"/>
      <ereg regexp="&lt;([^&gt;]*)&gt;" search_in="hdr" header="Contact:" assign_to="matched,contact"/>
      <ereg regexp=".*" search_in="hdr" header="Event:" assign_to="event"/>
    </action>
  </recv>
  <Reference variables="matched"/>

  <send>
    <![CDATA[
      SIP/2.0 200 OK
      [last_Via:]
      From:[$from]
      To:[$to];tag=[pid]fvcfg[call_number]
      [last_Call-ID:]
      [last_CSeq:]
      Contact: <sip:[local_ip]:[local_port];transport=[transport]>
      Expires: 0
      Content-Length: 0

    ]]>
  </send>

  <send retrans="500">
    <![CDATA[
      NOTIFY [$contact] SIP/2.0
      Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
      Max-Forwards: 70
      From:[$to];tag=[pid]fvcfg[call_number]
      To:[$from]
      [last_Call-ID:]
      CSeq: 1 NOTIFY
      Contact: <sip:[local_ip]:[local_port];transport=[transport]>
      Event:[$event]
      Subscription-State: terminated;reason=timeout
      Content-Type: application/url
      Content-Length: [len]

      URL-GOES-HERE]]>
  </send>

  <recv response="200" crlf="true"/>
</scenario>
`
