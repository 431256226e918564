package rule_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/diff/equal"
	"github.com/synapscale/synapcheck/diff/rule"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func database() *schema.Database { return &schema.Database{Name: "test", Dialect: "test"} }

// A setting is one difference about the column users.email and what surrounds
// it; the tests change what they are about.
type setting struct {
	model      *schema.Table
	live       *schema.Column
	pair       *diff.TablePair
	difference *diff.Difference
}

func usersEmail(property diff.Property, binding schema.Binding) setting {
	field := &schema.Column{
		Name:   "email",
		Host:   &schema.Host{Language: "go", Type: "string", Spelled: "string", Null: schema.NullRejected, Reader: "pgx"},
		Origin: schema.At("user.go", 7, 0, "User.Email"),
	}
	live := &schema.Column{
		Name: "email", Type: schema.Is(schema.Type{Name: "text"}), NotNull: schema.Is(true),
		Default: schema.Is(""), Identity: schema.Is(schema.IdentityNone), Generated: schema.Is(schema.Generated{}),
	}
	model := &schema.Table{
		Kind: schema.KindTable, Schema: "public", Name: "users", Columns: []*schema.Column{field}, Binding: binding,
		Origin: schema.At("user.go", 5, 0, "User"),
	}
	table := &schema.Table{Kind: schema.KindTable, Schema: "public", Name: "users", Columns: []*schema.Column{live}}
	pair := &diff.TablePair{Ref: table.Ref(), Declared: []*schema.Table{model}, Live: table, Certain: binding.IsZero() || binding.Certain}
	return setting{model, live, pair, &diff.Difference{
		Object: table.Child(schema.KindColumn, "email"), Property: property, Verdict: diff.Differ,
		Table: pair, Model: model, DeclaredColumn: field, LiveColumn: live, Origin: field.Origin,
	}}
}

func (s setting) judge(t *testing.T) rule.Finding {
	t.Helper()
	declared := database()
	declared.Tables = []*schema.Table{s.model}
	live := database()
	live.Tables = []*schema.Table{s.pair.Live}
	findings := rule.Judge(&diff.Diff{
		Declared: declared, Live: live, Tables: []*diff.TablePair{s.pair}, Differences: []*diff.Difference{s.difference},
	}, rule.All())
	if len(findings) != 1 {
		t.Fatalf("%d findings, want 1: %v", len(findings), findings)
	}
	return findings[0]
}

var certain = schema.Binding{How: "TableName method", Certain: true, Dialect: "db"}

// An undeclared column is judged by what becomes of an INSERT that leaves it out
// and of a SELECT * that has no place for it.
func TestUndeclaredColumnIsJudgedByItsUse(t *testing.T) {
	gorm := schema.Binding{How: "TableName method", Certain: true, Dialect: "gorm", Writes: true}
	for _, test := range []struct {
		name    string
		binding schema.Binding
		change  func(*schema.Column)
		want    rule.Severity
	}{
		{"required, the library writes", gorm, func(*schema.Column) {}, rule.Error},
		{"required, SQL by hand", certain, func(*schema.Column) {}, rule.Warning},
		{"required, complete source", schema.Binding{}, func(*schema.Column) {}, rule.Error},
		{"nullable, gorm", gorm, nullable, rule.Info},
		{"nullable, SQL by hand", certain, nullable, rule.Warning},
		{"nullable, complete source", schema.Binding{}, nullable, rule.Warning},
		{"defaulted, gorm", gorm, func(c *schema.Column) { c.Default = schema.Is("''::text") }, rule.Info},
		{"identity, gorm", gorm, func(c *schema.Column) { c.Identity = schema.Is(schema.IdentityAlways) }, rule.Info},
		{"generated, SQL by hand", certain, func(c *schema.Column) { c.Generated = schema.Is(schema.Generated{Expr: "a + b"}) }, rule.Info},
		{"name only", schema.Binding{How: "naming rule of gorm", Dialect: "gorm", Writes: true}, func(*schema.Column) {}, rule.Warning},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := usersEmail(diff.Undeclared, test.binding)
			s.difference.DeclaredColumn, s.model.Columns = nil, nil
			test.change(s.live)
			f := s.judge(t)
			if f.Rule != "column-undeclared" || f.Severity != test.want {
				t.Errorf("%s %s, want %s column-undeclared", f.Severity, f.Rule, test.want)
			}
			if !strings.Contains(f.Consequence, "email") {
				t.Errorf("the consequence does not name the column: %s", f.Consequence)
			}
			command := "synapcheck generate go --table users --write"
			if test.binding.IsZero() {
				command = ""
			}
			if f.Remedies[0].Command != command {
				t.Errorf("command %q, want %q", f.Remedies[0].Command, command)
			}
		})
	}
}

func nullable(c *schema.Column) { c.NotNull = schema.Is(false) }

// Where only a name ties a struct to a table, the two may have nothing to do
// with each other.
func TestNothingIsAnErrorInAnUncertainPair(t *testing.T) {
	for _, r := range rule.All() {
		for _, topic := range r.Explains {
			if topic.Kind != "" && topic.Kind != schema.KindColumn {
				continue
			}
			s := usersEmail(topic.Property, schema.Binding{How: "naming rule", Dialect: "db"})
			s.difference.Grade = equal.Impossible
			if f := s.judge(t); f.Severity > rule.Warning {
				t.Errorf("rule %s, %s: %s", f.Rule, topic.Property, f.Severity)
			}
		}
	}
}

