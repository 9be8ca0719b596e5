<<VOIP CONFIG FILE>>Version:{{config_version}}

{{py:n = 1}}
<SIP CONFIG MODULE>
--SIP Line List--  :
{{for extension in sip}}
SIP{{n}} Phone Number  :{{extension.account}}
SIP{{n}} Register Addr :{{server_ip}}
SIP{{n}} Register Port :5060
SIP{{n}} Enable Reg    :{{if extension.secret}}1{{else}}0{{endif}}
{{py:n += 1}}
{{endfor}}
<<END OF FILE>>
