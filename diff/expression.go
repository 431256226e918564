package diff

import (
	"github.com/synapscale/synapcheck/diff/equal"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// expr compares two expressions. Where PostgreSQL itself has spelt both, what
// is spelt differently is another expression: there is nothing left to be
// unsure about.
func (c *comparer) expr(declared, live string) Verdict {
	return c.decide(equal.Expr(declared, live))
}

// defaultExpr compares two defaults of a column or domain of type t.
func (c *comparer) defaultExpr(declared, live string, t schema.Type) Verdict {
	return c.decide(equal.Default(declared, live, t))
}

func (c *comparer) decide(v Verdict) Verdict {
	const major = 10000 // two major versions may spell one expression differently
	if v == Unsure && c.declared.Server != 0 && c.declared.Server/major == c.live.Server/major {
		return Differ
	}
	return v
}
