package scratch_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/synapscale/synapcheck/inspect/scratch"
)

func TestServerLeavesNothingBehind(t *testing.T) {
	s := start(t, testOptions())
	db, err := s.NewDatabase(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if s.Version() < scratch.OldestMajor*10000 {
		t.Errorf("version is %d", s.Version())
	}
	dir := serverDir(db)
	if processesAt(t, dir) == 0 || missing(dir) {
		t.Fatalf("no server runs in %s", dir)
	}
	for range 2 {
		if err := s.Stop(); err != nil {
			t.Fatal(err)
		}
		if n := processesAt(t, dir); n != 0 {
			t.Errorf("%d processes are left", n)
		}
		if !missing(dir) {
			t.Errorf("%s is left", dir)
		}
	}
	if _, err := s.NewDatabase(t.Context()); err == nil {
		t.Error("a stopped server made a database")
	}
}

func TestContextStopsServer(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	s, err := scratch.Start(ctx, testOptions())
	if err != nil {
		t.Fatal(err)
	}
	db, err := s.NewDatabase(ctx)
	if err != nil {
		t.Fatal(err)
	}
	dir := serverDir(db)
	cancel()
	eventually(t, "the server's directory is gone", func() bool { return missing(dir) })
	if n := processesAt(t, dir); n != 0 {
		t.Errorf("%d processes are left", n)
	}
	if err := s.Stop(); err != nil {
		t.Error(err)
	}
}

func TestCancelledStartLeavesNothingBehind(t *testing.T) {
	opts := testOptions()
	opts.TempDir, opts.CacheDir = openTemp(t), openTemp(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if s, err := scratch.Start(ctx, opts); err == nil {
		t.Errorf("a server started: %v", s.Stop())
	}
	for _, dir := range []string{opts.TempDir, filepath.Join(opts.CacheDir, "tmp")} {
		if left, _ := os.ReadDir(dir); len(left) != 0 {
			t.Errorf("%s holds %v", dir, left)
		}
	}
}

func TestServerIsPrivate(t *testing.T) {
	s := start(t, testOptions())
	db, err := s.NewDatabase(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(filepath.Join(serverDir(db), "s"))
	if err != nil {
		t.Fatal(err)
	}
	if got := info.Mode().Perm(); got != 0o700 {
		t.Errorf("the socket's directory has mode %o", got)
	}
	conn, err := db.Connect(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	var listens string
	if err := conn.QueryRow(t.Context(), "show listen_addresses").Scan(&listens); err != nil || listens != "" {
		t.Errorf("the server listens on %q, %v", listens, err)
	}
}

func TestManyStartFromColdCache(t *testing.T) {
	opts := testOptions()
	opts.CacheDir, opts.TempDir = openTemp(t), openTemp(t)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			s, err := scratch.Start(t.Context(), opts)
			if err != nil {
				t.Error(err)
				return
			}
			if db, err := s.NewDatabase(t.Context()); err != nil {
				t.Error(err)
			} else if err := db.Exec(t.Context(), "create table t (id int)"); err != nil {
				t.Error(err)
			}
			if err := s.Stop(); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	templates, err := filepath.Glob(filepath.Join(opts.CacheDir, "templates", "*.lock"))
	if err != nil || len(templates) != 1 {
		t.Errorf("want one template for all, have %v, %v", templates, err)
	}
	for _, dir := range []string{opts.TempDir, filepath.Join(opts.CacheDir, "tmp")} {
		if left, _ := os.ReadDir(dir); len(left) != 0 {
			t.Errorf("%s holds %v", dir, left)
		}
	}
}

func TestBrokenTemplateIsMadeAnew(t *testing.T) {
	opts := testOptions()
	opts.CacheDir = openTemp(t)
	if err := start(t, opts).Stop(); err != nil {
		t.Fatal(err)
	}
	control, err := filepath.Glob(filepath.Join(opts.CacheDir, "templates", "*", "global", "pg_control"))
	if err != nil || len(control) != 1 {
		t.Fatalf("%v, %v", control, err)
	}
	if err := os.Truncate(control[0], 0); err != nil {
		t.Fatal(err)
	}
	start(t, opts)
}

func TestUnusedTemplatesArePruned(t *testing.T) {
	opts := testOptions()
	opts.CacheDir = openTemp(t)
	old := filepath.Join(opts.CacheDir, "templates", "15.1-0123456789abcdef")
	if err := os.MkdirAll(filepath.Join(old, "base"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(old+".lock", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	longAgo := time.Now().AddDate(0, 0, -61)
	if err := os.Chtimes(old+".lock", longAgo, longAgo); err != nil {
		t.Fatal(err)
	}
	start(t, opts)
	left, err := filepath.Glob(filepath.Join(opts.CacheDir, "templates", "*"))
	if err != nil || len(left) != 2 || !missing(old) {
		t.Errorf("want the new template alone, have %v, %v", left, err)
	}
}

func TestMajorThatIsNotToBeHad(t *testing.T) {
	opts := testOptions()
	opts.Major, opts.Offline = 99, true
	_, err := scratch.Start(t.Context(), opts)
	if err == nil || !strings.Contains(err.Error(), "PostgreSQL 99") {
		t.Errorf("want an error that names version 99, have %v", err)
	}
	opts.AnyMajor = true
	start(t, opts)
	opts.Major, opts.AnyMajor = 12, false
	if _, err := scratch.Start(t.Context(), opts); err == nil {
		t.Error("version 12 was accepted")
	}
}

func BenchmarkStartWarm(b *testing.B) {
	opts := testOptions()
	if err := start(b, opts).Stop(); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		s, err := scratch.Start(b.Context(), opts)
		if err != nil {
			b.Fatal(err)
		}
		if err := s.Stop(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNewDatabase(b *testing.B) {
	s := start(b, testOptions())
	for b.Loop() {
		db, err := s.NewDatabase(b.Context())
		if err != nil {
			b.Fatal(err)
		}
		if err := db.Drop(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}
