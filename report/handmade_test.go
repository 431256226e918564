package report_test

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/diff/rule"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/report"
)

// A maker builds one layer by hand: tables with facts, and findings about them.
type maker struct {
	d        *diff.Diff
	fs       []rule.Finding
	accepted []rule.Accepted
}

func newMaker(declared, live string) *maker {
	return &maker{d: &diff.Diff{
		Declared: &schema.Database{Name: declared, Dialect: "go"},
		Live:     &schema.Database{Name: live, Dialect: "postgres", Server: 170002},
	}}
}

func (m *maker) layer() report.Layer {
	return report.Layer{Diff: m.d, Findings: m.fs, Accepted: m.accepted}
}

// table adds a table that both sides have, with as many columns of facts.
func (m *maker) table(name, symbol, file string, line, columns int) *diff.TablePair {
	declared := &schema.Table{Kind: schema.KindTable, Name: name, Origin: schema.At(file, line, 6, symbol)}
	live := &schema.Table{Kind: schema.KindTable, Schema: "public", Name: name}
	p := &diff.TablePair{Ref: live.Ref(), Declared: []*schema.Table{declared}, Live: live, Certain: true}
	p.Facts[diff.FacetPresence].Agree = 1
	for i := range columns {
		live.Columns = append(live.Columns, &schema.Column{Name: fmt.Sprintf("c%d", i)})
		p.Facts[diff.FacetPresence].Agree++
		p.Facts[diff.FacetType].Agree++
		p.Facts[diff.FacetNullability].Agree++
		p.Facts[diff.FacetDefault].Unsaid++
	}
	m.d.Tables = append(m.d.Tables, p)
	return p
}

// column adds a finding about a column of the table, and its fact.
func (m *maker) column(p *diff.TablePair, name string, property diff.Property, facet diff.Facet, f rule.Finding) *rule.Finding {
	return m.child(p, schema.KindColumn, name, property, facet, f)
}

func (m *maker) child(p *diff.TablePair, kind schema.Kind, name string, property diff.Property, facet diff.Facet, f rule.Finding) *rule.Finding {
	p.Facts[facet].Differ++
	f.Layer, f.Property = "go", property
	f.Object = schema.Ref{Kind: kind, Schema: p.Ref.Schema, Parent: p.Ref.Name, Name: name}
	if f.Origin.IsZero() && len(p.Declared) > 0 {
		f.Origin = p.Declared[0].Origin
	}
	f.Difference = &diff.Difference{Object: f.Object, Property: property, Table: p, Declared: f.Declared, Live: f.Live}
	f.Remedies = append(f.Remedies,
		rule.Remedy{Side: rule.SideDeclared, Text: "change the field", Command: "synapcheck generate go --table " + p.Ref.Name + " --write"},
		rule.Remedy{Side: rule.SideLive, Text: "alter table public." + p.Ref.Name + " …"})
	m.fs = append(m.fs, f)
	return &m.fs[len(m.fs)-1]
}

func at(file string, line int, symbol string) schema.Origin {
	return schema.At(file, line, 2, symbol)
}

