package live

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/synapscale/synapcheck/inspect/schema"
)

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
	{"polardb", "PolarDB"},
	{"kingbase", "KingbaseES"},
	{"hologres", "Hologres"},
	{"ydb", "YDB"},
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

// strangeEngine asks a server that did not understand us what it is; empty if
// it is PostgreSQL, or does not say.
func (s *Server) strangeEngine(ctx context.Context) string {
	if engine := otherEngine(s.conn.PgConn().ParameterStatus("server_version")); engine != "" {
		return engine
	}
	if s.conn.IsClosed() {
		return ""
	}
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	results, err := s.conn.PgConn().Exec(ctx, "select version()").ReadAll()
	if err != nil || len(results) != 1 || len(results[0].Rows) != 1 || len(results[0].Rows[0]) != 1 {
		return ""
	}
	return otherEngine(string(results[0].Rows[0][0]))
}

// known are extensions, roles and functions by which relatives and services give
// themselves away that can be read, with what has to be known of them. The first
// that is there names the engine.
var known = []struct{ mark, name, note string }{
	{"citus", "Citus", "how tables are distributed, and their shards on other nodes, are not described"},
	{"timescaledb", "TimescaleDB", "hypertables are read as tables: their chunks, and the schemas of the extension, are left out"},
	{"aurora_version", "Amazon Aurora", "it is read as PostgreSQL; storage is the service's own, so that its options may mean nothing"},
	{"rds_superuser", "Amazon RDS", serviceNote},
	{"alloydbsuperuser", "Google AlloyDB", serviceNote},
	{"cloudsqlsuperuser", "Google Cloud SQL", serviceNote},
	{"azure_pg_admin", "Azure Database for PostgreSQL", serviceNote},
}

const serviceNote = "it is read as PostgreSQL; what the service adds of its own is not told apart"

// relatives names the engine that has the marks, and what has to be known of it.
func relatives(marks []string) (engine string, notes []schema.Gap) {
	engine = "PostgreSQL"
	for _, k := range known {
		if !slices.Contains(marks, k.mark) {
			continue
		}
		if len(notes) == 0 {
			engine = k.name
		}
		notes = append(notes, schema.Gap{Subject: k.name, Reason: k.note})
		if k.note != serviceNote && k.mark != "aurora_version" {
			continue
		}
		break // Aurora has the roles of RDS, and AlloyDB those of Cloud SQL
	}
	return engine, notes
}
