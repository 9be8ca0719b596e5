package catalog

// maxName is the length of the longest name that is compared with others.
const maxName = 64

// OneLetterOff reports whether two names of at most 64 bytes differ by one letter that was
// added, left out or mistaken, or by two that were swapped. Upper and lower case are the
// same.
func OneLetterOff(a, b string) bool {
	return max(len(a), len(b)) <= maxName && distance(a, b, 1) == 1
}

// distance counts the letters that were added, left out, mistaken or swapped between two
// names of at most maxName bytes, upper and lower case aside. It gives up beyond a limit
// and says limit+1.
func distance(a, b string, limit int) int {
	a, b = trimAlike(a, b)
	if len(a) > len(b) {
		a, b = b, a
	}
	switch {
	case len(b)-len(a) > limit:
		return limit + 1
	case len(a) == 0:
		return len(b)
	case limit == 1:
		if len(b) == 1 || len(a) == 2 && len(b) == 2 && alike(a[0], b[1]) && alike(a[1], b[0]) {
			return 1
		}
		return 2
	}
	// Three rows of the usual matrix: a swap looks back two.
	var rows [3][maxName + 1]int
	before, last, now := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		now[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if alike(a[i-1], b[j-1]) {
				cost = 0
			}
			n := min(last[j]+1, now[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && alike(a[i-1], b[j-2]) && alike(a[i-2], b[j-1]) {
				n = min(n, before[j-2]+1)
			}
			now[j] = n
			least = min(least, n)
		}
		if least > limit {
			return limit + 1
		}
		before, last, now = last, now, before
	}
	return min(last[len(b)], limit+1)
}

// trimAlike takes off what both names start and end with, which is most of them.
func trimAlike(a, b string) (string, string) {
	for len(a) > 0 && len(b) > 0 && alike(a[0], b[0]) {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && alike(a[len(a)-1], b[len(b)-1]) {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return a, b
}

// alike compares two letters, case aside.
func alike(a, b byte) bool {
	return a == b || a^b == 0x20 && isLetter(a)
}
