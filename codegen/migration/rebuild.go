package migration

import (
	"slices"

	"github.com/synapscale/synapcheck/codegen/ddl"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// rebuild asks that an object be dropped before the cause and made again after
// it, in one transaction; without a cause it differs itself in what cannot be
// altered.
func (w *work) rebuild(ref schema.Ref, u *unit, cause *action) {
	k := node(ref)
	r := w.rebuilt[k]
	if r == nil {
		r = &rebuild{ref: ref}
		w.rebuilt[k] = r
		w.queue = append(w.queue, r)
	}
	if u != nil {
		r.unit = u
	}
	if cause != nil && !slices.Contains(r.causes, cause) {
		r.causes = append(r.causes, cause)
		if r.dropped != nil {
			cause.after = append(cause.after, r.dropped)
		}
		if r.first != nil { // done already
			join(cause, r.first)
			r.first.root()
		}
	}
}

// rebuildAll drops and makes again what must be, and what depends on that.
func (w *work) rebuildAll() {
	for len(w.queue) > 0 {
		r := w.queue[0]
		w.queue = w.queue[1:]
		w.rebuildOne(r)
	}
}

func (w *work) rebuildOne(r *rebuild) {
	if drop := w.dropOf(r.ref); drop != nil { // it goes for good
		r.dropped = drop
		for _, c := range r.causes {
			c.after = append(c.after, drop)
		}
		return
	}
	from := w.declared
	if !from.has(r.ref) {
		from = w.live
	}
	var settles []*diff.Difference
	if r.unit != nil {
		settles = r.unit.take()
	}
	// What would be altered on it, or on what belongs to it, is made as declared.
	for _, a := range w.actions {
		child := r.ref.Kind.Relation() && a.ref.Parent == r.ref.Name && a.ref.Schema == r.ref.Schema
		if (a.ref == r.ref || child) && !slices.Contains(r.causes, a) {
			a.gone = true
			for _, s := range a.steps {
				settles = append(settles, s.Settles...)
			}
		}
	}
	for _, u := range w.order {
		if r.ref.Kind.Relation() && u.ref.Parent == r.ref.Name && u.ref.Schema == r.ref.Schema {
			settles = append(settles, u.take()...)
		}
	}
	if r.ref.Kind == schema.KindBaseType {
		w.rebuildBaseType(r, from, settles)
		return
	}
	step := w.dropStep(r.ref)
	step.Loses, step.Hazards = "", withoutHazard(step.Hazards, LosesData, BreaksClients)
	step.What = act("rebuild", r.ref)
	step.Settles = settles
	drop := w.dropAction(r.ref, step)
	drop.again = true
	made := w.create(r.ref, from, settles...)
	for _, a := range made {
		a.steps[0].What = ""
		a.steps[0].new = false
		join(drop, a)
		a.after = append(a.after, drop)
	}
	r.first = drop
	for _, c := range r.causes {
		join(c, drop)
		c.after = append(c.after, drop)
		for _, a := range made {
			a.after = append(a.after, c)
		}
	}
	w.dependants(r.ref, drop, made)
}

func withoutHazard(list []Hazard, gone ...Hazard) []Hazard {
	return slices.DeleteFunc(slices.Clone(list), func(h Hazard) bool { return slices.Contains(gone, h) })
}

// dropOf is the action that drops the object for good.
func (w *work) dropOf(ref schema.Ref) *action {
	for _, a := range w.actions {
		if a.verb == drops && !a.gone && !a.again && (node(a.ref) == node(ref) || slices.Contains(a.removes, node(ref))) {
			return a
		}
	}
	return nil
}

// dependants rebuilds what needs an object that goes and comes back.
func (w *work) dependants(ref schema.Ref, drop *action, made []*action) {
	k := node(ref)
	for _, of := range w.live.dependants(k) {
		if of.Parent != "" && ref.Kind.Relation() && of.Parent == ref.Name && of.Schema == ref.Schema {
			continue // goes and comes with it
		}
		r, ok := w.live.refOf(of)
		if !ok {
			continue
		}
		if t := w.live.table(r); r.Kind.Relation() && t != nil && t.Query.Or("") == "" {
			w.dependantTable(t, ref, drop, made)
			continue
		}
		w.dependant(r, drop, made)
	}
	o := w.live.objects[ref]
	if o == nil || o.Parent != "" {
		return
	}
	// Conditions of policies, triggers and indexes are known by their text alone.
	for _, p := range w.live.db.Objects {
		if p.Kind == schema.KindPolicy && (mentions(p.Property("using"), o.Name) || mentions(p.Property("with check"), o.Name)) ||
			p.Kind == schema.KindTrigger && mentions(p.Property("when"), o.Name) {
			w.dependant(p.Ref(), drop, made)
		}
	}
	for _, t := range w.live.db.Tables {
		for _, x := range t.Indexes {
			text := x.Where.Or("")
			for _, key := range x.Keys {
				text += " " + key.Expr + " " + key.Opclass.Or("") + " " + key.Collation.Or("")
			}
			if mentions(text, ddl.Ident(o.Name)) {
				w.dependant(t.Child(schema.KindIndex, x.Name), drop, made)
			}
		}
	}
}

func (w *work) dependant(r schema.Ref, drop *action, _ []*action) {
	if other := w.dropOf(r); other != nil {
		drop.after = append(drop.after, other)
		return
	}
	w.rebuild(r, w.units[r], drop)
}

// dependantTable takes from a table what needs the object, and gives it back.
func (w *work) dependantTable(t *schema.Table, ref schema.Ref, drop *action, made []*action) {
	name := ddl.Ident(ref.Name)
	if o := w.live.objects[ref]; o != nil {
		name = ddl.Ident(o.Name)
	}
	for _, c := range t.Columns {
		if c.Generated.Or(schema.Generated{}).Expr != "" || !mentions(c.Default.Or(""), name) {
			continue
		}
		col := t.Child(schema.KindColumn, c.Name)
		off := &action{verb: drops, again: true, ref: col, steps: []Step{{
			Ref: col, SQL: []string{alterOnly(t) + " ALTER COLUMN " + ident(c.Name) + " DROP DEFAULT;"}, Locks: lock(AccessExclusive, t.Ref()),
		}}}
		w.add(off)
		join(drop, off)
		drop.after = append(drop.after, off)
		back := c.Default.Or("")
		if dt := w.declared.table(t.Ref()); dt != nil && dt.Column(c.Name) != nil {
			back = dt.Column(c.Name).Default.Or("")
		}
		if back == "" {
			continue
		}
		on := &action{verb: creates, ref: col, steps: []Step{{
			Ref: col, SQL: []string{alterOnly(t) + " ALTER COLUMN " + ident(c.Name) + " SET DEFAULT " + ddl.Expr(back) + ";"}, Locks: lock(AccessExclusive, t.Ref()),
		}}}
		w.add(on)
		join(drop, on)
		on.after = append(on.after, drop)
		on.after = append(on.after, made...)
	}
	for _, c := range t.Checks {
		if !c.Inherited && mentions(c.Expr, name) {
			w.dependant(t.Child(schema.KindCheck, c.Name), drop, made)
		}
	}
}

// dependants are the nodes that need the node, in a stable order.
func (s *side) dependants(k schema.Ref) []schema.Ref {
	var all []schema.Ref
	for of, needs := range s.needs {
		if slices.Contains(needs, k) {
			all = append(all, of)
		}
	}
	slices.SortFunc(all, schema.Ref.Compare)
	return all
}

// refOf is the reference that the description itself uses for a node.
func (s *side) refOf(k schema.Ref) (schema.Ref, bool) {
	for _, p := range s.parts {
		if node(p.Ref) == k {
			return p.Ref, true
		}
	}
	return schema.Ref{}, false
}

// disturb rebuilds what stands on a column that is about to be altered or
// dropped, around the cause.
func (w *work) disturb(t *schema.Table, column string, cause *action) {
	name := ddl.Ident(column)
	table := node(t.Ref())
	for _, v := range w.live.db.Tables {
		if q := v.Query.Or(""); q != "" && slices.Contains(w.live.needs[node(v.Ref())], table) && mentions(q, name) {
			w.dependant(v.Ref(), cause, nil)
		}
	}
	for _, o := range w.live.db.Objects {
		on := o.Schema == t.Schema && o.Parent == t.Name
		near := on || slices.Contains(w.live.needs[node(o.Ref())], table)
		hit := false
		switch o.Kind {
		case schema.KindPolicy:
			hit = mentions(o.Property("using"), name) || mentions(o.Property("with check"), name)
			hit = hit && (on || mentions(o.Property("using")+o.Property("with check"), ddl.Ident(t.Name)))
		case schema.KindTrigger:
			hit = on && (mentions(o.Property("events"), name) || mentions(o.Property("when"), name)) && o.Property("inherited") == ""
		case schema.KindRule:
			hit = near && mentions(o.Property("definition"), name)
		case schema.KindFunction, schema.KindProcedure:
			hit = near && mentions(o.Property("sql body"), name)
		case schema.KindPublication:
			for _, p := range o.Properties {
				hit = hit || p.Name == "table "+tableName(t) && mentions(p.Value, name)
			}
		}
		if hit {
			w.dependant(o.Ref(), cause, nil)
		}
	}
}

// rebuildBaseType drops a type with the functions that need it and that it needs
// in turn, and makes all of them again in the order that makes a type.
func (w *work) rebuildBaseType(r *rebuild, from *side, settles []*diff.Difference) {
	own := node(r.ref)
	with := func(s *side, k schema.Ref) bool {
		return k == own || slices.Contains(s.needs[own], k) && k.Kind == schema.KindFunction
	}
	step := w.dropStep(r.ref)
	step.What, step.Settles = act("rebuild", r.ref), settles
	step.Hazards = withoutHazard(step.Hazards, BreaksClients)
	for _, p := range from.parts {
		if with(from, node(p.Ref)) {
			step.SQL = append(step.SQL, p.Statements...)
		}
	}
	for k := range w.live.needs {
		if with(w.live, k) {
			w.rebuilt[k] = r
		}
	}
	a := w.dropAction(r.ref, step)
	a.again = true
	a.provides = append(a.provides, own)
	r.first = a
	for _, k := range w.live.dependants(own) {
		if ref, ok := w.live.refOf(k); ok && !with(w.live, k) {
			w.dependant(ref, a, nil)
		}
	}
}
