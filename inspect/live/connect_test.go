package live_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/synapscale/synapcheck/inspect/live"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

// refusal is the error of a connection that must fail, and its hint.
func refusal(t *testing.T, dsn string, opts live.Options) (hint string, err error) {
	t.Helper()
	server, err := live.Connect(t.Context(), dsn, opts)
	if err == nil {
		server.Close(t.Context())
		t.Fatal("the connection was made")
	}
	var hinted interface{ Hint() string }
	if !errors.As(err, &hinted) {
		t.Fatalf("%v has no hint", err)
	}
	return hinted.Hint(), err
}

func TestRefusalsSayWhatIsWrong(t *testing.T) {
	db := scratchtest.Database(t)
	admin := dial(t, db.AdminURL())
	plain := role(t, db, "")
	name := "synapcheck_test_" + db.Name()

	for _, c := range []struct {
		name, dsn     string
		before, after string
		code, reason  string
	}{
		{
			name: "unknown database", dsn: strings.Replace(plain, "/"+db.Name(), "/no_such_database", 1),
			code: "3D000", reason: "there is no such database",
		},
		{
			name: "unknown role", dsn: as(t, db, "no_such_role"),
			code: "28000", reason: "the server does not let this user in",
		},
		{
			name: "no right to connect", dsn: plain,
			before: "revoke connect on database " + db.Name() + " from public",
			after:  "grant connect on database " + db.Name() + " to public",
			code:   "42501", reason: "the role may not connect to the database",
		},
		{
			name: "too many connections", dsn: plain,
			before: "alter role " + name + " connection limit 0",
			after:  "alter role " + name + " connection limit -1",
			code:   "53300", reason: "the server has no connection to spare",
		},
		{
			name: "closed database", dsn: strings.Replace(plain, "/"+db.Name(), "/template0", 1),
			code: "55000", reason: `the server refuses: database "template0" is not currently accepting connections`,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.before != "" {
				run(t, admin, c.before)
				defer run(t, admin, c.after)
			}
			hint, err := refusal(t, c.dsn, live.Options{})
			var connect *live.ConnectError
			if !errors.As(err, &connect) {
				t.Fatalf("%T: %v", err, err)
			}
			if connect.Code != c.code || connect.Reason != c.reason || hint == "" {
				t.Errorf("want %s %q, have %s %q, hint %q", c.code, c.reason, connect.Code, connect.Reason, hint)
			}
			if !strings.HasPrefix(err.Error(), "connecting to postgres database ") {
				t.Errorf("no target in: %v", err)
			}
		})
	}
}

func TestWrongPassword(t *testing.T) {
	db := scratchtest.Database(t)
	_ = role(t, db, "")
	name := "synapcheck_test_" + db.Name()
	demandPassword(t, db, name, "right")

	u, err := url.Parse(as(t, db, name))
	if err != nil {
		t.Fatal("no URL")
	}
	u.User = url.UserPassword(name, "right")
	eventually(t, func() bool {
		_, err := live.Connect(t.Context(), as(t, db, name), live.Options{})
		return err != nil
	})
	connect(t, u.String(), live.Options{})

	u.User = url.UserPassword(name, "CANARY")
	for _, dsn := range []string{u.String(), as(t, db, name)} {
		hint, err := refusal(t, dsn, live.Options{})
		if !strings.Contains(err.Error(), "password was not accepted") || !strings.Contains(hint, "PGPASSWORD") {
			t.Errorf("%v (%s)", err, hint)
		}
		for _, secret := range []string{"CANARY", "right"} {
			if leaks(err, secret) {
				t.Errorf("the password shows in: %v", err)
			}
		}
	}
}

