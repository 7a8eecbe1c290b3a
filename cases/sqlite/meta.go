package sqlite

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"
)

// Constant is the instance id of a store without Random: simulate and tests give the same Message-IDs
// each time.
const Constant = "00000000"

const crockford = "0123456789abcdefghjkmnpqrstvwxyz"

// Instance is the id of this installation, which stands in its Message-IDs: 8 characters of lower-case
// Crockford base32, made once.
func (s *Store) Instance() string { return s.instance }

// Started is when the database was made: mail from before it is not answered (invariant 12).
func (s *Store) Started() time.Time { return s.started }

// identify reads the installation's id and its first start, and makes them at that start.
func (s *Store) identify(ctx context.Context, change bool) error {
	if change {
		if err := s.write(ctx, s.found); err != nil {
			return fmt.Errorf("note the first start: %w", err)
		}
	}
	var at string
	err := s.read(ctx, func(l *link) error {
		if _, err := l.one("SELECT value FROM meta WHERE name = ?", []any{"instance"}, &s.instance); err != nil {
			return err
		}
		_, err := l.one("SELECT value FROM meta WHERE name = ?", []any{"started"}, &at)
		return err
	})
	if err != nil {
		return fmt.Errorf("read the first start: %w", err)
	}
	if at == "" {
		return errors.New("its first start did not come to an end: start the daemon")
	}
	ms, err := strconv.ParseInt(at, 10, 64)
	if err != nil {
		return fmt.Errorf("read the first start: %w", err)
	}
	s.started = instant(ms)
	return nil
}

func (s *Store) found(l *link) error {
	now := time.UnixMilli(1).UTC()
	if s.opts.Now != nil {
		now = s.opts.Now()
	}
	const keep = "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING"
	if _, err := l.exec(keep, "instance", s.newInstance()); err != nil {
		return err
	}
	_, err := l.exec(keep, "started", strconv.FormatInt(now.UnixMilli(), 10))
	return err
}

func (s *Store) newInstance() string {
	if s.opts.Random == nil {
		return Constant
	}
	b := make([]byte, len(Constant))
	s.opts.Random(b)
	for i := range b {
		b[i] = crockford[b[i]&31]
	}
	return string(b)
}