// What only a server could decide is told as such, under the rule's own name.
func TestUnsureIsInformation(t *testing.T) {
	s := usersEmail(diff.Default, schema.Binding{})
	s.difference.Verdict = diff.Unsure
	s.difference.Declared, s.difference.Live = "now() at time zone 'utc'", "timezone('utc', now())"
	f := s.judge(t)
	if f.Rule != "column-default" || f.Severity != rule.Info {
		t.Errorf("%s %s", f.Severity, f.Rule)
	}
	if want := "may differ: declared now() at time zone 'utc', timezone('utc', now()) in the database"; f.Message != want {
		t.Errorf("message %q, want %q", f.Message, want)
	}
	if len(f.Remedies) != 1 || !strings.Contains(f.Remedies[0].Text, "to decide") {
		t.Errorf("remedies %v", f.Remedies)
	}
}

// A field's type is judged by what its library does with the values.
func TestFieldTypeIsJudgedByWhatIsLost(t *testing.T) {
	for _, test := range []struct {
		field, column string
		grade         equal.Grade
		want          rule.Severity
	}{
		{"int32", "int8", equal.Lossy, rule.Error},
		{"uint32", "int4", equal.Lossy, rule.Error},
		{"float64", "numeric", equal.Lossy, rule.Warning},
		{"int64", "numeric", equal.Lossy, rule.Error},
		{"float32", "float8", equal.Lossy, rule.Warning},
		{"time.Time", "timestamp", equal.Lossy, rule.Warning},
		{"", "int8", equal.Lossy, rule.Warning},
		{"int64", "text", equal.Impossible, rule.Error},
	} {
		t.Run(test.field+" "+test.column, func(t *testing.T) {
			s := usersEmail(diff.HostType, certain)
			s.difference.DeclaredColumn.Host.Type = test.field
			s.live.Type = schema.Is(schema.Type{Name: test.column})
			s.difference.Grade = test.grade
			if f := s.judge(t); f.Severity != test.want {
				t.Errorf("%s, want %s", f.Severity, test.want)
			}
		})
	}
}

// A generated file is not to be edited: the remedy is to run its generator.
func TestGeneratedModelIsMendedByItsGenerator(t *testing.T) {
	binding := certain
	binding.Generator = "sqlc"
	s := usersEmail(diff.HostNull, binding)
	f := s.judge(t)
	if r := f.Remedies[0]; !strings.HasPrefix(r.Text, "run sqlc again") || r.Command != "" {
		t.Errorf("remedy %+v", r)
	}
}

// Names come from a database that somebody else wrote. In a remedy they stay
// names.
func TestHostileNamesAreQuoted(t *testing.T) {
	s := usersEmail(diff.HostNull, certain)
	const table, column = `users"; drop table x; --`, `order`
	s.difference.Object.Parent, s.difference.Object.Name, s.live.Name = table, column, column
	s.pair.Ref.Name, s.pair.Live.Name = table, table
	f := s.judge(t)
	if want := `alter table public."users""; drop table x; --" alter column "order" set not null, once no row holds NULL`; f.Remedies[1].Text != want {
		t.Errorf("remedy %s, want %s", f.Remedies[1].Text, want)
	}
}

func TestJudgeChangesNothing(t *testing.T) {
	s := usersEmail(diff.Undeclared, certain)
	before := *s.difference
	s.judge(t)
	if !cmp.Equal(before.Object, s.difference.Object) || before.Verdict != s.difference.Verdict || before.Live != s.difference.Live {
		t.Error("the difference is changed")
	}
}

// Whatever order the differences come in, the findings stand by object and rule.
func TestFindingsAreInOneOrder(t *testing.T) {
	email, name := usersEmail(diff.HostNull, certain), usersEmail(diff.HostType, certain)
	name.difference.Object.Name = "name"
	again := *name.difference
	again.Property = diff.HostNull
	declared := database()
	declared.Tables = []*schema.Table{email.model}
	want := []string{"field-null email", "field-null name", "field-type name"}
	for _, ds := range [][]*diff.Difference{
		{email.difference, name.difference, &again},
		{&again, name.difference, email.difference},
	} {
		var got []string
		for _, f := range rule.Judge(&diff.Diff{Declared: declared, Live: database(), Differences: ds}, rule.All()) {
			got = append(got, f.Rule+" "+f.Object.Name)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("(-want +got):\n%s", d)
		}
	}
}

// A command for the shell quotes them in the shell's own way.
func TestHostileNamesAreQuotedForTheShell(t *testing.T) {
	s := usersEmail(diff.Undeclared, certain)
	const table = `users"; drop table x; --`
	s.difference.Object.Parent = table
	s.pair.Ref.Name, s.pair.Live.Name = table, table
	s.difference.LiveColumn, s.difference.DeclaredColumn = s.live, nil
	f := s.judge(t)
	if want := `synapcheck generate go --table 'users"; drop table x; --' --write`; f.Remedies[0].Command != want {
		t.Errorf("command %s, want %s", f.Remedies[0].Command, want)
	}
}
