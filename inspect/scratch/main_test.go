package scratch_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/synapscale/synapcheck/inspect/scratch"
)

// The test binary is also the program that the tests about dying programs run.
func TestMain(m *testing.M) {
	if role := os.Getenv("SCRATCH_TEST_CHILD"); role != "" {
		if err := child(role); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// child starts a server, prints the directory that it lives in, and ends as
// its role says: "stop" orderly, "panic" by a panic, "wait" when it is told to
// by a signal.
func child(role string) error {
	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt)
	defer cancel()
	s, err := scratch.Start(ctx, testOptions())
	if err != nil {
		return err
	}
	defer s.Stop()
	db, err := s.NewDatabase(ctx)
	if err != nil {
		return err
	}
	if err := db.Exec(ctx, "create table t (id int primary key); insert into t values (1)"); err != nil {
		return err
	}
	fmt.Fprintln(os.Stdout, serverDir(db))
	switch role {
	case "stop":
		return s.Stop()
	case "panic":
		go panic("the program is at its end")
		select {}
	default:
		<-ctx.Done()
		return s.Stop()
	}
}

// testOptions are what the tests of the whole project use, with a directory
// for servers where one is given.
func testOptions() scratch.Options {
	opts := scratch.FromEnv(os.Getenv)
	opts.URL = ""
	opts.Major, _ = strconv.Atoi(os.Getenv("SYNAPCHECK_TEST_PG_MAJOR"))
	opts.TempDir = os.Getenv("SCRATCH_TEST_TEMP")
	return opts
}

func start(tb testing.TB, opts scratch.Options) *scratch.Server {
	tb.Helper()
	s, err := scratch.Start(context.Background(), opts)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := s.Stop(); err != nil {
			tb.Error(err)
		}
	})
	return s
}

func connectOwner(t *testing.T, db *scratch.DB) *pgx.Conn {
	t.Helper()
	conn, err := db.Connect(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(context.Background()) })
	return conn
}

// serverDir is the directory of the server that a database is on.
func serverDir(db *scratch.DB) string {
	conn, err := db.Connect(context.Background())
	if err != nil {
		return err.Error()
	}
	defer conn.Close(context.Background())
	host := conn.Config().Host
	return filepath.Dir(host)
}

// openTemp is a short-named temporary directory that any user may pass.
func openTemp(tb testing.TB) string {
	tb.Helper()
	base := "" // the system's
	if info, err := os.Stat("/dev/shm"); err == nil && info.IsDir() {
		base = "/dev/shm" // many times faster
	}
	dir, err := os.MkdirTemp(base, "st")
	if err != nil {
		tb.Fatal(err)
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

// A program is a child of the test that runs a server.
type program struct {
	cmd    *exec.Cmd
	dir    string // of its server
	stderr strings.Builder
}

func startProgram(t *testing.T, role string, adjust func(*exec.Cmd)) *program {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	p := &program{cmd: exec.Command(self)}
	p.cmd.Env = append(os.Environ(), "SCRATCH_TEST_CHILD="+role)
	if adjust != nil {
		adjust(p.cmd)
	}
	p.cmd.Stderr = &p.stderr
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.cmd.Process.Kill() })
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		t.Fatal(err)
	}
	p.dir = strings.TrimSpace(line)
	if !filepath.IsAbs(p.dir) {
		_ = p.cmd.Wait()
		t.Fatalf("the program started no server: %q %s", line, p.stderr.String())
	}
	return p
}

// processesAt counts the living processes that have a directory in their
// command line. Zombies have no command line.
func processesAt(t *testing.T, dir string) int {
	t.Helper()
	out, err := exec.Command("ps", "-A", "-ww", "-o", "pid=,stat=,command=").Output()
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		if len(fields) > 2 && !strings.HasPrefix(fields[1], "Z") && strings.Contains(line, dir) {
			count++
		}
	}
	return count
}

// eventually waits up to ten seconds for a condition.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	deadline := time.Now().Add(10 * time.Second)
	for !holds() {
		if time.Now().After(deadline) {
			t.Fatalf("after ten seconds still not: %s", what)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func missing(path string) bool {
	_, err := os.Lstat(path)
	return os.IsNotExist(err)
}
