package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// link is one connection with the statements that were prepared on it. Every query text in this package is a
// constant, so the number of statements is small. One goroutine uses a link at a time. (LIMIT ? would have SQLite
// prepare the statement anew each time it is used, because the planner looks at the figure: it stands as ?+0.)
//
// Statements run without the caller's context: an interrupt in the midst of a transaction would roll back
// what the caller takes for written, and costs the library a goroutine for each statement. All are short.
type link struct {
	conn  *sql.Conn
	stmts map[string]*sql.Stmt
}

// errEnough ends the reading of rows.
var errEnough = errors.New("enough")

func connect(ctx context.Context, db *sql.DB) (*link, error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, fmt.Errorf("connect: %w", err)
	}
	return &link{conn: conn, stmts: map[string]*sql.Stmt{}}, nil
}

func (l *link) prepared(query string) (*sql.Stmt, error) {
	if st := l.stmts[query]; st != nil {
		return st, nil
	}
	st, err := l.conn.PrepareContext(context.Background(), query)
	if err != nil {
		return nil, fmt.Errorf("prepare statement: %w", err)
	}
	l.stmts[query] = st
	return st, nil
}

// exec runs a statement and tells how many rows it changed.
func (l *link) exec(query string, args ...any) (int64, error) {
	st, err := l.prepared(query)
	if err != nil {
		return 0, err
	}
	res, err := st.ExecContext(context.Background(), args...)
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

// each gives every row of a query, until take refuses one; errEnough ends it without an error.
func (l *link) each(query string, args []any, take func(scan) error) error {
	st, err := l.prepared(query)
	if err != nil {
		return err
	}
	rows, err := st.QueryContext(context.Background(), args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := take(rows.Scan); err == errEnough {
			return nil
		} else if err != nil {
			return err
		}
	}
	return rows.Err()
}

func (l *link) close() error {
	for _, st := range l.stmts {
		st.Close()
	}
	return l.conn.Close()
}
