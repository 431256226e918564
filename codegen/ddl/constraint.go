package ddl

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// constraints plans those that are statements of their own. They are added to
// the table alone: its partitions have theirs, and are attached to it.
func (p *plan) constraints(t *schema.Table) {
	if k := t.PrimaryKey; k != nil {
		p.key(t, schema.KindPrimaryKey, k.Name, "PRIMARY KEY", k.Columns, keyRest{
			k.Include, k.Deferrable, k.WithoutOverlaps, k.Options, k.Tablespace, k.PartOf, k.Comment, k.IndexComment,
		})
	}
	for _, k := range t.Uniques {
		p.key(t, schema.KindUnique, k.Name, "UNIQUE"+when(k.NullsNotDistinct.Or(false), " NULLS NOT DISTINCT"), k.Columns, keyRest{
			k.Include, k.Deferrable, k.WithoutOverlaps, k.Options, k.Tablespace, k.PartOf, k.Comment, k.IndexComment,
		})
	}
	for _, x := range t.Exclusions {
		p.exclusion(t, x)
	}
	for _, k := range t.ForeignKeys {
		p.foreignKey(t, k)
	}
}

// keyRest is what primary keys and unique constraints have in common.
type keyRest struct {
	include    []string
	deferrable schema.Claim[schema.Deferrable]
	overlaps   bool
	options    schema.Claim[string]
	tablespace schema.Claim[string]
	partOf     *schema.Ref
	comment    schema.Claim[string]
	onIndex    schema.Claim[string] // the comment
}

func (p *plan) key(t *schema.Table, kind schema.Kind, name, word string, columns []string, k keyRest) {
	ref := t.Child(kind, name)
	p.make(ref, rankConstraint, []schema.Ref{t.Ref()}, func() []string {
		list := columnList(columns)
		if k.overlaps {
			list = strings.TrimSuffix(list, ")") + " WITHOUT OVERLAPS)"
		}
		add := words("ALTER TABLE ONLY", tableName(t), "ADD", constraint(name), word, list,
			prefixed("INCLUDE", columnList(k.include)),
			prefixed("WITH", options(k.options.Or(""))),
			deferring(k.deferrable)) + ";"
		return slices.Concat(p.inTablespace(k.tablespace, add), constraintComment(t, name, k.comment), indexComment(t, name, k.onIndex))
	})
	p.attachIndex(t, ref, name, k.partOf)
}

func deferring(c schema.Claim[schema.Deferrable]) string {
	d := c.Or(schema.NotDeferrable)
	if d == schema.NotDeferrable {
		return ""
	}
	return words("DEFERRABLE", when(d == schema.InitiallyDeferred, "INITIALLY DEFERRED"))
}

// attachIndex makes an index part of that of the partitioned table.
func (p *plan) attachIndex(t *schema.Table, child schema.Ref, name string, partOf *schema.Ref) {
	if partOf == nil || name == "" {
		return
	}
	parent := *partOf
	p.add(child, rankIndexAttach, []schema.Ref{child, parent, t.Ref()}, func() []string {
		return []string{"ALTER INDEX " + dotted(parent.Schema, parent.Name) + " ATTACH PARTITION " + dotted(t.Schema, name) + ";"}
	})
}
