package catalog

import "math/bits"

// letters says which letters a name has: a bit for a letter that is there, another for
// one that is there twice or more, and a bit each for the digits and for all the rest.
// One letter added, left out or mistaken changes two bits at most, so that most names
// can be told apart without a look at them.
type letters uint64

func lettersOf(name string) letters {
	var set letters
	for i := range len(name) {
		set = set.with(name[i])
	}
	return set
}

// with returns the set with one more letter.
func (l letters) with(c byte) letters {
	switch {
	case isLetter(c):
		bit := letters(1) << (c | 0x20 - 'a')
		if l&bit != 0 {
			bit <<= 26
		}
		return l | bit
	case isDigit(c):
		return l | 1<<(52+c-'0')
	}
	return l | 1<<62
}

// mayBeWithin tells whether names with these letters may be within a distance.
func (l letters) mayBeWithin(other letters, limit int) bool {
	return bits.OnesCount64(uint64(l^other)) <= 2*limit
}
