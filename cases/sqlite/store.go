package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	_ "modernc.org/sqlite" // the driver

	"complaintsd/cases"
	"complaintsd/cases/desk"
)

// ErrDoubt says that it is not known whether the last commit stands. The program has to end: the next start
// reads what is there.
var ErrDoubt = errors.New("it is not known whether the last commit stands")

// Readers is the number of reading connections of a file, for what looks at much: digests, the register. What an
// event needs is read where it is written (readHot).
const Readers = 1

// Options of a store.
type Options struct {
	Keys cases.Keyring
	Now  func() time.Time
	// Zone gives the zone of an organisation by its prefix, for its civil days and years. A nil Zone is UTC.
	Zone func(org string) *time.Location
	// Random fills p, for the instance id and the token ids. A nil Random makes both predictable: the
	// instance is then Constant, and tokens count from 1.
	Random func(p []byte)
}

// Store is a database, in a file or in memory. All its methods may be called at the same time.
type Store struct {
	opts     Options
	dbs      []*sql.DB
	writer   chan *link // the one connection that writes
	readers  chan *link // in memory the same channel
	broken   atomic.Bool
	path     string   // "" in memory
	files    []placed // none when it is for reading only
	instance string
	started  time.Time

	handing sync.Mutex  // guards waiting
	waiting []desk.Mail // not yet handed out
	hand    hand        // the mail in hand

	closing sync.Once
	closed  error

	token atomic.Uint32 // the id behind the last token of this process, 0 for none

	raw *mailFile

	dots *dots // letters on their way

	line  sync.Mutex // guards queue
	queue []*change  // what waits to be written

	later atomic.Int32 // changes in the open transaction whose durability waits; guarded by holding the writer
	again atomic.Bool  // some of them were taken back: what is waiting has to be looked up anew
}

// Pragmas stand in the name, because one that is run on a pool reaches one connection only. A page costs three
// system calls on its way through the log, but a small change writes whole pages too. Twice the
// usual size is the best of both, as measured. (The
// driver runs what it is given in the order of the alphabet, and the size of a page can no longer be chosen once
// journal_mode was: that is therefore asked for by the name that the driver runs last.) secure_delete is
// off: it rewrites every freed page, and erasing ends with a VACUUM anyway. Without recursive_triggers a REPLACE
// would pass by the trigger that keeps history.
const pragmas = "?_pragma=page_size(8192)&_pragma=busy_timeout(10000)&_pragma=synchronous(FULL)&_pragma=foreign_keys(1)" +
	"&_pragma=trusted_schema(0)&_pragma=cell_size_check(1)&_pragma=recursive_triggers(1)&_pragma=cache_size(-1200)" +
	"&_txlock=immediate"

// writing connections keep in memory what a change would need to be taken back alone: its pages, which no crash has to
// find again, went through a file. (A VACUUM of the whole database would then stand in memory as well; VACUUM INTO does not.)
const writing = "&_pragma=temp_store(MEMORY)"

// reading connections pass over whole tables: a large cache would only hold what is never read again, and what they sort
// may go through a file.
const reading = "&mode=ro&_pragma=cache_size(-500)"

// Open opens the database at path, which is made when it is not there, and brings it up to the form that
// this program knows. A file of a newer program is refused. The caller holds the Lock of the folder.
func Open(path string, opts Options) (*Store, error) {
	if err := private(path); err != nil {
		return nil, err
	}
	name := (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath()}).String() + pragmas
	write, err := sql.Open("sqlite", name+writing+"&_journal_mode=WAL&_pragma=wal_autocheckpoint(800)&_pragma=journal_size_limit(16777216)")
	if err != nil {
		return nil, fmt.Errorf("open database %s: %w", path, err)
	}
	write.SetMaxOpenConns(1)
	s := &Store{opts: opts, dbs: []*sql.DB{write}, path: path, raw: &mailFile{}, dots: inMemory()}
	err = s.begin(path, true, func() (*sql.DB, error) { return sql.Open("sqlite", name+reading) })
	if err == nil {
		err = s.beside(path)
	}
	if err != nil {
		_ = s.Close() // what it says as well follows from the first error
		return nil, openingError(path, err)
	}
	return s, nil
}

// beside opens the files that stand beside the database at path.
func (s *Store) beside(path string) error {
	var told int64
	err := s.readHot(context.Background(), func(l *link) (err error) {
		_, told, err = s.last(l)
		return err
	})
	if err == nil {
		s.raw, err = openMailFile(path, told)
	}
	if err != nil {
		return err
	}
	return errors.Join(s.replay(path), s.blame(path), s.watch())
}

// OpenReader opens the database at path for reading only, also while a daemon works on it. It makes no
// file and changes none, and it refuses one that has another form than this program knows.
func OpenReader(path string, opts Options) (*Store, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	name := (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath()}).String() + pragmas
	read, err := sql.Open("sqlite", name+"&mode=ro")
	if err != nil {
		return nil, fmt.Errorf("open database %s: %w", path, err)
	}
	read.SetMaxOpenConns(1)
	s := &Store{opts: opts, dbs: []*sql.DB{read}, path: path, raw: readMailFile(path), dots: inMemory()}
	if err := s.begin(path, false, nil); err != nil {
		_ = s.Close() // what it says as well follows from the first error
		return nil, openingError(path, err)
	}
	return s, nil
}

