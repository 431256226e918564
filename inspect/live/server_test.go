package live_test

import (
	"context"
	"fmt"
	"net/url"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/synapscale/synapcheck/inspect/scratch"
)

// dial opens a plain connection.
func dial(t testing.TB, dsn string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close(context.Background()) })
	return conn
}

// run runs statements one by one.
func run(t testing.TB, conn *pgx.Conn, statements ...string) {
	t.Helper()
	for _, s := range statements {
		if _, err := conn.PgConn().Exec(t.Context(), s).ReadAll(); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

// role makes a role that may log in and nothing more, and gives the address by
// which it does. The role goes when the test ends.
func role(t testing.TB, db *scratch.DB, options string) string {
	t.Helper()
	name := fmt.Sprintf("synapcheck_test_%s", db.Name())
	admin := dial(t, db.AdminURL())
	run(t, admin, "create role "+name+" login "+options)
	t.Cleanup(func() {
		conn, err := pgx.Connect(context.Background(), db.AdminURL())
		if err != nil {
			t.Error(err)
			return
		}
		defer conn.Close(context.Background())
		for _, s := range []string{"drop owned by " + name, "drop role " + name} {
			if _, err := conn.Exec(context.Background(), s); err != nil {
				t.Errorf("%s: %v", s, err)
			}
		}
	})
	return as(t, db, name)
}

// as is the address of the database for another role.
func as(t testing.TB, db *scratch.DB, name string) string {
	t.Helper()
	u, err := url.Parse(db.AdminURL())
	if err != nil {
		t.Fatal("the address of the scratch server is no URL")
	}
	u.User = url.User(name)
	return u.String()
}

// demandPassword gives the role a password and makes the server ask for it.
func demandPassword(t testing.TB, db *scratch.DB, name, password string) {
	t.Helper()
	admin := dial(t, db.AdminURL())
	rule := "local all " + name + " scram-sha-256\n"
	edit := `do $$
declare
  file text := current_setting('hba_file');
  rules text := pg_read_file(file);
begin
  perform lo_from_bytea(4711, convert_to('` + rule + `' || rules, 'UTF8'));
  perform lo_export(4711, file);
  perform lo_unlink(4711);
end $$`
	run(t, admin,
		"set password_encryption = 'scram-sha-256'",
		"alter role "+name+" password '"+password+"'",
		edit,
		"select pg_reload_conf()",
	)
}
