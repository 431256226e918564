package live

import "github.com/synapscale/synapcheck/inspect/schema"

// check makes a check constraint, of a table or, without one, of a domain.
func (r *reading) check(id oid, name string, x constraintRow, rel *relation) *schema.Check {
	c := &schema.Check{
		Name:      name,
		NoInherit: r.flag(x.noInherit),
		Validated: r.flag(x.validated),
		Enforced:  r.flag(x.enforced),
		Inherited: x.inherited,
		Comment:   r.none,
	}
	r.keys.comments[id] = &c.Comment
	r.spelling.checks = append(r.spelling.checks, checkPhrase{c, r.spelling.phrase(spellCheck, r.spelling.strip(x.tree), rel, int64(id))})
	return c
}
