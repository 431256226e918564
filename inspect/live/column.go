package live

import (
	"fmt"

	"github.com/synapscale/synapcheck/inspect/schema"
)

var identities = map[byte]schema.Identity{
	'a': schema.IdentityAlways,
	'd': schema.IdentityByDefault,
}

func (r *reading) column(f *row) {
	rel, attnum := r.relation(f.oid()), f.int()
	c := column{Column: &schema.Column{Name: r.word(f.raw())}, typ: f.oid()}
	c.Type = schema.Is(r.typeOf(c.typ, f.raw()))
	notNull, identity := f.bool(), f.char()
	c.generated, c.collation = f.char(), f.oid()
	c.Collation = schema.Is(r.ownCollation(c.typ, c.collation))
	c.Comment = schema.Is("")
	if rel.Table != nil && stored(rel.Table) {
		c.NotNull = schema.Is(notNull)
		c.Default = schema.Is("")
		c.Identity = schema.Is(identities[identity])
		c.Generated = schema.Is(schema.Generated{})
	}
	for len(rel.columns) < attnum {
		rel.columns = append(rel.columns, column{})
	}
	rel.columns[attnum-1] = c
}

// defaultExpr reads the expression of a default or of a generated column, which
// the catalog keeps in one place.
func (r *reading) defaultExpr(f *row) {
	rel := r.relation(f.oid())
	c, expr := rel.column(f.int()), r.word(f.raw())
	switch {
	case c.Column == nil:
	case c.generated == 0:
		c.Default = schema.Is(expr)
	default:
		c.Generated = schema.Is(schema.Generated{Expr: expr, Virtual: c.generated == 'v'})
	}
}

// notNull reads a not null constraint that old rows may break.
func (r *reading) notNull(f *row) {
	rel := r.relation(f.oid())
	name, c := f.text(), rel.column(f.int())
	if rel.Table == nil || c.Column == nil {
		return
	}
	ref := rel.Child(schema.KindColumn, c.Name)
	r.gap(schema.Gap{
		Subject:      ref.String(),
		Reason:       fmt.Sprintf("its constraint %s is not validated: old rows may hold null", schema.QuoteIdent(name)),
		Hint:         "validate the constraint",
		Undetermined: true,
		Object:       ref,
	})
}
