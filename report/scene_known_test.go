package report_test

import (
	"github.com/synapscale/synapcheck/diff/requirement"
	"github.com/synapscale/synapcheck/diff/rule"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/report"
)

// remembered is a report with a baseline that has an entry of every state, and with
// required columns of every verdict.
func remembered() *report.Report {
	var b report.Baseline
	layer := drifting()
	b.Add([]report.Layer{layer}, report.Known{Reason: "from before the gate", Owner: "Ann", Added: "2026-01-01", Expires: "2026-12-31"})
	b.Findings[0].Expires = "2026-03-31"
	gone := report.Known{Rule: "column-missing", Layer: "go", Kind: "column", Object: "public.users.gone", Table: "public.users", Property: "absent", Reason: "old"}
	for _, print := range []string{"0123456789abcdef", "fedcba9876543210"} {
		gone.Fingerprint = print
		b.Findings = append(b.Findings, gone)
	}
	layers, match := b.Apply([]report.Layer{layer}, "2026-06-01", func(k report.Known) bool { return k.Fingerprint[0] == '0' })
	match.File = ".synapcheck/baseline.json"
	r := gated(report.Build("v0.1.0", layers), report.Gate{FailOn: rule.Error})
	r.Know(match)
	return withRequirements(r)
}

// withRequirements is the report with required columns.
func withRequirements(r *report.Report) *report.Report {
	text := schema.Type{Name: "text"}
	live := &schema.Database{Tables: []*schema.Table{
		{Kind: schema.KindTable, Schema: "public", Name: "users", Columns: []*schema.Column{
			{Name: "status", Type: schema.Is(text), Default: schema.Is("'active'")}, {Name: "account_locked_until", Type: schema.Is(text)},
		}},
		{Kind: schema.KindTable, Schema: "public", Name: "settings", Columns: []*schema.Column{{Name: "theme", Type: schema.Is(text)}}},
	}}
	outcomes := requirement.Judge([]requirement.Requirement{
		{Table: "users", Column: "status", Type: text, Default: "'active'"},
		{Table: "users", Column: "locked_until", Type: text},
		{Table: "users", Column: "theme", Type: text},
		{Table: "users", Column: "nothing", Type: text, NotNull: schema.Is(true)},
	}, live, nil)
	outcomes[0].Models = requirement.ModelSide{Verdict: requirement.Declared, Field: "string", Origin: at("models/user.go", 12, "User.Status"), Reasons: []string{"differs in host null"}}
	r.Require(outcomes)
	return r
}
