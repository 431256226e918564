package report_test

import (
	"os"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/diff/rule"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/report"
)

// undeclared stands in for the rule of that name, whose words are its own
// matter.
var undeclared = &rule.Rule{
	ID: "column-undeclared", Severity: rule.Warning,
	Explains: []rule.Topic{{Kind: schema.KindColumn, Property: diff.Undeclared}},
	Check: func(p *rule.Pass) {
		for _, d := range p.Differences {
			p.Report(d, rule.Finding{
				Message:     "the model has no field for it",
				Consequence: "SELECT * into the struct fails: there is no field for " + d.Object.Name,
				Remedies: []rule.Remedy{
					{Side: rule.SideDeclared, Text: "add a field", Command: "synapcheck generate go --table " + d.Object.Parent + " --write"},
					{Side: rule.SideLive, Text: "drop the column"},
				},
			})
		}
	},
}

// A database with 34 columns that its models lack goes all the way from the two
// descriptions to the reports, and fits one screen.
func TestThirtyFourColumnsReadAtAGlance(t *testing.T) {
	d := synapscale()
	r := report.Build("v0.1.0", []report.Layer{{Diff: d, Findings: rule.Judge(d, []*rule.Rule{undeclared})}})
	want := report.Summary{Findings: 34, Warning: 34, Tables: 7, Matching: 2, Columns: 63}
	if have := r.Targets[0].Summary; have != want {
		t.Errorf("summary %+v, want %+v", have, want)
	}
	gated(r, report.Gate{FailOn: rule.Warning})
	have := &txtar.Archive{}
	for _, l := range looks[:3] {
		text := render(t, r, l.format, l.style)
		have.Files = append(have.Files, txtar.File{Name: l.name, Data: []byte(text)})
	}
	golden(t, "synapscale", have)
	if err := validate(published(t), render(t, r, "json", report.Style{})); err != nil {
		t.Error(err)
	}
}

func ExampleBuild() {
	d := diff.Compare(
		models("users User models/user.go:10: id string"),
		liveSide("users: id uuid!, email text!"),
		diff.Options{},
	)
	r := report.Build("v1", []report.Layer{{Diff: d, Findings: rule.Judge(d, []*rule.Rule{undeclared})}})
	outcome := report.Gate{FailOn: rule.Warning}.Decide(r)
	r.Gate = &outcome
	text, err := report.ByName("text")
	if err != nil {
		panic(err)
	}
	if err := text.Write(os.Stdout, r, report.Style{}); err != nil {
		panic(err)
	}
	// Output:
	// database  synapscale at db.staging (PostgreSQL 17.2)   models  go:./models
	//
	// users · models/user.go:10 · score 58.6 · 1 warning
	//                     database       model
	//   < warning  email  text not null  missing
	//              column-undeclared: SELECT * into the struct fails: there is no field for email
	//   fix model  synapcheck generate go --table users --write
	//
	// 1 warning in 1 of 1 table
	// score 58.6 of 100 · coverage 84.0 % by weight
	//
	// < only in the database   explain: synapcheck explain column-undeclared
	// FAIL  1 finding of severity warning or worse
}
