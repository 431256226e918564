package main

import (
	"context"

	"github.com/synapscale/synapcheck/report"
)

// run compares what the plan says, and reports on it with everything that is
// known of the findings.
func (a *app) run(ctx context.Context, p *plan, known *baselineFlag) (*report.Report, error) {
	r, _, err := a.runOn(ctx, p, known)
	return r, err
}

// runOn is run with what it compared.
func (a *app) runOn(ctx context.Context, p *plan, known *baselineFlag) (*report.Report, *compared, error) {
	// What cannot be read is said before the database is.
	baseline, shown, err := known.read(a, p)
	if err != nil {
		return nil, nil, err
	}
	found, err := a.compareAll(ctx, p)
	if err != nil {
		return nil, nil, err
	}
	var match *report.Match
	layers := found.layers
	if baseline != nil {
		layers, match = baseline.Apply(layers, today(), found.looked)
		match.File = shown
	}
	r := report.Build(programVersion(), layers)
	r.Know(match)
	return r, found, p.advise(r, found.live)
}
