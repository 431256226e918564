package live

import (
	"cmp"
	"slices"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// attributes are those of a composite type, by number.
type attributes struct {
	object *schema.Object
	list   []attribute
}

type attribute struct {
	number int
	schema.Property
}

// property is the name of the property that the attribute of that number is.
func (a attributes) property(number int) string {
	i := slices.IndexFunc(a.list, func(x attribute) bool { return x.number == number })
	if i < 0 {
		return "attribute"
	}
	return a.list[i].Name
}

// composite reads one attribute, of number 0 for a type that has none.
func (r *reading) composite(f *row) {
	id, class, o := f.oid(), f.oid(), &schema.Object{Kind: schema.KindComposite, Schema: r.schemas[f.oid()], Name: f.text()}
	owner, acl, number := f.oid(), f.text(), f.int()
	name, typ, collation := f.text(), r.reference(f), f.text()
	if r.abouts.attributes == nil {
		r.abouts.attributes = make(map[oid]attributes)
	}
	a, seen := r.abouts.attributes[class]
	if !seen {
		a.object = o
		r.guarded("pg_type", id, owner, aclType, acl, o)
	}
	if number > 0 {
		if collation != "" {
			typ += " collate " + collation
		}
		a.list = append(a.list, attribute{number, schema.Property{Name: "attribute " + name, Value: typ}})
		slices.SortFunc(a.list, func(x, y attribute) int { return cmp.Compare(x.number, y.number) })
		a.object.Properties = a.object.Properties[:0]
		for _, x := range a.list {
			a.object.Properties = append(a.object.Properties, x.Property)
		}
	}
	r.abouts.attributes[class] = a
}
