package migration

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/codegen/ddl"
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

// drop enters the dropping of an object that nobody declares, if that is allowed.
func (w *work) drop(u *unit, settles ...*diff.Difference) *action {
	step := w.dropStep(u.ref)
	step.Settles = settles
	if w.forbids(u, &step, isSchemaLevel(u.ref)) {
		return nil
	}
	a := w.dropAction(u.ref, step)
	// To drop a key to another table locks that one too: each goes by itself, and
	// before.
	if t := w.live.table(u.ref); t != nil && u.ref.Kind.Relation() {
		for _, k := range t.ForeignKeys {
			if k.RefSchema == t.Schema && k.RefTable == t.Name || k.PartOf != nil {
				continue
			}
			key := &unit{ref: t.Child(schema.KindForeignKey, k.Name), taken: map[*diff.Difference]bool{}}
			if drop := w.dropForeignKey(key, t, k, settles); drop != nil {
				a.after = append(a.after, drop)
			}
		}
	}
	return a
}

func (w *work) dropAction(ref schema.Ref, step Step) *action {
	a := &action{verb: drops, ref: ref, steps: []Step{step}, removes: []schema.Ref{node(ref)}}
	for of, needs := range w.live.needs {
		child := of.Parent == ref.Name && of.Schema == ref.Schema && ref.Kind.Relation()
		if child {
			a.removes = append(a.removes, of)
		}
		if of == node(ref) || child && of.Kind != schema.KindForeignKey {
			a.used = append(a.used, w.expand(w.live, needs)...)
		}
	}
	if t := w.live.table(ref); t != nil && ref.Kind.Relation() {
		for _, c := range t.Columns {
			a.removes = append(a.removes, t.Child(schema.KindColumn, c.Name))
		}
	}
	if ref.Parent != "" {
		a.used = append(a.used, schema.Ref{Kind: schema.KindTable, Schema: ref.Schema, Name: ref.Parent})
	}
	if o := w.live.objects[ref]; o != nil && o.Kind == schema.KindStatistics {
		for _, t := range w.live.db.Tables {
			if mentions(o.Property("from"), ident(t.Name)) {
				a.columnsWere(t, named(t, o.Property("on")))
			}
		}
	}
	a.used = slices.DeleteFunc(a.used, func(r schema.Ref) bool { return slices.Contains(a.removes, r) })
	return w.add(a)
}

// forbids refuses a step whose hazards nobody has allowed, or that drops what
// nobody manages, and writes what it would be into the refusal.
func (w *work) forbids(u *unit, s *Step, unmanaged bool) bool {
	if w.opts.Back {
		return false
	}
	var lacking []Hazard
	for _, h := range s.Hazards {
		if slices.Contains(Grave, h) && !slices.Contains(w.opts.Allow, h) {
			lacking = append(lacking, h)
		}
	}
	r := Refusal{Ref: u.ref, SQL: s.SQL, Hazards: lacking, Settles: s.Settles}
	switch {
	case unmanaged && !w.opts.Prune && len(lacking) > 0:
		r.Reason = "nobody declares it, and dropping it is dangerous: " + hazardList(lacking)
		r.Hint = "--prune --allow " + strings.ReplaceAll(hazardList(lacking), " ", "")
	case unmanaged && !w.opts.Prune:
		r.Reason = "nobody declares it; it may belong to somebody else"
		r.Hint = "--prune drops it"
	case len(lacking) > 0:
		r.Reason = "it is dangerous: " + hazardList(lacking)
		r.Hint = "--allow " + strings.ReplaceAll(hazardList(lacking), " ", "")
	default:
		return false
	}
	w.refusals = append(w.refusals, r)
	return true
}

func hazardList(list []Hazard) string {
	var names []string
	for _, h := range list {
		names = append(names, string(h))
	}
	return strings.Join(names, ", ")
}

