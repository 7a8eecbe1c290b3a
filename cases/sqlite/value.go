package sqlite

import (
	"encoding/json"
	"fmt"
	"time"

	"complaintsd/cases"
)

// millis is how an instant is kept: milliseconds since 1970 in UTC, 0 for none.
func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func instant(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

// orNull keeps an instant that may be absent as NULL, which an index on it can leave out.
func orNull(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UnixMilli()
}

func encode(v any) (string, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return "", fmt.Errorf("write %T as JSON: %w", v, err)
	}
	return string(b), nil
}

func decode(b []byte, v any) error {
	if err := json.Unmarshal(b, v); err != nil {
		return fmt.Errorf("read %T from JSON: %w", v, err)
	}
	return nil
}

func date(s string) (cases.Date, error) { return cases.ParseDate(s) }
