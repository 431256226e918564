// Package live reads a running PostgreSQL server into a description.
//
// It asks only pg_catalog, which any role that may log in can read, in short
// read-only transactions with an empty search path. It writes nothing, locks
// nothing and evaluates nothing that belongs to the database. What differs
// between PostgreSQL 13 and 18 is settled here and nowhere else.
package live

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// Oldest and Newest are the major versions of PostgreSQL that are known here. A
// newer server is read with a note, an older one refused.
const (
	Oldest = 13
	Newest = 18
)

// Options narrow what is read. The zero Options read everything.
type Options struct {
	// Schemas are the schemas to read; empty for all but the system's and those
	// that extensions keep for themselves.
	Schemas []string
	// Timeout bounds one reading; zero for a minute.
	Timeout time.Duration
	// ConnectTimeout bounds connecting; zero for what the address says, or else
	// ten seconds.
	ConnectTimeout time.Duration
	// LockTimeout is how long a reading waits, three times, for somebody's open
	// change of a table; zero for 0.4 seconds.
	LockTimeout time.Duration
	// AllowEmpty makes a database without any table a description like any
	// other. Otherwise it is an [EmptyError], because a wrong schema or database
	// looks the same.
	AllowEmpty bool
	// Needs asks which objects must exist before which (About.Needs), to write
	// them down in an order in which they can be made.
	Needs bool
	// RequireTLS refuses a connection over a network that is not encrypted, before
	// any password is sent.
	RequireTLS bool
	// State asks for what tells later that the database has not changed
	// (Database.State).
	State bool

	dial pgconn.DialFunc
}

func (o Options) withDefaults() Options {
	if o.Timeout <= 0 {
		o.Timeout = time.Minute
	}
	if o.LockTimeout <= 0 {
		o.LockTimeout = 400 * time.Millisecond
	}
	return o
}

// A Server is a connection to one database of a running server. It is a
// [schema.Source]. Only one goroutine may use it at a time.
type Server struct {
	conn   *pgx.Conn
	opts   Options
	target target
	path   string // the search path that the address sets
	facts  Facts
	scope  scope
	// settled are the doubts of the last reading, which are none of the next.
	settled map[doubt]bool
	// careless is what is wrong with how the password is kept.
	careless []string
}

// Connect connects to the database that dsn names: a postgres:// URL, or
// keywords and values as in "host=db.example dbname=app". What it leaves open
// comes from the environment (PGHOST and so on), the service file and the
// password file, as for psql; all of it for an empty dsn.
//
// No error repeats the dsn, nor any password.
func Connect(ctx context.Context, dsn string, opts Options) (*Server, error) {
	opts = opts.withDefaults()
	config, path, err := parse(dsn)
	if err != nil {
		return nil, err
	}
	if opts.RequireTLS {
		if err := encrypted(&config.Config); err != nil {
			return nil, err
		}
	}
	if opts.dial != nil {
		config.DialFunc = opts.dial
	}
	s := &Server{opts: opts, target: targetOf(config), path: path}
	if file := forgetOpenPassword(dsn, config); file != "" {
		s.careless = append(s.careless, openPassfileWarning(file))
	}

	limit := opts.ConnectTimeout
	if limit <= 0 && config.ConnectTimeout <= 0 {
		limit = 10 * time.Second
	}
	dialing, cancel := ctx, context.CancelFunc(func() {})
	if limit > 0 {
		dialing, cancel = context.WithTimeout(ctx, limit)
	}
	defer cancel()
	conn, err := dialPatiently(dialing, config)
	if err != nil {
		return nil, connectError(ctx, s.target, err, s.careless)
	}
	s.conn = conn
	s.target.reached(conn.PgConn().Conn().RemoteAddr())
	reading, cancel := context.WithTimeout(ctx, opts.Timeout)
	defer cancel()
	if err := s.askFacts(reading); err != nil {
		_ = s.Close(ctx) // the first error is the one that counts
		return nil, err
	}
	return s, nil
}

// Close ends the connection.
func (s *Server) Close(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
	defer cancel()
	return s.conn.Close(ctx)
}

var _ schema.Source = (*Server)(nil)
