package report_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/diff/rule"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/report"
)

// compared is a target whose facts are spread over one table each.
func compared(tables ...diff.Facts) *report.Target {
	m := newMaker("go:./models", "db")
	for i, facts := range tables {
		name := string(rune('a' + i))
		t := &schema.Table{Kind: schema.KindTable, Schema: "public", Name: name}
		m.d.Tables = append(m.d.Tables, &diff.TablePair{Ref: t.Ref(), Declared: []*schema.Table{t}, Live: t, Facts: facts})
	}
	return report.Build("v0", []report.Layer{m.layer()}).Targets[0]
}

// someFacts draws up to n facts of each facet and verdict.
func someFacts(t *rapid.T, n int) diff.Facts {
	var facts diff.Facts
	for i := range facts {
		draw := func(label string) int {
			return rapid.OneOf(rapid.Just(0), rapid.IntRange(0, n)).Draw(t, label)
		}
		facts[i] = diff.Tally{Agree: draw("agree"), Differ: draw("differ"), Unsaid: draw("unsaid"), Unsure: draw("unsure")}
	}
	return facts
}

func some(t *rapid.T, n int) []diff.Facts {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) diff.Facts { return someFacts(t, n) }), 1, 4).Draw(t, "tables")
}

// value is a percentage with nothing to rate as the least of all.
func value(p *float64) float64 {
	if p == nil {
		return -1
	}
	return *p
}

// step changes a fact that each verdict has one of, and returns the tables before
// and after.
func step(t *rapid.T, change func(*diff.Tally)) (before, after []diff.Facts) {
	before = some(t, 300)
	tally := &before[rapid.IntRange(0, len(before)-1).Draw(t, "table")][rapid.IntRange(0, int(diff.Facets)-1).Draw(t, "facet")]
	tally.Agree++
	tally.Differ++
	tally.Unsaid++
	tally.Unsure++
	was := *tally
	change(tally)
	after = slices.Clone(before)
	*tally = was
	return before, after
}

func TestMendingNeverLowersTheScore(t *testing.T) {
	mends := map[string]func(*diff.Tally){
		"a difference becomes agreement": func(t *diff.Tally) { t.Differ--; t.Agree++ },
		"a difference goes away":         func(t *diff.Tally) { t.Differ-- },
		"a doubt becomes agreement":      func(t *diff.Tally) { t.Unsure--; t.Agree++ },
		"an agreement comes to light":    func(t *diff.Tally) { t.Unsaid--; t.Agree++ },
		"both sides gain an object":      func(t *diff.Tally) { t.Agree++ },
	}
	for name, mend := range mends {
		t.Run(name, rapid.MakeCheck(func(t *rapid.T) {
			before, after := step(t, mend)
			a, b := compared(before...), compared(after...)
			// A target that loses its only fact has nothing left to rate.
			if b.Score != nil && value(b.Score) < value(a.Score) {
				t.Fatalf("score %v became %v", value(a.Score), value(b.Score))
			}
			for i := range a.Tables {
				if x, y := a.Tables[i].Score, b.Tables[i].Score; y != nil && value(y) < value(x) {
					t.Fatalf("score of table %s: %v became %v", a.Tables[i].Name, value(x), value(y))
				}
			}
		}))
	}
}

func TestBreakingNeverRaisesTheScore(t *testing.T) {
	breaks := map[string]func(*diff.Tally){
		"an agreement becomes a difference": func(t *diff.Tally) { t.Agree--; t.Differ++ },
		"one side gains an object":          func(t *diff.Tally) { t.Differ++ },
		"an agreement goes away":            func(t *diff.Tally) { t.Agree-- },
		"an agreement becomes doubtful":     func(t *diff.Tally) { t.Agree--; t.Unsure++ },
	}
	for name, harm := range breaks {
		t.Run(name, rapid.MakeCheck(func(t *rapid.T) {
			before, after := step(t, harm)
			a, b := compared(before...), compared(after...)
			if a.Score != nil && value(b.Score) > value(a.Score) {
				t.Fatalf("score %v became %v", value(a.Score), value(b.Score))
			}
		}))
	}
}

