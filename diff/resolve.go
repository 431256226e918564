package diff

import (
	"slices"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// A resolver finds the live relation that a declared name means.
type resolver struct {
	c      *comparer
	byName map[string][]*schema.Table
}

func newResolver(c *comparer) *resolver {
	r := &resolver{c, make(map[string][]*schema.Table, len(c.live.Tables))}
	for _, t := range c.live.Tables {
		if c.schemaInScope(t.Schema) {
			r.byName[t.Name] = append(r.byName[t.Name], t)
		}
	}
	return r
}

// live returns the relation that the model means, by its name or by the other
// name that it may have.
func (r *resolver) live(t *schema.Table) (found *schema.Table, rivals []string) {
	name := t.Name
	if to, ok := r.c.opts.Renames[name]; ok {
		name = to
	}
	found, rivals = r.named(t.Schema, name)
	if found == nil && len(rivals) == 0 && t.Binding.OtherName != "" {
		return r.named(t.Schema, t.Binding.OtherName)
	}
	return found, rivals
}

// named returns the relation of that name. An unqualified name is looked up in the search path
// as PostgreSQL would, and then in every other schema, where it must be the only
// one: otherwise the rivals' names are returned.
func (r *resolver) named(namespace, name string) (found *schema.Table, rivals []string) {
	candidates := r.byName[name]
	if namespace != "" {
		for _, l := range candidates {
			if l.Schema == namespace {
				return l, nil
			}
		}
		return nil, nil
	}
	path := r.c.live.SearchPath
	if len(path) == 0 {
		path = []string{"public"}
	}
	for _, s := range path {
		for _, l := range candidates {
			if l.Schema == s {
				return l, nil
			}
		}
	}
	if len(candidates) == 1 {
		return candidates[0], nil
	}
	for _, l := range candidates {
		rivals = append(rivals, l.Ref().Path())
	}
	slices.Sort(rivals)
	return nil, rivals
}
