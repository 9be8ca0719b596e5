// Package naming knows what the files are called that a Fanvil phone fetches.
//
// A phone asks its server for two files: a general file, which all phones of a model
// share and whose name is fixed by the model, and a device file, which is named after
// the phone's MAC address or as the user likes.
//
// # From a phone to a file name
//
//	model, err := naming.LookupModel("fanvil x6")
//	model.FileName(naming.CFG) // F0V00X600000.cfg
//
//	mac, err := naming.ParseMAC("00:15:65:11:3A:F8")
//	mac.FileName(naming.XML) // 001565113af8.xml
//
// A URL given to phones may hold macros, which each phone replaces by itself:
//
//	naming.Macros{MAC: mac}.Expand("$mac.cfg") // 001565113af8.cfg
//
// # From a file name to a phone
//
// [Identify] returns what a file name stands for, and whether it looks like a slip in a
// name that a phone would ask for. Such a slip costs a 404 that nobody sees:
//
//	id := naming.Identify("conf/00-15-65-11-3A-F8.cfg")
//	id.Near.Name   // 001565113af8.cfg
//	id.Near.Reason // what is wrong with it
//
// # Where the names come from
//
// The maker's Auto Provision Description 1.1 of 2018-05-11, section 4.1, lists 28
// models. Their names stand here as printed there, misprints noted ([Vendor]). Others
// are in use by public provisioning projects ([Reported]) and may be wrong, though
// they are known to work for somebody. Where the two disagree, the description's name
// is the one given and the other is in [Model.Alternates], or in [Model.Rejected] where
// somebody served it by mistake.
//
// Some names nobody has seen. They are [Inferred]: made by a rule that all but two of the
// names that begin with F0V follow, and [InferGeneralFile] makes more of them; or
// [InferredBase]: those of the model that another is a variant of. Of some models the
// name is [Unknown].
//
// The table is not complete and cannot be. A phone that is missing from it names
// itself: the Vendor Class ID in its exported configuration is the name of its
// general file but for the extension, and sometimes for upper and lower case.
//
// # What phones are served
//
// [Model.Services] has what products that provision phones serve to a model: the dialects
// of their files, and the lines and keys that they count on. They are no word of the
// maker's, and a model that is missing there is one that nothing is known of.
//
// # Errors
//
// What a caller can act upon has a type to test for with errors.As:
// [UnknownModelError], [NamelessModelError], [MACError], [MacroError], [InputError].
package naming
