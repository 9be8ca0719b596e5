package provision

import (
	"fmt"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/naming"
	"github.com/fvcfg/fvcfg/pkg/provurl"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// FileDownload is a file that the new configuration has the phone fetch: section 4.4 of
// the vendor's description.
type FileDownload struct {
	Key     string `json:"key"`               // that holds the URL, as text files write it
	What    string `json:"what"`              // the file is, such as "firmware"
	URL     string `json:"url"`               // without credentials
	Role    Role   `json:"file"`              // the file that the setting comes from
	New     bool   `json:"new"`               // the URL is another than the running one, or that is not known
	Wrong   string `json:"wrong,omitempty"`   // what is wrong with it, "" if nothing is known to be
	Certain bool   `json:"certain,omitempty"` // that the phone cannot use it
	reason  Reason
}

// download lists a setting if it has the phone fetch a file.
func (w *Walk) download(c *Change) {
	file := catalog.ProvisionedFileOf(c.Setting.Key)
	if file == nil || c.Setting.Value == "" {
		return
	}
	d := FileDownload{Key: file.Key, What: file.What, URL: redact.Value(c.Setting.Value), Role: c.Role, New: c.isNew(), reason: reasonNewDownload}
	d.check(file, c.Setting.Value)
	if c.Setting.TabBeforeColon() && d.Wrong == "" {
		d.Wrong, d.reason = "a tab stands between its key and the colon, and whether a phone reads the key so is not known: fvcfg lint --fix puts spaces there", reasonDownloadTab
	}
	w.Downloads = append(w.Downloads, d)
}

// check finds what is wrong with the URL, and with the name of the file it leads to.
func (d *FileDownload) check(file *catalog.ProvisionedFile, url string) {
	u, faults, err := provurl.ParseDownload(url)
	if err == nil {
		d.URL = redact.Address(u)
	}
	if fault := provurl.FirstError(faults, err); fault != nil {
		d.Wrong, d.Certain, d.reason = fault.String(), true, ReasonBadURL
		return
	}
	if name, ok := catalog.FileNameOfURL(url); ok {
		if d.Wrong, d.Certain = file.CheckName(name); d.Wrong != "" {
			d.reason = reasonDownloadName
		}
	}
}

// downloadSteps adds a step for each download. Phones of the model may not take a file: sections
// 2.5 and 4.4 of the description.
func (w *Walk) downloadSteps(model naming.Model) {
	for i := range w.Downloads {
		d := &w.Downloads[i]
		if wrong, _ := cfgfile.DownloadMisfit(d.Key, model); d.Wrong == "" && wrong != "" {
			d.Wrong, d.reason = wrong, reasonDownloadModel
		}
		s := Step{Kind: downloadStep, Role: d.Role, URL: d.URL, Outcome: Done, Reason: d.reason}
		switch {
		case !d.New:
			s.Outcome, s.Reason = Skipped, reasonDownloadUnchanged
			s.Text = fmt.Sprintf("%s: the URL is the running one, %s, and %s", d.What, d.URL, d.again())
		case d.reason == ReasonBadURL:
			s.Text = fmt.Sprintf("cannot fetch %s by its URL: %s", d.What, d.Wrong)
		case d.Wrong != "":
			s.Text = fmt.Sprintf("fetches %s from %s, but %s", d.What, d.URL, d.Wrong)
		default:
			s.Text = fmt.Sprintf("fetches %s from %s", d.What, d.URL)
		}
		if d.New && d.Certain {
			s.Outcome = Rejected
		}
		w.add(s)
		d.URL, d.Wrong = w.hide(d.URL), w.hide(d.Wrong)
	}
}

// again says when a file is fetched again whose URL is the running one.
func (d *FileDownload) again() string {
	if d.Key == catalog.ImageKey {
		return "it is fetched again only where the digest of the firmware is another (section 4.4), which is not known here"
	}
	return "it is no new item to download (section 1.2, step 6)"
}
