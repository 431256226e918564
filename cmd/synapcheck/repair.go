package main

import (
	"context"
	"os"

	"github.com/synapscale/synapcheck/codegen/gostruct"
	"github.com/synapscale/synapcheck/inspect"
)

// A goRepair is what would change in Go files below root.
type goRepair struct {
	root string
	plan *gostruct.Plan
}

// repairGo compares the Go models with the live database and plans their repair.
func (a *app) repairGo(ctx context.Context, p *plan, name string, how gostruct.Options) (*goRepair, error) {
	done := a.progress("reading models and database")
	defer done()
	src, err := inspect.Open(name, p.inspect)
	if err != nil {
		return nil, err
	}
	declared, err := src.Read(ctx)
	if err != nil {
		return nil, err
	}
	live, err := p.readLive(ctx)
	if err != nil {
		return nil, err
	}
	d, err := a.compareTwo(ctx, p, declared, live)
	if err != nil {
		return nil, err
	}
	if err := nothingCompared(d); err != nil {
		return nil, err
	}
	how.Accepted = append(p.ignored(), p.off()...)
	root := src.(*inspect.Models).Root
	plan, err := gostruct.Repair(os.DirFS(root), d, how)
	if err != nil {
		return nil, err
	}
	return &goRepair{root, plan}, nil
}
