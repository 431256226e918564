package migration

import (
	"strings"

	"github.com/synapscale/synapcheck/codegen/ddl"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func settleView(w *work, u *unit) {
	if u.of(diff.Absent) != nil {
		w.create(u.ref, w.declared, u.take()...)
		return
	}
	if u.of(diff.Undeclared) != nil {
		w.drop(u, u.take()...)
		return
	}
	d, l := w.tablesOf(u)
	if w.renameTable(u, d, l) || d == nil || l == nil {
		return
	}
	view := func(k schema.Kind) bool { return k == schema.KindView || k == schema.KindMaterializedView }
	if x := u.of(diff.Definition); x != nil && !view(d.Kind) {
		w.refuse(u, "a "+string(l.Kind)+" cannot become a "+string(d.Kind)+" by any statement", "make it under another name", u.take()...)
		return
	}
	word := ddl.TableWord(l)
	name := tableName(l)
	materialized := l.Kind == schema.KindMaterializedView
	if x := u.take(diff.Parameters); x != nil && u.of(diff.Definition) == nil {
		w.alter(u, x, Step{
			What: act("options of", u.ref), SQL: setOptions("ALTER "+word+" "+name, l.Options.Or(""), d.Options.Or("")),
			Locks: lock(AccessExclusive, u.ref), Hazards: []Hazard{Security},
		})
	}
	if x := u.take(diff.Populated); x != nil {
		no := pick(d.Populated.Or(false), "", " WITH NO DATA")
		w.alter(u, x, Step{What: act("refresh", u.ref), SQL: []string{"REFRESH MATERIALIZED VIEW " + name + no + ";"}, Locks: lock(AccessExclusive, u.ref), Cost: Rewrites, own: true})
	}
	if !materialized && d.Kind == l.Kind && u.of(diff.Query) != nil && w.replaceable(d, l) {
		x := u.take(diff.Query)
		create := w.declared.w.Create(d.Ref())
		sql := "CREATE OR REPLACE VIEW" + strings.TrimPrefix(create[0], "CREATE VIEW")
		a := w.alter(u, x, Step{What: act("replace", u.ref), SQL: []string{sql}, Locks: lock(AccessExclusive, u.ref), Hazards: []Hazard{BreaksClients}})
		a.uses = append(a.uses, w.expand(w.declared, d.Needs)...)
		a.used = append(a.used, w.expand(w.live, l.Needs)...)
	}
	if x := u.take(diff.Tablespace); x != nil {
		w.costly(u, Step{What: act("move", u.ref), SQL: []string{"ALTER " + word + " " + name + " SET TABLESPACE " + ident(pick(d.Tablespace.Or("") == "", "pg_default", d.Tablespace.Or(""))) + ";"}}, l, x)
	}
	w.about(u, spoken{word: word, name: name, on: "TABLE " + name, live: l.About, declared: d.About, locks: lock(ShareUpdateExclusive, u.ref), heavy: lock(AccessExclusive, u.ref)})
	if len(u.open()) > 0 {
		w.rebuild(u.ref, u, nil)
	}
}

// replaceable reports that CREATE OR REPLACE VIEW does it: the columns that the
// view has keep their places, names and types.
func (w *work) replaceable(d, l *schema.Table) bool {
	if len(d.Columns) < len(l.Columns) {
		return false
	}
	for i, c := range l.Columns {
		if d.Columns[i].Name != c.Name || d.Columns[i].Type.Or(schema.Type{}) != c.Type.Or(schema.Type{}) ||
			d.Columns[i].Collation.Or("") != c.Collation.Or("") {
			return false
		}
	}
	// Neither a new table that is not there yet: the order sees to that. A view of
	// which others are rebuilt goes with them.
	return true
}
