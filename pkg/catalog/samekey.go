package catalog

// SameKey compares a key of any dialect with a name, case aside: what is a space in text
// is an underscore in xml-legacy and left out in sysconf.
func SameKey(a, b string) bool {
	i, j := 0, 0
	for {
		for i < len(a) && (a[i] == ' ' || a[i] == '_') {
			i++
		}
		for j < len(b) && (b[j] == ' ' || b[j] == '_') {
			j++
		}
		if i == len(a) || j == len(b) {
			return i == len(a) && j == len(b)
		}
		if a[i] != b[j] && !(isASCIILetter(a[i]) && a[i]|0x20 == b[j]|0x20) {
			return false
		}
		i++
		j++
	}
}
