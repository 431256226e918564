package live

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// statisticsKinds are the letters of pg_statistic_ext.stxkind that a statement
// can name, in the order in which PostgreSQL writes them.
var statisticsKinds = []struct{ letter, word string }{{"d", "ndistinct"}, {"f", "dependencies"}, {"m", "mcv"}}

func (r *reading) statistics(f *row) {
	id := f.oid()
	o, owner := &schema.Object{Kind: schema.KindStatistics, Schema: r.schemas[f.oid()], Name: f.text()}, f.oid()
	letters := f.text()
	var kinds []string
	for _, k := range statisticsKinds {
		if strings.Contains(letters, k.letter) {
			kinds = append(kinds, k.word)
		}
	}
	if len(kinds) < len(statisticsKinds) {
		o.Set("kinds", strings.Join(kinds, ", "))
	}
	on := identifiers(f.list())
	for _, expr := range f.list() {
		if on != "" {
			on += ", "
		}
		on += "(" + withoutParens(expr) + ")"
	}
	o.Set("on", on)
	o.Set("from", f.text())
	if target := f.text(); target != "-1" {
		o.Set("statistics", target)
	}
	r.objectOf("pg_statistic_ext", id, owner, o)
}
