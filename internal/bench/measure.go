package main

import (
	"slices"
	"time"
)

// contender is one way to do a job.
type contender struct {
	name string
	run  func() error
}

// timing is what a contender needed for one run.
type timing struct{ least, median time.Duration }

// compare times contenders on the same job. They take turns in short rounds, so
// that whatever else the machine does meets them all alike. The least of a
// contender's rounds is its time without that, the median its time with it.
func compare(rounds int, contenders ...contender) ([]timing, error) {
	const round = 20 * time.Millisecond
	repeat := make([]int, len(contenders))
	for i, c := range contenders {
		for repeat[i] = 1; ; repeat[i] *= 2 {
			spent, err := timeRuns(c, repeat[i])
			if err != nil {
				return nil, err
			}
			if spent >= round {
				break
			}
		}
	}
	spent := make([][]time.Duration, len(contenders))
	for range rounds {
		for i, c := range contenders {
			d, err := timeRuns(c, repeat[i])
			if err != nil {
				return nil, err
			}
			spent[i] = append(spent[i], d/time.Duration(repeat[i]))
		}
	}
	timings := make([]timing, len(contenders))
	for i := range spent {
		timings[i] = summarize(spent[i])
	}
	return timings, nil
}

func timeRuns(c contender, repeat int) (time.Duration, error) {
	start := time.Now()
	for range repeat {
		if err := c.run(); err != nil {
			return 0, err
		}
	}
	return time.Since(start), nil
}

// usage is what a job took: the time that passed, that of the processors for it and for the
// kernel on its behalf, and the most memory that it had, in bytes.
type usage struct {
	wall, cpu time.Duration
	memory    int64
}

func wallTime(u usage) time.Duration      { return u.wall }
func processorTime(u usage) time.Duration { return u.cpu }

func summarizeBy(all []usage, by func(usage) time.Duration) timing {
	var spent []time.Duration
	for _, u := range all {
		spent = append(spent, by(u))
	}
	return summarize(spent)
}

func summarize(spent []time.Duration) timing {
	slices.Sort(spent)
	return timing{least: spent[0], median: spent[len(spent)/2]}
}
