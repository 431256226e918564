package live

import "github.com/synapscale/synapcheck/inspect/schema"

func (r *reading) enum(f *row) {
	delete(r.others, f.oid())
	r.db.Enums = append(r.db.Enums, &schema.Enum{
		Schema: r.schemas[f.oid()],
		Name:   f.text(),
		Labels: f.list(),
		About:  schema.About{Comment: schema.Is(f.text())},
	})
}
