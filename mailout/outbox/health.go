package outbox

import (
	"context"
	"fmt"
	"log/slog"
)

// The things that the Sender depends on. Each is told of once when it fails, and ends its own trouble when it
// works: that letters can be claimed says nothing of whether dots can be noted.
const (
	useRelay   = "use relay"
	claim      = "claim due letters"
	noteDot    = "note final dot"
	settling   = "settle letter"
	askNextDue = "ask next due letter"
)

// failing notes that an operation fails and tells Health when that is news. It gives the error with its operation.
func (s *Sender) failing(operation string, err error) error {
	err = fmt.Errorf("%s of %s: %w", operation, s.Org, err)
	level := slog.LevelDebug // a batch that is handed back into a full disk says the same twenty times
	if !s.troubles[operation] {
		level = slog.LevelWarn
	}
	s.log().Log(context.Background(), level, "outbox waits", "org", s.Org, "error", err)
	if !s.troubles[operation] && s.Health != nil {
		s.Health(err)
	}
	if s.troubles == nil {
		s.troubles = map[string]bool{}
	}
	s.troubles[operation] = true
	return err
}

// working ends the trouble with an operation and tells Health when none is left.
func (s *Sender) working(operation string) {
	if !s.troubles[operation] {
		return
	}
	delete(s.troubles, operation)
	if len(s.troubles) == 0 && s.Health != nil {
		s.Health(nil)
	}
}
