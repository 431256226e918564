package live_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/synapscale/synapcheck/inspect/live"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

// saying makes the server give another version().
func saying(banner string) func(pgproto3.BackendMessage) pgproto3.BackendMessage {
	return func(m pgproto3.BackendMessage) pgproto3.BackendMessage {
		if row, ok := m.(*pgproto3.DataRow); ok && strings.HasPrefix(string(row.Values[0]), "PostgreSQL ") {
			row.Values[0] = []byte(banner)
		}
		return m
	}
}

func TestOtherEnginesAreRefused(t *testing.T) {
	db := scratchtest.Database(t, "create table t (id int)")
	for want, banner := range map[string]string{
		"CockroachDB":       "CockroachDB CCL v23.1.11 (x86_64-pc-linux-gnu, built 2023/09/27 01:53:43, go1.19.10)",
		"YugabyteDB":        "PostgreSQL 11.2-YB-2.20.1.0-b0 on x86_64-pc-linux-gnu, compiled by clang version 16.0.6, 64-bit",
		"Amazon Redshift":   "PostgreSQL 8.0.2 on i686-pc-linux-gnu, compiled by GCC gcc (GCC) 3.4.2 20041017 (Red Hat 3.4.2-6.fc3), Redshift 1.0.56754",
		"Greenplum":         "PostgreSQL 9.4.26 (Greenplum Database 6.25.3 build commit:367edc6b) on x86_64-unknown-linux-gnu",
		"Apache Cloudberry": "PostgreSQL 14.4 (Apache Cloudberry 1.6.0 build dev) on x86_64-pc-linux-gnu",
		"Materialize":       "PostgreSQL 9.5.0 on x86_64-unknown-linux-gnu (Materialize v0.84.0)",
		"RisingWave":        "PostgreSQL 13.14.0-RisingWave-2.1.0 (unknown)",
		"CrateDB":           "CrateDB 5.5.1 (built 3d0f2d1/NA, Linux 5.15.0 amd64)",
		"QuestDB":           "PostgreSQL 12.3, compiled by Visual C++ build 1914, 64-bit, QuestDB",
		"openGauss":         "(openGauss 5.0.0 build a07d57c3) compiled at 2023-03-29 03:09:38 commit 0 last mr",
		"Sybase":            "Sybase 16",
	} {
		for _, understands := range []bool{true, false} {
			b := &between{answered: saying(banner)}
			if !understands {
				b.asked = func(m pgproto3.FrontendMessage) pgproto3.FrontendMessage {
					if p, ok := m.(*pgproto3.Parse); ok && strings.Contains(p.Query, "set_config") {
						p.Query = "no such thing"
					}
					return m
				}
			}
			server, err := live.Connect(t.Context(), db.URL(), b.options(t))
			if err == nil {
				server.Close(t.Context())
				t.Errorf("%s was accepted", want)
				continue
			}
			var engine *live.EngineError
			if !errors.As(err, &engine) || engine.Engine != want || engine.Hint() == "" {
				t.Errorf("want %s refused, have %T: %v", want, err, err)
			}
		}
	}
}

func TestRelativesAreReadWithANote(t *testing.T) {
	for want, c := range map[string]struct {
		make, undo, banner string
		note               string
	}{
		"PostgreSQL": {},
		"Amazon RDS": {make: "create role rds_superuser", undo: "drop role rds_superuser", note: "read as PostgreSQL"},
		"Amazon Aurora": {
			make: "create role rds_superuser; set allow_system_table_mods = on; create function pg_catalog.aurora_version() returns text language sql as 'select 1'",
			undo: "drop role rds_superuser", note: "storage is the service's own",
		},
		"Google Cloud SQL":              {make: "create role cloudsqlsuperuser", undo: "drop role cloudsqlsuperuser", note: "read as PostgreSQL"},
		"Google AlloyDB":                {make: "create role alloydbsuperuser; create role cloudsqlsuperuser", undo: "drop role cloudsqlsuperuser; drop role alloydbsuperuser", note: "read as PostgreSQL"},
		"Azure Database for PostgreSQL": {make: "create role azure_pg_admin", undo: "drop role azure_pg_admin", note: "read as PostgreSQL"},
		"Citus":                         {make: "create extension citext; update pg_extension set extname = 'citus' where extname = 'citext'", note: "shards"},
		"TimescaleDB": {make: `
create extension citext;
update pg_extension set extname = 'timescaledb' where extname = 'citext';
create schema _timescaledb_internal;
create schema _timescaledb_catalog;
alter extension timescaledb add schema _timescaledb_internal;
alter extension timescaledb add schema _timescaledb_catalog;
create table _timescaledb_internal._hyper_1_1_chunk () inherits (t)`, note: "chunks"},
	} {
		t.Run(want, func(t *testing.T) {
			db := scratchtest.Database(t, "create table t (id int)")
			admin := dial(t, db.AdminURL())
			if c.make != "" {
				run(t, admin, c.make)
			}
			if c.undo != "" {
				defer run(t, admin, c.undo)
			}
			server := connect(t, db.URL(), live.Options{})
			have, err := server.Read(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			facts := server.Describe()
			if facts.Engine != want || (len(facts.Notes) == 1) != (c.note != "") {
				t.Errorf("have %s with the notes %v", facts.Engine, facts.Notes)
			}
			text := dump(t, have)
			if !strings.Contains(text, c.note) || c.note != "" && !strings.Contains(text, "gap: "+want+": ") {
				t.Errorf("no gap of %s in:\n%s", want, text)
			}
			if strings.Contains(text, "_timescaledb") {
				t.Errorf("what is Timescale's own shows in:\n%s", text)
			}
		})
	}
}
