package requirement_test

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/synapscale/synapcheck/cmd/config"
	"github.com/synapscale/synapcheck/codegen"
	"github.com/synapscale/synapcheck/codegen/gostruct"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/diff/requirement"
	"github.com/synapscale/synapcheck/inspect"
	"github.com/synapscale/synapcheck/inspect/model"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
	"github.com/synapscale/synapcheck/testdata/synapscale"
)

// required are the requirements of the case.
func required(t *testing.T) []requirement.Requirement {
	t.Helper()
	data, err := fs.ReadFile(synapscale.Files, "requirements.yaml")
	if err != nil {
		t.Fatal(err)
	}
	list, err := config.Requirements("requirements.yaml", data)
	if err != nil {
		t.Fatal(err)
	}
	all := make([]requirement.Requirement, len(list))
	for i, q := range list {
		typ, err := model.ParseType(q.Type)
		if err != nil {
			t.Fatal(err)
		}
		all[i] = requirement.Requirement{Table: q.Table, Column: q.Column, Type: typ, Default: q.Default}
	}
	return all
}

// judged holds the requirements against the database of the case, changed by
// the statements, and the models in dir.
func judged(t *testing.T, dir string, statements ...string) ([]requirement.Outcome, *diff.Diff) {
	t.Helper()
	script, err := fs.ReadFile(synapscale.Files, "schema.sql")
	if err != nil {
		t.Fatal(err)
	}
	db := scratchtest.Database(t, append([]string{string(script)}, statements...)...)
	read := func(name string) *schema.Database {
		src, err := inspect.Open(name, inspect.Options{Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		d, err := src.Read(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	live := read(db.URL())
	d := diff.Compare(read("go:./models"), live, diff.Options{})
	return requirement.Judge(required(t), live, []*diff.Diff{d}), d
}

func models(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, synapscale.Files); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(dir+"/go.mod", []byte("module synapscale\n\ngo 1.23\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

func verdicts(outcomes []requirement.Outcome) map[string]int {
	count := make(map[string]int)
	for _, o := range outcomes {
		count[string(o.Database.Verdict)+" "+string(o.Models.Verdict)]++
	}
	return count
}

// Every required column is in the database and in no model; once the models are
// repaired it is in both.
func TestEveryRequirementOfTheCaseIsJudged(t *testing.T) {
	t.Parallel()
	dir := models(t)
	before, d := judged(t, dir)
	if diff := cmp.Diff(map[string]int{"holds missing": 34}, verdicts(before)); diff != "" {
		t.Errorf("before the repair (-want +have):\n%s", diff)
	}
	if o := before[0].Models.Origin; !strings.HasPrefix(o.String(), "models/user.go:") {
		t.Errorf("the struct that lacks it is at %s", o)
	}
	plan, err := gostruct.Repair(os.DirFS(dir), d, gostruct.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := codegen.Write(dir, plan.Files); err != nil {
		t.Fatal(err)
	}
	after, _ := judged(t, dir)
	if diff := cmp.Diff(map[string]int{"holds declared": 34}, verdicts(after)); diff != "" {
		t.Errorf("after the repair (-want +have):\n%s", diff)
	}
	for _, o := range after {
		if len(o.Models.Reasons) > 0 || o.Models.Origin.IsZero() {
			t.Errorf("%s.%s: %v at %s", o.Table, o.Column, o.Models.Reasons, o.Models.Origin)
		}
	}
}

// Columns that have another name, or stand in another table, are named.
func TestRenamedAndMovedColumnsAreNamed(t *testing.T) {
	t.Parallel()
	outcomes, _ := judged(t, models(t), `
		alter table users rename locked_until to account_locked_until;
		alter table users rename avatar_url to avatar;
		alter table users rename timezone to tz;
		alter table workspaces rename billing_plan to plan;
		alter table workspaces rename usage_limits to limits;
		alter table workflows rename execution_timeout to timeout_seconds;
		alter table agents rename performance_metrics to metrics;
		alter table users drop column preferences;
		create table user_settings (user_id uuid primary key, preferences jsonb not null default '{}');
		alter table users drop column backup_codes;
		create table second_factors (owner uuid references users, backup_codes jsonb not null default '[]');
		alter table files drop column checksum;
		create table contents (id uuid primary key, checksum text);
		alter table workflows drop column retry_policy;
		alter table users alter login_count type bigint, alter language set default 'pt';
	`)
	want := map[string]string{
		"users.locked_until":          "renamed public.users.account_locked_until",
		"users.avatar_url":            "renamed public.users.avatar",
		"users.timezone":              "renamed public.users.tz",
		"workspaces.billing_plan":     "renamed public.workspaces.plan",
		"workspaces.usage_limits":     "renamed public.workspaces.limits",
		"workflows.execution_timeout": "renamed public.workflows.timeout_seconds",
		"agents.performance_metrics":  "renamed public.agents.metrics",
		"users.preferences":           "moved public.user_settings.preferences",
		"users.backup_codes":          "moved public.second_factors.backup_codes",
		"files.checksum":              "moved public.contents.checksum",
		"workflows.retry_policy":      "absent",
		"users.login_count":           "otherwise public.users.login_count",
		"users.language":              "otherwise public.users.language",
	}
	for _, o := range outcomes {
		name := o.Table + "." + o.Column
		expected, changed := want[name]
		if !changed {
			expected = "holds public." + name
		}
		if have := strings.TrimSpace(string(o.Database.Verdict) + " " + o.Database.Object.Path()); have != expected {
			t.Errorf("%s: want %q, got %q (%v)", name, expected, have, o.Database.Reasons)
		}
		if sure := o.Database.Confidence == 1; sure != (expected == "holds public."+name || strings.HasPrefix(expected, "otherwise")) {
			t.Errorf("%s: confidence is %v", name, o.Database.Confidence)
		}
		if changed && o.Database.Verdict != requirement.Absent && len(o.Database.Reasons) == 0 {
			t.Errorf("%s: there is no evidence", name)
		}
	}
}

// A model that has what the database has not is the other way round.
func TestModelsMayHaveWhatTheDatabaseHasNot(t *testing.T) {
	live := &schema.Database{Tables: []*schema.Table{{
		Kind: schema.KindTable, Schema: "public", Name: "users",
		Columns: []*schema.Column{{Name: "id", Type: schema.Is(schema.Type{Name: "int8"})}, {Name: "account_locked_until", Type: schema.Is(schema.Type{Name: "timestamptz"})}},
	}}}
	declared := &schema.Database{Dialect: "go", Tables: []*schema.Table{{
		Kind: schema.KindTable, Name: "users", Origin: schema.At("user.go", 3, 0, "User"),
		Columns: []*schema.Column{{Name: "id"}, {Name: "locked_until", Origin: schema.At("user.go", 5, 0, "User.LockedUntil")}, {Name: "nickname"}},
	}}}
	d := diff.Compare(declared, live, diff.Options{})
	var have []string
	for _, o := range requirement.Judge([]requirement.Requirement{
		{Table: "users", Column: "ID"},
		{Table: "users", Column: "locked_until", Type: schema.Type{Name: "timestamptz"}},
		{Table: "users", Column: "nickname"},
		{Table: "users", Column: "nothing"},
		{Table: "plans", Column: "price"},
	}, live, []*diff.Diff{d}) {
		have = append(have, fmt.Sprintf("%s.%s: %s, %s %s", o.Table, o.Column, o.Database.Verdict, o.Models.Verdict, o.Models.Origin))
	}
	want := []string{
		"users.ID: holds, declared user.go:3",
		"users.locked_until: renamed, reversed user.go:5",
		"users.nickname: absent, reversed user.go:3",
		"users.nothing: absent, missing user.go:3",
		"plans.price: absent, missing ",
	}
	if d := cmp.Diff(want, have); d != "" {
		t.Errorf("(-want +have):\n%s", d)
	}
	if o := requirement.Judge([]requirement.Requirement{{Table: "users", Column: "id"}}, live, nil)[0]; o.Models.Verdict != "" {
		t.Errorf("without models they are %s", o.Models.Verdict)
	}
}

// A table of another name is found by the columns that it must have.
func TestRenamedTableIsFound(t *testing.T) {
	text := schema.Is(schema.Type{Name: "text"})
	live := &schema.Database{Tables: []*schema.Table{
		{Kind: schema.KindTable, Schema: "public", Name: "accounts", Columns: []*schema.Column{{Name: "email", Type: text}, {Name: "bio", Type: text}}},
		{Kind: schema.KindTable, Schema: "public", Name: "posts", Columns: []*schema.Column{{Name: "bio", Type: text}}},
	}}
	typ := schema.Type{Name: "text"}
	for _, o := range requirement.Judge([]requirement.Requirement{{Table: "users", Column: "email", Type: typ}, {Table: "users", Column: "bio", Type: typ}}, live, nil) {
		if want := "public.accounts." + o.Column; o.Database.Verdict != requirement.Moved || o.Database.Object.Path() != want {
			t.Errorf("%s: want moved to %s, got %s %s", o.Column, want, o.Database.Verdict, o.Database.Object.Path())
		}
	}
}