// drifting has one of everything that a text can show.
func drifting() report.Layer {
	m := newMaker("go:./models", "synapscale at db.staging")
	users := m.table("users", "User", "models/user.go", 25, 12)
	for _, c := range []string{"avatar_url", "backup_codes", "language", "last_login_at", "login_count", "preferences", "status", "timezone"} {
		live := map[string]string{
			"backup_codes": "jsonb not null default '[]'", "login_count": "integer not null default 0",
			"last_login_at": "timestamp with time zone", "preferences": "jsonb not null default '{}'",
		}[c]
		if live == "" {
			live = "character varying"
		}
		m.column(users, c, diff.Undeclared, diff.FacetPresence, rule.Finding{
			Rule: "column-undeclared", Severity: rule.Warning, Live: live,
			Message:     "the struct User has no field for it (" + live + ")",
			Consequence: "SELECT * from public.users into the struct User fails under sqlx or pgx: there is no field for " + c + "; INSERT leaves it to its default",
		})
	}
	m.column(users, "bio", diff.HostNull, diff.FacetNullability, rule.Finding{
		Rule: "field-null", Severity: rule.Error, Declared: "string", Live: "nullable",
		Message:     "nullable in the database, and User.Bio of type string has no place for NULL",
		Consequence: "the first row with NULL in public.users.bio fails to be read by sqlx: converting NULL to string is unsupported",
		Origin:      at("models/user.go", 32, "User.Bio"), Also: []schema.Origin{at("models/admin.go", 14, "Admin.Bio")},
	})
	rename := m.column(users, "account_locked_until", diff.Name, diff.FacetPresence, rule.Finding{
		Rule: "column-renamed", Severity: rule.Error, Declared: "locked_until", Live: "account_locked_until",
		Message:     "probably renamed: locked_until in the model, account_locked_until in the database (same type; similar name)",
		Consequence: `statements that name public.users.locked_until fail: column "locked_until" does not exist (42703)`,
		Origin:      at("models/user.go", 41, "User.LockedUntil"),
	})
	rename.Difference.Candidates = []diff.Candidate{{Object: rename.Object, Confidence: 0.875, Reasons: []string{"same type", "similar name"}}}
	m.child(users, schema.KindCheck, "users_login_count_check", diff.Expr, diff.FacetCheck, rule.Finding{
		Rule: "check-expression", Severity: rule.Warning,
		Declared:    "login_count >= 0 and failed_login_attempts >= 0 and (locked_until is null or locked_until > created_at) and octet_length(email) < 320",
		Live:        "login_count >= 0 and failed_login_attempts >= 0 and (locked_until is null or locked_until > created_at) and octet_length(email) < 255",
		Message:     "the two conditions differ",
		Consequence: "rows of public.users that the model permits are refused (23514)",
		Origin:      at("models/constraints/user.go", 8, ""),
	})
	m.column(users, "email", diff.Comment, diff.FacetOther, rule.Finding{
		Rule: "comment", Severity: rule.Info, Live: "where we write to", Message: "no comment in the model, comment 'where we write to' in the database",
		Consequence: "nothing breaks: comments are read by people", Origin: at("models/base.go", 9, "Base.Email"),
	})
	agents := m.table("agents", "Agent", "models/agent.go", 18, 9)
	m.column(agents, "nickname", diff.Absent, diff.FacetPresence, rule.Finding{
		Rule: "column-missing", Severity: rule.Error, Declared: "*string", Message: "the table has no such column",
		Consequence: `every statement that names public.agents.nickname fails: column "nickname" does not exist (42703)`,
		Origin:      at("models/agent.go", 24, "Agent.Nickname"),
	})
	m.table("plans", "Plan", "models/plan.go", 4, 2)
	m.table("tenants", "Tenant", "models/tenant.go", 4, 3)
	m.relation("invoices", diff.Absent, rule.Finding{
		Rule: "table-missing", Severity: rule.Error, Declared: "5 columns", Message: "the struct Invoice stands for a table that the database does not have",
		Consequence: `every statement that names invoices fails: relation "invoices" does not exist (42P01)`,
		Remedies: []rule.Remedy{
			{Side: rule.SideDeclared, Text: "remove the struct Invoice, or name the table that it stands for"},
			{Side: rule.SideLive, Text: "create the table invoices", SQL: []string{"CREATE TABLE public.invoices ()"}},
		},
		Origin: at("models/invoice.go", 7, "Invoice"),
	})
	for _, name := range []string{"audit_log", "jobs", "outbox", "sessions", "webhooks"} {
		m.relation(name, diff.Undeclared, rule.Finding{
			Rule: "table-unmanaged", Severity: rule.Info, Live: "7 columns", Message: "no model stands for this table (7 columns)",
			Consequence: "nothing breaks: the models neither read nor write public." + name + ", and its columns are not checked",
		})
	}
	m.d.Facts[diff.FacetCheck] = diff.Tally{Agree: 1, Differ: 1, Unsure: 1}
	m.fs = append(m.fs, rule.Finding{
		Rule: "enum-label-missing", Severity: rule.Error, Layer: "go", Property: diff.Labels,
		Object:   schema.Ref{Kind: schema.KindEnum, Schema: "public", Name: "user_role"},
		Declared: "'guest'", Message: "the type lacks the label 'guest'", Origin: at("models/user.go", 12, "Role"),
		Consequence: "every INSERT, UPDATE and comparison with 'guest' fails: invalid input value for enum (22P02)",
	})
	m.d.Live.Counted = []schema.Count{{Kind: schema.KindFunction, Count: 1}, {Kind: schema.KindTrigger, Count: 5}, {Kind: schema.KindPolicy, Count: 2}}
	m.d.Gaps = []schema.Gap{
		{Subject: "model Page", Reason: "no table is called page, and only the struct's name says that there should be one", Hint: "write //synapcheck:table NAME above the struct if it is a model", Origin: at("models/base.go", 30, "Page")},
		{Subject: "3 views", Reason: "no model stands for them"},
		{Subject: "column public.agents.tools", Reason: "it is not known whether Tools holds jsonb", Hint: "say what the type holds under types in synapcheck.yaml", Undetermined: true, Object: schema.Ref{Kind: schema.KindColumn, Schema: "public", Parent: "agents", Name: "tools"}, Origin: at("models/agent.go", 29, "Agent.Tools")},
	}
	return m.layer()
}

// relation adds a finding about a table that one side lacks.
func (m *maker) relation(name string, property diff.Property, f rule.Finding) {
	t := &schema.Table{Kind: schema.KindTable, Name: name, Origin: f.Origin}
	p := &diff.TablePair{Certain: true}
	if property == diff.Absent {
		p.Declared = []*schema.Table{t}
	} else {
		t.Schema, p.Live = "public", t
	}
	p.Ref = t.Ref()
	p.Facts[diff.FacetPresence].Differ = 6
	m.d.Tables = append(m.d.Tables, p)
	f.Layer, f.Property, f.Object = "go", property, t.Ref()
	f.Difference = &diff.Difference{Object: f.Object, Property: property, Table: p}
	m.fs = append(m.fs, f)
}

