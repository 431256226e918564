package scratch

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestNothingFoundSaysWhatToDo(t *testing.T) {
	s := &search{looked: []string{"$PATH", "/usr/lib/postgresql/*/bin"}}
	err := s.notFound(Options{}, errors.New("downloading is switched off"))
	want := "no PostgreSQL for a scratch server: looked for initdb and postgres in $PATH, /usr/lib/postgresql/*/bin; " +
		"downloading is switched off"
	if diff := cmp.Diff(want, err.Error()); diff != "" {
		t.Error(diff)
	}

	s.found = []installation{{bin: "/usr/lib/postgresql/15/bin", major: 15, minor: 18}}
	s.wrong = []string{"/usr/local/bin: PostgreSQL 9 is older than 13"}
	err = s.notFound(Options{Major: 17}, errors.New("downloading is switched off"))
	want = "no PostgreSQL 17 for a scratch server: looked for initdb and postgres in $PATH, /usr/lib/postgresql/*/bin; " +
		"found 15.18 in /usr/lib/postgresql/15/bin; /usr/local/bin: PostgreSQL 9 is older than 13; downloading is switched off"
	if diff := cmp.Diff(want, err.Error()); diff != "" {
		t.Error(diff)
	}
	var hinted interface{ Hint() string }
	if !errors.As(err, &hinted) {
		t.Fatal("the error has no hint")
	}
	for _, way := range []string{"17", "SYNAPCHECK_SCRATCH_URL", "SYNAPCHECK_SCRATCH_BIN", "SYNAPCHECK_SCRATCH_MIRROR"} {
		if !strings.Contains(hinted.Hint(), way) {
			t.Errorf("%q does not name %s", hinted.Hint(), way)
		}
	}
}

func TestNothingFoundEndToEnd(t *testing.T) {
	empty := t.TempDir()
	_, err := Start(t.Context(), Options{BinDir: empty})
	var missing *NotFoundError
	if !errors.As(err, &missing) || !strings.Contains(err.Error(), empty) {
		t.Errorf("want a NotFoundError that names %s, have %v", empty, err)
	}
}

// Programs under the right names prove nothing.
func TestOnlyRealProgramsAreFound(t *testing.T) {
	script := func(says string) string { return "#!/bin/sh\necho '" + says + "'\n" }
	for _, test := range []struct{ name, postgres, initdb, want string }{
		{"both", script("postgres (PostgreSQL) 16.4 (Debian 16.4-1)"), script("initdb (PostgreSQL) 16.4"), ""},
		{"beta", script("postgres (PostgreSQL) 19beta1"), script("initdb (PostgreSQL) 19beta1"), ""},
		{"different majors", script("postgres (PostgreSQL) 16.4"), script("initdb (PostgreSQL) 15.1"), "but initdb"},
		{"old", script("postgres (PostgreSQL) 9.6.24"), script("initdb (PostgreSQL) 9.6.24"), "PostgreSQL 9 is older than 13"},
		{"fails", "#!/bin/sh\necho broken >&2\nexit 3\n", script("initdb (PostgreSQL) 16.4"), "exit status 3: broken"},
		{"strange words", script("hello"), script("hello"), "is not a version of PostgreSQL"},
		{"no initdb", script("postgres (PostgreSQL) 16.4"), "", errNoPrograms.Error()},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := openDir(t)
			for name, text := range map[string]string{"postgres": test.postgres, "initdb": test.initdb} {
				if text == "" {
					continue
				}
				if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o755); err != nil {
					t.Fatal(err)
				}
			}
			as, err := newRunner()
			if err != nil {
				t.Fatal(err)
			}
			_, err = examine(t.Context(), dir, as)
			switch {
			case test.want == "" && err != nil:
				t.Error(err)
			case test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)):
				t.Errorf("want %q, have %v", test.want, err)
			}
		})
	}
}

