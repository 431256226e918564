package live

import (
	"context"

	"github.com/jackc/pgx/v5"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// Facts are what can be told of a connection without any secret.
type Facts struct {
	Host     string // or the directory of the socket
	Port     int
	Socket   bool
	Database string
	User     string
	// Version is the server's version_num, and Banner what it says of itself.
	Version int
	Banner  string
	// Engine is what the server is: PostgreSQL, or a relative or service by name.
	Engine string
	// Notes are what has to be known of a relative or service.
	Notes []schema.Gap
	// TLS is the protocol of an encrypted connection, as "TLS 1.3"; empty for
	// none. Trust says what it proves.
	TLS   string
	Trust Trust
	// Pooler is true if something between us and the server shares its sessions
	// out, as pgbouncer does.
	Pooler bool
	// Warnings are what could be safer about the connection.
	Warnings []string
	// Superuser and Owner are true for roles that could do more than read.
	Superuser bool
	Owner     bool
	// Standby is true for a server in recovery.
	Standby  bool
	Encoding string

	searchPath string // as the role has it set
	initdb     int64  // the last transaction of initdb that is known; 0 for none
}

// Describe tells what is known of the connection.
func (s *Server) Describe() Facts { return s.facts }

// askFacts learns who answers, and refuses what cannot be read.
func (s *Server) askFacts(ctx context.Context) error {
	f := Facts{Host: s.target.host, Port: s.target.port, Socket: s.target.socket}
	var (
		pid   int64
		marks []string
	)
	batch := &pgx.Batch{}
	batch.Queue(beginReading)
	ask(batch, "the search path", "select pg_catalog.current_setting('search_path')", func(r *row) { f.searchPath = r.text() })
	s.restrain(batch)
	s.scope = scope{}
	s.scope.ask(batch, 0)
	ask(batch, "the server's version", sqlServer.text(0), func(r *row) {
		f.Banner = r.text()
		f.Version = r.int()
		f.Database = r.text()
		f.User = r.text()
		f.Superuser = r.bool()
		f.Owner = r.bool()
		f.Standby = r.bool()
		f.Encoding = r.text()
		pid = r.int64()
		marks = append(r.list(), r.list()...)
	})
	ask(batch, "the age of the cluster", sqlInitdb.text(0), func(r *row) { f.initdb = r.int64() })
	batch.Queue("commit")
	if err := s.send(ctx, batch); err != nil {
		// The statements above are too much for some servers that are none.
		if engine := s.strangeEngine(ctx); engine != "" {
			return &EngineError{Target: s.target.String(), Engine: engine}
		}
		return s.readError(ctx, err)
	}
	s.target.database = f.Database
	if engine := otherEngine(f.Banner); engine != "" {
		return &EngineError{Target: s.target.String(), Engine: engine}
	}
	if f.Version < Oldest*10000 {
		return &VersionError{Target: s.target.String(), Server: f.Version}
	}
	f.Engine, f.Notes = relatives(marks)
	f.TLS, f.Trust = s.encryption()
	// A pooler answers for sessions that are not known yet, and so under numbers
	// of its own.
	f.Pooler = int64(s.conn.PgConn().PID()) != pid
	f.Warnings = s.warnings(f)
	s.facts = f
	return nil
}
