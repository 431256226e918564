package live_test

import (
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/synapscale/synapcheck/inspect/live"
	"github.com/synapscale/synapcheck/inspect/scratch"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

// pgbouncer starts one before the database, which shares two sessions out by
// the transaction, and gives the address that goes through it.
func pgbouncer(t *testing.T, db *scratch.DB) string {
	t.Helper()
	program, err := exec.LookPath("pgbouncer")
	if err != nil {
		program, err = filepath.Abs("../../.pg/pgbouncer/usr/sbin/pgbouncer")
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := os.Stat(program); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("there is no pgbouncer: make pgbouncer fetches it")
		}
		t.Skip("there is no pgbouncer: make pgbouncer fetches it")
	}
	u, err := url.Parse(db.URL())
	if err != nil {
		t.Fatal("no URL")
	}
	socket := u.Query().Get("host")
	info, err := os.Stat(socket)
	if err != nil {
		t.Fatal(err)
	}
	owner := info.Sys().(*syscall.Stat_t)

	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := free.Addr().(*net.TCPAddr).Port
	free.Close()

	// It refuses to be root, and must get at the server's socket: so it runs as
	// the server does, and may not see the test's own directory.
	dir, err := os.MkdirTemp("", "pgbouncer")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"users.txt": fmt.Sprintf("%q \"\"\n", u.User.Username()),
		"pgbouncer.ini": fmt.Sprintf(`[databases]
* = host=%s port=%s
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = %d
unix_socket_dir =
auth_type = trust
auth_file = %s/users.txt
pool_mode = transaction
default_pool_size = 2
`, socket, u.Query().Get("port"), port, dir),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(program, filepath.Join(dir, "pgbouncer.ini"))
	cmd.Env = []string{"LD_LIBRARY_PATH=" + filepath.Dir(program)}
	if os.Getuid() == 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: owner.Uid, Gid: owner.Gid, NoSetGroups: false}}
	}
	var log strings.Builder
	cmd.Stderr = &log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		if t.Failed() {
			t.Log(log.String())
		}
	})
	dsn := fmt.Sprintf("postgres://%s@127.0.0.1:%d/%s?sslmode=disable", u.User.Username(), port, db.Name())
	eventually(t, func() bool {
		conn, err := net.DialTimeout("tcp", fmt.Sprintf("127.0.0.1:%d", port), time.Second)
		if err != nil {
			return false
		}
		return conn.Close() == nil
	})
	return dsn
}

// TestThroughPgbouncer reads eight times at once through a pooler that gives two
// sessions to whoever has a transaction.
func TestThroughPgbouncer(t *testing.T) {
	db := scratchtest.Database(t, everything)
	through := pgbouncer(t, db)
	direct := connect(t, db.URL(), live.Options{})
	if direct.Describe().Pooler {
		t.Error("a direct connection passes for a pooled one")
	}
	plain, err := direct.Read(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := dump(t, plain)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			server, err := live.Connect(t.Context(), through+"&statement_timeout=7s&extra_float_digits=3&default_transaction_read_only=on", live.Options{})
			if err != nil {
				t.Error(err)
				return
			}
			defer server.Close(t.Context())
			if !server.Describe().Pooler {
				t.Error("the pooler is not recognized")
			}
			for range 3 {
				have, err := server.Read(t.Context())
				if err != nil {
					t.Error(err)
					return
				}
				if text := dump(t, have); text != want {
					t.Errorf("want\n%s\nhave\n%s", want, text)
				}
			}
		})
	}
	all.Wait()

	if have := read(t, through+"&search_path=app", live.Options{}).SearchPath; strings.Join(have, " ") != "app" {
		t.Errorf("the search path of the address: have %q", have)
	}

	// Nothing of ours is left in the sessions that others get.
	config, err := pgx.ParseConfig(through)
	if err != nil {
		t.Fatal(err)
	}
	config.DefaultQueryExecMode = pgx.QueryExecModeSimpleProtocol
	for range 4 {
		conn, err := pgx.ConnectConfig(t.Context(), config)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close(t.Context())
		var set string
		var prepared int
		err = conn.QueryRow(t.Context(), `
select current_setting('search_path') || ' ' || current_setting('lock_timeout') || ' ' || current_setting('work_mem'),
  (select count(*) from pg_prepared_statements)`).Scan(&set, &prepared)
		if err != nil {
			t.Fatal(err)
		}
		if set != `"$user", public 0 4MB` || prepared != 0 {
			t.Errorf("left behind: %s, %d prepared statements", set, prepared)
		}
	}
}
