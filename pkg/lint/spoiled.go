package lint

import "strings"

// isSpoiled reports whether the setting's value is not what will be there: a template's tag
// stands on its line, of which FV110 speaks, or another line is fused to it, of which
// FV203 does. The key is what it is all the same; see [pass.nameInTemplate].
func (w *walk) isSpoiled() bool {
	if w.inTemplate(w.setting.KeySpan.Start) {
		return true
	}
	if !isText(w.pass) {
		return false
	}
	_, fused := nextFused(w.setting.Value, 0, w.setting.Key)
	return fused
}

// fusedScope is how far the place that a walk is in was searched for the start of
// another one that is fused to a value.
type fusedScope struct {
	read  int // up to this offset
	found bool
}

// isScopeFused tells whether a list marker or a module's header between the start of
// the place and the setting was read as part of a value, so that the setting belongs
// elsewhere once that line is mended.
func (w *walk) isScopeFused() bool {
	if !isText(w.pass) {
		return false
	}
	f := &w.fused
	for !f.found && f.read < w.setting.KeySpan.Start {
		line, _, _ := strings.Cut(w.src[f.read:w.setting.KeySpan.Start], "\n")
		f.found = opensScope(line)
		f.read += len(line) + 1
	}
	return f.found
}

// opensScope tells whether the value on a line holds a list marker or a bracket.
func opensScope(line string) bool {
	key, value, _ := strings.Cut(strings.TrimSuffix(line, "\r"), ":")
	for from := 0; ; {
		next, ok := nextFused(value, from, key)
		if !ok || next.what != fusedSettingLine {
			return ok
		}
		key, from = value[next.at:next.end], next.end
	}
}
