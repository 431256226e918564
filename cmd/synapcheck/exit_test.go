package main

import (
	"bytes"
	"context"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestPanicIsNotDrift(t *testing.T) {
	var stderr bytes.Buffer
	code := guarded(&stderr, func() int { panic("out of ideas") })
	if code != exitUndecided || !strings.Contains(stderr.String(), "synapcheck: error: internal error: out of ideas") {
		t.Errorf("exit code %d: %s", code, &stderr)
	}
}

// An interrupted run exits 1, says so, and leaves no file.
func TestInterruptedDemoLeavesNothing(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(150*time.Millisecond, cancel)
	var stdout, stderr bytes.Buffer
	a := &app{stdout: &output{to: &stdout}, stderr: &stderr, dir: temp, lookupEnv: os.LookupEnv}
	if code := a.main(ctx, []string{"demo"}); code != exitUndecided {
		t.Errorf("exit code %d", code)
	}
	if want := "synapcheck: error: interrupted\n"; stderr.String() != want {
		t.Errorf("stderr is %q, want %q", &stderr, want)
	}
	left, err := os.ReadDir(temp)
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

// Who reads only the first lines has read them: that is no error to report, and
// no success either.
func TestReaderWhoHasSeenEnough(t *testing.T) {
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer write.Close()
	if err := read.Close(); err != nil {
		t.Fatal(err)
	}
	signal.Ignore(syscall.SIGPIPE)
	defer signal.Reset(syscall.SIGPIPE)
	for _, args := range [][]string{{"rules"}, {"inspect", "sql:schema.sql"}, {"explain", "owner"}} {
		var stderr bytes.Buffer
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "schema.sql"), []byte("create table t (id int)"), 0o600); err != nil {
			t.Fatal(err)
		}
		a := &app{stdout: &output{to: write}, stderr: &stderr, dir: dir, lookupEnv: os.LookupEnv}
		if code := a.main(t.Context(), args); code != 141 || stderr.Len() > 0 {
			t.Errorf("%v: exit code %d, stderr %q", args, code, &stderr)
		}
	}
}

func TestSecretsOfConnectionStringsAreFound(t *testing.T) {
	for dsn, want := range map[string][]string{
		"postgres://app:s3cret@db/app":                          {"s3cret", "s3cret"},
		"postgres://app:p%40ss%3Aword@db/app":                   {"p%40ss%3Aword", "p@ss:word"},
		"postgresql://db/app?user=app&password=s3cret":          {"s3cret", "s3cret"},
		"host=db user=app password=s3cret dbname=app":           {"s3cret", "s3cret"},
		"host=db password = 'two words' dbname=app":             {"two words", "two words"},
		"host=db sslpassword=s3cret":                            {"s3cret", "s3cret"},
		"postgres://app:s3cret@db/app?application_name=me@corp": {"s3cret", "s3cret"},
		"app:s3cret@db/app":                                     {"s3cret"},
		"go:./models@v2":                                        nil,
		"postgres://app@db/app":                                 nil,
		"host=db dbname=app":                                    nil,
	} {
		if d := cmp.Diff(want, secrets(dsn)); d != "" {
			t.Errorf("%s: -want +got\n%s", dsn, d)
		}
	}
}
