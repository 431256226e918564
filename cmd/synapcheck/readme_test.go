package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
	"github.com/synapscale/synapcheck/testdata/synapscale"
)

// The screen in the README is what the program prints, so that it cannot lie.
func TestReadmeScreenIsReal(t *testing.T) {
	script := read(t, "schema.sql")
	if scratchtest.Server(t).Version() < 150000 {
		script = "revoke create on schema public from public;\n" + script // or there is one more advice
	}
	db := scratchtest.Database(t, script)
	dir := t.TempDir()
	if err := os.CopyFS(dir, synapscale.Files); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module synapscale\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	a := &app{
		stdout: &output{to: &stdout}, stderr: &stderr, dir: dir,
		lookupEnv: func(name string) (string, bool) {
			value, ok := map[string]string{"COLUMNS": "100"}[name]
			return value, ok
		},
	}
	if code := a.main(t.Context(), []string{"diff", "go:./models", db.URL()}); code != exitAgree {
		t.Fatalf("exit code %d: %s", code, &stderr)
	}
	screen := strings.Replace(stdout.String(), db.Name()+" at local socket", "synapscale at localhost", 1)
	screen = serverVersion.ReplaceAllString(screen, "(PostgreSQL 15)")

	const file = "../../README.md"
	page, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	const first, last = "case in testdata/synapscale -->\n```\n", "```\n<!-- end of screen -->"
	before, rest, found := strings.Cut(string(page), first)
	shown, after, ended := strings.Cut(rest, last)
	if !found || !ended {
		t.Fatal("the README has no place for the screen")
	}
	if *update {
		if err := os.WriteFile(file, []byte(before+first+screen+last+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if d := cmp.Diff(screen, shown); d != "" {
		t.Errorf("the README shows another screen (-update writes this one): -want +got\n%s", d)
	}
}

// Any server shows the same screen but for its version.
var serverVersion = regexp.MustCompile(`\(PostgreSQL [0-9.]+\)`)

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := fs.ReadFile(synapscale.Files, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
