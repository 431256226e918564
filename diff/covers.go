package diff

import "github.com/synapscale/synapcheck/inspect/schema"

// Covers reports whether the options let the relation take part.
func (o Options) Covers(t *schema.Table) bool {
	c := comparer{opts: o}
	return c.inScope(t)
}
