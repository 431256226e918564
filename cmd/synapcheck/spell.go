package main

import (
	"context"
	"maps"

	"github.com/synapscale/synapcheck/codegen/shadow"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/inspect/scratch"
)

// compareTwo compares the two sides. What cannot be told of texts a scratch server
// of the live side's version decides, where that is wanted; where there is none,
// it stays undecided and a note says so.
func (a *app) compareTwo(ctx context.Context, p *plan, declared, live *schema.Database) (*diff.Diff, error) {
	d := diff.Compare(declared, live, p.compare)
	if !p.scratch || len(d.Asked) == 0 {
		return d, nil
	}
	opts := p.inspect.Scratch
	opts.Major = live.Server / 10000
	server, err := scratch.Start(ctx, opts)
	if err != nil {
		return d, a.undecided(ctx, d, err)
	}
	defer func() { _ = server.Stop() }() // it is gone with the program at the latest
	how := p.compare
	how.Spellings = make(map[diff.Text]diff.Spelling)
	// An answer can raise a question: which rows an index has matters once its keys
	// are the same.
	for len(d.Asked) > 0 {
		spellings, err := shadow.Spell(ctx, server, live, d.Asked)
		if err != nil {
			return d, a.undecided(ctx, d, err)
		}
		maps.Copy(how.Spellings, spellings)
		d = diff.Compare(declared, live, how)
	}
	return d, nil
}

// undecided says why texts were not decided about, which is no reason to stop.
func (a *app) undecided(ctx context.Context, d *diff.Diff, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	a.note("--scratch: %s cannot be decided: %v", count(len(d.Asked), "text"), err)
	for _, hint := range hints(err) {
		a.note("hint: %s", hint)
	}
	return nil
}
