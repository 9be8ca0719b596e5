package lint

import (
	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/naming"
	"github.com/fvcfg/fvcfg/pkg/sidefile"
)

// downloadModel speaks of a file that the phone is to fetch and has no use for. It takes
// the model that was given, or the one whose general file this is by its name.
func downloadModel(w *walk) {
	file := catalog.ProvisionedFileOf(w.setting.Key)
	if file == nil || w.isSpoiled() {
		return
	}
	w.downloadMisfit(file.Key, w.setting.KeySpan.Start)
}

// sideModel speaks of such a file itself.
func sideModel(p *pass, kind sidefile.Kind) {
	switch kind {
	case sidefile.AccessList:
		p.downloadMisfit(catalog.AccessListKey, 0)
	case sidefile.DialPeer:
		p.downloadMisfit(catalog.DialRulesKey, 0)
	}
}

func (p *pass) downloadMisfit(key string, offset int) {
	why, doubtful := cfgfile.DownloadMisfit(key, p.models()...)
	if why != "" {
		p.grade(doubt(doubtful), offset, why, "")
	}
}

// models returns the models that the file is for, as far as that is known.
func (p *pass) models() []naming.Model {
	if p.options.Model != nil {
		return []naming.Model{*p.options.Model}
	}
	return naming.Identify(p.name).Models
}