// OpenMemory makes an empty database in memory: one connection for reading and writing.
func OpenMemory(opts Options) (*Store, error) {
	db, err := sql.Open("sqlite", "file::memory:"+pragmas+writing)
	if err != nil {
		return nil, fmt.Errorf("open database in memory: %w", err)
	}
	db.SetMaxOpenConns(1)
	s := &Store{opts: opts, dbs: []*sql.DB{db}, dots: inMemory()}
	if s.raw, err = tempMailFile(); err == nil {
		err = s.begin("in memory", true, nil)
	}
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// private makes the file with the mode that SQLite then gives to its log as well.
func private(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("make the folder of the database: %w", err)
	}
	_, err := os.Stat(path)
	if !errors.Is(err, os.ErrNotExist) {
		return err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("make the database: %w", err)
	}
	return f.Close()
}

// begin brings the schema up, takes the connections and reads what the installation is.
func (s *Store) begin(path string, change bool, readers func() (*sql.DB, error)) error {
	ctx := context.Background()
	if err := migrate(ctx, s.dbs[0], path, change); err != nil {
		return err
	}
	l, err := connect(ctx, s.dbs[0])
	if err != nil {
		return err
	}
	s.writer = make(chan *link, 1)
	s.writer <- l
	s.readers = s.writer
	if readers != nil {
		if err := s.connectReaders(ctx, readers); err != nil {
			return err
		}
	}
	return s.identify(ctx, change)
}

func (s *Store) connectReaders(ctx context.Context, open func() (*sql.DB, error)) error {
	db, err := open()
	if err != nil {
		return fmt.Errorf("open database for reading: %w", err)
	}
	db.SetMaxOpenConns(Readers)
	s.dbs = append(s.dbs, db)
	s.readers = make(chan *link, Readers)
	for range Readers {
		l, err := connect(ctx, db)
		if err != nil {
			return err
		}
		s.readers <- l
	}
	return nil
}

// Close waits for the calls under way and closes the database. It may be called again.
func (s *Store) Close() error {
	s.closing.Do(func() { s.closed = s.close() })
	return s.closed
}

func (s *Store) close() error {
	var errs []error
	if s.writer != nil {
		errs = append(errs, s.flush(context.Background()), s.settleDown(context.Background()))
	}
	errs = append(errs, s.hand.close())
	if s.readers != nil && s.readers != s.writer {
		for range Readers {
			errs = append(errs, (<-s.readers).close())
		}
	}
	if s.writer != nil {
		l := <-s.writer
		errs = append(errs, s.rescue(l), l.close())
	}
	errs = append(errs, s.dots.close(), s.raw.close())
	for i := len(s.dbs) - 1; i >= 0; i-- {
		errs = append(errs, s.dbs[i].Close())
	}
	return errors.Join(errs...)
}

// read runs f on a reading connection, in one view of the database. It shows all that was written: what waits for its
// durability no other connection sees.
func (s *Store) read(ctx context.Context, f func(*link) error) error {
	if err := s.settleDown(ctx); err != nil {
		return err
	}
	return s.readOn(ctx, s.readers, f)
}

// readHot runs f on the connection that writes. It is for short reads of what was written a moment ago: that
// connection has it in its cache, while each commit empties the cache of every other one.
func (s *Store) readHot(ctx context.Context, f func(*link) error) error {
	return s.readOn(ctx, s.writer, f)
}

func (s *Store) readOn(ctx context.Context, links chan *link, f func(*link) error) (err error) {
	if err := s.usable(); err != nil {
		return err
	}
	var l *link
	select {
	case l = <-links:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { links <- l }()
	if links == s.writer && s.later.Load() > 0 {
		return s.readOpen(l, f)
	}
	if _, err := l.exec("BEGIN"); err != nil {
		return fmt.Errorf("begin reading: %w", err)
	}
	defer func() { // also after a panic: a view that stayed open would refuse every later one, and hold up the log
		if _, end := l.exec("ROLLBACK"); end != nil && err == nil {
			err = fmt.Errorf("end reading: %w", end)
		}
	}()
	return f(l)
}

// readOpen reads within the transaction that is open. Reading may need the room of pages that were not written yet:
// when the disk does not take them, SQLite may take back the whole transaction by itself.
func (s *Store) readOpen(l *link, f func(*link) error) error {
	err := s.named(f(l))
	if err != nil && !inTransaction(l) {
		s.takeBack(l)
	}
	return err
}

// local gives the instant in the zone of the organisation.
func (s *Store) local(org string, t time.Time) time.Time {
	if s.opts.Zone == nil {
		return t.UTC()
	}
	return t.In(s.opts.Zone(org))
}
