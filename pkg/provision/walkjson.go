package provision

import "encoding/json"

// MarshalJSON gives the walk as docs/json.md has it. It holds no secret.
func (w *Walk) MarshalJSON() ([]byte, error) {
	out := walkJSON{Outcome: w.Outcome.String(), Steps: []stepJSON{}, Changes: []changeJSON{}, Downloads: []downloadJSON{}}
	for i, s := range w.Steps {
		out.Steps = append(out.Steps, stepJSON{
			Number: i + 1, Kind: s.Kind.String(), Method: s.methodName(), File: s.Role.String(), Name: s.Name, URL: s.URL,
			Outcome: s.Outcome.String(), Reason: s.Reason.String(), Text: s.Text,
		})
	}
	for i := range w.Changes {
		out.Changes = append(out.Changes, w.Changes[i].json())
	}
	for _, d := range w.Downloads {
		out.Downloads = append(out.Downloads, downloadJSON{d.Key, d.What, d.URL, d.Role.String(), d.New, d.Wrong, d.Certain})
	}
	return json.Marshal(out)
}

type walkJSON struct {
	Outcome   string         `json:"outcome"`
	Steps     []stepJSON     `json:"steps"`
	Changes   []changeJSON   `json:"changes"`
	Downloads []downloadJSON `json:"downloads"`
}

type stepJSON struct {
	Number  int    `json:"number"`
	Kind    string `json:"kind"`
	Method  string `json:"method,omitempty"`
	File    string `json:"file,omitempty"`
	Name    string `json:"name,omitempty"`
	URL     string `json:"url,omitempty"`
	Outcome string `json:"outcome"`
	Reason  string `json:"reason"`
	Text    string `json:"text"`
}

type changeJSON struct {
	Path   string  `json:"path"`
	File   string  `json:"file"`
	Old    *string `json:"old,omitempty"`
	New    string  `json:"new"`
	Secret bool    `json:"secret,omitempty"`
}

type downloadJSON struct {
	Key     string `json:"key"`
	What    string `json:"what"`
	URL     string `json:"url"`
	File    string `json:"file"`
	New     bool   `json:"new"`
	Wrong   string `json:"wrong,omitempty"`
	Certain bool   `json:"certain,omitempty"`
}

func (s *Step) methodName() string {
	if s.Method == 0 {
		return ""
	}
	return s.Method.String()
}

func (c *Change) json() changeJSON {
	before, after := c.Shown()
	out := changeJSON{Path: c.ShownPath(), File: c.Role.String(), New: after, Secret: c.IsSecret()}
	if c.Known {
		out.Old = &before
	}
	return out
}
