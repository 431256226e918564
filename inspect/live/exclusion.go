package live

import "github.com/synapscale/synapcheck/inspect/schema"

func (r *reading) exclusion(f *row) {
	rel := r.relation(f.oid())
	if rel.Table == nil {
		return
	}
	rel.Exclusions = append(rel.Exclusions, &schema.Exclusion{Name: f.text(), Definition: f.text()})
}