// many has as many findings, ten to a table.
func many(findings int) report.Layer {
	m := newMaker("go:./models", "synapscale at db.staging")
	rules := []string{"column-undeclared", "field-null", "field-type", "column-default", "column-missing"}
	var p *diff.TablePair
	for i := range findings {
		if i%10 == 0 {
			p = m.table(fmt.Sprintf("table_%03d", i/10), fmt.Sprintf("Table%d", i/10), fmt.Sprintf("models/table_%03d.go", i/10), 11, 12)
		}
		m.column(p, fmt.Sprintf("column_%d", i%10), diff.Type, diff.FacetType, rule.Finding{
			Rule: rules[(i+i/10)%len(rules)], Severity: rule.Severity(1 + (i+i/7)%3), Declared: "int32", Live: "bigint",
			Message: "bigint in the database, not every value of which fits", Consequence: "reading a greater number fails",
			Origin: at(fmt.Sprintf("models/table_%03d.go", i/10), 12+i%10, "Field"),
		})
	}
	return m.layer()
}

// matching has no finding.
func matching() report.Layer {
	m := newMaker("go:./models", "synapscale at db.staging")
	for i, name := range []string{"agents", "files", "plans", "tenants", "users", "workflows", "workspaces"} {
		m.table(name, name, "models/"+name+".go", 10, 11+i)
	}
	m.d.Live.Counted = []schema.Count{{Kind: schema.KindFunction, Count: 1}, {Kind: schema.KindTrigger, Count: 5}}
	return m.layer()
}

// one has a single finding.
func one() report.Layer {
	l := matching()
	m := &maker{d: l.Diff}
	m.column(m.d.Tables[4], "bio", diff.HostNull, diff.FacetNullability, rule.Finding{
		Rule: "field-null", Severity: rule.Error, Declared: "string", Live: "nullable",
		Message:     "nullable in the database, and User.Bio of type string has no place for NULL",
		Consequence: "the first row with NULL in public.users.bio fails to be read by sqlx: converting NULL to string is unsupported",
		Origin:      at("models/users.go", 32, "User.Bio"),
	})
	return m.layer()
}

// standing is one whose finding is accepted, for as many reasons.
func standing(reasons ...string) report.Layer {
	l := one()
	for _, reason := range reasons {
		l.Accepted = append(l.Accepted, rule.Accepted{Finding: l.Findings[0], Reason: reason})
	}
	l.Findings = nil
	return l
}

// nothing has a database of which nothing could be compared.
func nothing() report.Layer {
	m := newMaker("go:./models", "synapscale at db.staging")
	m.d.Gaps = []schema.Gap{{Subject: "package models", Reason: "no struct in it has a tag or a directive", Hint: "name the package that holds the models"}}
	return m.layer()
}

// hostile has the text wherever a database or a model can put text.
func hostile(text string) report.Layer {
	m := newMaker(text, text)
	m.d.Declared.Dialect = text
	p := m.table(text, text, text, 3, 2)
	also := schema.At(text, 4, 5, text)
	add := func(kind schema.Kind, name string, property diff.Property, severity rule.Severity) {
		f := m.child(p, kind, name, property, diff.FacetType, rule.Finding{
			Rule: text, Severity: severity, Declared: text, Live: text, Message: text, Consequence: text,
			Origin: also, Also: []schema.Origin{schema.At(text, 9, 0, text)},
			Remedies: []rule.Remedy{{Side: rule.SideLive, Text: text, Command: text, SQL: []string{text}}, {Side: rule.SideDeclared, Text: text}},
		})
		f.Difference.Candidates = []diff.Candidate{{Object: f.Object, Confidence: 0.5, Reasons: []string{text}}}
	}
	for i, property := range []diff.Property{diff.Absent, diff.Undeclared, diff.Name, diff.Type, diff.Property(text)} {
		add(schema.KindColumn, text, property, rule.Severity(1+i%3))
		add(schema.Kind(text), text, property, rule.Severity(1+i%3))
	}
	add(schema.KindUnique, "", diff.Absent, rule.Info)
	for range 5 {
		m.column(p, text+string(rune('a'+len(m.fs)%26)), diff.Undeclared, diff.FacetPresence, rule.Finding{
			Rule: "column-undeclared", Severity: rule.Warning, Live: text, Message: text, Consequence: text,
		})
	}
	for _, property := range []diff.Property{diff.Absent, diff.Undeclared} {
		m.relation(text+string(property), property, rule.Finding{Rule: text, Severity: rule.Error, Declared: text, Message: text, Origin: also})
	}
	m.fs = append(m.fs, rule.Finding{
		Rule: text, Severity: rule.Info, Layer: text, Message: text,
		Object: schema.Ref{Kind: schema.KindEnum, Schema: text, Name: text},
	})
	m.accepted = append(m.accepted, rule.Accepted{Finding: m.fs[0], Reason: text})
	for _, open := range []bool{true, false} {
		m.d.Gaps = append(m.d.Gaps, schema.Gap{Subject: text, Reason: text, Hint: text, Undetermined: open, Origin: also})
	}
	m.d.Live.Counted = []schema.Count{{Kind: schema.Kind(text), Count: 2}}
	return m.layer()
}
