package migration

import (
	"github.com/synapscale/synapcheck/codegen/ddl"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() { inPlace[schema.KindPolicy] = alterPolicy }

// alterPolicy alters what can be altered: whom a policy concerns, and conditions
// that are changed and not taken away.
func alterPolicy(w *work, u *unit, d, _ *schema.Object) {
	if u.of("as") != nil || u.of("for") != nil ||
		u.of("using") != nil && d.Property("using") == "" || u.of("with check") != nil && d.Property("with check") == "" {
		return
	}
	clause := ""
	if u.of("to") != nil {
		to := d.Property("to")
		if to == "" {
			to = "PUBLIC"
		}
		clause += " TO " + to
	}
	if u.of("using") != nil {
		clause += " USING (" + ddl.Expr(d.Property("using")) + ")"
	}
	if u.of("with check") != nil {
		clause += " WITH CHECK (" + ddl.Expr(d.Property("with check")) + ")"
	}
	x := u.take("to", "using", "with check")
	if x == nil {
		return
	}
	_, name := ddl.Name(d)
	a := w.alter(u, x, Step{
		What: act("alter", u.ref), SQL: []string{"ALTER POLICY " + name + clause + ";"},
		Locks: lock(AccessExclusive, schema.Ref{Schema: d.Schema, Name: d.Parent}), Hazards: []Hazard{Security, BlocksAllBrief},
	})
	w.triggerNeeds(a, u)
	text := d.Property("using") + " " + d.Property("with check")
	for _, o := range w.declared.db.Objects {
		if o.Kind == schema.KindFunction && mentions(text, ident(o.Name)) {
			a.uses = append(a.uses, node(o.Ref()))
		}
	}
}
