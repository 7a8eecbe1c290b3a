package desk

import (
	"context"
	"errors"
	"io"
	"testing"

	"complaintsd/cases"
)

// A mail that cannot be opened holds up what a person does with its files, and nothing that the clock has made due.
func TestFilesThatCannotBeOpened(t *testing.T) {
	d := &Desk{Kept: func(context.Context, string) (io.ReadCloser, error) { return nil, errors.New("gone") }}
	book := cases.Book{Cases: []cases.Case{{Ref: "KLP-2026-0001", CloseAsk: &cases.CloseAsk{Mail: "slot", Files: 1}}}}
	for what, v := range map[string]struct {
		event cases.Event
		fails bool
	}{
		"akkoord":   {cases.Event{Mail: &cases.Mail{Kind: cases.KindCommand, Commands: []cases.Command{{Word: "akkoord"}}}}, true},
		"the clock": {cases.Event{Tick: &cases.Tick{}}, false},
	} {
		files, err := d.files(context.Background(), v.event, book)
		if (err != nil) != v.fails || len(files) > 0 {
			t.Errorf("%s: %d files, %v", what, len(files), err)
		}
	}
}
