package live

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// What of PostgreSQL itself may have been changed.
const (
	systemRights   = "rights on system objects"
	systemComments = "comments on system objects"
)

// changedRights notes that there are rights on a part of PostgreSQL itself that
// initdb did not give.
func (r *reading) changedRights(*row) { r.filled[systemRights] = true }

// systemRight reads the changed rights on a part of PostgreSQL or of an
// extension.
func (r *reading) systemRight(f *row) {
	class, id, kind, owner, acl, initial := f.oid(), f.oid(), aclKind(f.char()), f.oid(), f.text(), f.text()
	name := r.abouts.roles[owner]
	usual := aclItems(initial)
	o, column := r.identified(f), f.text()
	if initial == "" {
		switch {
		case kind == aclRelation && o.Schema == "information_schema":
			kind = aclSystemView
		case kind == aclSchema && o.Name == "information_schema":
			kind = aclSystemSchema
		}
		usual = r.usual(kind, name)
	}
	grants := departures(acl, name, usual)
	if len(grants) == 0 {
		return
	}
	if column != "" {
		for i := range grants {
			onColumn(&grants[i], schema.SQLIdent(column))
		}
	}
	o = r.systemObject(class, id, o)
	o.Grants = schema.Is(append(slices.Clone(o.Grants.Or(nil)), grants...))
}

// onColumn says of rights that they are on one column: "select (rolname)".
func onColumn(g *schema.Grant, column string) {
	for _, list := range []*[]string{&g.Privileges, &g.Grantable} {
		*list = slices.Clone(*list)
		for i := range *list {
			(*list)[i] += " (" + column + ")"
		}
	}
}

// systemComment reads a comment of a user's on a part of PostgreSQL.
func (r *reading) systemComment(f *row) {
	class, id, text := f.oid(), f.oid(), f.text()
	r.systemObject(class, id, r.identified(f)).Comment = r.claim(text)
}

// systemObject is the object as it is already described, or else o.
func (r *reading) systemObject(class, id oid, o *schema.Object) *schema.Object {
	name := catalogName(class)
	if known := r.objects[name][id]; known != nil {
		return known
	}
	o.System = true
	r.object(name, id, o)
	return o
}

// identified takes what pg_identify_object says: the kind, the schema, the name
// if it is enough, and the whole identity. Names are quoted where SQL needs it.
func (r *reading) identified(f *row) *schema.Object {
	kind, namespace, name, identity := f.text(), f.text(), f.text(), f.text()
	o := &schema.Object{Kind: schema.Kind(kind), Schema: unquoted(namespace), Name: unquoted(name)}
	if kind == "type" {
		o.Kind = schema.KindBaseType
	}
	if o.Name == "" {
		name = strings.TrimPrefix(identity, namespace+".")
		if i := strings.IndexByte(name, '('); i > 0 {
			name, o.Signature = name[:i], name[i:]
		}
		o.Name = unquoted(name)
	}
	return o
}

// unquoted is the name behind an identifier as SQL writes it.
func unquoted(identifier string) string {
	if strings.HasPrefix(identifier, `"`) {
		name, _ := quotedIdentifier(identifier[1:])
		return name
	}
	return identifier
}
