package ddl

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// foreignKey leaves out one that the key of the partitioned table makes. One of
// another name comes before that, which then takes it for its part.
func (p *plan) foreignKey(t *schema.Table, k *schema.ForeignKey) {
	ref := t.Child(schema.KindForeignKey, k.Name)
	if k.PartOf != nil && k.PartOf.Name == k.Name {
		if c := constraintComment(t, k.Name, k.Comment); c != nil {
			p.add(ref, rankForeignKey, []schema.Ref{*k.PartOf}, func() []string { return c })
		}
		return
	}
	if k.PartOf != nil {
		p.precede[*k.PartOf] = append(p.precede[*k.PartOf], ref)
	}
	needs := []schema.Ref{t.Ref(), {Kind: schema.KindTable, Schema: k.RefSchema, Name: k.RefTable}}
	p.make(ref, rankForeignKey, needs, func() []string {
		columns, refColumns := columnList(k.Columns), columnList(k.RefColumns)
		if k.Period {
			columns, refColumns = period(k.Columns), period(k.RefColumns)
		}
		only := "ONLY"
		if t.PartitionBy.Or("") != "" { // its partitions get it from it
			only = ""
		}
		add := words("ALTER TABLE", only, tableName(t), "ADD", constraint(k.Name), "FOREIGN KEY", columns,
			"REFERENCES", words(dotted(k.RefSchema, k.RefTable), refColumns),
			when(k.Match.Or("") == "full", "MATCH FULL"),
			action("ON UPDATE", k.OnUpdate, nil),
			action("ON DELETE", k.OnDelete, k.SetColumns),
			deferring(k.Deferrable),
			when(!k.Enforced.Or(true), "NOT ENFORCED"),
			when(!k.Validated.Or(true) && k.Enforced.Or(true), "NOT VALID"))
		return append([]string{add + ";"}, constraintComment(t, k.Name, k.Comment)...)
	})
}

// period marks the last column as one of ranges.
func period(names []string) string {
	last := len(names) - 1
	if last < 0 {
		return ""
	}
	list := "PERIOD " + ident(names[last]) + ")"
	if last > 0 {
		list = idents(names[:last]) + ", " + list
	}
	return "(" + list
}

func action(word string, c schema.Claim[schema.Action], columns []string) string {
	a := c.Or(schema.NoAction)
	if a == schema.NoAction {
		return ""
	}
	return words(word, strings.ToUpper(string(a)), columnList(columns))
}
