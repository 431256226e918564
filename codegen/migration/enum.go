package migration

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/codegen/ddl"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() { register(settleEnum, schema.KindEnum) }

func settleEnum(w *work, u *unit) {
	if u.of(diff.Absent) != nil {
		w.create(u.ref, w.declared, u.take()...)
		return
	}
	if u.of(diff.Undeclared) != nil {
		w.drop(u, u.take()...)
		return
	}
	d, l := w.declared.enum(schema.Type{Schema: u.ref.Schema, Name: u.ref.Name}), w.live.enum(schema.Type{Schema: u.ref.Schema, Name: u.ref.Name})
	if d == nil || l == nil {
		return
	}
	name := ddl.Dotted(l.Schema, l.Name)
	w.about(u, spoken{word: "TYPE", name: name, on: "TYPE " + name, open: true, live: l.About, declared: d.About})
	x := u.take(diff.Labels, diff.MoreLabels, diff.LabelOrder)
	if x == nil {
		return
	}
	if adds, ok := addLabels(name, l.Labels, d.Labels); ok {
		a := w.alter(u, x, Step{What: "add labels to " + u.ref.String(), SQL: adds, Hazards: []Hazard{Irreversible}, own: true})
		if !w.opts.Back && !slices.Contains(w.opts.Allow, Irreversible) {
			a.steps[0].Hazards = nil // the way back takes it away by a type of its own
		}
		a.first = true
		return
	}
	var gone []string
	for _, label := range l.Labels {
		if !slices.Contains(d.Labels, label) {
			gone = append(gone, ddl.Literal(label))
		}
	}
	w.swap(u, x, gone)
}

// addLabels adds what is missing, each beside one that is there; false if labels
// would have to go or to move.
func addLabels(name string, have, want []string) ([]string, bool) {
	kept := slices.DeleteFunc(slices.Clone(want), func(l string) bool { return !slices.Contains(have, l) })
	if !slices.Equal(kept, have) {
		return nil, false
	}
	var out []string
	for i, l := range want {
		if slices.Contains(have, l) {
			continue
		}
		place := ""
		if i > 0 {
			place = " AFTER " + ddl.Literal(want[i-1])
		} else if len(want) > 1 {
			j := slices.IndexFunc(want, func(o string) bool { return slices.Contains(have, o) })
			if j > 0 {
				place = " BEFORE " + ddl.Literal(want[j])
			}
		}
		out = append(out, "ALTER TYPE "+name+" ADD VALUE IF NOT EXISTS "+ddl.Literal(l)+place+";")
	}
	return out, true
}

