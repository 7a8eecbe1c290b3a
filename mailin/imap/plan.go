package imap

import "time"

// item is a message about to be fetched.
type item struct {
	uid     uint32
	size    int64     // RFC822.SIZE; -1 when the server did not say
	arrived time.Time // INTERNALDATE; zero when unknown
}

// plan parts messages into groups that are fetched at once: at most perFetch of them and, together, no more than
// fits in memory. A message that does not fit, or of unknown size, goes alone.
func plan(items []item) [][]item {
	var groups [][]item
	start, bytes := 0, int64(0)
	for i, it := range items {
		alone := it.size < 0 || it.size > memory
		full := i > start && (alone || bytes+it.size > memory || i-start == perFetch)
		if full {
			groups = append(groups, items[start:i])
			start, bytes = i, 0
		}
		bytes += it.size
		if alone {
			groups = append(groups, items[i:i+1])
			start, bytes = i+1, 0
		}
	}
	if start < len(items) {
		groups = append(groups, items[start:])
	}
	return groups
}

// weight is how many bytes a group needs.
func weight(group []item) int64 {
	var sum int64
	for _, it := range group {
		sum += max(it.size, 0)
	}
	return sum
}
