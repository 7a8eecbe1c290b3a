package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"

	"complaintsd/cases/sqlite"
)

// A start that has something to write waits for room, says so once, and can be ended.
func TestStartWaitsForRoom(t *testing.T) {
	full := fmt.Errorf("replay the notes: %w", &sqlite.FullError{Folder: "/state"})
	broken := errors.New("the file is damaged")
	for _, c := range []struct {
		name  string
		full  int // so many tries find no room
		then  error
		stop  int // the try at which the program is asked to end; 0: never
		tries int
		want  error
	}{
		{"there is room", 0, nil, 0, 1, nil},
		{"there is room later", 3, nil, 0, 4, nil},
		{"something else is wrong", 2, broken, 0, 3, broken},
		{"it is ended", 9, nil, 2, 2, context.Canceled},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var said bytes.Buffer
				ctx, stop := context.WithCancel(t.Context())
				defer stop()
				tries := 0
				err := withRoom(ctx, slog.New(slog.NewTextHandler(&said, nil)), func() error {
					if tries++; tries == c.stop {
						stop()
					}
					if tries <= c.full {
						return full
					}
					return c.then
				})
				if !errors.Is(err, c.want) || tries != c.tries {
					t.Errorf("%d tries and %v, want %d and %v", tries, err, c.tries, c.want)
				}
				if lines := strings.Count(said.String(), "\n"); lines != min(c.full, 1) {
					t.Errorf("%d lines: %s", lines, said.String())
				}
			})
		})
	}
}
