package scratch

import (
	"context"
	"fmt"
	"strconv"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
)

// A Server is a scratch server. It is safe for concurrent use.
type Server struct {
	version int
	owner   string // the plain role that databases belong to

	adminURL func(database string) string
	ownerURL func(database string) string
	shutdown func() error // ends the server, or takes our traces off it
	local    *local       // nil where the process is not ours
	super    bool         // the administrator of a server not ours is a superuser

	mu     sync.Mutex // guards what follows
	home   string     // database that the administrator is connected to
	admin  *pgx.Conn
	serial int
	names  func(serial int) string
	live   map[string]bool // databases not dropped yet
	unbind func() bool     // frees the context that the server lives by

	stop    sync.Once
	stopErr error
}

func newServer() *Server {
	return &Server{
		names: func(serial int) string { return "scratch_" + strconv.Itoa(serial) },
		live:  map[string]bool{},
	}
}

// open connects the administrator and ties the server's life to ctx.
func (s *Server) open(ctx context.Context, home string) error {
	connecting, cancel := context.WithTimeout(ctx, startTimeout)
	defer cancel()
	conn, err := connect(connecting, s.adminURL(home))
	if err != nil {
		return err
	}
	s.mu.Lock()
	s.home, s.admin = home, conn
	s.mu.Unlock()
	var text string
	if err := conn.QueryRow(connecting, "show server_version_num").Scan(&text); err != nil {
		return fmt.Errorf("reading the server's version: %w", err)
	}
	if s.version, err = strconv.Atoi(text); err != nil {
		return fmt.Errorf("reading the server's version: %w", err)
	}
	s.mu.Lock()
	s.unbind = context.AfterFunc(ctx, func() { _ = s.Stop() })
	s.mu.Unlock()
	return nil
}

// Version is the server's version as server_version_num gives it: 150018 for
// 15.18.
func (s *Server) Version() int { return s.version }

// Stop ends the server and removes all it kept; of a server that is not ours it
// removes the databases and the role made there. Calling it again does nothing
// but wait for the first call and give the same error.
func (s *Server) Stop() error {
	s.stop.Do(func() {
		if err := s.shutdown(); err != nil {
			s.stopErr = fmt.Errorf("stopping scratch server: %w", err)
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.admin != nil {
			closeConn(s.admin)
		}
		if s.unbind != nil {
			s.unbind()
		}
	})
	return s.stopErr
}

// asAdmin runs one statement that this program composed, as the administrator
// and outside a transaction.
func (s *Server) asAdmin(ctx context.Context, sql string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asAdminLocked(ctx, sql)
}

func (s *Server) asAdminLocked(ctx context.Context, sql string) error {
	if s.admin.IsClosed() { // as it is after a context that ended mid-statement
		conn, err := connect(ctx, s.adminURL(s.home))
		if err != nil {
			return err
		}
		s.admin = conn
	}
	return s.admin.PgConn().Exec(ctx, sql).Close()
}

func connect(ctx context.Context, address string) (*pgx.Conn, error) {
	config, err := pgx.ParseConfig(address)
	if err != nil {
		// The error quotes the address, and that can hold a password.
		return nil, errAddress
	}
	return pgx.ConnectConfig(ctx, config)
}

// closeConn does not wait for a server that may be gone.
func closeConn(conn *pgx.Conn) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	_ = conn.Close(ctx)
}

func quote(name string) string { return pgx.Identifier{name}.Sanitize() }
