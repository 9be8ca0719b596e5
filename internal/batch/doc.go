// Package batch works on many files: it finds them, reads them safely, hands
// them to several workers and takes the results back in order, and writes
// files so that a reader sees the old content or the new, never a part.
//
// A command that takes files goes through it in this order:
//
//	inputs, err := batch.Expand(args, batch.ExpandOptions{}) // err and inputs can both be there
//	reader := &batch.Reader{Stdin: stdin}
//	progress := batch.NewProgress(stderr, batch.ProgressOptions{Terminal: tty, Total: len(inputs)})
//	defer progress.Done()
//	out := progress.Wrap(stdout)
//	err = batch.Run(ctx, inputs, 0,
//		func(ctx context.Context, in batch.Input) result { data, err := reader.Read(in); … },
//		func(r result) error { progress.Step(); _, err := out.Write(r.text); return err })
//
// Where it writes many files, work stages each in a [Group] and emit adds it, so that
// the disk is waited for once a group; [Group.Flush] comes behind Run.
//
// The package prints nothing but the progress bar, and that only to the writer
// it was given. Its errors name the file, say what is wrong and what to do; a
// caller that acts on one finds it with [errors.As] ([TooLargeError],
// [NotRegularError], [ExistsError] and so on) or, where the standard library
// has a word for it, with [errors.Is] ([io/fs.ErrNotExist],
// [io/fs.ErrPermission], [io/fs.ErrExist]).
package batch
