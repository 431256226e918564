package diff

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// A resolver finds the live relation that a declared name means.
type resolver struct {
	c      *comparer
	byName map[string][]*schema.Table
}

func newResolver(c *comparer) *resolver {
	r := &resolver{c, make(map[string][]*schema.Table, len(c.live.Tables))}
	for i, t := range c.live.Tables {
		switch known := r.byName[t.Name]; {
		case !c.schemaInScope(t.Schema):
		case known == nil:
			r.byName[t.Name] = c.live.Tables[i : i+1 : i+1] // as good as one of its own
		default:
			r.byName[t.Name] = append(known, t)
		}
	}
	return r
}

// A tie says what connects a model with its relation.
type tie uint8

const (
	tiedByName      tie = iota // the declared name
	tiedElsewhere              // the declared name, in a schema outside of the search path
	tiedByRename               // a rename that a person has confirmed
	tiedByOtherName            // the other name that a naming rule leaves open
	tiedByColumns              // the columns, whatever the names
)

// live returns the relation that the model means, by its name, by a confirmed
// rename, or by the other name that it may have.
func (r *resolver) live(t *schema.Table) (found *schema.Table, by tie, rivals []string) {
	if to, ok := r.c.opts.Renames[t.Name]; ok {
		namespace, name, qualified := strings.Cut(to, ".")
		if !qualified {
			namespace, name = t.Schema, to
		}
		if found, rivals = r.named(namespace, name); found != nil || len(rivals) > 0 {
			return found, tiedByRename, rivals
		}
	}
	if found, rivals = r.named(t.Schema, t.Name); found != nil || len(rivals) > 0 {
		if found != nil && t.Schema == "" && found.Schema != "" && !slices.Contains(r.c.searchPath(), found.Schema) {
			return found, tiedElsewhere, nil
		}
		return found, tiedByName, rivals
	}
	if t.Binding.OtherName != "" {
		found, rivals = r.named(t.Schema, t.Binding.OtherName)
		return found, tiedByOtherName, rivals
	}
	return nil, tiedByName, nil
}

// named returns the relation of that name. Where an unqualified name may mean
// any of several, the rivals' names are returned.
func (r *resolver) named(namespace, name string) (found *schema.Table, rivals []string) {
	candidates := r.byName[name]
	if namespace != "" {
		for _, l := range candidates {
			if l.Schema == namespace || l.Schema == "" {
				return l, nil
			}
		}
		return nil, nil
	}
	schemas := make([]string, len(candidates))
	for i, l := range candidates {
		schemas[i] = l.Schema
	}
	if chosen, ok := r.c.lookUp(schemas); ok && len(candidates) > 0 {
		return candidates[slices.Index(schemas, chosen)], nil
	}
	for _, l := range candidates {
		rivals = append(rivals, l.Ref().Path())
	}
	slices.Sort(rivals)
	return nil, rivals
}
