package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"time"

	"complaintsd/cases"
	"complaintsd/cases/desk"
	"complaintsd/cases/sqlite"
	"complaintsd/cmd/complaintsd/config"
	"complaintsd/mailout"
	"complaintsd/templates"
)

// house is the assembled program: the store with the desk before it.
type house struct {
	cfg   *config.Config
	store *sqlite.Store
	desk  *desk.Desk
	lock  *sqlite.Lock
	sent  func(at time.Time, l mailout.Letter) // hears of each accepted letter; nil but in the demo
	lost  *loss                                // what of the state was not there at the start; nil for nothing
}

// configured is the flag that most sub-commands share.
type configured struct {
	Config string `default:"./complaintsd.toml" help:"Configuration file." type:"path"`
}

// load reads the configuration and prints what is wrong with it.
func (c configured) load(w *world) (*config.Config, error) {
	cfg, problems := config.Load(c.Config)
	for _, p := range problems {
		fmt.Fprintln(w.stderr, p)
	}
	if len(problems) > 0 {
		return nil, errSaid
	}
	return cfg, nil
}

// open assembles the house on its real state. Only one program at a time may do so.
func open(cfg *config.Config, now func() time.Time) (*house, error) {
	h, err := openLocked(cfg, now)
	return h, withMend(err, cfg.State)
}

// withMend says what to do where the state belongs to another user.
func withMend(err error, state string) error {
	if errors.Is(err, fs.ErrPermission) {
		return fmt.Errorf("%w; give %s and all in it to the user that runs the program", err, state)
	}
	return err
}

func openLocked(cfg *config.Config, now func() time.Time) (*house, error) {
	if err := makeSpool(spool(cfg)); err != nil {
		return nil, err
	}
	lock, err := sqlite.LockState(cfg.State)
	if err != nil {
		return nil, err
	}
	lost := lossOf(cfg)
	beginFirst(cfg)
	h, err := openStore(cfg, now)
	if err == nil {
		if err = endFirst(cfg); err != nil {
			err = errors.Join(err, h.Close())
		}
	}
	if err != nil {
		return nil, errors.Join(err, lock.Release())
	}
	h.lock, h.lost = lock, lost
	return h, nil
}

// makeSpool makes the state folder with the one for large messages, and finds out at once whether that may be used: it
// is not before the first large message otherwise.
func makeSpool(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("make the state folder: %w", err)
	}
	f, err := os.CreateTemp(dir, "try-*")
	switch {
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("use the folder for large messages: %w", err)
	case err != nil:
		return nil // a full disk is told when it matters
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

func openStore(cfg *config.Config, now func() time.Time) (*house, error) {
	if lost, copies := sqlite.Rescued(database(cfg)); lost != "" {
		return nil, fmt.Errorf("database file %s is not there, and what was in it when it was taken away stands in %s: give that file its name, or delete it to begin anew",
			lost, copies[len(copies)-1])
	}
	random := func(p []byte) { _, _ = rand.Read(p) } // never fails (crypto/rand)
	keys, err := sqlite.LoadKeys(cfg.State, random)
	if err != nil {
		return nil, err
	}
	store, err := sqlite.Open(database(cfg), options(cfg, keys, now, random))
	if err != nil {
		return nil, err
	}
	if err := complete(cfg, store); err != nil {
		return nil, errors.Join(err, store.Close())
	}
	for _, o := range cfg.Organisations {
		if o.Since.IsZero() { // invariant 12: the first run floods nobody
			o.Since = o.Today(store.Started()).At(cases.Clock{}, o.Calendar.Zone)
		}
	}
	return furnish(cfg, store, keys, now)
}

// complete refuses a configuration from which an organisation with open cases was taken out: nobody would watch
// their dates, and they must not become somebody else's.
func complete(cfg *config.Config, store *sqlite.Store) error {
	prefixes, err := store.Organisations(context.Background())
	if err != nil {
		return err
	}
	for _, p := range prefixes {
		if !slices.ContainsFunc(cfg.Organisations, func(o *cases.Organisation) bool { return o.Prefix == p }) {
			return fmt.Errorf("the database in %s has open cases, mail or letters of organisation %s, which the configuration does not have; put it back", cfg.State, p)
		}
	}
	return nil
}

// furnish puts the desk before a store.
func furnish(cfg *config.Config, store *sqlite.Store, keys cases.Keyring, now func() time.Time) (*house, error) {
	writer, err := writerOf(cfg, store.Instance(), keys)
	if err != nil {
		return nil, errors.Join(err, store.Close())
	}
	d := &desk.Desk{Store: store, Writer: writer, Kept: store.Kept, Orgs: cfg.Organisations, Now: now, Started: store.Started()}
	return &house{cfg: cfg, store: store, desk: d}, nil
}

// writerOf reads the texts and the logos.
func writerOf(cfg *config.Config, instance string, keys cases.Keyring) (*templates.Writer, error) {
	writer, err := templates.New(instance, keys, cfg.Organisations, ownTexts(cfg)...)
	if err != nil {
		return nil, err
	}
	for _, o := range cfg.Organisations {
		if o.Paper.Logo == "" {
			continue
		}
		file, err := os.ReadFile(o.Paper.Logo)
		if err == nil {
			err = writer.UseLogo(o.Prefix, file)
		}
		if p := (*fs.PathError)(nil); errors.As(err, &p) {
			err = p.Err // the path stands in the line already
		}
		if err != nil {
			return nil, fmt.Errorf("logo of %s: %s: %w; name another file with logo in [organisation.paper]", o.Prefix, o.Paper.Logo, err)
		}
	}
	return writer, nil
}

// ownTexts are the folders of organisations that replace some of the built-in texts.
func ownTexts(cfg *config.Config) []templates.Override {
	var found []templates.Override
	for _, org := range slices.Sorted(maps.Keys(cfg.Templates)) {
		dir := cfg.Templates[org]
		found = append(found, templates.Override{Org: org, Files: os.DirFS(dir), Dir: dir})
	}
	return found
}

func options(cfg *config.Config, keys cases.Keyring, now func() time.Time, random func([]byte)) sqlite.Options {
	zone := func(org string) *time.Location {
		for _, o := range cfg.Organisations {
			if o.Prefix == org {
				return o.Calendar.Zone
			}
		}
		return cfg.Zone
	}
	return sqlite.Options{Keys: keys, Now: now, Zone: zone, Random: random}
}

func database(cfg *config.Config) string { return filepath.Join(cfg.State, "complaintsd.db") }

// spool is the folder for messages on their way in that are too large for memory.
func spool(cfg *config.Config) string { return filepath.Join(cfg.State, "spool") }

// read opens the store for reading only, also beside a running daemon.
func read(cfg *config.Config, now func() time.Time) (*sqlite.Store, error) {
	if _, err := os.Stat(database(cfg)); errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no database yet in %s; start the daemon with complaintsd run, or use complaintsd import", cfg.State)
	}
	return sqlite.OpenReader(database(cfg), options(cfg, cases.Keyring{}, now, nil))
}

func (h *house) Close() error {
	err := h.store.Close()
	if h.lock != nil {
		err = errors.Join(err, h.lock.Release())
	}
	return err
}
