package diff

import (
	"slices"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// searchPath are the schemas in which the live side looks an unqualified name up.
func (c *comparer) searchPath() []string {
	if path := c.live.SearchPath; len(path) > 0 {
		return path
	}
	return []string{"public"}
}

// lookUp chooses the schema that an unqualified name means, of those that have
// an object of that name: the first in the live side's search path, and
// otherwise the only one. It is not ok where several are left.
func (c *comparer) lookUp(schemas []string) (found string, ok bool) {
	for _, s := range c.searchPath() {
		if slices.Contains(schemas, s) {
			return s, true
		}
	}
	if len(schemas) == 1 {
		return schemas[0], true
	}
	return "", len(schemas) == 0
}

// matchTypes pairs objects that belong to no table by their names. One that may
// be any of several is compared with none of them, and leaves a gap.
func matchTypes[T any](c *comparer, declared, live []T, ref func(T) schema.Ref, origin func(T) schema.Origin) (pairs []pairOf[T, T], absent, undeclared []T) {
	schemas := make(map[string][]string)
	for _, l := range live {
		r := ref(l)
		schemas[r.Name] = append(schemas[r.Name], r.Schema)
	}
	declared = slices.DeleteFunc(slices.Clone(declared), func(d T) bool {
		r := ref(d)
		if r.Schema != "" {
			return false
		}
		_, ok := c.lookUp(schemas[r.Name])
		if !ok {
			c.gap(schema.Gap{
				Subject: r.String(),
				Reason:  "several schemas have one of that name, and none of them is in the search path",
				Hint:    "name the schema, or choose it with --schema",
				Origin:  origin(d),
			})
		}
		return !ok
	})
	return match(declared, live,
		func(d, l T) bool { return ref(d) == ref(l) },
		func(d, l T) bool {
			want, have := ref(d), ref(l)
			if want.Schema != "" || want.Name != have.Name {
				return false
			}
			found, ok := c.lookUp(schemas[want.Name])
			return ok && found == have.Schema
		},
	)
}
