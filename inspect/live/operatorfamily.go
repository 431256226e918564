package live

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// operatorFamily reads a family. PostgreSQL's own are told of only where users
// have added to them.
func (r *reading) operatorFamily(f *row) {
	id, o, owner := f.oid(), &schema.Object{Kind: schema.KindOperatorFamily, Schema: r.schemas[f.oid()], Name: f.text()}, f.oid()
	o.Signature = " using " + schema.SQLIdent(f.text())
	if id < firstNormal {
		o.System = true
		r.object("pg_opfamily", id, o)
		return
	}
	r.objectOf("pg_opfamily", id, owner, o)
}

// operatorMember reads an operator or a function of a class or family.
func (r *reading) operatorMember(f *row) {
	class := "pg_opfamily"
	if f.bool() {
		class = "pg_opclass"
	}
	o := r.objects[class][f.oid()]
	if o == nil {
		return
	}
	what, number, left, right := f.text(), f.int(), r.reference(f), r.reference(f)
	value := r.reference(f)
	if family := f.text(); family != "" {
		value += " for order by " + family
	}
	o.Set(fmt.Sprintf("%s %d (%s, %s)", what, number, left, right), value)
	own := slices.IndexFunc(o.Properties, isMember)
	slices.SortFunc(o.Properties[own:], func(a, b schema.Property) int {
		var x, y int
		var kindX, kindY string
		_, _ = fmt.Sscanf(a.Name, "%s %d", &kindX, &x)
		_, _ = fmt.Sscanf(b.Name, "%s %d", &kindY, &y)
		return cmp.Or(cmp.Compare(kindY, kindX), cmp.Compare(x, y), cmp.Compare(a.Name, b.Name))
	})
}

// isMember tells the members, operators before functions, from the properties
// that stand before them.
func isMember(p schema.Property) bool {
	var what string
	var number int
	n, _ := fmt.Sscanf(p.Name, "%s %d", &what, &number)
	return n == 2
}

// firstNormal is the lowest oid of an object that initdb did not make
// (FirstNormalObjectId).
const firstNormal oid = 16384
