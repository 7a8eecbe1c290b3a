package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migrate brings the schema up to the newest form, file by file, each in a transaction of its own. Without
// change it only looks.
func migrate(ctx context.Context, db *sql.DB, path string, change bool) error {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return fmt.Errorf("read migrations: %w", err)
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, db, files, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return fmt.Errorf("prepare migrations: %w", err)
	}
	known := newest(p)
	have, err := schemaOf(ctx, db)
	if err != nil {
		return fmt.Errorf("read the form of database %s: %w", path, err)
	}
	switch {
	case have > known:
		return fmt.Errorf("database %s was written by a newer program (form %d, this program knows %d): "+
			"install that program again, or restore a backup from before it", path, have, known)
	case have == known:
		return nil
	case !change:
		return fmt.Errorf("database %s has an older form (%d, this program reads %d): start the daemon once to bring it up",
			path, have, known)
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("bring database %s up to form %d: %w", path, known, err)
	}
	return nil
}

func newest(p *goose.Provider) int64 {
	var v int64
	for _, source := range p.ListSources() {
		v = max(v, source.Version)
	}
	return v
}

// schemaOf reads the form of the database; 0 is an empty one.
func schemaOf(ctx context.Context, db *sql.DB) (int64, error) {
	var there bool
	const table = "SELECT count(*) FROM sqlite_schema WHERE name = 'goose_db_version'"
	if err := db.QueryRowContext(ctx, table).Scan(&there); err != nil || !there {
		return 0, err
	}
	var v int64
	err := db.QueryRowContext(ctx, "SELECT coalesce(max(version_id), 0) FROM goose_db_version WHERE is_applied").Scan(&v)
	return v, err
}
