package live

import (
	"fmt"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func (r *reading) transform(f *row) {
	id, o := f.oid(), &schema.Object{Kind: schema.KindTransform}
	o.Name = fmt.Sprintf("for %s language %s", r.reference(f), f.text())
	o.Comment = r.none
	r.object("pg_transform", id, o)
	o.Set("from sql", r.reference(f))
	o.Set("to sql", r.reference(f))
}
