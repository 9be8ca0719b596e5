// Package fleet makes the provisioning files of many phones: from bases that they share
// and a table with a row for each phone.
//
//	table, err := fleet.OpenTable(source, fleet.CSV)
//	…
//	g, err := fleet.New(table.Columns(), fleet.Options{Bases: []string{"base.cfg"}, ReadFile: read})
//	…
//	report, err := g.Check(ctx, table)
//	if err != nil || report.Faulty > 0 {
//		return errors.Join(err, errors.Join(report.Faults...))
//	}
//	err = g.Run(ctx, table, report, func(f *fleet.File) func() error {
//		return func() error { return write(f.Name, f.Data) }
//	})
//
// # Bases
//
// A base is a provisioning file, of any dialect and encrypted or not, or YAML: a mapping of
// a setting's path or neutral name to its value. Several are layers, of which the later one
// counts: vendor, site, model. Provisioning files among them are of one generation of
// phones, and the first decides what the result looks like. Of YAML alone, the files are of
// the dialect that the row names, or of that which the row's model is served.
//
// A value of a base may hold variables: {{extension}}, {{name|upper}}, {{vlan|default:20}}.
// Their names are those of columns, and mac, model and file_key. See [Filters]. The macros
// that phones replace by themselves, $mac and the like, are left alone.
//
// # Columns
//
// The column mac must be there. Those named model, base, dialect, file_key, file and
// version choose by row: the phone's model, the bases that take the place of the others, the
// dialect, the key that the file is encrypted with, the name of the file, the version that it
// has at least. Each other column is a setting, by its path or its neutral name
// ("line1.number"), or a variable. A setting that the base does not have is added. A cell
// that is not set leaves the base's value as it is.
//
// # What a cell can do
//
// A base is read first, and values are put in after. So no cell can become a setting, an
// element or a second line: it is the value of its setting, letter by letter, or it is
// refused and its row is at fault. What a cell holds is not looked through for variables.
//
// # Faults
//
// [Generator.Check] makes every file and keeps none. It returns all that is wrong with the
// rows, each with its line and its column, before a first file is written: addresses that
// are none or stand twice, more lines than the model has, values that no file can hold, what
// package lint finds an error in. No fault shows what a cell of a setting or variable holds.
// [Generator.Run] makes the files of the good rows again, on several goroutines, and hands
// them on in the order of the table. Neither keeps more than a few files in memory.
//
// # Versions
//
// A phone takes a file whose version is higher than that of the one before. Where a file of
// the name is there already and has the same settings, it is left as it is; else the new one
// gets a version above both the old file's and the base's, or the one that is asked for.
//
// The package opens no files, prints nothing and keeps no state but a Generator's, which may
// be used by several goroutines at once.
package fleet
