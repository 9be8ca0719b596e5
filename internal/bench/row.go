package main

import (
	"fmt"
	"time"
)

// row is a line of the table: our time against a peer's.
type row struct {
	name   string
	ours   timing
	peer   string
	theirs timing

	// The target, where there is one: at least that many times faster than the
	// peer, or at most that many times slower.
	faster, slower float64
	byMedian       bool // the target is held against the median, not the least
}

func (r row) print() {
	least := float64(r.theirs.least) / float64(r.ours.least)
	median := float64(r.theirs.median) / float64(r.ours.median)
	judged, ours, theirs := least, r.ours.least, r.theirs.least
	if r.byMedian {
		judged, ours, theirs = median, r.ours.median, r.theirs.median
	}
	target, met := "", ""
	switch {
	case r.faster > 0:
		target, met = fmt.Sprintf("≥ %g × faster", r.faster), yesNo(judged >= r.faster)
	case r.slower > 0:
		target, met = fmt.Sprintf("≤ %g × slower", r.slower), yesNo(1/judged <= r.slower)
	}
	fmt.Printf("| %s | %s | %s | %s | %s | %s | %s | %s |\n",
		r.name, duration(ours), r.peer, duration(theirs), ratio(least), ratio(median), target, met)
}

// ratio words how many times as fast as the peer we are.
func ratio(times float64) string {
	if times >= 1 {
		return fmt.Sprintf("%.1f × faster", times)
	}
	return fmt.Sprintf("%.2f × slower", 1/times)
}

func duration(d time.Duration) string {
	if d >= time.Millisecond {
		return fmt.Sprintf("%.2f ms", float64(d)/float64(time.Millisecond))
	}
	return fmt.Sprintf("%.1f µs", float64(d)/float64(time.Microsecond))
}

func yesNo(met bool) string {
	if met {
		return "yes"
	}
	return "**no**"
}
