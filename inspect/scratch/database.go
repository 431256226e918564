package scratch

import (
	"context"
	"fmt"
	"net/url"

	"github.com/jackc/pgx/v5"
)

// A DB is a database of a scratch server. It and its schema public belong to a
// plain role, which is the one that URL connects as.
type DB struct {
	server *Server
	name   string
}

// NewDatabase creates an empty database.
func (s *Server) NewDatabase(ctx context.Context) (*DB, error) {
	return s.create(ctx, "template0")
}

// Clone creates a database with all that db holds. Nobody may be connected to
// db meanwhile.
func (db *DB) Clone(ctx context.Context) (*DB, error) {
	return db.server.create(ctx, db.name)
}

func (s *Server) create(ctx context.Context, template string) (*DB, error) {
	if template == "template0" && s.version < 150000 {
		template = "template1" // there the schema public is the owner's
	}
	db := &DB{server: s, name: s.nextName()}
	err := s.asAdmin(ctx, "create database "+quote(db.name)+" owner "+quote(ownerRole)+" template "+quote(template))
	if err != nil {
		return nil, fmt.Errorf("creating scratch database: %w", err)
	}
	return db, nil
}

// Name is the name of the database.
func (db *DB) Name() string { return db.name }

// URL is the address to connect to as the plain owner. It may hold a password:
// it is not for display.
func (db *DB) URL() string { return db.server.url(ownerRole, db.name) }

// AdminURL is the address to connect to as the superuser, for statements that
// the program composed itself. SQL that somebody else wrote goes through Exec.
func (db *DB) AdminURL() string { return db.server.url(adminRole, db.name) }

// Connect connects as the plain owner.
func (db *DB) Connect(ctx context.Context) (*pgx.Conn, error) { return connect(ctx, db.URL()) }

// Drop drops the database, ending the connections to it.
func (db *DB) Drop(ctx context.Context) error {
	if err := db.server.asAdmin(ctx, "drop database if exists "+quote(db.name)+" with (force)"); err != nil {
		return fmt.Errorf("dropping scratch database: %w", err)
	}
	return nil
}

// Exec runs a script that somebody else wrote.
func (db *DB) Exec(ctx context.Context, sql string) error {
	conn, err := db.Connect(ctx)
	if err != nil {
		return err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	_, err = conn.PgConn().Exec(ctx, sql).ReadAll()
	return err
}

// asAdmin runs one statement of ours as the superuser, outside a transaction.
func (s *Server) asAdmin(ctx context.Context, sql string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.admin.IsClosed() {
		conn, err := s.connectAdmin(ctx, "postgres")
		if err != nil {
			return err
		}
		s.admin = conn
	}
	_, err := s.admin.PgConn().Exec(ctx, sql).ReadAll()
	return err
}

func connect(ctx context.Context, address string) (*pgx.Conn, error) {
	config, err := pgx.ParseConfig(address)
	if err != nil {
		return nil, err
	}
	return pgx.ConnectConfig(ctx, config)
}

// socketURL leaves nothing to the PG* variables of the environment that could
// change which server is meant.
func socketURL(dir, role, database string) string {
	u := url.URL{
		Scheme:   "postgres",
		User:     url.User(role),
		Path:     "/" + database,
		RawQuery: url.Values{"host": {dir}, "port": {"5432"}, "sslmode": {"disable"}}.Encode(),
	}
	return u.String()
}

func quote(name string) string { return pgx.Identifier{name}.Sanitize() }
