package cfgfile

import "fmt"

// Content tells what a file is that is no provisioning file.
type Content uint8

// What is met in the place of a provisioning file.
const (
	Empty           Content = iota + 1 // no byte, or white space alone
	TooLarge                           // more than MaxSize
	TooManySettings                    // more than MaxSettings
	UTF16                              // text in UTF-16
	OtherEncoding                      // XML that says it is in another encoding than UTF-8, with letters beyond ASCII
	Compressed                         // gzip, zip, bzip2, xz, 7z
	HTML                               // a web page, as a server's error message
	OtherXML                           // XML with another root element
	Foreign                            // a form of another maker's phones, or of nobody's
	OtherText                          // text without any sign of a provisioning file
	OtherBinary                        // anything else; an encrypted file looks like this
	WrongFraming                       // nearly one: a root or header in other letters
	BrokenXML                          // nearly one: XML with blanks in the names of its elements
)

// ContentError says that data is no provisioning file, and what it is.
type ContentError struct {
	Content Content
	Detail  string // what was seen: a root element, a signature, a size
	// Problems are the mistakes of BrokenXML, with their places.
	Problems []Problem
}

func (e *ContentError) Error() string {
	switch e.Content {
	case Empty:
		return "the file is empty: a server that could not find or make it may have left it so"
	case TooLarge:
		return fmt.Sprintf("larger than %d MiB (%s): the largest provisioning file known has 205 KB", MaxSize>>20, e.Detail)
	case TooManySettings:
		return fmt.Sprintf("more than %d settings: the largest provisioning file known has 4265; were many files joined?", MaxSettings)
	case UTF16:
		return "text in UTF-16: no phone reads it; save the file as UTF-8 without a byte order mark"
	case Compressed:
		return e.Detail + " data, no provisioning file: unpack it first"
	case HTML:
		return "an HTML page, no provisioning file: probably the error page of a web server; look at the URL it came from"
	case OtherXML:
		return "XML with the root element <" + e.Detail + ">: a provisioning file has <VOIP_CONFIG_FILE> or <sysConf>"
	case Foreign, WrongFraming, OtherEncoding:
		return e.Detail
	case BrokenXML:
		return "XML with blanks in the names of its elements, which no XML reader takes: write an underscore for each, as in <" + e.Detail + ">"
	case OtherBinary:
		return "binary data, no provisioning file: if it is encrypted, give its key"
	}
	return "text without a <<VOIP CONFIG FILE>> header, a <VOIP_CONFIG_FILE> or <sysConf> root or a #<Voip Config File># line: no provisioning file"
}

func tooLarge(size int) error {
	return &ContentError{Content: TooLarge, Detail: fmt.Sprintf("%d bytes", size)}
}
