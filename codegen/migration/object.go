package migration

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	var kinds []schema.Kind
	for _, k := range schema.Kinds() {
		switch k {
		case schema.KindSchema, schema.KindEnum, schema.KindDomain, schema.KindSequence, schema.KindColumn,
			schema.KindPrimaryKey, schema.KindUnique, schema.KindForeignKey, schema.KindCheck, schema.KindExclusion,
			schema.KindNotNull, schema.KindIndex, schema.KindLargeObject, schema.KindGrant, schema.KindComment,
			schema.KindSecurityLabel, schema.KindDefaultPrivileges, schema.KindDatabase:
		default:
			if !k.Relation() {
				kinds = append(kinds, k)
			}
		}
	}
	register(settleObject, kinds...)
}

// inPlace are the ways to change an object of a kind where it stands. Each gets
// the unit and both objects, takes the differences that it settles, and leaves
// the others to a rebuilding.
var inPlace = map[schema.Kind]func(*work, *unit, *schema.Object, *schema.Object){}

// settleObject settles an object that is a list of properties.
func settleObject(w *work, u *unit) {
	d, l := w.declared.objects[u.ref], w.live.objects[u.ref]
	switch {
	case u.of(diff.Absent) != nil && u.ref.Kind == schema.KindSubscription:
		w.refuse(u, "where it connects to is not described: it may hold a password", "CREATE SUBSCRIPTION by hand", u.take()...)
		return
	case u.of(diff.Absent) != nil:
		w.create(u.ref, w.declared, u.take()...)
		return
	case u.of(diff.Undeclared) != nil:
		w.drop(u, u.take()...)
		return
	case d == nil || l == nil: // PostgreSQL's own, changed on one side only
		w.system(u, d, l)
		return
	}
	if x := u.of(diff.Role); x != nil && u.ref.Kind == schema.KindExtension {
		w.refuse(u, "an extension belongs to whoever created it, for good", "drop it and let that role create it", x)
	}
	w.about(u, aboutOf(l, d))
	if f := inPlace[u.ref.Kind]; f != nil {
		f(w, u, d, l)
	}
	if len(u.open()) > 0 {
		w.rebuild(u.ref, u, nil)
	}
}

// open are the differences that nothing settles yet.
func (u *unit) open() []*diff.Difference {
	return slices.DeleteFunc(slices.Clone(u.diffs), func(x *diff.Difference) bool { return u.taken[x] })
}

// system settles what was said of an object of PostgreSQL's own.
func (w *work) system(u *unit, d, l *schema.Object) {
	one := d
	if one == nil {
		one = l
	}
	if one == nil {
		return
	}
	untouched := &schema.Object{Kind: one.Kind, Schema: one.Schema, Name: one.Name, Signature: one.Signature, Parent: one.Parent, About: schema.About{
		Comment: schema.Is(""), Owner: one.Owner, Grants: schema.Is([]schema.Grant(nil)),
	}}
	if d == nil {
		d = untouched
	}
	if l == nil {
		l = untouched
	}
	w.about(u, aboutOf(l, d))
}

// isSchemaLevel reports that the object is one that a database might have beside
// what is managed: it goes only with Prune.
func isSchemaLevel(r schema.Ref) bool { return r.Parent == "" }

// create enters the actions that make an object and what belongs to it, as the
// side has it.
func (w *work) create(ref schema.Ref, s *side, settles ...*diff.Difference) []*action {
	relation := ref.Kind.Relation()
	if t := s.table(ref); ref.Kind == schema.KindCheck && t != nil && findCheck(t, ref.Name) != nil {
		a := &action{verb: creates, ref: ref, provides: []schema.Ref{ref}, steps: []Step{{
			Ref: ref, What: act("create", ref), SQL: s.w.Check(t, findCheck(t, ref.Name)), Settles: settles, Locks: w.tree(AccessExclusive, t), Cost: Scans,
		}}}
		a.columnsOf(t, named(t, findCheck(t, ref.Name).Expr))
		a.uses = append(a.uses, w.declared.needs[node(t.Ref())]...)
		return []*action{w.add(a)}
	}
	var made []*action
	last := map[schema.Ref]*action{}
	var attach *action // what is attached has its indexes already, or gets new ones
	var before, behind []*action
	for _, p := range s.parts {
		own := p.Ref == ref || node(p.Ref) == node(ref) && p.Ref.Kind != schema.KindSequence || p.Ref.Kind == schema.KindSequence && p.Ref == ref
		child := relation && p.Ref.Parent == ref.Name && p.Ref.Schema == ref.Schema
		if !own && !child && !s.identitySequence(ref, p.Ref) {
			continue
		}
		a := &action{verb: creates, ref: p.Ref, steps: []Step{{
			Ref: p.Ref, What: act("create", p.Ref), SQL: p.Statements, Settles: settles, new: true,
		}}}
		if last[p.Ref] == nil {
			a.provides = append(a.provides, node(p.Ref))
		}
		switch p.Ref.Kind {
		case schema.KindPrimaryKey, schema.KindUnique, schema.KindCheck, schema.KindExclusion, schema.KindIndex, schema.KindNotNull:
			a.part = child
		}
		a.uses = w.expand(w.declared, p.Needs)
		w.touches(a, p.Ref, s)
		if o := s.objects[p.Ref]; o != nil {
			for _, l := range w.bodyLocks(s, o) {
				a.steps[0].Locks = locked(a.steps[0].Locks, l)
				a.steps[0].new = false
			}
		}
		if p.Ref.Kind == schema.KindSequence {
			a.steps[0].Locks = locked(a.steps[0].Locks, Lock{Relation: bare(p.Ref), Mode: AccessExclusive})
		}
		if relation && ref.Kind != schema.KindView { // which others may have seen when a later step comes
			a.steps[0].Locks = locked(a.steps[0].Locks, Lock{Relation: bare(ref), Mode: AccessExclusive})
		}
		if q := s.sequence(p.Ref); q != nil && q.OwnedBy.Name != "" && last[p.Ref] != nil {
			a.uses = append(a.uses, q.OwnedBy)
		}
		if before := last[p.Ref]; before != nil {
			a.after = append(a.after, before)
		} else if len(made) > 0 && child {
			a.after = append(a.after, made[0])
		}
		switch {
		case own && relation && len(p.Statements) > 0 && strings.Contains(p.Statements[0], " ATTACH PARTITION "):
			attach = a
		case child && last[p.Ref] == nil:
			before = append(before, a)
		case child:
			behind = append(behind, a)
		}
		last[p.Ref] = a
		if p.Ref.Kind.Relation() && own {
			if t := s.table(p.Ref); t != nil {
				for _, c := range t.Columns {
					a.provides = append(a.provides, t.Child(schema.KindColumn, c.Name))
				}
			}
		}
		made = append(made, w.add(a))
	}
	if attach != nil {
		for _, a := range before {
			switch a.ref.Kind {
			case schema.KindPrimaryKey, schema.KindUnique, schema.KindExclusion, schema.KindIndex:
				attach.after = append(attach.after, a)
			}
		}
		for _, a := range behind {
			a.after = append(a.after, attach)
		}
	}
	return made
}