func TestLearningMoreNeverLowersTheCoverage(t *testing.T) {
	learns := map[string]func(*diff.Tally){
		"an agreement comes to light":   func(t *diff.Tally) { t.Unsaid--; t.Agree++ },
		"a difference comes to light":   func(t *diff.Tally) { t.Unsaid--; t.Differ++ },
		"a doubt is decided":            func(t *diff.Tally) { t.Unsure--; t.Differ++ },
		"an unsaid fact is left out":    func(t *diff.Tally) { t.Unsaid-- },
		"a difference is mended":        func(t *diff.Tally) { t.Differ--; t.Agree++ },
		"a fact of which both speak":    func(t *diff.Tally) { t.Agree++ },
		"what is unsaid becomes unsure": func(t *diff.Tally) { t.Unsaid--; t.Unsure++ },
	}
	for name, learn := range learns {
		t.Run(name, rapid.MakeCheck(func(t *rapid.T) {
			before, after := step(t, learn)
			a, b := compared(before...).Coverage, compared(after...).Coverage
			if b.Percent != nil && value(b.Percent) < value(a.Percent) {
				t.Fatalf("coverage %v became %v", value(a.Percent), value(b.Percent))
			}
		}))
	}
}

func TestFullScoreMeansNoDifferenceAndNoDoubt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tables := some(t, rapid.SampledFrom([]int{0, 1, 100_000}).Draw(t, "size"))
		perfect, rated := true, false
		for _, facts := range tables {
			for f, tally := range facts {
				perfect = perfect && tally.Differ == 0 && tally.Unsure == 0
				rated = rated || report.Weights()[f]*(tally.Agree+tally.Differ) > 0
			}
		}
		score := compared(tables...).Score
		switch {
		case (score != nil) != rated:
			t.Fatalf("score %v, something was rated: %t", value(score), rated)
		case rated && (*score == 100) != perfect:
			t.Fatalf("score %v, no difference and no doubt: %t", *score, perfect)
		}
	})
}

func TestPercentagesAreRoundedDown(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tables := some(t, 1000)
		target := compared(tables...)
		var agreed, both, all float64
		for _, facts := range tables {
			for f, tally := range facts {
				w := float64(report.Weights()[f])
				agreed += w * float64(tally.Agree)
				both += w * float64(tally.Agree+tally.Differ)
				all += w * float64(tally.Agree+tally.Differ+tally.Unsaid+tally.Unsure)
			}
		}
		for _, x := range []struct {
			name        string
			have        *float64
			part, whole float64
		}{{"score", target.Score, agreed, both}, {"coverage", target.Coverage.Percent, both, all}} {
			if x.have == nil {
				continue
			}
			exact := 100 * x.part / x.whole
			if *x.have > exact+1e-9 || *x.have < exact-0.1-1e-9 {
				t.Fatalf("%s is %v, exactly %v", x.name, *x.have, exact)
			}
			if tenths := *x.have * 10; math.Abs(tenths-math.Round(tenths)) > 1e-9 {
				t.Fatalf("%s %v has more than one decimal", x.name, *x.have)
			}
		}
	})
}

func TestWholeLiesBetweenItsParts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		target := compared(some(t, 50)...)
		least, most := 101.0, -1.0
		for _, table := range target.Tables {
			if table.Score != nil {
				least, most = min(least, *table.Score), max(most, *table.Score)
			}
		}
		if target.Score != nil && most >= 0 && (*target.Score < least-0.1 || *target.Score > most+0.1) {
			t.Fatalf("score %v, of tables between %v and %v", *target.Score, least, most)
		}
	})
}

func TestTargetsAddUpToTheWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tables := some(t, 50)
		one := compared(tables...)
		r := &report.Report{}
		for _, facts := range tables {
			r.Targets = append(r.Targets, compared(facts))
		}
		_, score, coverage := r.Overall()
		if value(score) != value(one.Score) || value(coverage.Percent) != value(one.Coverage.Percent) ||
			coverage.Facts != one.Coverage.Facts || coverage.Compared != one.Coverage.Compared {
			t.Fatalf("apart %v and %+v, together %v and %+v", value(score), coverage, value(one.Score), one.Coverage.Share)
		}
	})
}

func TestFactsWithoutWeightGiveNoScore(t *testing.T) {
	for name, facts := range map[string]diff.Facts{
		"none":         {},
		"only unsaid":  {diff.FacetType: {Unsaid: 3}},
		"only unsure":  {diff.FacetCheck: {Unsure: 3}},
		"only comment": {diff.FacetOther: {Agree: 3, Differ: 1}},
	} {
		if target := compared(facts); target.Score != nil {
			t.Errorf("%s: score %v, want none", name, *target.Score)
		}
	}
}

func TestDifferenceWithoutWeightCostsTheFullScore(t *testing.T) {
	target := compared(diff.Facts{diff.FacetType: {Agree: 10}, diff.FacetOther: {Differ: 1}})
	if value(target.Score) != 99.9 {
		t.Errorf("score %v, want 99.9", value(target.Score))
	}
}

