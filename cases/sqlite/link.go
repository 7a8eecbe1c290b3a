package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
)

// link is one connection with the statements that were prepared on it. Every query text in this package is a
// constant, so the number of statements is small. One goroutine uses a link at a time. (LIMIT ? would have SQLite
// prepare the statement anew each time it is used, because the planner looks at the figure: it stands as ?+0.)
//
// Statements are run on the driver: database/sql would guard each against others who use the connection, and there
// are none. They run without the caller's context: an interrupt in the midst of a transaction would roll back what
// the caller takes for written, and costs the library a goroutine for each statement. All are short.
type link struct {
	conn   *sql.Conn
	driver preparer
	stmts  map[string]*statement
	args   []driver.NamedValue // of the statement in hand, used again
}

type preparer = driver.ConnPrepareContext

// statement is a prepared one, with room for its rows.
type statement struct {
	driver.Stmt
	busy bool // its rows are being read
	row  []driver.Value
}

// errEnough ends the reading of rows.
var errEnough = errors.New("enough")

func connect(ctx context.Context, db *sql.DB) (*link, error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, fmt.Errorf("connect: %w", err)
	}
	l := &link{conn: conn, stmts: map[string]*statement{}}
	// The pool gives the connection to nobody else until it is closed, so what is used outside this function stays ours.
	err = conn.Raw(func(c any) error {
		var ok bool
		if l.driver, ok = c.(preparer); !ok {
			return fmt.Errorf("%T prepares no statements", c)
		}
		return nil
	})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("connect: %w", err), conn.Close())
	}
	return l, nil
}

func (l *link) prepared(query string) (*statement, error) {
	st := l.stmts[query]
	if st != nil && !st.busy {
		return st, nil
	}
	made, err := l.driver.PrepareContext(context.Background(), query)
	if err != nil {
		return nil, fmt.Errorf("prepare statement: %w", err)
	}
	fresh := &statement{Stmt: made}
	if st == nil {
		l.stmts[query] = fresh
	}
	return fresh, nil
}

// values makes of arguments what the driver takes.
func (l *link) values(args []any) ([]driver.NamedValue, error) {
	l.args = l.args[:0]
	for i, arg := range args {
		v, err := driver.DefaultParameterConverter.ConvertValue(arg)
		if err != nil {
			return nil, fmt.Errorf("argument %d: %w", i+1, err)
		}
		l.args = append(l.args, driver.NamedValue{Ordinal: i + 1, Value: v})
	}
	return l.args, nil
}

// exec runs a statement and tells how many rows it changed.
func (l *link) exec(query string, args ...any) (int64, error) {
	st, err := l.prepared(query)
	if err != nil {
		return 0, err
	}
	values, err := l.values(args)
	if err != nil {
		return 0, err
	}
	res, err := st.Stmt.(driver.StmtExecContext).ExecContext(context.Background(), values)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

// one reads the first row into dest. The second value is false when there is none.
func (l *link) one(query string, args []any, dest ...any) (bool, error) {
	found := false
	err := l.each(query, args, func(scan scan) error {
		found = true
		if err := scan(dest...); err != nil {
			return err
		}
		return errEnough
	})
	return found, err
}

type scan func(dest ...any) error

// each gives every row of a query, until take refuses one; errEnough ends it without an error. A []byte that is
// scanned is the caller's.
func (l *link) each(query string, args []any, take func(scan) error) (err error) {
	st, err := l.prepared(query)
	if err != nil {
		return err
	}
	values, err := l.values(args)
	if err != nil {
		return err
	}
	rows, err := st.Stmt.(driver.StmtQueryContext).QueryContext(context.Background(), values)
	if err != nil {
		return err
	}
	st.busy = true
	defer func() {
		st.busy = false
		if end := rows.Close(); err == nil && end != nil {
			err = end
		}
		if l.stmts[query] != st { // made for a query within the reading of the same one
			err = errors.Join(err, st.Close())
		}
	}()
	return st.read(rows, take)
}

func (st *statement) read(rows driver.Rows, take func(scan) error) error {
	if st.row == nil {
		st.row = make([]driver.Value, len(rows.Columns()))
	}
	row := func(dest ...any) error { return assignAll(dest, st.row) }
	for {
		switch err := rows.Next(st.row); {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		}
		if err := take(row); err == errEnough {
			return nil
		} else if err != nil {
			return err
		}
	}
}

func (l *link) close() error {
	var errs []error
	for _, st := range l.stmts {
		errs = append(errs, st.Close())
	}
	return errors.Join(append(errs, l.conn.Close())...)
}
