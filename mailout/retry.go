package mailout

import "time"

// waits between the attempts of one letter; from the last one on every lastWait. Together they stay within
// four days of the first attempt: a relay that is down over a long weekend costs no letter, and a person
// hears of it in time to post one (RFC 5321 4.5.4.1 asks for four to five days).
var waits = []time.Duration{
	time.Minute,
	5 * time.Minute,
	15 * time.Minute,
	30 * time.Minute,
	time.Hour,
	2 * time.Hour,
	4 * time.Hour,
	8 * time.Hour,
}

const (
	lastWait   = 8 * time.Hour
	patience   = 4 * 24 * time.Hour
	doubtWait  = 15 * time.Minute
	doubtTries = 1
	// spread is the share of a wait that jitter may take away. It only shortens, so that no letter
	// outlives patience.
	spread = 0.1
)

// Retry says how long a letter waits after its attempts-th attempt was deferred, or that it is given up: the
// next attempt would come more than four days after the first. Jitter from 0 to 1 takes away at most a tenth
// of the wait, so that letters which failed together do not come back together. Before the first attempt the
// wait is 0.
func Retry(attempts int, jitter float64) (wait time.Duration, giveUp bool) {
	if attempts < 1 {
		return 0, false
	}
	var passed time.Duration
	for n := 1; n <= attempts && passed <= patience; n++ {
		wait = waitAfter(n)
		passed += wait
	}
	if passed > patience {
		return 0, true
	}
	return wait - time.Duration(spread*min(max(jitter, 0), 1)*float64(wait)), false
}

func waitAfter(attempt int) time.Duration {
	if attempt <= len(waits) {
		return waits[attempt-1]
	}
	return lastWait
}

// Doubt says how long an uncertain letter waits after the answer to its final dot was lost for the lost-th
// time, or that a person must look. The same bytes go out once more at most: the recipient may have two
// letters then, with one Message-ID, but never three. It counts final dots, not attempts: an attempt that
// was deferred before the dot keeps the letter uncertain and follows Retry.
func Doubt(lost int) (wait time.Duration, giveUp bool) {
	if lost > doubtTries {
		return 0, true
	}
	return doubtWait, false
}
