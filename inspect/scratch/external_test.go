package scratch_test

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/synapscale/synapcheck/inspect/scratch"
)

// adminOf connects to a server of ours as an ordinary user connects to theirs.
func adminOf(t *testing.T, s *scratch.Server) (conn *pgx.Conn, address string) {
	t.Helper()
	db, err := s.NewDatabase(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	conn, err = pgx.Connect(t.Context(), db.AdminURL())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(context.Background()) })
	return conn, db.AdminURL()
}

// ours are the names of what synapcheck has made on a server.
func ours(t *testing.T, conn *pgx.Conn) []string {
	t.Helper()
	rows, err := conn.Query(t.Context(), `
		select datname from pg_database where datname like 'synapcheck\_%'
		union all
		select rolname from pg_roles where rolname ~ '^synapcheck_[0-9a-f]{8}$'
		order by 1`)
	if err != nil {
		t.Fatal(err)
	}
	names, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func as(t *testing.T, address, user, password string) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	u.User = url.UserPassword(user, password)
	return u.String()
}

func TestNamedServerIsLeftAsItWas(t *testing.T) {
	conn, address := adminOf(t, start(t, testOptions()))
	s := start(t, scratch.Options{URL: address})
	db, err := s.NewDatabase(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(db.Name(), "synapcheck_") {
		t.Errorf("the database is called %s", db.Name())
	}
	if err := db.Exec(t.Context(), "create table t (id int); create extension citext; alter table t owner to somebody;"); err != nil {
		t.Error(err)
	}
	if err := db.Exec(t.Context(), "copy (select 1) to program 'true'"); err == nil {
		t.Error("a script ran a program")
	}
	if err := db.Exec(t.Context(), "create role app"); err == nil {
		t.Error("a script made a role on somebody's server")
	}
	clone, err := db.Clone(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := clone.Drop(t.Context()); err != nil {
		t.Error(err)
	}
	if names := ours(t, conn); len(names) != 2 {
		t.Errorf("want a role and a database, have %v", names)
	}
	if err := s.Stop(); err != nil {
		t.Error(err)
	}
	if names := ours(t, conn); len(names) != 0 {
		t.Errorf("%v are left", names)
	}
}

func TestNamedServerNeedsRights(t *testing.T) {
	conn, address := adminOf(t, start(t, testOptions()))
	_, err := conn.Exec(t.Context(), `create role maker login createdb createrole; create role weak login createdb`)
	if err != nil {
		t.Fatal(err)
	}
	s := start(t, scratch.Options{URL: as(t, address, "maker", "")})
	db, err := s.NewDatabase(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Exec(t.Context(), "create table public.t (id int)"); err != nil {
		t.Error(err)
	}
	if err := s.Stop(); err != nil {
		t.Error(err)
	}
	if names := ours(t, conn); len(names) != 0 {
		t.Errorf("%v are left", names)
	}

	_, err = scratch.Start(t.Context(), scratch.Options{URL: as(t, address, "weak", "")})
	var rights *scratch.RightsError
	if !errors.As(err, &rights) || !strings.Contains(rights.Hint(), "CREATEROLE") {
		t.Errorf("want a RightsError, have %v", err)
	}
}

func TestNamedServerIsSweptOfTheDead(t *testing.T) {
	conn, address := adminOf(t, start(t, testOptions()))
	for _, sql := range []string{
		`create role synapcheck_0badcafe`,
		`create database synapcheck_0badcafe_1 owner synapcheck_0badcafe`,
		`create database synapcheck_of_mine`,
	} {
		if _, err := conn.Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
	living := start(t, scratch.Options{URL: address})
	db, err := living.NewDatabase(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	start(t, scratch.Options{URL: address})
	names := strings.Join(ours(t, conn), " ")
	if strings.Contains(names, "0badcafe") {
		t.Errorf("what the dead left is there: %s", names)
	}
	if !strings.Contains(names, db.Name()) || !strings.Contains(names, "synapcheck_of_mine") {
		t.Errorf("want the living and the strange spared, have %s", names)
	}
}

// No error may show an address: it can hold a password.
func TestAddressIsNotShown(t *testing.T) {
	for _, address := range []string{
		"postgres://u:s3cr3t@127.0.0.1:1/db",
		"postgres://u:s3cr3t@[::1/db",
		"postgres://u:s3cr3t@h/db?sslmode=nonsense",
		"host=h password=s3cr3t",
		"postgres://u@127.0.0.1:1/db?password=s3cr3t",
		"postgres://u@127.0.0.1:1/db?password=s3cr3t&sslmode=nonsense",
	} {
		_, err := scratch.Start(t.Context(), scratch.Options{URL: address})
		if err == nil {
			t.Errorf("%s: want an error", address)
			continue
		}
		text := err.Error()
		var hinted interface{ Hint() string }
		if errors.As(err, &hinted) {
			text += hinted.Hint()
		}
		if strings.Contains(text, "s3cr3t") {
			t.Errorf("the password is shown: %s", text)
		}
	}
}

func TestOptionsComeFromTheEnvironment(t *testing.T) {
	env := map[string]string{
		"SYNAPCHECK_SCRATCH_URL": "u", "SYNAPCHECK_SCRATCH_BIN": "b", "SYNAPCHECK_SCRATCH_CACHE": "c",
		"SYNAPCHECK_SCRATCH_MIRROR": "m", "SYNAPCHECK_SCRATCH_OFFLINE": "1",
	}
	opts := scratch.FromEnv(func(key string) string { return env[key] })
	if opts.URL != "u" || opts.BinDir != "b" || opts.CacheDir != "c" || opts.Mirror != "m" || !opts.Offline {
		t.Errorf("have %+v", opts)
	}
}
