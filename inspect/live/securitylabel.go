package live

import (
	"cmp"
	"slices"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// A label is a security label of an object, or of the column of that number.
type label struct {
	class oid
	id    oid
	sub   int
	schema.Label
}

func (r *reading) label(f *row) {
	r.abouts.labels = append(r.abouts.labels, label{f.oid(), f.oid(), f.int(), schema.Label{Provider: f.text(), Text: f.text()}})
}

func (r *reading) labelled(l label) {
	var labels *[]schema.Label
	if l.sub == 0 {
		about := r.aboutOf(l.class, l.id)
		if about == nil {
			return
		}
		labels = &about.Labels
	} else {
		rel := r.relations[l.id]
		if l.class != classClass || rel == nil || rel.Table == nil || rel.column(l.sub) == nil {
			return
		}
		labels = &r.own(rel, l.sub).Labels
	}
	*labels = append(*labels, l.Label)
	slices.SortFunc(*labels, func(a, b schema.Label) int { return cmp.Compare(a.Provider, b.Provider) })
}
