package template

// Parse reads the tags of a text by the rules of one engine. A text without tags has none.
func Parse(src string, e Engine) *Template { return &Template{Engine: e} }

// Recognize returns the engine that the tags of a text are of, and the first tag that says so;
// None where it has no tags.
func Recognize(src string) (Engine, Tag) { return None, Tag{} }

// HasSuffix reports whether a file's name has a template's suffix: .tpl .j2 .twig .erb .php
// .tmpl .mustache .blade.php.
func HasSuffix(name string) bool { return false }

// NameHoldsTag reports whether a file's name holds a tag: {$mac}.cfg.
func NameHoldsTag(name string) bool { return false }

// HasControl reports whether a tag is no mere expression or comment.
func (t *Template) HasControl() bool { return false }
