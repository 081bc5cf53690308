package main

import (
	"fmt"
	"slices"
	"time"
)

// A sample is a list of measured times.
type sample []time.Duration

// String gives the median, the 95th percentile and the longest in milliseconds.
func (s sample) String() string {
	sorted := slices.Sorted(slices.Values(s))
	at := func(percent int) float64 {
		return float64(sorted[min(len(sorted)*percent/100, len(sorted)-1)].Microseconds()) / 1000
	}
	return fmt.Sprintf("%8.1f %8.1f %8.1f", at(50), at(95), at(100))
}
