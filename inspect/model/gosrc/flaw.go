package gosrc

import (
	"cmp"
	"slices"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// flaws completes the draft's flaws by the columns of their fields, adds the
// fields that no library can fill, and sorts them by place.
func (d *Draft) flaws() {
	byPlace := map[schema.Origin]*schema.Column{}
	for _, c := range d.Table.Columns {
		if byPlace[c.Origin] == nil {
			byPlace[c.Origin] = c
		}
		if c.Host != nil && c.Host.Type != "" && unfilled[c.Host.Type] && !c.Host.Scans {
			d.Table.Flaws = append(d.Table.Flaws, schema.Flaw{
				Kind: schema.FlawUnfilled, Column: c.Name, Subject: "field " + c.Origin.Symbol(),
				Reason: "no column fits its type " + c.Host.Spelled, Hint: "give it another type, or a Scan method", Origin: c.Origin,
			})
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

// unfilled are the types of the language that no reader fills from any column.
var unfilled = map[string]bool{"complex64": true, "complex128": true, "uintptr": true}
