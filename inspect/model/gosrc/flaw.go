package gosrc

import (
	"cmp"
	"slices"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// flaws completes the draft's flaws by the columns of their fields, and sorts them
// by place.
func (d *Draft) flaws() {
	byPlace := map[schema.Origin]*schema.Column{}
	for _, c := range d.Table.Columns {
		if byPlace[c.Origin] == nil {
			byPlace[c.Origin] = c
		}
	}
	for i, f := range d.Table.Flaws {
		if c := byPlace[f.Origin]; c != nil && f.Column == "" {
			d.Table.Flaws[i].Column = c.Name
		}
	}
	slices.SortStableFunc(d.Table.Flaws, func(a, b schema.Flaw) int {
		return cmp.Or(a.Origin.Compare(b.Origin), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Reason, b.Reason))
	})
}
