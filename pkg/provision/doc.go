// Package provision knows what reaches a Fanvil phone and walks through it as a phone
// does: each way to tell a phone its URL, and the steps from the URL to the settings that
// change. The URL itself is that of package provurl.
//
// # Delivery
//
// [Emit] writes a URL for a [Way] of delivery, such as the configuration of a DHCP server
// or a SIP NOTIFY. [FromOption43] and [FromNotify] go the other way.
//
//	u, faults, err := provurl.Parse("https://prov.example.com/$mac.cfg")
//	text, err := provision.Emit(provision.Dnsmasq, provision.Delivery{URL: u, Model: model})
//
// What Emit writes holds the URL's password: it is for the server or the phone.
//
// # A phone
//
// A [Simulator] has a [Phone] start: it takes the [Source] of highest priority, asks a
// [Fetcher] for its files, opens and reads them, decides whether they are applied and
// lists what changes. By which [Rule] a phone decides is disputed, and the walk says where
// the rules disagree. [Phone.Run] has the phone know its own settings: a source that they
// have off is not asked, and a user, a password and a static server that they hold are
// used. The [Walk] is a list of steps, each with its [Outcome] and [Reason],
// to be shown as text or as a [Report].
//
//	walk := provision.NewSimulator(fetcher).Boot(ctx, phone, sources)
//	text := walk.AppendText(nil)
//
// A phone may not take what the walk applies: its model is served another generation of
// files, or its firmware is reported to ignore them. The outcome stays as it is, and the
// walk has a [Doubt].
//
// What the vendor's description does not say of a phone is called not known, in the step
// that it matters to. The package opens no files, prints nothing and keeps no state but
// what a Simulator shares between phones.
package provision
