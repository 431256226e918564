package live

import "github.com/synapscale/synapcheck/inspect/schema"

// defaultKinds are what default privileges are for, and by which letter
// acldefault knows it (pg_default_acl.defaclobjtype).
var defaultKinds = map[byte]struct {
	words string
	acl   aclKind
}{
	'r': {"tables", aclRelation},
	'S': {"sequences", aclSequence},
	'f': {"functions", aclFunction},
	'T': {"types", aclType},
	'n': {"schemas", aclSchema},
	'L': {"large objects", aclLargeObject},
}

// defaultPrivileges reads which rights objects get that a role will make. Those
// for one schema are in addition to those for all.
func (r *reading) defaultPrivileges(f *row) {
	id, role, namespace := f.oid(), f.oid(), f.oid()
	kind := defaultKinds[f.char()]
	o := &schema.Object{Kind: schema.KindDefaultPrivileges, Schema: r.schemas[namespace]}
	o.Owner = r.ownerOf(role)
	o.Name = o.Owner.Or("") + " on " + kind.words
	acl := kind.acl
	if namespace != 0 {
		acl = aclNothingAtAll
	}
	o.Grants = r.grantsOf(acl, role, f.text())
	r.object("pg_default_acl", id, o)
	o.Set("for role", o.Owner.Or(""))
	o.Set("in schema", o.Schema)
	o.Set("on", kind.words)
}
