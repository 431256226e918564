package live

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func (r *reading) rangeType(f *row) {
	id, o, owner, acl := f.oid(), &schema.Object{Kind: schema.KindRange, Schema: r.schemas[f.oid()], Name: f.text()}, f.oid(), f.text()
	r.guarded("pg_type", id, owner, aclType, acl, o)
	o.Set("subtype", r.reference(f))
	o.Set("subtype_opclass", f.text())
	o.Set("collation", f.text())
	o.Set("canonical", r.reference(f))
	o.Set("subtype_diff", r.reference(f))
	_, namespace, name := f.oid(), f.text(), f.text()
	switch {
	case namespace != "":
		o.Set("multirange_type_name", schema.SQLIdent(namespace)+"."+schema.QuoteIdent(name))
	case name != multirangeName(o.Name):
		o.Set("multirange_type_name", name)
	}
}

// multirangeName is what PostgreSQL calls the multiranges of a range type of
// itself (makeMultirangeTypeName in src/backend/catalog/pg_type.c).
func multirangeName(name string) string {
	before, after, found := strings.Cut(name, "range")
	if !found {
		return clipped(name, 63-len("_multirange")) + "_multirange"
	}
	return clipped(before+"multirange"+after, 63)
}
