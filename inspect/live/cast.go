package live

import (
	"fmt"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func (r *reading) cast(f *row) {
	id, o := f.oid(), &schema.Object{Kind: schema.KindCast}
	o.Name = fmt.Sprintf("(%s AS %s)", r.reference(f), r.reference(f))
	o.Comment = r.none
	r.object("pg_cast", id, o)
	o.Set("method", map[byte]string{'f': "function", 'i': "inout", 'b': "binary"}[f.char()])
	o.Set("function", r.reference(f))
	o.Set("context", map[byte]string{'a': "assignment", 'i': "implicit"}[f.char()])
}