func TestBestIsTheNewestAllowed(t *testing.T) {
	s := &search{found: []installation{
		{bin: "a", major: 15, minor: 3},
		{bin: "b", major: 17, minor: 1},
		{bin: "c", major: 15, minor: 18},
		{bin: "d", major: 17, minor: 1},
	}}
	for _, test := range []struct {
		major int
		any   bool
		want  string
	}{{0, false, "b"}, {15, false, "c"}, {16, false, ""}, {16, true, "b"}} {
		if have, _ := s.best(test.major, test.any); have.bin != test.want {
			t.Errorf("major %d, any %v: want %q, have %q", test.major, test.any, test.want, have.bin)
		}
	}
}

// A program that starts PostgreSQL as a child of its own would keep us from
// ending it.
func TestWrapperIsRefused(t *testing.T) {
	h, inst := realInstallation(t)
	dir := openDir(t)
	for _, program := range []string{"postgres", "initdb"} {
		text := "#!/bin/sh\n'" + filepath.Join(inst.bin, program) + "' \"$@\"\n"
		if err := os.WriteFile(filepath.Join(dir, program), []byte(text), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	_, err := h.start(t.Context(), installation{bin: dir, major: inst.major, version: inst.version})
	if err == nil || !strings.Contains(err.Error(), "wrapper") {
		t.Errorf("want the wrapper refused, have %v", err)
	}
}

// realInstallation is what the tests' own server runs from, in a house of the
// test's own.
func realInstallation(t *testing.T) (*house, installation) {
	t.Helper()
	opts := FromEnv(os.Getenv)
	usual, err := newHouse(opts)
	if err != nil {
		t.Fatal(err)
	}
	inst, err := locate(t.Context(), usual, opts)
	if err != nil {
		t.Fatal(err)
	}
	h, err := newHouse(Options{CacheDir: openDir(t), TempDir: openDir(t)})
	if err != nil {
		t.Fatal(err)
	}
	return h, inst
}

// openDir is a temporary directory that every user may pass.
func openDir(t *testing.T) string {
	t.Helper()
	base := ""
	if roomyMemory() {
		base = memoryDir
	}
	dir, err := os.MkdirTemp(base, "st")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestHouseRefusesWhatTheRunnerCannotReach(t *testing.T) {
	closed, err := os.MkdirTemp("", "st")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(closed) })
	_, err = newHouse(Options{CacheDir: filepath.Join(closed, "cache")})
	if root := os.Geteuid() == 0; root != (err != nil) {
		t.Errorf("root is %v, error is %v", root, err)
	}
	long := filepath.Join(openDir(t), strings.Repeat("x", 90))
	if err := mkdirOpen(long); err != nil {
		t.Fatal(err)
	}
	if _, err = newHouse(Options{TempDir: long}); err == nil || !strings.Contains(err.Error(), "socket") {
		t.Errorf("want the long path refused, have %v", err)
	}
}

// The kernel's service and the watcher are not everywhere: what is left then
// is ended by the next start.
func TestSweepEndsOrphans(t *testing.T) {
	h, inst := realInstallation(t)
	s, err := h.start(t.Context(), inst)
	if err != nil {
		t.Fatal(err)
	}
	l := s.local
	data := l.path(dataDir)
	sweep(h.temp)
	select {
	case <-l.proc.exited:
		t.Fatal("a server with a living owner was ended")
	default:
	}
	// As it is when the owner has died: the lock is free.
	l.watcher.dismiss()
	if err := l.work.owner.Close(); err != nil {
		t.Fatal(err)
	}
	sweep(h.temp)
	select {
	case <-l.proc.exited:
	case <-time.After(5 * time.Second): // without its directory it would end by itself in a minute
		t.Error("the orphan lives")
	}
	if exists(data) {
		t.Errorf("%s is left", data)
	}
}

// A pid file may name a process that has nothing to do with the server.
func TestOrphanIsNotMistaken(t *testing.T) {
	data := openDir(t)
	cmd := exec.Command("sleep", "60")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	pid := []byte(strconv.Itoa(cmd.Process.Pid) + "\n")
	if err := os.WriteFile(filepath.Join(data, "postmaster.pid"), pid, 0o600); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error)
	go func() { ended <- cmd.Wait() }()
	endOrphan(data)
	select {
	case <-ended:
		t.Error("a stranger was ended")
	case <-time.After(200 * time.Millisecond):
		_ = cmd.Process.Kill()
		<-ended
	}
}
