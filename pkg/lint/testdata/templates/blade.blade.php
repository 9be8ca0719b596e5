<?xml version="1.0" encoding="UTF-8"?>
{{-- made for one device --}}
@php $first = true; @endphp
<sysConf>
    <Version>2.0000000003</Version>
    <net>
        <EnableDHCP>1</EnableDHCP>
@if ($settings['mtu'] ?? false)
        <MTU>{{ $settings['mtu'] }}</MTU>
@else
        <MTU>1500</MTU>
@endif
    </net>
    <sip>
@foreach ($lines as $line)
        <line index="{{ $line['line_number'] }}">
            <PhoneNumber>{{ $line['auth_id'] }}</PhoneNumber>
            <RegisterPswd>{!! $line['password'] !!}</RegisterPswd>
@switch ($line['transport'])
@case ('tcp')
            <Transport>1</Transport>
@break
@case ('tls')
            <Transport>3</Transport>
@break
@default
            <Transport>0</Transport>
@endswitch
        </line>
@endforeach
    </sip>
</sysConf>
