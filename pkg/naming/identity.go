package naming

import (
	"fmt"
	"strings"

	"github.com/fvcfg/fvcfg/internal/ascii"
)

// A Kind says what a file name stands for.
type Kind uint8

const (
	GeneralFile Kind = iota + 1 // the general file of a model
	DeviceFile                  // the device file of one phone, named after its MAC address
	UserFile                    // a name that a user gave
	Template                    // a name with $mac or $input in it
)

var kindNames = [...]string{GeneralFile: "general", DeviceFile: "device", UserFile: "user", Template: "template"}

// String returns "general", "device", "user" or "template".
func (k Kind) String() string {
	if int(k) >= len(kindNames) || kindNames[k] == "" {
		return fmt.Sprintf("Kind(%d)", uint8(k))
	}
	return kindNames[k]
}

// An Identity is what a file name stands for, to a phone that asks for it letter by
// letter. What it may have been meant to be is in Near.
type Identity struct {
	Kind     Kind
	Ext      string  // the extension as written, without its dot; empty if there is none
	Models   []Model // of a GeneralFile: one, or more where models share a file
	Inferred []Model // those that are only inferred to share it, where Models are not
	MAC      MAC     // of a DeviceFile
	UserName string  // of a UserFile: the name without its extension, as typed for $input
	// Listed is set where a GeneralFile has one of [Model.Alternates] for a name: the
	// name that the table has. Note says so in a sentence, and says of a name that is
	// only inferred that it is.
	Listed, Note string
	// Near is what the name is likely a slip of, nil if of nothing.
	Near *NearMiss
}

// Identify says what a file name stands for. Folders before it, with / or \, don't count.
//
// Names that nobody can know are the user's: office.cfg, and also X6.cfg, since no
// phone asks for a file of its model's plain name. So are names with an extension that
// phones take no configuration under. A name that is in the table, as the model's own
// or as an alternate, is never called a near miss; one that is rejected there is. The placeholders 000000000000 and
// ffffffffffff are names like any other.
func Identify(fileName string) Identity {
	base := fileName[strings.LastIndexAny(fileName, `/\`)+1:]
	if strings.IndexByte(base, '$') >= 0 {
		return identifyTemplate(base)
	}
	stem, ext := splitExtension(base)
	if ext.flaw == extFine {
		if mac, ok := deviceMAC(stem); ok {
			return Identity{Kind: DeviceFile, Ext: ext.text, MAC: mac, Near: nearVendorPrefix(mac, ext)}
		}
		if id, ok := identifyGeneral(stem, ext); ok {
			return id
		}
	}
	id := Identity{Kind: UserFile, Ext: ext.text, UserName: strings.TrimSuffix(base, "."+ext.text)}
	if id.Near = nearGeneral(stem, ext); id.Near == nil {
		id.Near = nearDevice(stem, ext)
	}
	if id.Near != nil && ext.flaw == extMissing {
		// What looked like an extension is part of the name: f0X4hw1.100.
		id.Ext, id.UserName = "", base
	}
	return id
}

// deviceMAC reads a stem that is a MAC address exactly as phones write it.
func deviceMAC(stem string) (MAC, bool) {
	var mac MAC
	if len(stem) != macDigits {
		return MAC{}, false
	}
	for i := range len(stem) {
		digit, ok := hexValue(rune(stem[i]))
		if !ok || ascii.IsUpper(stem[i]) {
			return MAC{}, false
		}
		mac[i/2] = mac[i/2]<<4 | digit
	}
	return mac, !mac.isPlaceholder()
}

// identifyGeneral finds the models that a stem is the name of, or else an alternate of.
func identifyGeneral(stem string, ext extension) (Identity, bool) {
	if stem == "" {
		return Identity{}, false
	}
	id := Identity{Kind: GeneralFile, Ext: ext.text}
	for i := range table {
		switch m := &table[i]; {
		case m.stem() != stem:
		case m.IsAttested():
			id.Models = append(id.Models, m.copied())
		default:
			id.Inferred = append(id.Inferred, m.copied())
		}
	}
	if id.Models != nil || id.Inferred != nil {
		if id.Models == nil {
			id.Models, id.Inferred = id.Inferred, nil
			first := &id.Models[0]
			id.Note = fmt.Sprintf("%s is %s for the %s (%s); nobody has seen a phone ask for it", stem, first.Standing, first.Name, first.Source)
		}
		return id, true
	}
	for i := range table {
		for _, alternate := range table[i].Alternates {
			if alternate == stem {
				id.Models = append(id.Models, table[i].copied())
			}
		}
	}
	if id.Models == nil {
		return Identity{}, false
	}
	first := &id.Models[0]
	id.Listed = first.FileName(ext.meant)
	how := "reported"
	if inferred, _ := InferGeneralFile(first.Name); inferred == stem+".cfg" {
		how = "inferred"
	}
	id.Note = fmt.Sprintf("%s is a name %s for %s; %s %s", stem, how, first.Name, listedBy(first), id.Listed)
	return id, true
}

// listedBy names who has the name in the table.
func listedBy(m *Model) string {
	if m.Standing == Vendor {
		return "the maker's description has"
	}
	return "the table of models has"
}

// identifyTemplate is for names with a dollar sign in them.
func identifyTemplate(base string) Identity {
	id := Identity{Kind: UserFile}
	id.UserName = base
	if dot := strings.LastIndexByte(base, '.'); dot >= 0 {
		id.UserName, id.Ext = base[:dot], base[dot+1:]
	}
	found, ok, err := nextMacro(base, 0)
	for ok {
		id.Kind = Template
		found, ok, err = nextMacro(base, found.end)
	}
	if err != nil {
		id.Kind = UserFile
		id.Near = nearTemplate(base)
	}
	if id.Kind == Template {
		id.UserName = ""
	}
	return id
}