// One wrong default among 1,679 columns is not nothing.
func TestOneOfThousandsCostsTheFullScore(t *testing.T) {
	target := compared(diff.Facts{diff.FacetType: {Agree: 1679}, diff.FacetDefault: {Agree: 1678, Differ: 1}})
	if value(target.Score) != 99.9 {
		t.Errorf("score %v, want 99.9", value(target.Score))
	}
}

func TestUndeterminedGapCostsTheFullScore(t *testing.T) {
	column := func(table string) schema.Ref {
		return schema.Ref{Kind: schema.KindColumn, Schema: "public", Parent: table, Name: "tags"}
	}
	unqualified := column("users")
	unqualified.Schema = ""
	for name, x := range map[string]struct {
		gap           schema.Gap
		target, table float64
	}{
		"on a compared table":          {schema.Gap{Undetermined: true, Object: column("users")}, 99.9, 99.9},
		"on it, without a schema":      {schema.Gap{Undetermined: true, Object: unqualified}, 99.9, 99.9},
		"on the table as declared":     {schema.Gap{Undetermined: true, Object: schema.Ref{Kind: schema.KindTable, Name: "users"}}, 99.9, 99.9},
		"on another table":             {schema.Gap{Undetermined: true, Object: column("other")}, 100, 100},
		"on one that is live only":     {schema.Gap{Undetermined: true, Object: column("jobs")}, 100, 100},
		"on no object":                 {schema.Gap{Undetermined: true}, 99.9, 100},
		"on an enum":                   {schema.Gap{Undetermined: true, Object: schema.Ref{Kind: schema.KindEnum, Name: "mood"}}, 99.9, 100},
		"that only narrows the scope":  {schema.Gap{Object: column("users")}, 100, 100},
		"on the same name elsewhere":   {schema.Gap{Undetermined: true, Object: schema.Ref{Kind: schema.KindTable, Schema: "app", Name: "users"}}, 100, 100},
		"on one of the other findings": {schema.Gap{Undetermined: true, Object: column("plans")}, 99.9, 100},
	} {
		m := newMaker("go:./models", "db")
		users := m.table("users", "User", "user.go", 1, 3)
		m.table("plans", "Plan", "plan.go", 1, 3)
		jobs := m.table("jobs", "Job", "job.go", 1, 3)
		jobs.Declared = nil
		x.gap.Subject, x.gap.Reason = "a gap", "it is one"
		m.d.Gaps = []schema.Gap{x.gap}
		target := report.Build("v0", []report.Layer{m.layer()}).Targets[0]
		if value(target.Score) != x.target {
			t.Errorf("a gap %s: score %v, want %v", name, value(target.Score), x.target)
		}
		for _, table := range target.Tables {
			if table.Name == users.Ref.Path() && value(table.Score) != x.table {
				t.Errorf("a gap %s: score of the table %v, want %v", name, value(table.Score), x.table)
			}
		}
		if len(target.Coverage.Gaps) != 1 {
			t.Errorf("a gap %s: listed %d times, want once", name, len(target.Coverage.Gaps))
		}
	}
}

// Advice concerns no fact, and still somebody has to act on it or let it stand.
func TestFindingWithoutFactCostsTheFullScore(t *testing.T) {
	for _, accepted := range []bool{false, true} {
		m := &maker{d: matching().Diff}
		advice := rule.Finding{Rule: "advice", Severity: rule.Info, Object: m.d.Tables[4].Live.Ref()}
		if accepted {
			m.accepted = []rule.Accepted{{Finding: advice, Reason: "it is as it should be"}}
		} else {
			m.fs = []rule.Finding{advice}
		}
		r := report.Build("v0", []report.Layer{m.layer()}, []report.Layer{m.layer(), matching()}, []report.Layer{matching()})
		target := r.Targets
		if value(target[0].Score) != 99.9 {
			t.Errorf("accepted %t: score %v, want 99.9", accepted, value(target[0].Score))
		}
		if _, score, _ := r.Overall(); value(score) != 99.9 {
			t.Errorf("accepted %t: overall score %v, want 99.9", accepted, value(score))
		}
		if a, b := target[1].Layers[0].Score, target[1].Layers[1].Score; value(a) != 99.9 || value(b) != 100 {
			t.Errorf("accepted %t: scores of the layers %v and %v, want 99.9 and 100", accepted, value(a), value(b))
		}
		for _, x := range target[0].Tables {
			want := 100.0
			if x.Name == advice.Object.Path() {
				want = 99.9
			}
			if value(x.Score) != want {
				t.Errorf("accepted %t: score of %s %v, want %v", accepted, x.Name, value(x.Score), want)
			}
		}
	}
}
