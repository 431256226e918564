package report_test

import (
	"fmt"
	"strings"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// liveSide is a database of which each line is a table: its name, a colon, and
// its columns, as "email varchar(255)! 'x'": type, ! for not null, default.
func liveSide(tables string) *schema.Database {
	db := &schema.Database{
		Name: "synapscale at db.staging", Dialect: "postgres", Server: 170002,
		Speaks:     []schema.Kind{schema.KindTable, schema.KindColumn, schema.KindPrimaryKey},
		SearchPath: []string{"public"},
	}
	for line := range strings.Lines(tables) {
		name, columns, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok {
			continue
		}
		t := &schema.Table{Kind: schema.KindTable, Schema: "public", Name: name}
		for c := range strings.SplitSeq(columns, ", ") {
			t.Columns = append(t.Columns, liveColumn(c))
		}
		t.PrimaryKey = &schema.PrimaryKey{Name: name + "_pkey", Columns: []string{t.Columns[0].Name}}
		db.Tables = append(db.Tables, t)
	}
	db.Sort()
	return db
}

func liveColumn(s string) *schema.Column {
	name, rest, _ := strings.Cut(s, " ")
	spelled, def, _ := strings.Cut(rest, " ")
	base, notNull := strings.CutSuffix(spelled, "!")
	base, args, _ := strings.Cut(strings.TrimSuffix(base, ")"), "(")
	return &schema.Column{
		Name:    name,
		Type:    schema.Is(schema.Type{Name: base, Args: args}),
		NotNull: schema.Is(notNull), Default: schema.Is(def),
		Identity: schema.Is(schema.IdentityNone), Generated: schema.Is(schema.Generated{}),
	}
}

// models is the declared side: each line is a struct, as
// "users User models/user.go:10: id string, bio *string".
func models(structs string) *schema.Database {
	db := &schema.Database{
		Name: "go:./models", Dialect: "go",
		Speaks: []schema.Kind{schema.KindTable, schema.KindColumn},
	}
	for line := range strings.Lines(structs) {
		head, fields, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok {
			continue
		}
		var table, symbol, file string
		var at int
		fmt.Sscan(strings.Replace(head, ":", " ", 1), &table, &symbol, &file, &at)
		t := &schema.Table{
			Kind: schema.KindTable, Name: table,
			Binding: schema.Binding{How: "TableName method", Certain: true, Dialect: "db"},
			Origin:  schema.At(file, at, 6, symbol),
		}
		for i, f := range strings.Split(fields, ", ") {
			name, spelled, _ := strings.Cut(f, " ")
			t.Columns = append(t.Columns, field(name, spelled, schema.At(file, at+1+i, 2, symbol+"."+name)))
		}
		db.Tables = append(db.Tables, t)
	}
	db.Sort()
	return db
}

func field(name, spelled string, at schema.Origin) *schema.Column {
	h := &schema.Host{Language: "go", Spelled: spelled, Reader: "sqlx", Null: schema.NullRejected}
	base, pointer := strings.CutPrefix(spelled, "*")
	h.Type = base
	if pointer {
		h.Wrapper, h.Null = "*", schema.NullHeld
	}
	if base == "json.RawMessage" || base == "[]byte" {
		h.Type, h.Null = "[]byte", schema.NullHeld
	}
	return &schema.Column{Name: name, Host: h, Origin: at}
}

// synapscale is a database whose models lack 34 columns of five tables.
func synapscale() *diff.Diff {
	live := liveSide(`
users: id uuid!, email varchar!, username varchar!, full_name varchar, bio text, is_active bool! true, status varchar 'active', metadata jsonb! '{}', last_login_at timestamptz, login_count int4! 0, failed_login_attempts int4! 0, locked_until timestamptz, preferences jsonb! '{}', timezone varchar 'UTC', language varchar 'en', avatar_url varchar, two_factor_enabled bool! false, two_factor_secret varchar, backup_codes jsonb! '[]', created_at timestamptz! now()
workspaces: id uuid!, owner_id uuid!, name varchar!, slug varchar!, settings jsonb! '{}', metadata jsonb! '{}', status varchar 'active', billing_plan varchar 'free', usage_limits jsonb! '{}', features_enabled jsonb! '{}', created_at timestamptz! now()
workflows: id uuid!, workspace_id uuid!, name varchar!, definition jsonb!, metadata jsonb! '{}', status varchar 'draft', version int4! 1, execution_timeout int4! 3600, retry_policy jsonb! '{}', created_at timestamptz! now()
agents: id uuid!, name varchar!, model varchar!, metadata jsonb! '{}', status varchar 'active', capabilities jsonb! '{}', settings jsonb! '{}', performance_metrics jsonb! '{}', created_at timestamptz! now()
files: id uuid!, name varchar!, size_bytes int8!, metadata jsonb! '{}', status varchar 'active', checksum varchar, encryption_key varchar, access_permissions jsonb! '{}', created_at timestamptz! now()
plans: id uuid!, name varchar!
tenants: id uuid!, name varchar!
`)
	live.Counted = []schema.Count{{Kind: schema.KindFunction, Count: 1}, {Kind: schema.KindTrigger, Count: 5}}
	declared := models(`
users User models/user.go:25: id string, email string, username string, full_name *string, bio *string, is_active bool, created_at time.Time
workspaces Workspace models/workspace.go:21: id string, owner_id string, name string, slug string, created_at time.Time
workflows Workflow models/workflow.go:12: id string, workspace_id string, name string, definition json.RawMessage, created_at time.Time
agents Agent models/agent.go:18: id string, name string, model string, created_at time.Time
files File models/file.go:9: id string, name string, size_bytes int64, created_at time.Time
plans Plan models/plan.go:4: id string, name string
tenants Tenant models/tenant.go:4: id string, name string
`)
	return diff.Compare(declared, live, diff.Options{})
}
