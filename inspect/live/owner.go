package live

import (
	"cmp"
	"slices"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// abouts are what is kept of objects beside themselves. Rows that come before
// the object that they are about wait for [reading.handOut].
type abouts struct {
	roles    map[oid]string
	owners   map[oid]schema.Claim[string]
	grants   map[rightsKey]schema.Claim[[]schema.Grant]
	comments []comment
	labels   []label
	rights   []rights
	granted  []columnRights

	attributes map[oid]attributes // of composite types, by their pg_class.oid
	tokens     map[tokenType]string
	mappings   []mapping
}

// rights are what the catalog says of who owns an object and who may use it.
type rights struct {
	class oid
	id    oid
	owner oid
	kind  aclKind
	acl   string
}

func (r *reading) role(f *row) {
	if r.abouts.roles == nil {
		r.abouts.roles = make(map[oid]string)
	}
	id := f.oid()
	r.abouts.roles[id] = f.text()
}

// ownerOf claims the owner of that oid.
func (r *reading) ownerOf(id oid) schema.Claim[string] {
	a := &r.abouts
	if a.owners == nil {
		a.owners = make(map[oid]schema.Claim[string])
	}
	c, ok := a.owners[id]
	if !ok {
		c = schema.Is(a.roles[id])
		a.owners[id] = c
	}
	return c
}

// objectOf describes an object that somebody owns and nobody else has rights on.
func (r *reading) objectOf(class string, id, owner oid, o *schema.Object) {
	o.Owner, o.Comment = r.ownerOf(owner), r.none
	r.object(class, id, o)
}

// guarded describes an object that somebody owns and others may have rights on.
func (r *reading) guarded(class string, id, owner oid, kind aclKind, acl string, o *schema.Object) {
	r.objectOf(class, id, owner, o)
	o.Grants = r.grantsOf(kind, owner, acl)
}

// ownedType keeps who owns a type and who may use it, until roles are known.
func (r *reading) ownedType(id oid, f *row) {
	r.abouts.rights = append(r.abouts.rights, rights{class: classType, id: id, owner: f.oid(), kind: aclType, acl: f.text()})
}

// others are the catalogs of objects that nothing needs, and so are not among
// [catalogs].
var others = map[oid]string{
	classClass: "pg_class", classNamespace: "pg_namespace",
	2618: "pg_rewrite", 2620: "pg_trigger", 3256: "pg_policy", 6100: "pg_subscription",
}

func catalogName(class oid) string { return cmp.Or(catalogs[class], others[class]) }

// aboutOf is where the owner, the comment and the rights of an object are kept;
// nil for an object that is not described.
func (r *reading) aboutOf(class, id oid) *schema.About {
	if class == classNamespace {
		name := r.schemas[id]
		if i := slices.IndexFunc(r.db.Schemas, func(s *schema.Schema) bool { return s.Name == name }); i >= 0 {
			return &r.db.Schemas[i].About
		}
	}
	if about, _ := r.about(class, id); about != nil {
		return about
	}
	if i, ok := r.identities[id]; ok && class == classClass {
		return &i.sequence.About
	}
	if o := r.objects[others[class]][id]; o != nil {
		return &o.About
	}
	return nil
}

// handOut tells everything what was read about it, when all is read.
func (r *reading) handOut() {
	for _, x := range r.abouts.rights {
		if about := r.aboutOf(x.class, x.id); about != nil {
			about.Owner = r.ownerOf(x.owner)
			kind := x.kind
			if x.class == classNamespace && r.schemas[x.id] == "public" {
				kind = aclPublicSchema
			}
			if kind != aclNone {
				about.Grants = r.grantsOf(kind, x.owner, x.acl)
			}
		}
	}
	for _, x := range r.abouts.granted {
		r.columnGrants(x)
	}
	for _, c := range r.abouts.comments {
		r.remark(c)
	}
	for _, l := range r.abouts.labels {
		r.labelled(l)
	}
	r.finishConfigs()
	r.speak(typeSystem)
}
