package migration

import (
	"slices"
	"strconv"

	"github.com/synapscale/synapcheck/codegen/ddl"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() { register(settleSequence, schema.KindSequence) }

func (s *side) sequence(r schema.Ref) *schema.Sequence {
	for _, q := range s.db.Sequences {
		if q.Ref() == r {
			return q
		}
	}
	return nil
}

// settleSequence settles a sequence. One that a column owns goes with it.
func settleSequence(w *work, u *unit) {
	if len(u.open()) == 0 {
		return
	}
	if u.of(diff.Absent) != nil {
		x := u.take()
		w.create(u.ref, w.declared, x...)
		w.goOn(u, w.declared.sequence(u.ref))
		return
	}
	l, d := w.live.sequence(u.ref), w.declared.sequence(u.ref)
	if u.of(diff.Undeclared) != nil {
		if own := l.OwnedBy; own.Name != "" {
			if a := w.dropOf(own); a != nil {
				a.removes = append(a.removes, u.ref)
				a.steps[0].Locks = append(a.steps[0].Locks, lock(AccessExclusive, u.ref)...)
				for i := range a.steps {
					a.steps[i].Settles = append(a.steps[i].Settles, u.take()...)
				}
				u.take()
				return
			}
			table := w.live.table(own)
			if table != nil {
				if a := w.dropOf(table.Ref()); a != nil {
					a.removes = append(a.removes, u.ref)
					a.steps[0].Locks = append(a.steps[0].Locks, lock(AccessExclusive, u.ref)...)
					u.take()
					return
				}
			}
		}
		w.drop(u, u.take()...)
		return
	}
	if l == nil || d == nil {
		return
	}
	name := ddl.Dotted(l.Schema, l.Name)
	on := lock(ShareRowExclusive, u.ref)
	if x := u.take(diff.Sequencing); x != nil {
		sql := []string{"ALTER SEQUENCE " + name + " " + sequenceChanges(l, d) + ";"}
		least, _, _ := bounds(d)
		if was, most, _ := bounds(l); least > was && least <= most { // where it is would be out of its bounds
			from := strconv.FormatInt(least, 10)
			sql = append([]string{"SELECT pg_catalog.setval(" + ddl.Literal(name) + ", " + from + ", false) FROM " + name + " WHERE last_value < " + from + ";"}, sql...)
		}
		w.alter(u, x, Step{What: act("alter", u.ref), SQL: sql, Locks: lock(AccessExclusive, u.ref), Hazards: []Hazard{BlocksWritesBrief}, own: true})
	}
	if x := u.take(diff.Unlogged); x != nil {
		w.alter(u, x, Step{What: act("alter", u.ref), SQL: []string{"ALTER SEQUENCE " + name + " SET " + pick(d.Unlogged.Or(false), "UNLOGGED", "LOGGED") + ";"}, Locks: lock(AccessExclusive, u.ref), own: true})
	}
	if x := u.take(diff.Owner); x != nil {
		to := "NONE"
		if d.OwnedBy.Name != "" {
			to = ddl.Dotted(d.OwnedBy.Schema, d.OwnedBy.Parent, d.OwnedBy.Name)
		}
		a := w.alter(u, x, Step{What: act("owner of", u.ref), SQL: []string{"ALTER SEQUENCE " + name + " OWNED BY " + to + ";"}, Locks: append(on, w.ownerLocks(l, d)...)})
		a.uses = append(a.uses, d.OwnedBy, ddl.Key(schema.Ref{Kind: schema.KindTable, Schema: d.OwnedBy.Schema, Name: d.OwnedBy.Parent}))
		if l.OwnedBy.Name != "" { // before it would go with its column
			a.used = append(a.used, l.OwnedBy, ddl.Key(schema.Ref{Kind: schema.KindTable, Schema: l.OwnedBy.Schema, Name: l.OwnedBy.Parent}))
		}
	}
	w.about(u, spoken{word: "SEQUENCE", name: name, on: "SEQUENCE " + name, live: l.About, declared: d.About, locks: lock(ShareUpdateExclusive, u.ref), heavy: lock(AccessExclusive, u.ref)})
}

func (w *work) ownerLocks(l, d *schema.Sequence) []Lock {
	var list []Lock
	for _, r := range []schema.Ref{l.OwnedBy, d.OwnedBy} {
		if r.Name != "" {
			list = append(list, lock(AccessShare, schema.Ref{Schema: r.Schema, Name: r.Parent})...)
		}
	}
	return list
}

// goOn has a new sequence count on behind the numbers that its column has.
func (w *work) goOn(u *unit, q *schema.Sequence) {
	if q == nil || q.OwnedBy.Name == "" {
		return
	}
	t := w.live.table(q.OwnedBy)
	if t == nil || t.Column(q.OwnedBy.Name) == nil {
		return
	}
	c := &columnUnit{lt: t, name: ident(q.OwnedBy.Name)}
	for _, a := range w.actions {
		if a.verb == creates && a.ref == u.ref {
			a.steps[0].SQL = append(slices.Clip(a.steps[0].SQL), c.goOn(ddl.Literal(ddl.Dotted(q.Schema, q.Name)), &schema.Rare{Sequence: q}))
			a.steps[0].new = false
			a.steps[0].Cost = Scans
			return
		}
	}
}
