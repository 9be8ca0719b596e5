package main

// frontPage is what fvcfg prints alone: all commands by what one wants to do, on a screen of
// 24 rows.
const frontPage = `fvcfg checks and changes the files that Fanvil phones configure themselves from.

Usage: fvcfg COMMAND [flags] [FILE…]

Check     lint       find mistakes              info      dialect, version, …
          explain    what a rule or key means   diff      compare by setting
          simulate   what would a phone do?
Change    get        read settings              set       change settings
          unset      remove settings            fmt       canonical form
          stamp      raise the version          convert   to text, XML, dotted
Secure    encrypt    seal with AES-256          decrypt   open, by any scheme
          keygen     make a key                 digest    print or check digests
Deliver   name       names that phones ask for
          url        DHCP, SIP, TR-069, static
Fleets    generate   files from a table         learn     a table from files
More      man        manual pages               help      of a command
          completion for your shell             version   of fvcfg

Start with: fvcfg lint FOLDER      More: fvcfg COMMAND --help
`
