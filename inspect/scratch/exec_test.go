package scratch_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/synapscale/synapcheck/inspect/scratch"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

// A script that somebody else wrote can do nothing outside its own database.
func TestAttacksAreRefused(t *testing.T) {
	canary := filepath.Join(openTemp(t), "canary")
	attacks := map[string]string{
		"run a program":             `copy (select 1) to program 'touch %s'`,
		"read from a program":       `create table t (x text); copy t from program 'touch %s; echo 1'`,
		"write a file":              `copy (select 1) to '%s'`,
		"read a file":               `create table t (x text); copy t from '/etc/passwd'`,
		"read a file by function":   `select pg_read_file('/etc/passwd')`,
		"list a directory":          `select pg_ls_dir('/')`,
		"import a large object":     `select lo_import('/etc/passwd')`,
		"export a large object":     `select lo_export(lo_create(0), '%s')`,
		"change the configuration":  `alter system set archive_command = 'touch %s'`,
		"become the superuser":      `set session authorization synapcheck_admin`,
		"act as the superuser":      `set role synapcheck_admin`,
		"join the superuser":        `grant synapcheck_admin to synapcheck_owner`,
		"join who runs programs":    `grant pg_execute_server_program to synapcheck_owner`,
		"join by a script's role":   `create role evil; grant pg_execute_server_program to evil`,
		"make itself superuser":     `do $$ begin execute 'alter role synapcheck_owner superuser'; end $$`,
		"make a superuser":          `do $$ begin execute 'create ' || 'role evil superuser'; end $$`,
		"load a library":            `load '/tmp/evil.so'`,
		"call C":                    `create function f() returns int language c as 'libc.so.6', 'system'`,
		"call internals":            `create function f(text) returns text language internal as 'pg_read_file_all'`,
		"trust a language":          `update pg_language set lanpltrusted = true`,
		"write the catalog":         `update pg_authid set rolsuper = true`,
		"read passwords":            `select * from pg_authid`,
		"reach another server":      `create extension dblink`,
		"reach another server's":    `create extension postgres_fdw`,
		"read files as tables":      `create extension file_fdw`,
		"trigger on every command":  `create function f() returns event_trigger language plpgsql as 'begin end'; create event trigger e on ddl_command_end execute function f()`,
		"preload a library":         `set session_preload_libraries = '/tmp/evil'`,
		"make databases":            `create database other`,
		"enter the other databases": `\connect postgres`,
		"drop the other databases":  `drop database postgres`,
		"run a program by psql":     `\! touch %s`,
		"run one in a line":         "select 1 \\! touch %s\n",
		"run one behind a fence":    "\\restrict x\n\\! touch %s\n",
		"hide in a comment's end":   "-- fine\r\\! touch %s\n",
		"stop the server":           `select pg_reload_conf()`,
		"create more extensions": `-- pgstattuple
			select synapcheck_creator.make('file_fdw', 'public', false, false), pg_read_file('/etc/passwd')`,
		"become what creates": `-- pgstattuple
			create or replace function synapcheck_creator.make(text, text, boolean, boolean) returns boolean language sql as 'select true'`,
		"hijack an extension": `create function public.cube_dim(x text) returns int language sql as 'select 1';
			create extension earthdistance cascade`,
	}
	for name, sql := range attacks {
		t.Run(name, func(t *testing.T) {
			if strings.Contains(sql, "%s") {
				sql = fmt.Sprintf(sql, canary)
			}
			err := scratchtest.Database(t).Exec(t.Context(), sql)
			var script *scratch.ScriptError
			if !errors.As(err, &script) {
				t.Fatalf("want a refusal, have %v", err)
			}
			var pg *pgconn.PgError
			if errors.As(err, &pg) && pg.Code == "42601" {
				t.Errorf("refused for its syntax alone: %v", err)
			}
			if !missing(canary) {
				t.Errorf("it was refused, but had its effect: %v", err)
			}
		})
	}
}

// What a script's roles are said to be able to do, they are not.
func TestRolesHaveNoAttributes(t *testing.T) {
	db := scratchtest.Database(t, `create role attr_evil superuser login createrole createdb replication bypassrls password 'x';
		alter role attr_evil superuser;`)
	conn := connectOwner(t, db)
	var powers int
	err := conn.QueryRow(t.Context(), `
		select count(*) from pg_roles
		where rolname = 'attr_evil' and (rolsuper or rolcanlogin or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls)`,
	).Scan(&powers)
	if err != nil || powers != 0 {
		t.Errorf("want a role without attributes, have %d with, %v", powers, err)
	}
	var super, createRole bool
	err = conn.QueryRow(t.Context(), "select rolsuper, rolcreaterole from pg_roles where rolname = current_user").Scan(&super, &createRole)
	if err != nil || super || createRole {
		t.Errorf("the owner is superuser %v, may create roles %v, %v", super, createRole, err)
	}
}

func TestOwnerOwnsDatabaseAndPublic(t *testing.T) {
	db := scratchtest.Database(t, `
		create schema other;
		create table public.t (id int);
		comment on schema public is 'mine';
		revoke all on schema public from public;
		create extension citext;
		create extension if not exists "uuid-ossp" with schema other;
		create extension pg_trgm;
		create extension btree_gist;
		create extension hstore;
		drop schema public cascade;
		create schema public;`)
	conn := connectOwner(t, db)
	var owns bool
	err := conn.QueryRow(t.Context(),
		"select datdba = (select oid from pg_roles where rolname = current_user) from pg_database where datname = current_database()").Scan(&owns)
	if err != nil || !owns {
		t.Errorf("the owner owns its database: %v, %v", owns, err)
	}
}

