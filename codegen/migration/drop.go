package migration

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/codegen/ddl"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

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
