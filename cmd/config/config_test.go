package config_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"golang.org/x/tools/txtar"

	"github.com/synapscale/synapcheck/cmd/config"
)

var update = flag.Bool("update", false, "rewrite the expected output")

var unexported = cmpopts.IgnoreUnexported(config.Config{})

const everything = `
version: 1
db: postgres://${DB_USER}@db/app
models: [go:./models, "openapi:/srv/api.yaml"]
schemas: [public, billing]
tables: {include: ["public.*"], exclude: ["*_backup", "public.tmp_[ab]"]}
ignore:
  - {rule: column-undeclared, objects: ["*.tenant_id"], reason: set by the pool}
  - {rule: table-unmanaged, reason: another team's}
  - objects: [public.audit.*]
    reason: written by triggers
rules:
  column-type: off
  column-default: info
profile: strict
fail-on: warning
advice: true
scratch: true
min-score: 99.5
types: {gid.GID: text, "*.Money": "numeric(12,2)"}
renames: [users.locked_until=account_locked_until, people = users]
timeout: 1m30s
`

func TestEveryKeyIsRead(t *testing.T) {
	want := &config.Config{
		Version: 1,
		DB:      "postgres://${DB_USER}@db/app",
		Models:  []string{"go:./models", "openapi:/srv/api.yaml"},
		Schemas: []string{"public", "billing"},
		Tables:  config.Tables{Include: []string{"public.*"}, Exclude: []string{"*_backup", "public.tmp_[ab]"}},
		Ignore: []config.Ignore{
			{Rule: "column-undeclared", Objects: []string{"*.tenant_id"}, Reason: "set by the pool"},
			{Rule: "table-unmanaged", Reason: "another team's"},
			{Objects: []string{"public.audit.*"}, Reason: "written by triggers"},
		},
		Rules:    map[string]string{"column-type": "off", "column-default": "info"},
		Profile:  "strict",
		FailOn:   "warning",
		Advice:   true,
		Scratch:  true,
		MinScore: 99.5,
		Types:    map[string]string{"gid.GID": "text", "*.Money": "numeric(12,2)"},
		Renames:  map[string]string{"users.locked_until": "account_locked_until", "people": "users"},
		Timeout:  90 * time.Second,
		File:     "synapcheck.yaml",
	}
	got, err := config.Parse("synapcheck.yaml", []byte(everything))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got, unexported); d != "" {
		t.Error(d)
	}
}

func TestEmptyFileSaysNothing(t *testing.T) {
	for _, data := range []string{"", "\n", "# only a comment\n", "---\n", "---\n...\n", "null", "version: 1\n", "{}"} {
		got, err := config.Parse("f", []byte(data))
		if err != nil {
			t.Errorf("%q: %v", data, err)
			continue
		}
		if d := cmp.Diff(&config.Config{Version: 1, File: "f"}, got, unexported); d != "" {
			t.Errorf("%q: %s", data, d)
		}
	}
}

// Every mistake is reported with its line and, where there is one, its remedy;
// and no value that may be a password is repeated.
func TestMistakesAreNamed(t *testing.T) {
	const file = "testdata/errors.txtar"
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(a.Files); i += 2 {
		name, _ := strings.CutSuffix(a.Files[i].Name, ".yaml")
		_, err := config.Parse("synapcheck.yaml", a.Files[i].Data)
		if err == nil {
			t.Errorf("%s: no error", name)
			continue
		}
		got := err.Error() + "\n"
		if hint := hintOf(err); hint != "" {
			got += "hint: " + hint + "\n"
		}
		if strings.Contains(got, "hunter2") {
			t.Errorf("%s: the error repeats a value:\n%s", name, got)
		}
		if *update {
			a.Files[i+1].Data = []byte(got)
		}
		if d := cmp.Diff(string(a.Files[i+1].Data), got); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
	if *update {
		if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func hintOf(err error) string {
	var h interface{ Hint() string }
	if errors.As(err, &h) {
		return h.Hint()
	}
	return ""
}

// A hostile file costs a moment and no more.
func TestLimits(t *testing.T) {
	keys := func(n int) string {
		var b strings.Builder
		b.WriteString("types:\n")
		for i := range n {
			fmt.Fprintf(&b, "  k%d: text\n", i)
		}
		return b.String()
	}
	deep := func(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) }
	for _, c := range []struct{ name, data, want string }{
		{"as large as allowed", "#" + strings.Repeat("x", config.MaxSize-1), ""},
		{"too large", "#" + strings.Repeat("x", config.MaxSize), "larger"},
		{"as many keys as allowed", keys(config.MaxKeys), ""},
		{"too many keys", keys(config.MaxKeys + 1), "more than 5000 keys"},
		{"too deep", deep(config.MaxDepth + 1), "nested deeper"},
		{"far too deep", deep(200_000), "depth"},
		{"many keys in flow", "{" + strings.Repeat("a: 1, ", 100_000) + "}", "more than 5000 keys"},
		{"many aliases", "a: &a 1\nb: [" + strings.Repeat("*a,", 100_000) + "]", "aliases"},
	} {
		start := time.Now()
		_, err := config.Parse("f", []byte(c.data))
		if (err != nil) != (c.want != "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: want an error with %q, have %.200v", c.name, c.want, err)
		}
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%s took %s", c.name, took)
		}
	}
}