// swap puts another type into the place of one: the old one gets another name,
// the columns get the new one, and the old one goes. Gone are the labels that
// no row may have then.
func (w *work) swap(u *unit, settles []*diff.Difference, gone []string) {
	old := schema.Ref{Kind: u.ref.Kind, Schema: u.ref.Schema, Name: helperType(u.ref.Name)}
	name, oldName := ddl.Dotted(u.ref.Schema, u.ref.Name), ddl.Dotted(old.Schema, old.Name)
	word := pick(u.ref.Kind == schema.KindDomain, "DOMAIN", "TYPE")
	s := Step{
		Ref: u.ref, What: act("put a new type into the place of", u.ref), Settles: settles, own: true,
		SQL: []string{"ALTER " + word + " " + name + " RENAME TO " + ident(old.Name) + ";"},
	}
	for _, p := range w.declared.parts {
		if p.Ref == u.ref {
			s.SQL = append(s.SQL, p.Statements...)
		}
	}
	a := &action{verb: alters, ref: u.ref, removes: []schema.Ref{node(u.ref)}, provides: []schema.Ref{node(u.ref)}}
	a.uses = w.expand(w.declared, w.declared.needs[node(u.ref)])
	a.used = w.expand(w.live, w.live.needs[node(u.ref)])
	type using struct {
		t *schema.Table
		c *schema.Column
	}
	var columns []using
	for _, t := range w.live.db.Tables {
		if t.Query.Or("") != "" {
			continue
		}
		for _, c := range t.Columns {
			typ := c.Type.Or(schema.Type{})
			if typ.Schema != u.ref.Schema || typ.Name != u.ref.Name || inheritedHere(t, c) && len(w.live.parents(t)) > 0 {
				continue
			}
			dt := w.declared.table(t.Ref())
			if cu := w.units[t.Child(schema.KindColumn, c.Name)]; dt == nil || dt.Column(c.Name) == nil ||
				cu != nil && slices.ContainsFunc(cu.diffs, func(x *diff.Difference) bool { return x.Property == diff.Type }) {
				continue // goes, or gets another type by itself
			}
			columns = append(columns, using{t, c})
		}
	}
	for _, x := range columns {
		typ := x.c.Type.Or(schema.Type{})
		through := pick(typ.Array, "::text[]::", "::text::") + name + pick(typ.Array, "[]", "")
		if dom := w.declared.domain(schema.Type{Schema: u.ref.Schema, Name: u.ref.Name}); dom != nil && family[dom.Base.Name] == "string" {
			through = pick(typ.Array, "::text[]", "::text") // what is too long fails, where a cast would cut it
		}
		column := "ALTER COLUMN " + ident(x.c.Name)
		var parts []string
		def := x.c.Default.Or("")
		dc := w.declared.table(x.t.Ref()).Column(x.c.Name)
		if def != "" {
			parts = append(parts, column+" DROP DEFAULT")
		}
		parts = append(parts, column+" TYPE "+name+pick(typ.Array, "[]", "")+" USING "+ident(x.c.Name)+through)
		if to := dc.Default.Or(""); def != "" && to != "" {
			parts = append(parts, column+" SET DEFAULT "+ddl.Expr(to))
		}
		s.SQL = append(s.SQL, alterTable(x.t)+" "+strings.Join(parts, ", ")+";")
		s.Locks = append(s.Locks, w.tree(AccessExclusive, x.t)...)
		s.Cost = Rewrites
		h := w.long(x.t, BlocksAllLong, BlocksAllBrief)
		for _, hazard := range []Hazard{RewritesTable, h, MayFailOnData} {
			if !slices.Contains(s.Hazards, hazard) {
				s.Hazards = append(s.Hazards, hazard)
			}
		}
		if len(gone) > 0 && !typ.Array {
			s.Checks = append(s.Checks, Check{
				What:  "rows of " + x.t.Ref().Path() + " whose " + x.c.Name + " has a label that goes",
				Query: "SELECT count(*) FROM " + tableName(x.t) + " WHERE " + ident(x.c.Name) + "::text IN (" + strings.Join(gone, ", ") + ")",
			})
		}
		col := x.t.Child(schema.KindColumn, x.c.Name)
		a.removes, a.provides = append(a.removes, col), append(a.provides, col)
		a.use(w, x.t.Ref())
	}
	s.SQL = append(s.SQL, "DROP "+word+" "+oldName+";")
	if len(gone) > 0 && !slices.Contains(s.Hazards, MayFailOnData) {
		s.Hazards = append(s.Hazards, MayFailOnData)
	}
	if w.forbids(u, &s, false) {
		return
	}
	a.steps = []Step{s}
	w.add(a)
	for _, x := range columns {
		w.disturb(x.t, x.c.Name, a)
		for _, k := range x.t.Checks { // which compare with constants of the old type
			if mentions(k.Expr, ident(x.c.Name)) && !k.Inherited {
				w.dependant(x.t.Child(schema.KindCheck, k.Name), a, nil)
			}
		}
		for _, k := range x.t.Indexes {
			if k.PartOf == nil && (mentions(k.Where.Or(""), ident(x.c.Name)) || slices.ContainsFunc(k.Keys, func(key schema.IndexKey) bool { return mentions(key.Expr, ident(x.c.Name)) })) {
				w.dependant(x.t.Child(schema.KindIndex, k.Name), a, nil)
			}
		}
	}
	for _, of := range w.live.dependants(node(u.ref)) {
		r, ok := w.live.refOf(of)
		if ok && !(r.Kind.Relation() && w.live.table(r).Query.Or("") == "") {
			w.dependant(r, a, nil)
		}
	}
}

// helperType is the name that a type has while it is replaced.
func helperType(name string) string {
	for len(name) > 46 {
		name = strings.ToValidUTF8(name[:len(name)-1], "")
	}
	return "synapcheck_old_" + name
}
