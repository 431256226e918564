package migration

import (
	"slices"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// keep takes back the dropping of what something needs whose own dropping was
// refused.
func (w *work) keep() {
	for {
		needed := w.neededByKept()
		i := slices.IndexFunc(w.actions, func(a *action) bool {
			return a.verb == drops && !a.gone && slices.ContainsFunc(a.removes, func(r schema.Ref) bool { return needed[r] })
		})
		if i < 0 {
			return
		}
		a := w.actions[i]
		a.gone = true
		w.refusals = append(w.refusals, Refusal{
			Ref: a.ref, Reason: "something needs it whose own dropping is refused", Hint: "allow both, or neither", SQL: a.steps[0].SQL, Settles: a.steps[0].Settles,
		})
	}
}

// neededByKept are the nodes that objects need which nobody declares and which
// stay all the same.
func (w *work) neededByKept() map[schema.Ref]bool {
	needed := map[schema.Ref]bool{}
	for _, r := range w.refusals {
		if len(r.Settles) == 0 || r.Settles[0].Property != diff.Undeclared {
			continue
		}
		if r.Ref.Schema != "" {
			needed[schema.Ref{Kind: schema.KindSchema, Name: r.Ref.Schema}] = true
		}
		if r.Ref.Kind != schema.KindColumn {
			for _, n := range w.live.needs[node(r.Ref)] {
				needed[n] = true
			}
			continue
		}
		t := w.live.table(r.Ref)
		if t == nil || t.Column(r.Ref.Name) == nil {
			continue
		}
		c := t.Column(r.Ref.Name)
		typ := c.Type.Or(schema.Type{})
		needed[schema.Ref{Kind: schema.KindBaseType, Schema: typ.Schema, Name: typ.Name}] = true
		text := c.Default.Or("") + " " + c.Generated.Or(schema.Generated{}).Expr
		for _, n := range w.live.needs[node(t.Ref())] {
			if o, ok := w.live.refOf(n); ok && w.live.objects[o] != nil && mentions(text, ident(w.live.objects[o].Name)) {
				needed[n] = true
			}
		}
		for _, q := range w.live.db.Sequences {
			if mentions(text, ident(q.Name)) || q.OwnedBy == r.Ref {
				needed[q.Ref()] = true
			}
		}
	}
	return needed
}