func TestLoad(t *testing.T) {
	path := filepath.Join(t.TempDir(), "synapcheck.yaml")
	if err := os.WriteFile(path, []byte("models: [go:./models]\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	c, err := config.Load(path, "synapcheck.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if c.File != path || c.Dir != filepath.Dir(path) || c.Models[0] != "go:./models" {
		t.Errorf("have %+v", c)
	}
	if _, err := config.Load(path+"x", "x"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a missing file: %v", err)
	}
	if err := os.WriteFile(path, make([]byte, config.MaxSize*2), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := config.Load(path, "shown.yaml"); err == nil || err.Error() != "reading configuration: shown.yaml: is larger than 1048576 bytes" {
		t.Errorf("a large file: %v", err)
	}
}

func TestPathsCountFromTheFile(t *testing.T) {
	for _, c := range []struct{ dir, source, want string }{
		{"", "go:./models", "go:./models"},
		{".", "go:./models", "go:./models"},
		{"conf", "go:./models", "go:./conf/models"},
		{"conf", "go:../internal/...", "go:./internal/..."},
		{"..", "go:./models", "go:../models"},
		{"/srv", "sql:schema.sql", "sql:/srv/schema.sql"},
		{"/srv", "sql:/etc/schema.sql", "sql:/etc/schema.sql"},
		{"/srv", "schema.sql", "/srv/schema.sql"},
		{"/srv", "postgres://db/app", "postgres://db/app"},
		{"/srv", "https://example.com/openapi.yaml", "https://example.com/openapi.yaml"},
	} {
		if got := (&config.Config{Dir: c.dir}).Resolve(c.source); got != c.want {
			t.Errorf("%s in %q: want %s, have %s", c.source, c.dir, c.want, got)
		}
	}
}

func TestTheExampleIsValid(t *testing.T) {
	c, err := config.Load("../../testdata/synapscale/synapcheck.yaml", "synapcheck.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Resolve(c.Models[0]); got != "go:../../testdata/synapscale/models" {
		t.Errorf("its models are %s", got)
	}
}

func TestRulesThatDoNotExist(t *testing.T) {
	c, err := config.Parse("synapcheck.yaml", []byte("rules:\n  column-nulability: off\nignore:\n- rule: nonsense\n  reason: r\n"))
	if err != nil {
		t.Fatal(err)
	}
	known := []string{"column-nullability", "column-type"}
	err = c.CheckRules(known)
	const want = "reading configuration:\n" +
		"  synapcheck.yaml:2: no rule is called column-nulability (did you mean column-nullability?)\n" +
		"  synapcheck.yaml:4: no rule is called nonsense (synapcheck rules lists them)"
	if err == nil || err.Error() != want {
		t.Errorf("have %v, hint %q", err, hintOf(err))
	}
	if err := c.CheckRules(append(known, "column-nulability", "nonsense")); err != nil {
		t.Error(err)
	}
}

// An environment goes before what holds for all; exceptions add up.
func TestEnvironmentGoesBefore(t *testing.T) {
	c, err := config.Parse("synapcheck.yaml", []byte(`
db: postgres://db/app
ignore: [legacy_*, "!legacy_users"]
kinds: ["!comment"]
rules: {column-default: info, "index-*": off, comment: {"audit_*": off}}
environments:
  staging:
    db: postgres://staging/app
    ignore: [tmp_*]
    rules: {column-default: error}
`))
	if err != nil {
		t.Fatal(err)
	}
	s, err := c.In("staging")
	if err != nil {
		t.Fatal(err)
	}
	got := []any{s.DB, s.Left, s.Kinds, s.Rules, s.Scoped, c.DB, c.Rules["column-default"]}
	want := []any{
		"postgres://staging/app",
		[]string{"legacy_*", "!legacy_users", "tmp_*"},
		[]string{"!comment"},
		map[string]string{"column-default": "error", "index-*": "off"},
		[]config.Scoped{{Rule: "comment", Objects: "audit_*", Severity: "off"}},
		"postgres://db/app", "info",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if _, err := c.In("stagin"); err == nil || hintOf(err) != "did you mean staging?" {
		t.Errorf("have %v, %s", err, hintOf(err))
	}
	if at := c.Where("!legacy_users"); at != "synapcheck.yaml:3" {
		t.Errorf("!legacy_users is at %q", at)
	}
}

func TestKindsAndRulesAreKnown(t *testing.T) {
	for text, want := range map[string]string{
		`kinds: ["!comments"]`:                 "did you mean comment?",
		`rules: {"idx-*": off}`:                "synapcheck rules lists them",
		`ignore: [index-missing]`:              "write {rule: index-missing, reason: …}, or rules: {index-missing: off}",
		`kinds: ["!com*"]`:                     "",
		`rules: {"index-*": {"audit_*": off}}`: "",
	} {
		c, err := config.Parse("f", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		err = errors.Join(c.CheckRules([]string{"index-missing"}), c.CheckKinds([]string{"comment", "table"}))
		if hint := hintOf(err); hint != want {
			t.Errorf("%s: hint %q, want %q (%v)", text, hint, want, err)
		}
	}
}
