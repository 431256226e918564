package live

import (
	"context"
	"crypto/tls"
	"regexp"
	"strings"

	"github.com/jackc/pgx/v5"
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
	// TLS is the protocol of an encrypted connection, as "TLS 1.3"; empty for
	// none. Verified says that the certificate proved which server it is.
	TLS      string
	Verified bool
	// Superuser and Owner are true for roles that could do more than read.
	Superuser bool
	Owner     bool
	// Standby is true for a server in recovery.
	Standby  bool
	Encoding string

	searchPath string // as the role has it set
}

// Describe tells what is known of the connection.
func (s *Server) Describe() Facts { return s.facts }

// askFacts learns who answers, and refuses what cannot be read.
func (s *Server) askFacts(ctx context.Context) error {
	f := Facts{Host: s.target.host, Port: s.target.port, Socket: s.target.socket}
	batch := &pgx.Batch{}
	batch.Queue(beginReading)
	ask(batch, "the search path", "select pg_catalog.current_setting('search_path')", func(r *row) { f.searchPath = r.text() })
	s.prepare(batch)
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
	})
	batch.Queue("commit")
	if err := s.send(ctx, batch); err != nil {
		// The statements above are too much for some servers that are none.
		if engine := otherEngine(s.conn.PgConn().ParameterStatus("server_version")); engine != "" {
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
	f.TLS, f.Verified = s.encryption()
	s.facts = f
	return nil
}

// engines are words of version() by which relatives and imitators of PostgreSQL
// give themselves away, and what to call them.
var engines = []struct{ word, name string }{
	{"cockroachdb", "CockroachDB"},
	{"redshift", "Amazon Redshift"},
	{"-yb-", "YugabyteDB"},
	{"yugabyte", "YugabyteDB"},
	{"greenplum", "Greenplum"},
	{"cloudberry", "Apache Cloudberry"},
	{"hawq", "Apache HAWQ"},
	{"materialize", "Materialize"},
	{"risingwave", "RisingWave"},
	{"questdb", "QuestDB"},
	{"cratedb", "CrateDB"},
	{"opengauss", "openGauss"},
	{"gaussdb", "GaussDB"},
	{"vertica", "Vertica"},
	{"duckdb", "DuckDB"},
	{"spanner", "Cloud Spanner"},
}

// otherEngine names the engine behind a banner; empty for PostgreSQL.
func otherEngine(banner string) string {
	lower := strings.ToLower(banner)
	for _, e := range engines {
		if strings.Contains(lower, e.word) {
			return e.name
		}
	}
	if !postgresBanner.MatchString(banner) {
		word, _, _ := strings.Cut(banner, " ")
		return shown(word)
	}
	return ""
}

var postgresBanner = regexp.MustCompile(`^(PostgreSQL |EnterpriseDB )?\d`)

// encryption tells how far the connection can be trusted. Only a name that was
// checked against the certificate proves which server answers.
func (s *Server) encryption() (protocol string, verified bool) {
	conn, ok := s.conn.PgConn().Conn().(*tls.Conn)
	if !ok {
		return "", false
	}
	state := conn.ConnectionState()
	return tls.VersionName(state.Version), len(state.VerifiedChains) > 0
}