// dropStep drops the object as the live side has it.
func (w *work) dropStep(ref schema.Ref) Step {
	s := Step{Ref: ref, What: act("drop", ref), SQL: []string{w.dropSQL(ref)}}
	table := schema.Ref{Schema: ref.Schema, Name: ref.Parent}
	switch ref.Kind {
	case schema.KindTable, schema.KindPartition:
		t := w.live.table(ref)
		s.Locks = w.tree(AccessExclusive, t)
		for _, p := range w.live.parents(t) {
			s.Locks = append(s.Locks, lock(AccessExclusive, p.Ref())...)
			for _, h := range w.live.heirs(p) {
				if h.Bound.Or("") == "DEFAULT" {
					s.Locks = append(s.Locks, lock(AccessExclusive, h.Ref())...)
				}
			}
		}
		s.Hazards = []Hazard{LosesData, BreaksClients}
		s.Loses = "all rows of " + t.Ref().Path()
		s.Checks = []Check{{What: "rows of " + t.Ref().Path() + " that go", Query: "SELECT count(*) FROM " + tableName(t), Plain: true}}
		if t.Kind == schema.KindTable && partitioned(t) {
			s.Loses = "all rows of the partitioned table " + t.Ref().Path()
		}
	case schema.KindSequence:
		s.Loses = "the position of " + ref.Path()
		s.Hazards = []Hazard{BreaksClients}
		s.Locks = lock(AccessExclusive, ref)
	case schema.KindView, schema.KindForeignTable:
		s.Locks = lock(AccessExclusive, ref)
		s.Hazards = []Hazard{BreaksClients}
	case schema.KindMaterializedView:
		s.Locks = lock(AccessExclusive, ref)
		s.Hazards = []Hazard{BreaksClients}
	case schema.KindTrigger, schema.KindRule:
		s.Locks = lock(AccessExclusive, table)
		if t := w.live.tables[table]; t != nil {
			s.Locks = w.tree(AccessExclusive, t)
		}
		s.Hazards = []Hazard{BreaksClients}
	case schema.KindPolicy:
		s.Locks = lock(AccessExclusive, table)
		s.Hazards = []Hazard{Security}
	case schema.KindPrimaryKey, schema.KindUnique, schema.KindForeignKey, schema.KindCheck, schema.KindExclusion, schema.KindNotNull, schema.KindIndex:
		if t := w.live.tables[table]; t != nil {
			s.Locks = w.tree(AccessExclusive, t)
			if k := findForeignKey(t, ref.Name); k != nil && ref.Kind == schema.KindForeignKey {
				s.Locks = w.both(AccessExclusive, t, k)
			}
		}
	case schema.KindStatistics:
		if o := w.live.objects[ref]; o != nil {
			for r := range w.live.tables {
				if mentions(o.Property("from"), ddl.Ident(r.Name)) {
					s.Locks = append(s.Locks, lock(ShareUpdateExclusive, r)...)
				}
			}
		}
	case schema.KindPublication:
		for r := range w.live.tables {
			s.Locks = append(s.Locks, lock(ShareUpdateExclusive, r)...)
		}
		s.Hazards = []Hazard{Replication}
	case schema.KindSubscription:
		s.Hazards = []Hazard{Replication}
	default:
		s.Hazards = []Hazard{BreaksClients}
	}
	slices.SortFunc(s.Locks, func(a, b Lock) int { return a.Relation.Compare(b.Relation) })
	return s
}

func (w *work) dropSQL(ref schema.Ref) string {
	switch {
	case ref.Kind.Relation():
		t := w.live.table(ref)
		return "DROP " + ddl.TableWord(t) + " " + tableName(t) + ";"
	case ref.Kind == schema.KindSchema:
		return "DROP SCHEMA " + ident(ref.Name) + ";"
	case ref.Kind == schema.KindEnum:
		return "DROP TYPE " + ddl.Dotted(ref.Schema, ref.Name) + ";"
	case ref.Kind == schema.KindDomain:
		return "DROP DOMAIN " + ddl.Dotted(ref.Schema, ref.Name) + ";"
	case ref.Kind == schema.KindSequence:
		return "DROP SEQUENCE " + ddl.Dotted(ref.Schema, ref.Name) + ";"
	}
	switch ref.Kind {
	case schema.KindPrimaryKey, schema.KindUnique, schema.KindForeignKey, schema.KindCheck, schema.KindExclusion, schema.KindNotNull:
		return "ALTER TABLE " + ddl.Dotted(ref.Schema, ref.Parent) + " DROP CONSTRAINT " + ident(ref.Name) + ";"
	case schema.KindIndex:
		return "DROP INDEX " + ddl.Dotted(ref.Schema, ref.Name) + ";"
	}
	o := w.live.objects[ref]
	if o == nil { // of PostgreSQL's own
		return "-- " + ref.String() + " cannot be dropped;"
	}
	word, name := ddl.Name(o)
	switch o.Kind {
	case schema.KindUserMapping:
		return ddl.DropUserMapping(o)
	case schema.KindSubscription:
		word, name = "SUBSCRIPTION", ident(o.Name)
	case schema.KindBaseType: // its functions need it, and it needs them
		return "DROP TYPE " + name + " CASCADE;"
	}
	return "DROP " + word + " " + name + ";"
}
