package naming

// macGroups keeps account of how the digits of a MAC address are grouped.
type macGroups struct {
	digits    int      // in all
	count     int      // groups begun, beyond what sizes holds too
	sizes     [7]uint8 // digits in each group; one group too many is enough to know
	columns   [7]int   // where each begins
	separator byte     // what stands between them, 0 if nothing does
}

// digit takes account of one more digit.
func (g *macGroups) digit(column int) {
	if g.count == 0 {
		g.count = 1
	}
	g.digits++
	if i := g.count - 1; i < len(g.sizes) {
		if g.sizes[i] == 0 {
			g.columns[i] = column
		}
		if g.sizes[i] < 255 {
			g.sizes[i]++
		}
	}
}

// separate ends a group; it says whether the separator is the one used before.
func (g *macGroups) separate(separator byte) bool {
	if g.separator != 0 && g.separator != separator {
		return false
	}
	if g.count == 0 {
		g.count = 1 // an empty group, before the first digit
	}
	g.separator = separator
	g.count++
	return true
}

// size is what each group should have, 0 for a number of groups that nobody uses.
func (g *macGroups) size() uint8 {
	switch g.count {
	case 1, 2, 3, 6:
		return uint8(macDigits / g.count)
	}
	return 0
}

// regular says that all groups have as many digits as they should.
func (g *macGroups) regular() bool {
	size := g.size()
	for _, n := range g.sizes[:min(g.count, len(g.sizes))] {
		if n != size {
			return false
		}
	}
	return size != 0
}

// odd is the column of the first group of a wrong size, 0 if none can be named.
func (g *macGroups) odd() int {
	size := g.size()
	if size == 0 || g.count == 1 {
		return 0
	}
	for i, n := range g.sizes[:g.count] {
		if n != size {
			return g.columns[i] // 0 for an empty group
		}
	}
	return 0
}
