package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

// canary is the password that nobody may ever see.
const canary = "CANARY-7b1e"

// canaryForms are addresses with the canary in every place where a password can
// stand or end up by mistake. Their host is a directory without a socket.
var canaryForms = []string{
	"postgres://u:C@/app?host=/no/such",
	"postgresql://u:C@/app?host=/no/such&port=1",
	"postgres:///app?host=/no/such&user=u&password=C",
	"postgres:///app?host=/no/such&user=u&password=C&sslmode=bogus",
	"postgres:///app?host=/no/such&user=u&sslpassword=C&sslmode=bogus",
	"postgres://u:C@/app?host=/no/such&sslmode=bogus",
	"postgres://u:C@/app?host=/no/such&connect_timeout=soon",
	"postgres://u:C@/app?host=/no/such&sslrootcert=/no/such&sslmode=verify-full",
	"postgres://u:C@localhost:port/app",
	"postgres://u:C@localhost:99999/app",
	"postgres://u:C@[::1:1/app",
	"postgres://u:x/C@localhost:1/app",
	"postgres://u:x#C@localhost:1/app",
	"postgres://u:x?C@localhost:1/app",
	"postgres://u:x@C@localhost:1/app",
	"postgres://u:x@C:1/x@localhost:1/app",
	"postgres://u:%C@localhost:1/app",
	"postgres://u:C%zz@localhost:1/app",
	"postgres://u:C @localhost:1/app",
	"postgres://u:C\n@localhost:1/app",
	"postgresql+asyncpg://u:C@localhost:1/app",
	"jdbc:postgresql://localhost:1/app?password=C",
	"mysql://u:C@localhost:1/app",
	"u:C@localhost/app",
	"host=/no/such dbname=app user=u password=C",
	"host=/no/such dbname=app user=u password='C'",
	"host=/no/such dbname=app user=u password = 'C'",
	"host=/no/such dbname=app user=u password='my C'",
	"host=/no/such dbname=app user=u password='C",
	`host=/no/such dbname=app user=u password=C\`,
	"host=/no/such port=x dbname=app user=u password=C",
	"password=C host=u:C@localhost",
	"service=none password=C",
}

// A witness runs the program and remembers what it showed.
type witness struct {
	t   *testing.T
	dir string
}

func newWitness(t *testing.T) *witness {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod":         "module example\n",
		"models/user.go": "package models\n\ntype User struct {\n\tID int64 `db:\"id\"`\n}\n\nfunc (User) TableName() string { return \"users\" }\n",
		".git/HEAD":      "",
	} {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return &witness{t, dir}
}

// run runs the program and fails if the canary shows anywhere.
func (w *witness) run(env map[string]string, args ...string) (code int, shown string) {
	w.t.Helper()
	var stdout, stderr bytes.Buffer
	a := &app{
		stdout: &output{to: &stdout}, stderr: &stderr, dir: w.dir,
		lookupEnv: func(name string) (string, bool) { value, ok := env[name]; return value, ok },
	}
	code = a.main(w.t.Context(), args)
	shown = stdout.String() + stderr.String()
	if strings.Contains(shown, canary) {
		w.t.Errorf("%q with %q shows the password:\n%s", args, env, shown)
	}
	return code, shown
}

// files fails if a file that the program wrote holds the canary.
func (w *witness) files() {
	w.t.Helper()
	err := filepath.WalkDir(w.dir, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(file)
		if err == nil && bytes.Contains(text, []byte(canary)) {
			w.t.Errorf("the password is in the file %s", file)
		}
		return err
	})
	if err != nil {
		w.t.Error(err)
	}
}

// ways are the ways to hand an address to each command.
func ways(dsn string) []struct {
	env  map[string]string
	args []string
} {
	type way = struct {
		env  map[string]string
		args []string
	}
	return []way{
		{nil, []string{"diff", "go:./models", dsn}},
		{nil, []string{"diff", dsn, "go:./models"}},
		{nil, []string{"check", "go:./models", "--db", dsn, "-o", "json"}},
		{nil, []string{"check", "--models", dsn, "--db", dsn}},
		{nil, []string{"inspect", dsn}},
		{nil, []string{"inspect", dsn, "--format", "json"}},
		{nil, []string{"generate", "go", "go:./models", dsn}},
		{nil, []string{"doctor", "go:./models", dsn}},
		{map[string]string{"SYNAPCHECK_DB": dsn}, []string{"check", "go:./models"}},
		{map[string]string{"DATABASE_URL": dsn}, []string{"doctor"}},
		{map[string]string{"DATABASE_URL": dsn}, []string{"init"}},
	}
}