// identitySequence reports that the reference is to the sequence of an identity
// column of the table.
func (s *side) identitySequence(table, ref schema.Ref) bool {
	if ref.Kind != schema.KindSequence || !table.Kind.Relation() {
		return false
	}
	t := s.table(table)
	return t != nil && slices.ContainsFunc(t.Columns, func(c *schema.Column) bool {
		return c.Rare != nil && c.Rare.Sequence != nil && c.Rare.Sequence.Name == ref.Name && c.Rare.Sequence.Schema == ref.Schema
	})
}

// touches says what the making of an object locks of what is there already.
func (w *work) touches(a *action, ref schema.Ref, s *side) {
	st := &a.steps[0]
	st.Cost = Instant
	if ref.Parent != "" {
		table := schema.Ref{Schema: ref.Schema, Name: ref.Parent}
		mode := ShareRowExclusive
		switch ref.Kind {
		case schema.KindPolicy, schema.KindRule:
			mode = AccessExclusive
		case schema.KindStatistics:
			mode = ShareUpdateExclusive
		}
		if w.live.tables[table] != nil {
			st.new = false
			st.Locks = lock(mode, table)
		}
		if t := s.table(ref); t != nil && ref.Kind == schema.KindForeignKey {
			for _, k := range t.ForeignKeys {
				if k.Name == ref.Name {
					other := schema.Ref{Schema: k.RefSchema, Name: k.RefTable}
					if o := w.declared.tables[other]; o != nil {
						a.keysOf(o, false)
					}
					if w.live.tables[table] != nil && w.live.tables[other] != nil {
						st.Cost = Scans
					}
					if w.live.tables[other] != nil {
						st.new = false
						st.Locks = append(st.Locks, lock(ShareRowExclusive, other)...)
						st.own = true
					}
				}
			}
		}
		switch ref.Kind {
		case schema.KindTrigger:
			st.Hazards = append(st.Hazards, BreaksClients)
			if t := s.table(ref); t != nil {
				for _, h := range w.live.heirs(t) {
					st.Locks = append(st.Locks, lock(mode, h.Ref())...)
				}
			}
		case schema.KindPolicy:
			st.Hazards = append(st.Hazards, Security)
		case schema.KindRule:
			for _, t := range w.live.db.Tables {
				if o := s.objects[ref]; o != nil && t.Name != ref.Parent && mentions(o.Property("definition"), ident(t.Name)) {
					st.Locks = locked(st.Locks, Lock{Relation: bare(t.Ref()), Mode: RowExclusive})
				}
			}
		}
		return
	}
	if t := s.table(ref); t != nil && ref.Kind.Relation() {
		for _, p := range append(slices.Clone(t.Inherits), t.PartitionOf) {
			if p.Name != "" && w.live.tables[bare(p)] == nil {
				st.Locks = append(st.Locks, lock(AccessExclusive, p)...)
			}
			if p.Name != "" && w.live.tables[bare(p)] != nil {
				st.new = false
				mode := AccessExclusive
				st.Locks = append(st.Locks, lock(mode, p)...)
				if parent := w.live.tables[bare(p)]; partitioned(parent) {
					for _, h := range w.live.heirs(parent) {
						if h.Bound.Or("") == "DEFAULT" {
							st.Locks = append(st.Locks, lock(AccessExclusive, h.Ref())...)
							st.Cost = Scans
						}
					}
				}
			}
		}
	}
	if ref.Kind == schema.KindPublication || ref.Kind == schema.KindStatistics {
		st.new = false
		for r := range s.tables {
			if w.live.tables[r] != nil {
				st.Locks = append(st.Locks, lock(ShareUpdateExclusive, r)...)
			}
		}
		slices.SortFunc(st.Locks, func(a, b Lock) int { return a.Relation.Compare(b.Relation) })
	}
}

// expand adds to relations their columns, so that what needs a relation waits
// for changes of its columns.
func (w *work) expand(s *side, needs []schema.Ref) []schema.Ref {
	var all []schema.Ref
	for _, n := range needs {
		all = append(all, node(n))
		if t := s.table(n); t != nil && n.Kind.Relation() {
			for _, c := range t.Columns {
				all = append(all, t.Child(schema.KindColumn, c.Name))
			}
		}
	}
	return all
}
