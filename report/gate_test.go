package report_test

import (
	"strings"
	"testing"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/diff/rule"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/report"
)

func TestGateDecides(t *testing.T) {
	unsure := matching()
	unsure.Diff.Tables[0].Facts[diff.FacetCheck].Unsure = 2
	open := matching()
	open.Diff.Gaps = []schema.Gap{{Subject: "field X", Reason: "its type is not understood", Undetermined: true}, {Subject: "3 views", Reason: "nobody asked"}}
	narrow := matching()
	narrow.Diff.Gaps = open.Diff.Gaps[1:]
	weightless := report.Layer{Diff: &diff.Diff{Declared: &schema.Database{}, Live: &schema.Database{}}}
	weightless.Diff.Facts[diff.FacetOther].Agree = 1
	for name, x := range map[string]struct {
		gate   report.Gate
		layer  report.Layer
		pass   bool
		reason string
	}{
		"no gate":                          {report.Gate{}, drifting(), true, ""},
		"no gate, and nothing compared":    {report.Gate{}, nothing(), true, ""},
		"errors":                           {report.Gate{FailOn: rule.Error}, drifting(), false, "5 findings of severity error"},
		"warnings":                         {report.Gate{FailOn: rule.Warning}, drifting(), false, "14 findings of severity warning or worse"},
		"everything":                       {report.Gate{FailOn: rule.Info}, drifting(), false, "20 findings of severity info or worse"},
		"one":                              {report.Gate{FailOn: rule.Error}, one(), false, "1 finding of severity error"},
		"none":                             {report.Gate{FailOn: rule.Info}, matching(), true, "no findings of severity info or worse"},
		"score too low":                    {report.Gate{MinScore: 99.8}, one(), false, "score 99.7 is below 99.8"},
		"score just enough":                {report.Gate{MinScore: 99.7}, one(), true, "score 99.7 is at least 99.7"},
		"full score":                       {report.Gate{MinScore: 100}, matching(), true, "score 100 is at least 100"},
		"no score":                         {report.Gate{MinScore: 1}, weightless, false, "there is no score, where 1 is asked"},
		"nothing compared, no findings":    {report.Gate{FailOn: rule.Error}, nothing(), false, "nothing was compared"},
		"nothing compared, strict":         {report.Gate{StrictCoverage: true}, nothing(), false, "nothing was compared"},
		"unsure facts":                     {report.Gate{StrictCoverage: true}, unsure, false, "2 unsure facts in what was compared"},
		"unsure facts, not strict":         {report.Gate{FailOn: rule.Error}, unsure, true, "no findings of severity error"},
		"an undetermined gap":              {report.Gate{StrictCoverage: true}, open, false, "1 undetermined gap in what was compared"},
		"a gap that narrows, under strict": {report.Gate{StrictCoverage: true}, narrow, true, "everything that both sides speak of is decided"},
		"two conditions, both failed":      {report.Gate{FailOn: rule.Error, MinScore: 100}, one(), false, "1 finding of severity error; score 99.7 is below 100"},
		"two conditions, one failed":       {report.Gate{FailOn: rule.Error, MinScore: 90}, one(), false, "1 finding of severity error"},
	} {
		t.Run(name, func(t *testing.T) {
			o := x.gate.Decide(report.Build("v0", []report.Layer{x.layer}))
			if reason := strings.Join(o.Reasons, "; "); o.Pass != x.pass || reason != x.reason {
				t.Errorf("passes %t as %q, want %t as %q", o.Pass, reason, x.pass, x.reason)
			}
		})
	}
}

// A fleet passes only as a whole: a good member does not make up for a bad one.
func TestGateHoldsEveryTarget(t *testing.T) {
	r := report.Build("v0", []report.Layer{matching()}, []report.Layer{named(one(), "db.eu")}, []report.Layer{named(nothing(), "db.us")})
	o := report.Gate{MinScore: 99.8, FailOn: rule.Error}.Decide(r)
	want := "db.eu: 1 finding of severity error; db.eu: score 99.7 is below 99.8; db.us: nothing was compared"
	if have := strings.Join(o.Reasons, "; "); o.Pass || have != want {
		t.Errorf("passes %t as %q, want a failure as %q", o.Pass, have, want)
	}
}

func TestGateFailsWithoutTargets(t *testing.T) {
	if o := (report.Gate{FailOn: rule.Error}).Decide(report.Build("v0")); o.Pass {
		t.Error("a report about nothing passes")
	}
}
