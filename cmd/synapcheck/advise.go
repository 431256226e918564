package main

import (
	"maps"
	"slices"

	"github.com/spf13/cobra"

	"github.com/synapscale/synapcheck/diff/rule"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/report"
)

// adviceFlag registers the flag that asks for advice.
func adviceFlag(c *cobra.Command, to *bool) {
	c.Flags().BoolVar(to, "advice", false, "show what can be said of the database alone, off the score")
}

// wantAdvice asks the live server for what advice needs.
func (p *plan) wantAdvice() {
	p.advice = true
	p.inspect.Usage = &schema.Usage{}
}

// advise adds to the report what the rules say of the live side alone, or where
// nobody asked for that, how much there is to say at no cost.
func (p *plan) advise(r *report.Report, live *schema.Database) error {
	severities := maps.Clone(p.config.Rules)
	o := rule.AdviceOptions{Scope: p.compare, Cheap: !p.advice}
	for _, id := range slices.Sorted(maps.Keys(severities)) {
		if severities[id] != rule.Off {
			o.Asked = append(o.Asked, id)
		}
	}
	if p.advice {
		o.Usage = p.inspect.Usage
	}
	opinion := rule.Advise(live, rule.Advisers(), o)
	findings, err := rule.Apply(opinion.Findings, rule.Overrides{Severities: severities})
	if err != nil {
		return err
	}
	opinion.Findings, _, _ = rule.Accept(findings, p.ignored())
	r.Advise(report.Opinion{Opinion: opinion, Asked: p.advice})
	return nil
}