func TestNobodyEverSeesThePassword(t *testing.T) {
	var all sync.WaitGroup
	for _, form := range canaryForms {
		all.Go(func() {
			w := newWitness(t)
			for _, way := range ways(strings.ReplaceAll(form, "C", canary)) {
				code, shown := w.run(way.env, way.args...)
				if code == 0 && way.args[0] != "init" || code == 2 || shown == "" {
					t.Errorf("%q: exit code %d:\n%s", way.args, code, shown)
				}
			}
			w.files()
		})
	}
	all.Wait()
}

// TestNoFailureShowsThePassword has servers that fail in many ways.
func TestNoFailureShowsThePassword(t *testing.T) {
	w := newWitness(t)
	db := scratchtest.Database(t, "create table users (id bigint primary key)")
	name, plain := scratchtest.Role(t, db, "")
	scratchtest.DemandPassword(t, db, name, "right")
	u, err := url.Parse(plain)
	if err != nil {
		t.Fatal("no URL")
	}
	listen := func(serve func(net.Conn)) string {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { l.Close() })
		go func() {
			for {
				conn, err := l.Accept()
				if err != nil {
					return
				}
				go serve(conn)
			}
		}()
		return l.Addr().String()
	}
	secret := url.UserPassword(name, canary).String()
	silent := listen(func(conn net.Conn) { t.Cleanup(func() { conn.Close() }) })
	closing := listen(func(conn net.Conn) { conn.Close() })
	plainly := listen(func(conn net.Conn) {
		defer conn.Close()
		if _, err := conn.Read(make([]byte, 8)); err == nil {
			_, _ = conn.Write([]byte("N"))
		}
	})
	babbling := listen(func(conn net.Conn) {
		defer conn.Close()
		if _, err := conn.Read(make([]byte, 64)); err == nil {
			_, _ = conn.Write([]byte("SSH-2.0-OpenSSH_9.2\r\nnot a server of ours\r\n"))
		}
	})
	// echoing refuses with all that it was told.
	echoing := listen(func(conn net.Conn) {
		defer conn.Close()
		if _, err := conn.Read(make([]byte, 1024)); err != nil {
			return
		}
		_, _ = conn.Write([]byte{'R', 0, 0, 0, 8, 0, 0, 0, 3}) // the password in clear
		reply := make([]byte, 1024)
		n, err := conn.Read(reply)
		if err != nil || n < 7 {
			return
		}
		text := "SFATAL\x00VFATAL\x00CXX000\x00Mno password like " + string(reply[5:n-1]) + "\x00\x00"
		size := len(text) + 4
		_, _ = conn.Write(append([]byte{'E', 0, 0, byte(size >> 8), byte(size)}, text...))
	})
	for what, dsn := range map[string]string{
		"wrong password": strings.Replace(plain, u.User.String()+"@", secret+"@", 1),
		"no TLS":         fmt.Sprintf("postgres://%s@%s/app?sslmode=require", secret, plainly),
		"silence":        fmt.Sprintf("postgres://%s@%s/app?sslmode=disable&connect_timeout=1", secret, silent),
		"closed":         fmt.Sprintf("postgres://%s@%s/app", secret, closing),
		"another server": fmt.Sprintf("postgres://%s@%s/app?sslmode=disable", secret, babbling),
		"told to all":    fmt.Sprintf("postgres://%s@%s/app?sslmode=disable", secret, echoing),
		"no such host":   fmt.Sprintf("postgres://%s@no-such-host.invalid/app", secret),
		"nobody":         fmt.Sprintf("host=127.0.0.1 port=1 user=u password='%s' dbname=app", canary),
	} {
		for i, way := range ways(dsn) {
			if i%3 != 0 && what != "told to all" && what != "wrong password" {
				continue
			}
			if code, shown := w.run(way.env, way.args...); code != exitUndecided && way.args[0] != "init" {
				t.Errorf("%s: %q: exit code %d:\n%s", what, way.args, code, shown)
			}
		}
	}
	w.files()
}

// A panicking writer panics with what it knows when it is written to again.
type panicking struct {
	bytes.Buffer
	knows string
}

func (p *panicking) Write(b []byte) (int, error) {
	if p.Len() > 0 {
		panic("out of ideas about " + p.knows)
	}
	return p.Buffer.Write(b)
}

func TestNoPanicShowsThePassword(t *testing.T) {
	dsn := "postgres://u:" + canary + "@/app?host=/no/such"
	var stderr bytes.Buffer
	a := &app{
		stdout: &output{to: &panicking{knows: dsn}}, stderr: &stderr, dir: t.TempDir(),
		lookupEnv: func(string) (string, bool) { return "", false },
	}
	code := a.main(t.Context(), []string{"doctor", "go:./models", dsn})
	if code != exitUndecided || !strings.Contains(stderr.String(), "internal error: out of ideas about postgres://u:*****@") {
		t.Errorf("exit code %d: %s", code, &stderr)
	}
	if strings.Contains(stderr.String(), canary) {
		t.Errorf("the password shows in: %s", &stderr)
	}
}
