package scratch

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// A DB is a database of a scratch server. It and its schema public belong to a
// plain role: no superuser, and without the right to make databases or roles.
type DB struct {
	server *Server
	name   string

	mu     sync.Mutex
	passed []Passed
}

// NewDatabase creates an empty database.
func (s *Server) NewDatabase(ctx context.Context) (*DB, error) {
	db, err := s.create(ctx, "template0")
	// Before PostgreSQL 15 the schema public is the superuser's, and open to all.
	if err == nil && s.local == nil && s.super && s.version < 150000 {
		err = db.asAdmin(ctx, "alter schema public owner to "+quote(s.owner))
	}
	if err != nil {
		return nil, fmt.Errorf("creating scratch database: %w", err)
	}
	return db, nil
}

// Clone creates a database with all that db holds. Nobody may be connected to
// db meanwhile.
func (db *DB) Clone(ctx context.Context) (*DB, error) {
	clone, err := db.server.create(ctx, db.name)
	if err != nil {
		return nil, fmt.Errorf("cloning scratch database: %w", err)
	}
	return clone, nil
}

func (s *Server) create(ctx context.Context, template string) (*DB, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.serial++
	db := &DB{server: s, name: s.names(s.serial)}
	err := s.asAdminLocked(ctx, "create database "+quote(db.name)+" owner "+quote(s.owner)+" template "+quote(template))
	if err != nil {
		return nil, err
	}
	s.live[db.name] = true
	return db, nil
}

// Name is the name of the database.
func (db *DB) Name() string { return db.name }

// URL is the address to connect to as the plain owner. It may hold a password:
// it is not for display.
func (db *DB) URL() string { return db.server.ownerURL(db.name) }

// Owner is the plain owner's role.
func (db *DB) Owner() string { return db.server.owner }

// AdminURL is the address to connect to as the server's administrator, for
// statements that the program composed itself. SQL that somebody else wrote
// goes through Exec.
func (db *DB) AdminURL() string { return db.server.adminURL(db.name) }

// Connect connects as the plain owner.
func (db *DB) Connect(ctx context.Context) (*pgx.Conn, error) {
	conn, err := connect(ctx, db.URL())
	if err != nil {
		return nil, fmt.Errorf("connecting to scratch database: %w", err)
	}
	return conn, nil
}

// Drop drops the database, ending the connections to it.
func (db *DB) Drop(ctx context.Context) error {
	s := db.server
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.dropLocked(ctx, db.name); err != nil {
		return fmt.Errorf("dropping scratch database: %w", err)
	}
	return nil
}

func (s *Server) dropLocked(ctx context.Context, name string) error {
	drop := func() error { return s.asAdminLocked(ctx, "drop database if exists "+quote(name)+" with (force)") }
	err := drop()
	// A script may have made a template of the database, which cannot be dropped.
	if pg := (*pgconn.PgError)(nil); errors.As(err, &pg) && pg.Code == "42809" {
		if err = s.asAdminLocked(ctx, "alter database "+quote(name)+" is_template false"); err == nil {
			err = drop()
		}
	}
	if err != nil {
		return err
	}
	delete(s.live, name)
	return nil
}

// asAdmin runs statements of ours in this database as the administrator.
func (db *DB) asAdmin(ctx context.Context, statements ...string) error {
	conn, err := connect(ctx, db.AdminURL())
	if err != nil {
		return err
	}
	defer closeConn(conn)
	var errs []error
	for _, sql := range statements {
		errs = append(errs, conn.PgConn().Exec(ctx, sql).Close())
	}
	return errors.Join(errs...)
}
