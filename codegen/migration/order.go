package migration

import (
	"slices"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// plan puts the actions into an order in which each finds what it needs, and
// their steps into transactions.
func (w *work) plan() *Plan {
	all := slices.DeleteFunc(w.actions, func(a *action) bool { return a.gone })
	slices.SortStableFunc(all, compareActions)
	before := edges(all)
	var steps []Step
	for _, group := range groups(all, before) {
		steps = append(steps, transaction(group)...)
	}
	w.sortRefusals()
	return &Plan{Steps: merge(steps), Refusals: w.refusals}
}

func (w *work) sortRefusals() {
	slices.SortStableFunc(w.refusals, func(a, b Refusal) int { return a.Ref.Compare(b.Ref) })
}

// groups are the transactions in their order. What needs each other mutually is
// done in one.
func groups(all []*action, before map[*action][]*action) [][]*action {
	for joined := true; joined; {
		joined = false
		for _, loop := range loops(all, before) {
			for _, a := range loop[1:] {
				if a.root() != loop[0].root() {
					join(loop[0], a)
					joined = true
				}
			}
		}
	}
	members := map[*action][]*action{}
	for _, a := range all {
		members[a.root()] = append(members[a.root()], a)
	}
	waits := map[*action]map[*action]bool{}
	for then, firsts := range before {
		for _, first := range firsts {
			if x, y := first.root(), then.root(); x != y {
				if waits[y] == nil {
					waits[y] = map[*action]bool{}
				}
				waits[y][x] = true
			}
		}
	}
	var sorted [][]*action
	done := map[*action]bool{}
	for len(done) < len(members) {
		var next *action
		for _, a := range all { // in the order of their ranks
			r := a.root()
			if done[r] || slices.ContainsFunc(keys(waits[r]), func(o *action) bool { return !done[o] }) {
				continue
			}
			next = r
			break
		}
		done[next] = true
		sorted = append(sorted, inside(members[next], before))
	}
	return sorted
}

func keys(m map[*action]bool) []*action {
	var list []*action
	for k := range m {
		list = append(list, k)
	}
	return list
}

// inside orders the actions of one transaction. A loop is cut at the action that
// would come first by its rank.
func inside(members []*action, before map[*action][]*action) []*action {
	var sorted []*action
	left := slices.Clone(members)
	for len(left) > 0 {
		i := slices.IndexFunc(left, func(a *action) bool {
			return !slices.ContainsFunc(before[a], func(o *action) bool { return slices.Contains(left, o) })
		})
		i = max(i, 0)
		sorted = append(sorted, left[i])
		left = slices.Delete(left, i, i+1)
	}
	return sorted
}

// loops are the groups that wait for each other, as lists of their actions.
func loops(all []*action, before map[*action][]*action) [][]*action {
	next := map[*action][]*action{} // by roots
	var roots []*action
	for _, a := range all {
		if r := a.root(); !slices.Contains(roots, r) {
			roots = append(roots, r)
		}
		for _, o := range before[a] {
			if x, y := a.root(), o.root(); x != y && !slices.Contains(next[x], y) {
				next[x] = append(next[x], y)
			}
		}
	}
	t := &tarjan{next: next, index: map[*action]int{}, low: map[*action]int{}, on: map[*action]bool{}}
	for _, r := range roots {
		if t.index[r] == 0 {
			t.visit(r)
		}
	}
	return t.found
}

// tarjan finds the strongly connected parts of a graph.
type tarjan struct {
	next       map[*action][]*action
	index, low map[*action]int
	on         map[*action]bool
	stack      []*action
	found      [][]*action
}

func (t *tarjan) visit(a *action) {
	t.index[a] = len(t.index) + 1
	t.low[a] = t.index[a]
	t.stack = append(t.stack, a)
	t.on[a] = true
	for _, o := range t.next[a] {
		if t.index[o] == 0 {
			t.visit(o)
			t.low[a] = min(t.low[a], t.low[o])
		} else if t.on[o] {
			t.low[a] = min(t.low[a], t.index[o])
		}
	}
	if t.low[a] != t.index[a] {
		return
	}
	i := slices.Index(t.stack, a)
	part := slices.Clone(t.stack[i:])
	t.stack = t.stack[:i]
	for _, o := range part {
		t.on[o] = false
	}
	if len(part) > 1 {
		t.found = append(t.found, part)
	}
}

// transaction are the steps of one group. Where several actions are one
// transaction so are all their steps.
func transaction(group []*action) []Step {
	if len(group) == 1 {
		return group[0].steps
	}
	var one Step
	for _, a := range group {
		steps := a.steps
		if a.plain != nil {
			steps = a.plain
		}
		for _, s := range steps {
			one.absorb(s)
		}
	}
	if len(one.SQL) == 0 {
		return nil
	}
	one.own = true
	return []Step{one}
}

// absorb makes another step a part of this one.
func (s *Step) absorb(o Step) {
	if s.What == "" {
		s.Ref, s.What, s.new = o.Ref, o.What, o.new
	} else if o.What != "" && !mentions(s.What, o.What) {
		s.What += ", " + o.What
	}
	s.SQL = append(slices.Clip(s.SQL), o.SQL...)
	for _, l := range o.Locks {
		s.Locks = locked(s.Locks, l)
	}
	s.Cost = max(s.Cost, o.Cost)
	for _, h := range o.Hazards {
		if !slices.Contains(s.Hazards, h) {
			s.Hazards = append(slices.Clip(s.Hazards), h)
		}
	}
	if o.Loses != "" && s.Loses != "" {
		s.Loses += "; "
	}
	s.Loses += o.Loses
	s.Checks = append(slices.Clip(s.Checks), o.Checks...)
	for _, x := range o.Settles {
		if !slices.Contains(s.Settles, x) {
			s.Settles = append(slices.Clip(s.Settles), x)
		}
	}
	s.new = s.new && o.new
}

// locked adds a lock, or makes the one on the same relation as strong.
func locked(list []Lock, l Lock) []Lock {
	for i, have := range list {
		if have.Relation == l.Relation {
			list = slices.Clone(list)
			list[i].Mode = max(have.Mode, l.Mode)
			return list
		}
	}
	return append(slices.Clip(list), l)
}

// merge puts steps that follow one another into one transaction where none of
// them takes time and all lock the same table, or none that anybody uses.
func merge(steps []Step) []Step {
	var out []Step
	for _, s := range steps {
		if len(s.SQL) == 0 {
			continue
		}
		if n := len(out); n > 0 && out[n-1].meets(s) {
			out[n-1].absorb(s)
			continue
		}
		out = append(out, s)
	}
	return out
}

func (s *Step) meets(o Step) bool {
	if s.own || o.own || s.Alone || o.Alone {
		return false
	}
	if s.new && o.new {
		return true
	}
	if s.Cost != Instant || o.Cost != Instant {
		return false
	}
	var relations []schema.Ref
	for _, l := range slices.Concat(s.Locks, o.Locks) {
		if l.Mode > AccessShare && !slices.Contains(relations, l.Relation) {
			relations = append(relations, l.Relation)
		}
	}
	return len(relations) <= 1
}