func TestScriptErrorsArePlaced(t *testing.T) {
	for _, test := range []struct{ name, sql, want string }{
		{"at a word", "create table t (\n  id integr\n);", `2:6: type "integr" does not exist (SQLSTATE 42704)`},
		{
			"in a later statement", "select 1;\n\n-- a remark; with 'marks\nselect 'é;' as \"ü;\", nonsense;",
			`4:22: column "nonsense" does not exist (SQLSTATE 42703)`,
		},
		{"without a position", "select 1;\n  drop table missing;", `2:3: table "missing" does not exist (SQLSTATE 42P01)`},
		{"at the start", "/* a\n/* b */ */ creat table t ();", `2:12: syntax error at or near "creat" (SQLSTATE 42601)`},
		{"a command of psql", "select 1;\n\\i other.sql\n", `2:1: "\\i" is a command of psql, not SQL`},
		{"a string that never ends", "select 1;\nselect 'abc;\n", "2:8: unterminated quoted string at or near \"'abc;\n\" (SQLSTATE 42601)"},
		{"a role's name in data", "create table t (a int); copy t from stdin;\n1\nx\n\\.\n", `1:25: invalid input syntax for type integer: "x" (SQLSTATE 22P02)`},
	} {
		t.Run(test.name, func(t *testing.T) {
			err := scratchtest.Database(t).Exec(t.Context(), test.sql)
			if err == nil {
				t.Fatal("want an error")
			}
			if diff := cmp.Diff(test.want, err.Error()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// The script is cut where psql cuts it.
func TestScriptsRunWhole(t *testing.T) {
	script, err := os.ReadFile("testdata/dump.sql")
	if err != nil {
		t.Fatal(err)
	}
	db := scratchtest.Database(t, string(script))
	conn := connectOwner(t, db)
	rows, err := conn.Query(t.Context(), `
		select 'table ' || relname from pg_class where relnamespace = 'app'::regnamespace and relkind = 'r'
		union all select 'function ' || proname from pg_proc where pronamespace = 'app'::regnamespace
		union all select 'rows of note: ' || count(*) from app.note
		union all select 'text of note 2: ' || replace(body, E'\n', '|') from app.note where id = 2
		union all select 'policy ' || polname from pg_policy
		union all select 'rule ' || rulename from pg_rules where schemaname = 'app'
		union all select 'grade of 3: ' || app.grade(3)
		order by 1`)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, line)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"function bump", "function grade", "grade of 3: 30", "policy reader_sees",
		"rows of note: 2", "rule note_guard", "table note", `text of note 2: a\.b|;'c`,
	}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Error(diff)
	}
	var passed []string
	for _, p := range db.Passed() {
		passed = append(passed, fmt.Sprintf("%d:%d %s", p.Line, p.Column, p.Statement))
	}
	wantPassed := []string{
		"6:1 SET a_parameter_of_later_versions = 0",
		"11:1 COMMENT ON EXTENSION plpgsql IS 'PL/pgSQL procedural langua…",
		"13:1 CREATE ROLE app_writer LOGIN SUPERUSER",
		"21:1 ALTER SCHEMA app OWNER TO somebody_else",
		"28:1 ALTER TABLE app.note OWNER TO postgres",
	}
	if diff := cmp.Diff(wantPassed, passed); diff != "" {
		t.Error(diff)
	}
}

// An extension that only a superuser may create, but which is known to be
// harmless, is created for the script.
func TestHarmlessExtensionsAreCreated(t *testing.T) {
	db := scratchtest.Database(t, `
		create schema geo;
		create extension if not exists earthdistance with schema geo cascade;
		set search_path = geo;
		begin;
		create table geo.before (id int);
		create extension moddatetime;
		commit;`)
	conn := connectOwner(t, db)
	var where string
	err := conn.QueryRow(t.Context(), `
		select string_agg(extname || ' ' || extnamespace::regnamespace, ', ' order by extname) from pg_extension where extname <> 'plpgsql'`).Scan(&where)
	if want := "cube geo, earthdistance geo, moddatetime geo"; err != nil || where != want {
		t.Errorf("want %q, have %q, %v", want, where, err)
	}
	var means int
	err = conn.QueryRow(t.Context(), "select count(*) from pg_namespace where nspname like 'synapcheck%'").Scan(&means)
	if err != nil || means != 0 {
		t.Errorf("the means to create them are left: %d, %v", means, err)
	}
}

// Exec ends with its context even in the middle of a statement, and the
// connection's end ends the statement.
func TestScriptEndsWithContext(t *testing.T) {
	db := scratchtest.Database(t)
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	began := time.Now()
	err := db.Exec(ctx, "set statement_timeout = 0; select pg_sleep(60)")
	if !errors.Is(err, context.DeadlineExceeded) || time.Since(began) > 10*time.Second {
		t.Errorf("after %s: %v", time.Since(began), err)
	}
	conn := connectOwner(t, db)
	eventually(t, "the statement has ended", func() bool {
		var n int
		err := conn.QueryRow(t.Context(),
			"select count(*) from pg_stat_activity where query like '%pg_sleep(60)%' and pid <> pg_backend_pid() and datname = current_database()").Scan(&n)
		return err == nil && n == 0
	})
}

func TestCloneHoldsTheSame(t *testing.T) {
	db := scratchtest.Database(t, "create table t (id int); insert into t values (7)")
	clone, err := db.Clone(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := clone.Drop(context.Background()); err != nil {
			t.Error(err)
		}
	}()
	conn := connectOwner(t, clone)
	defer conn.Close(context.Background())
	var id int
	if err := conn.QueryRow(t.Context(), "select id from t").Scan(&id); err != nil || id != 7 {
		t.Errorf("want 7, have %d, %v", id, err)
	}
}