// eventually waits for the server to read its configuration again.
func eventually(t *testing.T, ok func() bool) {
	t.Helper()
	for range 100 {
		if ok() {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatal("it did not happen within two seconds")
}

func TestUnreachableServers(t *testing.T) {
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	closing, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		for {
			conn, err := closing.Accept()
			if err != nil {
				return
			}
			conn.Close()
		}
	}()
	defer closing.Close()
	gone, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	gone.Close()

	at := func(l net.Listener) string {
		return "postgres://u:CANARY@" + l.Addr().String() + "/app?sslmode=disable"
	}
	for _, c := range []struct{ name, dsn, reason string }{
		{"silent", at(silent), "no answer in time"},
		{"closing", at(closing), "the connection broke off"},
		{"nobody", at(gone), "nothing listens there"},
		{"no socket", "host=" + t.TempDir() + " dbname=app user=u password=CANARY", "there is no such socket"},
		{"no host", "postgres://u:CANARY@no-such-host.invalid/app", "there is no such host"},
	} {
		t.Run(c.name, func(t *testing.T) {
			begun := time.Now()
			hint, err := refusal(t, c.dsn, live.Options{ConnectTimeout: time.Second})
			if !strings.Contains(err.Error(), c.reason) || !strings.Contains(err.Error(), "postgres database app at ") || hint == "" {
				t.Errorf("%v (%s)", err, hint)
			}
			if leaks(err, "CANARY") {
				t.Errorf("the password shows in: %v", err)
			}
			var driver *pgconn.ConnectError
			if errors.As(err, &driver) {
				t.Error("the driver's error, which holds the password, can be reached")
			}
			if time.Since(begun) > 5*time.Second {
				t.Errorf("it took %s", time.Since(begun))
			}
		})
	}
}

// leaks looks for a secret in everything that can be printed of an error.
func leaks(err error, secret string) bool {
	for ; err != nil; err = errors.Unwrap(err) {
		object, _ := json.Marshal(err)
		shown := fmt.Sprintf("%v %+v %#v %q %s", err, err, err, err.Error(), object)
		if h, ok := err.(interface{ Hint() string }); ok {
			shown += h.Hint()
		}
		if strings.Contains(shown, secret) {
			return true
		}
	}
	return false
}

// TestNoErrorShowsThePassword tries addresses that are wrong in many ways, with
// a password in every place where one can stand or end up by mistake.
func TestNoErrorShowsThePassword(t *testing.T) {
	dir := t.TempDir()
	services := filepath.Join(dir, "services")
	if err := os.WriteFile(services, []byte("[app]\nhost=127.0.0.1\nport=1\npassword=CANARY\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	passwords := filepath.Join(dir, "passwords")
	if err := os.WriteFile(passwords, []byte("*:*:*:*:CANARY\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PGSERVICEFILE", services)
	t.Setenv("PGPASSFILE", passwords)
	t.Setenv("PGCONNECT_TIMEOUT", "2")
	for _, dsn := range []string{
		"postgres://u:CANARY@127.0.0.1:1/app",
		"postgresql://u:CANARY@127.0.0.1:1/app",
		"postgres://u:CANARY@127.0.0.1:1/app?sslmode=bogus",
		"postgres://u:CANARY@127.0.0.1:port/app",
		"postgres://u:CANARY@127.0.0.1:99999/app",
		"postgres://u:CAN/CANARY@127.0.0.1:1/app",
		"postgres://u:12/CANARY@127.0.0.1:1/app",
		"postgres://127.0.0.1:1/CANARY@127.0.0.1:1/app",
		"postgres://u:p#CANARY@127.0.0.1:1/app",
		"postgres://u:12#CANARY@127.0.0.1:1/app",
		"postgres://u:p?CANARY@127.0.0.1:1/app",
		"postgres://u:12?CANARY@127.0.0.1:1/app",
		"postgres://u:p@CANARY@127.0.0.1:1/app",
		"postgres://u:p@CANARY:1/x@127.0.0.1:1/app",
		"postgres://u:p@127.0.0.1?CANARY@127.0.0.1:1/app",
		"postgres://u:p@CANARY?x@127.0.0.1:1/app?sslmode=disable",
		"postgres://u:%CANARY@127.0.0.1:1/app",
		"postgres://u:CANARY%zz@127.0.0.1:1/app",
		"postgres://u:[CANARY@127.0.0.1:1/app",
		"postgres://u:CANARY @127.0.0.1:1/app",
		"postgres://u:CANARY\n@127.0.0.1:1/app",
		"postgres://u:CANARY\x00@127.0.0.1:1/app",
		"postgres://u:CANARY@[::1:1/app",
		"postgres://u:CANARY@127.0.0.1:1,127.0.0.1:2/app",
		"postgres://u:CANARY@127.0.0.1:1/app?connect_timeout=soon",
		"postgres://u:CANARY@127.0.0.1:1/app?sslrootcert=/no/such/file&sslmode=verify-full",
		"postgres://127.0.0.1:1/app?user=u&password=CANARY",
		"postgres://127.0.0.1:1/app?user=u&password=CANARY&sslmode=bogus",
		"postgres://127.0.0.1:1/app?sslpassword=CANARY&sslmode=bogus",
		"postgres://127.0.0.1:1/app?CANARY@host=x",
		"postgres://127.0.0.1:1/app?service=none&password=CANARY",
		"postgres://127.0.0.1:1/app?target_session_attrs=none&password=CANARY",
		"postgres:/u:CANARY@127.0.0.1/app",
		"postgres//u:CANARY@127.0.0.1/app",
		"postgresql+asyncpg://u:CANARY@127.0.0.1/app",
		"jdbc:postgresql://127.0.0.1/app?password=CANARY",
		"mysql://u:CANARY@127.0.0.1/app",
		"u:CANARY@127.0.0.1/app",
		"CANARY",
		"host=127.0.0.1 port=1 password=CANARY",
		"host=127.0.0.1 port=1 password='CANARY'",
		"host=127.0.0.1 port=1 password = 'CANARY'",
		"host=127.0.0.1 port=1 password='CANARY",
		"host=127.0.0.1 port=1 password=my CANARY",
		"host=127.0.0.1 port=1 password=my CANARY sslmode=disable",
		"host=127.0.0.1 port=x password=CANARY",
		"host=127.0.0.1 port=1 password=CANARY sslmode=bogus",
		`host=127.0.0.1 port=1 password=CANARY\`,
		"password=CANARY host=u:CANARY@127.0.0.1",
		"service=app",
		"service=app sslmode=bogus",
		"host=127.0.0.1 port=1 user=u dbname=app",
		"host=127.0.0.1 port=1 user=u dbname=app sslmode=bogus",
	} {
		server, err := live.Connect(t.Context(), dsn, live.Options{ConnectTimeout: time.Second})
		if err == nil {
			server.Close(t.Context())
			t.Errorf("%q was accepted", dsn)
			continue
		}
		if leaks(err, "CANARY") {
			t.Errorf("the error of %q shows the password: %v", dsn, err)
		}
		var hinted interface{ Hint() string }
		if !errors.As(err, &hinted) || hinted.Hint() == "" {
			t.Errorf("the error of %q has no hint: %v", dsn, err)
		}
	}
}

func TestInterruptionIsNoRefusal(t *testing.T) {
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
	time.AfterFunc(50*time.Millisecond, cancel)
	_, err = live.Connect(ctx, "postgres://u@"+silent.Addr().String()+"/app?sslmode=disable", live.Options{})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("want a cancelled context, have %v", err)
	}
}

func TestAddressSetsTheSearchPath(t *testing.T) {
	db := scratchtest.Database(t, everything)
	u, err := url.Parse(db.URL())
	if err != nil {
		t.Fatal("no URL")
	}
	for key, value := range map[string]string{"search_path": "app,public", "options": "-c search_path=app,public"} {
		query := u.Query()
		query.Set(key, value)
		with := *u
		with.RawQuery = strings.ReplaceAll(query.Encode(), "+", "%20") // as libpq wants it
		have := read(t, with.String(), live.Options{}).SearchPath
		if strings.Join(have, " ") != "app public" {
			t.Errorf("%s: have %q", key, have)
		}
	}
}

func TestOfSeveralHostsTheReachedOneIsNamed(t *testing.T) {
	db := scratchtest.Database(t, "create table t (id int)")
	u, err := url.Parse(db.URL())
	if err != nil {
		t.Fatal("no URL")
	}
	socket := u.Query().Get("host")
	dsn := fmt.Sprintf("host=127.0.0.1,%s port=1,5432 user=%s dbname=%s sslmode=disable", socket, u.User.Username(), db.Name())
	facts := connect(t, dsn, live.Options{}).Describe()
	if facts.Host != socket || !facts.Socket {
		t.Errorf("want %s, have %+v", socket, facts)
	}
	gone := strings.ReplaceAll(dsn, socket, t.TempDir())
	if _, err := refusal(t, gone, live.Options{}); !strings.Contains(err.Error(), "at 127.0.0.1:1 and others: ") {
		t.Error(err)
	}
}

func TestOtherEncodings(t *testing.T) {
	db := scratchtest.Database(t)
	admin := dial(t, db.AdminURL())
	for encoding, gap := range map[string]string{"LATIN1": "", "SQL_ASCII": "gap: the encoding SQL_ASCII: "} {
		name := strings.ToLower(db.Name() + "_" + encoding)
		run(t, admin, "create database "+name+" encoding '"+encoding+"' lc_collate 'C' lc_ctype 'C' template template0")
		t.Cleanup(func() {
			run := context.Background()
			conn, err := pgx.Connect(run, db.AdminURL())
			if err != nil {
				t.Error(err)
				return
			}
			defer conn.Close(run)
			if _, err := conn.Exec(run, "drop database "+name+" with (force)"); err != nil {
				t.Error(err)
			}
		})
		dsn := strings.Replace(db.AdminURL(), "/"+db.Name(), "/"+name, 1)
		conn := dial(t, dsn)
		run(t, conn, "set client_encoding = 'UTF8'", `create table t ("café" text default 'é')`)
		have := dump(t, read(t, dsn, live.Options{}))
		if want := "  \"café\" text null default 'é'::text\n"; !strings.Contains(have, want) || !strings.Contains(have, gap) {
			t.Errorf("%s: no %q or %q in:\n%s", encoding, want, gap, have)
		}
	}
}

func TestEnvironmentNamesTheServer(t *testing.T) {
	db := scratchtest.Database(t, "create table t (id int)")
	u, err := url.Parse(db.URL())
	if err != nil {
		t.Fatal("no URL")
	}
	t.Setenv("PGHOST", u.Query().Get("host"))
	t.Setenv("PGPORT", u.Query().Get("port"))
	t.Setenv("PGUSER", u.User.Username())
	t.Setenv("PGDATABASE", db.Name())
	server := connect(t, "", live.Options{})
	facts := server.Describe()
	if facts.Database != db.Name() || facts.User != u.User.Username() || !facts.Socket || facts.Superuser || !facts.Owner || facts.TLS != "" {
		t.Errorf("have %+v", facts)
	}
	have, err := server.Read(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if want := db.Name() + " at local socket"; have.Name != want || have.Server != facts.Version {
		t.Errorf("want %s, have %s", want, have.Name)
	}
}
