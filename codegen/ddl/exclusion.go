package ddl

import (
	"slices"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func (p *plan) exclusion(t *schema.Table, x *schema.Exclusion) {
	ref := t.Child(schema.KindExclusion, x.Name)
	p.make(ref, rankConstraint, []schema.Ref{t.Ref()}, func() []string {
		add := words("ALTER TABLE ONLY", tableName(t), "ADD", constraint(x.Name), respell(x.Definition)) + ";"
		out := p.inTablespace(x.Tablespace, add)
		if o := options(x.Options.Or("")); o != "" {
			out = append(out, "ALTER INDEX "+dotted(t.Schema, x.Name)+" SET "+o+";")
		}
		return slices.Concat(out, constraintComment(t, x.Name, x.Comment), indexComment(t, x.Name, x.IndexComment))
	})
	p.attachIndex(t, ref, x.Name, x.PartOf)
}
