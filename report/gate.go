package report

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/synapscale/synapcheck/diff/rule"
)

// A Gate says when a report is good enough. The zero Gate lets everything pass;
// any other fails where nothing was compared.
type Gate struct {
	// FailOn is the least severity that fails; zero for none.
	FailOn rule.Severity `json:"failOn,omitzero"`
	// FailOnAdvice is the least severity of advice that fails; zero for none.
	FailOnAdvice rule.Severity `json:"failOnAdvice,omitzero"`
	// MinScore is the least score, for every target by itself. A target without
	// any score is below every least score but zero.
	MinScore float64 `json:"minScore,omitzero"`
	// StrictCoverage fails on everything that was to be compared and could not
	// be decided: undetermined gaps and unsure facts. What a source never speaks
	// of narrows the coverage and fails nothing.
	StrictCoverage bool `json:"strictCoverage,omitzero"`
}

// An Outcome is what a gate decided and why.
type Outcome struct {
	Pass bool `json:"pass"`
	Gate
	// Reasons are clauses: those that failed, or else those that were met.
	Reasons []string `json:"reasons"`
}

// Decide holds a report against the gate.
func (g Gate) Decide(r *Report) Outcome {
	var failed, met []string
	say := func(t *Target, ok bool, reason string) {
		if len(r.Targets) > 1 {
			reason = t.Name + ": " + reason
		}
		if ok {
			met = append(met, reason)
		} else {
			failed = append(failed, reason)
		}
	}
	if g != (Gate{}) && len(r.Targets) == 0 {
		failed = append(failed, "nothing was compared")
	}
	for _, t := range r.Targets {
		if g != (Gate{}) && t.Coverage.Compared == 0 {
			say(t, false, "nothing was compared")
			continue
		}
		if g.FailOn > 0 {
			n := t.Summary.atLeast(g.FailOn)
			say(t, n == 0, fmt.Sprintf("%s %s", amount(n, "finding"), reach(g.FailOn)))
		}
		if g.FailOnAdvice > 0 {
			n := t.Advice.atLeast(g.FailOnAdvice)
			say(t, n == 0, fmt.Sprintf("%s of advice %s", amount(n, "finding"), reach(g.FailOnAdvice)))
		}
		if g.MinScore > 0 {
			least := strconv.FormatFloat(g.MinScore, 'f', -1, 64)
			switch {
			case t.Score == nil:
				say(t, false, fmt.Sprintf("there is no score, where %s is asked", least))
			case *t.Score < g.MinScore:
				say(t, false, fmt.Sprintf("score %s is below %s", number(t.Score), least))
			default:
				say(t, true, fmt.Sprintf("score %s is at least %s", number(t.Score), least))
			}
		}
		if g.StrictCoverage {
			ok, reason := t.decided()
			say(t, ok, reason)
		}
	}
	o := Outcome{Pass: len(failed) == 0, Gate: g, Reasons: failed}
	if o.Pass {
		o.Reasons = met
	}
	if o.Reasons == nil {
		o.Reasons = []string{}
	}
	return o
}

// atLeast counts the findings of the severity and the worse ones.
func (s Summary) atLeast(least rule.Severity) int {
	n := 0
	for severity, count := range map[rule.Severity]int{rule.Error: s.Error, rule.Warning: s.Warning, rule.Info: s.Info} {
		if severity >= least {
			n += count
		}
	}
	return n
}

// atLeast counts the advice of the severity and the worse one.
func (a *Advised) atLeast(least rule.Severity) int {
	n := 0
	if a != nil {
		for _, f := range a.Findings {
			if f.Severity >= least {
				n++
			}
		}
	}
	return n
}

// decided reports that nothing which was to be compared is left open.
func (t *Target) decided() (bool, string) {
	unsure, gaps := 0, 0
	for _, f := range t.Facets {
		unsure += f.Unsure
	}
	for _, g := range t.Coverage.Gaps {
		if g.Undetermined {
			gaps++
		}
	}
	var open []string
	if gaps > 0 {
		open = append(open, amount(gaps, "undetermined gap"))
	}
	if unsure > 0 {
		open = append(open, amount(unsure, "unsure fact"))
	}
	switch {
	case len(open) > 0:
		return false, strings.Join(open, " and ") + " in what was compared"
	}
	return true, "everything that both sides speak of is decided"
}

func reach(s rule.Severity) string {
	if s == rule.Error {
		return "of severity error"
	}
	return fmt.Sprintf("of severity %s or worse", s)
}
