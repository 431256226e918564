package migration

import (
	"cmp"
	"slices"

	"github.com/synapscale/synapcheck/inspect/schema"
)

type verb int

const (
	drops verb = iota
	alters
	creates
)

// An action is what is done to one object: steps that follow one another.
type action struct {
	verb  verb
	ref   schema.Ref
	steps []Step
	// plain are the steps where all must be in one transaction with others; nil
	// for the same.
	plain []Step

	provides []schema.Ref // what there is after it
	removes  []schema.Ref // what there is no more after it
	uses     []schema.Ref // what it needs of how the database will be
	used     []schema.Ref // what it needs of how the database was
	after    []*action

	first bool // before anything else
	part  bool // of a table that is made: right after that
	gone  bool
	again bool    // the dropping of what is made again
	with  *action // a member of the same transaction
}

// root stands for the transaction that the action is in.
func (a *action) root() *action {
	for a.with != nil {
		a = a.with
	}
	return a
}

// join puts two actions into one transaction.
func join(a, b *action) {
	x, y := a.root(), b.root()
	if x != y {
		y.with = x
	}
}

// rank is the place of an action that waits for no other.
func (a *action) rank() int {
	if a.first {
		return -1
	}
	k := a.ref.Kind.Rank()
	switch a.verb {
	case drops:
		// What goes by itself first: keys to other tables, then what stands on
		// tables. Tables and types go at the end of the plan.
		switch {
		case a.ref.Kind == schema.KindForeignKey:
			return 0
		case a.ref.Kind == schema.KindColumn || a.ref.Kind.Relation() && a.ref.Kind != schema.KindView && a.ref.Kind != schema.KindMaterializedView:
			return 5000 - k
		case a.ref.Parent != "":
			return 100 + k
		}
		return 5000 + 200 - k
	case creates:
		switch {
		case a.part:
			return 1000 + schema.KindTable.Rank()
		case a.ref.Kind == schema.KindForeignKey:
			return 3500
		case a.ref.Parent != "" && a.ref.Kind != schema.KindColumn:
			return 3000 + k
		case a.ref.Kind == schema.KindView || a.ref.Kind == schema.KindMaterializedView:
			return 2900
		}
		return 1000 + k
	}
	return 2000 + k
}

func compareActions(a, b *action) int {
	return cmp.Or(
		cmp.Compare(a.rank(), b.rank()),
		a.ref.Compare(b.ref),
		cmp.Compare(a.verb, b.verb),
		cmp.Compare(what(a), what(b)),
	)
}

func what(a *action) string {
	if len(a.steps) == 0 {
		return ""
	}
	return a.steps[0].What
}

// edges says for each action which must come before it.
func edges(all []*action) map[*action][]*action {
	providers, removers := map[schema.Ref][]*action{}, map[schema.Ref][]*action{}
	for _, a := range all {
		for _, r := range a.provides {
			providers[r] = append(providers[r], a)
		}
		for _, r := range a.removes {
			removers[r] = append(removers[r], a)
		}
	}
	before := map[*action][]*action{}
	add := func(first, then *action) {
		if first != then && !slices.Contains(before[then], first) {
			before[then] = append(before[then], first)
		}
	}
	for _, a := range all {
		for _, o := range a.after {
			if !o.gone {
				add(o, a)
			}
		}
		for _, r := range a.uses {
			for _, p := range providers[r] {
				if !slices.Contains(a.provides, r) {
					add(p, a)
				}
			}
		}
		for _, r := range a.used {
			for _, p := range removers[r] {
				if !slices.Contains(a.removes, r) {
					add(a, p)
				}
			}
		}
		for _, r := range a.provides {
			for _, p := range removers[r] {
				if !slices.Contains(p.provides, r) && !slices.Contains(a.removes, r) {
					add(p, a)
				}
			}
		}
	}
	return before
}
