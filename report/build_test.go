package report_test

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/diff/rule"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/report"
)

// twice is one finding about users.bio in each of several structs.
func twice(values ...string) *report.Target {
	m := newMaker("go:./models", "db")
	users := m.table("users", "User", "models/user.go", 10, 3)
	for i, v := range values {
		m.column(users, "bio", diff.HostNull, diff.FacetNullability, rule.Finding{
			Rule: "field-null", Severity: rule.Error, Declared: v, Live: "nullable",
			Origin: at("models/user.go", 10*(i+1), "Bio"),
		})
	}
	return report.Build("v0", []report.Layer{m.layer()}).Targets[0]
}

func TestSameFindingInSeveralStructsIsOne(t *testing.T) {
	target := twice("string", "string", "string")
	if n := len(target.Findings); n != 1 {
		t.Fatalf("%d findings, want 1", n)
	}
	f := target.Findings[0]
	places := append([]report.Origin{*f.Origin}, f.Also...)
	want := []report.Origin{
		{File: "models/user.go", Line: 10, Column: 2, Symbol: "Bio"},
		{File: "models/user.go", Line: 20, Column: 2, Symbol: "Bio"},
		{File: "models/user.go", Line: 30, Column: 2, Symbol: "Bio"},
	}
	if d := cmp.Diff(want, places); d != "" {
		t.Errorf("places (-want +have):\n%s", d)
	}
	if target.Summary.Error != 1 || target.Tables[0].Findings != 1 {
		t.Errorf("counted as %d errors, %d in the table, want 1", target.Summary.Error, target.Tables[0].Findings)
	}
}

func TestDifferentValuesAreDifferentFindings(t *testing.T) {
	if n := len(twice("string", "int32").Findings); n != 2 {
		t.Errorf("%d findings, want 2", n)
	}
}

func TestPlacesAreListedOnce(t *testing.T) {
	m := newMaker("go:./models", "db")
	users := m.table("users", "User", "models/user.go", 10, 3)
	here, there := at("models/user.go", 32, "User.Bio"), at("models/admin.go", 7, "Admin.Bio")
	m.column(users, "bio", diff.HostNull, diff.FacetNullability, rule.Finding{
		Rule: "field-null", Severity: rule.Error, Origin: here, Also: []schema.Origin{there, here, there, {}},
	})
	f := report.Build("v0", []report.Layer{m.layer()}).Targets[0].Findings[0]
	if f.Origin.Symbol != "User.Bio" || len(f.Also) != 1 || f.Also[0].Symbol != "Admin.Bio" {
		t.Errorf("at %v and %v, want User.Bio and Admin.Bio", f.Origin, f.Also)
	}
}

func TestSummaryCountsTablesByName(t *testing.T) {
	r := report.Build("v0", []report.Layer{drifting()})
	want := report.Summary{Findings: 20, Error: 5, Warning: 9, Info: 6, Tables: 5, Matching: 2, Unmanaged: 5, Columns: 26}
	if d := cmp.Diff(want, r.Targets[0].Summary); d != "" {
		t.Errorf("summary (-want +have):\n%s", d)
	}
	// A second layer over the same tables adds findings and no tables.
	two := report.Build("v0", []report.Layer{drifting(), from(matching(), "sql:schema.sql")}).Targets[0].Summary
	if two.Findings != 20 || two.Tables != 8 {
		t.Errorf("two layers: %d findings in %d tables, want 20 in 8", two.Findings, two.Tables)
	}
}

func TestCountedTakesTheGreaterSide(t *testing.T) {
	l := matching()
	l.Diff.Declared.Counted = []schema.Count{{Kind: schema.KindTrigger, Count: 2}, {Kind: schema.KindPolicy, Count: 3}, {Kind: schema.KindGrant}}
	have := report.Build("v0", []report.Layer{l, l}).Targets[0].Coverage.Counted
	want := []report.Count{{Kind: "trigger", Count: 5}, {Kind: "policy", Count: 3}, {Kind: "function", Count: 1}}
	if d := cmp.Diff(want, have); d != "" {
		t.Errorf("counted (-want +have):\n%s", d)
	}
}

func TestLayersShareTheGapsOfTheLiveSide(t *testing.T) {
	gap := schema.Gap{Subject: "table audit", Reason: "permission denied"}
	a, b := matching(), matching()
	a.Diff.Gaps, b.Diff.Gaps = []schema.Gap{gap}, []schema.Gap{gap, {Subject: "struct X", Reason: "no table"}}
	if gaps := report.Build("v0", []report.Layer{a, b}).Targets[0].Coverage.Gaps; len(gaps) != 2 {
		t.Errorf("%d gaps, want 2: %v", len(gaps), gaps)
	}
}

func TestConfidenceIsOfProposedRenamesOnly(t *testing.T) {
	for _, f := range report.Build("v0", []report.Layer{drifting()}).Targets[0].Findings {
		switch renamed := f.Property == string(diff.Name); {
		case renamed && (f.Confidence == nil || *f.Confidence != 0.87):
			t.Errorf("%s: confidence %v, want 0.87", f.Object, f.Confidence)
		case !renamed && f.Confidence != nil:
			t.Errorf("%s %s: confidence %v, want none", f.Rule, f.Object, *f.Confidence)
		}
	}
}

// The order in which a comparison comes by things does not show.
func TestOrderOfTheInputDoesNotShow(t *testing.T) {
	want := render(t, report.Build("v0", []report.Layer{drifting()}), "json", report.Style{})
	random := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		l := drifting()
		random.Shuffle(len(l.Findings), func(i, j int) { l.Findings[i], l.Findings[j] = l.Findings[j], l.Findings[i] })
		random.Shuffle(len(l.Diff.Gaps), func(i, j int) { l.Diff.Gaps[i], l.Diff.Gaps[j] = l.Diff.Gaps[j], l.Diff.Gaps[i] })
		random.Shuffle(len(l.Diff.Tables), func(i, j int) { l.Diff.Tables[i], l.Diff.Tables[j] = l.Diff.Tables[j], l.Diff.Tables[i] })
		slices.Reverse(l.Diff.Live.Counted)
		if d := cmp.Diff(want, render(t, report.Build("v0", []report.Layer{l}), "json", report.Style{})); d != "" {
			t.Fatalf("shuffled input (-want +have):\n%s", d)
		}
	}
}

func TestBuildChangesNothing(t *testing.T) {
	l, same := drifting(), drifting()
	r := report.Build("v0", []report.Layer{l})
	for _, f := range report.All() {
		render(t, r, f.Name, report.Style{})
	}
	if !reflect.DeepEqual(same, l) {
		t.Error("the layer is another after building and rendering its report")
	}
	if d := cmp.Diff(report.Build("v0", []report.Layer{same}), r); d != "" {
		t.Errorf("report (-before +after):\n%s", d)
	}
}
