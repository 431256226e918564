package migration

import (
	"cmp"
	"slices"

	"github.com/synapscale/synapcheck/codegen/ddl"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// work is one making of a plan.
type work struct {
	diff     *diff.Diff
	opts     Options
	declared *side
	live     *side
	server   int // the live server's major version

	units   map[schema.Ref]*unit
	order   []*unit
	actions []*action
	// rebuilt are the objects that are dropped and made again, each with the
	// actions that make it necessary.
	rebuilt  map[schema.Ref]*rebuild
	queue    []*rebuild
	refusals []Refusal
	// schemaDrops come after all that is in the schemas.
	schemaDrops []*action
}

// A unit is one object and all differences about it.
type unit struct {
	ref   schema.Ref
	diffs []*diff.Difference
	taken map[*diff.Difference]bool // settled by another unit
}

// A rebuild is an object that is dropped and made again around its causes.
type rebuild struct {
	ref    schema.Ref
	causes []*action
	unit   *unit // where the object itself differs
	first  *action
	// dropped is the action that drops it for good, so that nothing is rebuilt.
	dropped *action
}

func newWork(d *diff.Diff, opts Options) *work {
	w := &work{
		diff: d, opts: opts,
		declared: newSide(d.Declared), live: newSide(d.Live),
		server:  d.Live.Server / 10000,
		units:   map[schema.Ref]*unit{},
		rebuilt: map[schema.Ref]*rebuild{},
	}
	if w.opts.Small == nil {
		w.opts.Small = func(schema.Ref) bool { return false }
	}
	for _, x := range d.Differences {
		u := w.units[x.Object]
		if u == nil {
			u = &unit{ref: x.Object, taken: map[*diff.Difference]bool{}}
			w.units[x.Object] = u
			w.order = append(w.order, u)
		}
		u.diffs = append(u.diffs, x)
	}
	return w
}

// A settler says how the differences of one kind of object are settled.
type settler func(*work, *unit)

// settlers are those of every kind.
var settlers = map[schema.Kind]settler{}

func register(s settler, kinds ...schema.Kind) {
	for _, k := range kinds {
		settlers[k] = s
	}
}

// settle goes through all units, each by its kind.
func (w *work) settle() {
	slices.SortStableFunc(w.order, func(a, b *unit) int {
		return cmp.Or(cmp.Compare(settleRank(a.ref.Kind), settleRank(b.ref.Kind)), a.ref.Compare(b.ref))
	})
	for _, u := range w.order {
		if s := settlers[u.ref.Kind]; s != nil {
			s(w, u)
		}
	}
	w.keep()
	w.rebuildAll()
	w.emptySchemas()
	for _, u := range w.order {
		for _, x := range u.diffs {
			if !u.taken[x] {
				w.refuse(u, "no statement is known for it", "", x)
			}
		}
	}
}

// settleRank puts tables before their columns, and columns before sequences,
// which may go with them.
func settleRank(k schema.Kind) int {
	switch {
	case k.Relation():
		return 0
	case k == schema.KindColumn:
		return 1
	}
	return 2
}

// of is the difference of that property, if there is one that is still open.
func (u *unit) of(p diff.Property) *diff.Difference {
	for _, x := range u.diffs {
		if x.Property == p && !u.taken[x] {
			return x
		}
	}
	return nil
}

// take returns the open differences of these properties, and all that are open
// if none is named; they count as settled.
func (u *unit) take(properties ...diff.Property) []*diff.Difference {
	var taken []*diff.Difference
	for _, x := range u.diffs {
		if !u.taken[x] && (len(properties) == 0 || slices.Contains(properties, x.Property)) {
			u.taken[x] = true
			taken = append(taken, x)
		}
	}
	return taken
}

// refuse settles differences by saying why nothing is done.
func (w *work) refuse(u *unit, reason, hint string, settles ...*diff.Difference) {
	for _, x := range settles {
		u.taken[x] = true
	}
	w.refusals = append(w.refusals, Refusal{Ref: u.ref, Reason: reason, Hint: hint, Settles: settles, Hazards: []Hazard{NeedsHuman}})
}

// add enters an action.
func (w *work) add(a *action) *action {
	w.actions = append(w.actions, a)
	return a
}

// alter enters an action on an object that both sides have.
func (w *work) alter(u *unit, settles []*diff.Difference, steps ...Step) *action {
	a := &action{verb: alters, ref: u.ref, steps: steps}
	for i := range a.steps {
		a.steps[i].Ref = u.ref
		a.steps[i].Settles = settles
	}
	a.use(w, u.ref)
	return w.add(a)
}

// use says that the action needs the object before and after.
func (a *action) use(w *work, refs ...schema.Ref) {
	for _, r := range refs {
		a.uses = append(a.uses, node(r))
		a.used = append(a.used, node(r))
		if r.Parent != "" {
			t := schema.Ref{Kind: schema.KindTable, Schema: r.Schema, Name: r.Parent}
			a.uses = append(a.uses, t)
			a.used = append(a.used, t)
		}
	}
}

// lock is an ACCESS EXCLUSIVE or other lock on tables of the live side, and on
// those that inherit where the statement reaches them.
func lock(mode Mode, refs ...schema.Ref) []Lock {
	var list []Lock
	for _, r := range refs {
		list = append(list, Lock{Relation: bare(r), Mode: mode})
	}
	return list
}

// tree is a lock on a table and all that inherit from it.
func (w *work) tree(mode Mode, t *schema.Table) []Lock {
	list := lock(mode, t.Ref())
	for _, h := range w.live.heirs(t) {
		list = append(list, lock(mode, h.Ref())...)
	}
	return list
}

// words for sentences.
func act(verb string, ref schema.Ref) string { return verb + " " + ref.String() }

func alterTable(t *schema.Table) string { return "ALTER TABLE " + tableName(t) }

func alterOnly(t *schema.Table) string { return "ALTER TABLE ONLY " + tableName(t) }

func ident(name string) string { return ddl.Ident(name) }
