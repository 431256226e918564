package ddl

import "github.com/synapscale/synapcheck/inspect/schema"

// constraint is the head of a constraint, which may have no name.
func constraint(name string) string {
	if name == "" {
		return ""
	}
	return "CONSTRAINT " + ident(name)
}

// checkClause is the constraint as CREATE and ADD have it, but for NOT VALID.
func checkClause(c *schema.Check) string {
	return words(constraint(c.Name), "CHECK ("+respell(c.Expr)+")",
		when(c.NoInherit.Or(false), "NO INHERIT"),
		when(!c.Enforced.Or(true), "NOT ENFORCED"))
}
