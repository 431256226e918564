package scratchtest

import (
	"context"
	"net/url"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/synapscale/synapcheck/inspect/scratch"
)

// Role makes a role that may log in and nothing more, and gives its name and the
// address by which it reaches the database. The role goes when the test ends.
func Role(tb testing.TB, db *scratch.DB, options string) (name, dsn string) {
	tb.Helper()
	name = "synapcheck_test_" + db.Name()
	admin(tb, db, "create role "+name+" login "+options)
	tb.Cleanup(func() {
		// The test's own context has ended by now.
		conn, err := pgx.Connect(context.Background(), db.AdminURL())
		if err != nil {
			tb.Error(err)
			return
		}
		defer conn.Close(context.Background())
		for _, s := range []string{"drop owned by " + name, "drop role " + name} {
			if _, err := conn.Exec(context.Background(), s); err != nil {
				tb.Errorf("%s: %v", s, err)
			}
		}
	})
	return name, As(tb, db, name)
}

// As is the address of the database for another role.
func As(tb testing.TB, db *scratch.DB, name string) string {
	tb.Helper()
	u, err := url.Parse(db.AdminURL())
	if err != nil {
		tb.Fatal("the address of the scratch server is no URL")
	}
	u.User = url.User(name)
	return u.String()
}

// DemandPassword gives the role a password and makes the server ask for it. The
// password must need no quoting.
func DemandPassword(tb testing.TB, db *scratch.DB, name, password string) {
	tb.Helper()
	admin(tb, db,
		"set password_encryption = 'scram-sha-256'",
		"alter role "+name+" password '"+password+"'",
		`do $$
declare
  file text := current_setting('hba_file');
  rules text := pg_read_file(file);
begin
  perform lo_from_bytea(4711, convert_to('local all `+name+` scram-sha-256' || chr(10) || rules, 'UTF8'));
  perform lo_export(4711, file);
  perform lo_unlink(4711);
end $$`,
		"select pg_reload_conf()",
	)
}

// admin runs statements as the superuser.
func admin(tb testing.TB, db *scratch.DB, statements ...string) {
	tb.Helper()
	conn, err := pgx.Connect(tb.Context(), db.AdminURL())
	if err != nil {
		tb.Fatal(err)
	}
	defer conn.Close(context.Background())
	for _, s := range statements {
		if _, err := conn.PgConn().Exec(tb.Context(), s).ReadAll(); err != nil {
			tb.Fatalf("%s: %v", s, err)
		}
	}
}
