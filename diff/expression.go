package diff

import (
	"github.com/synapscale/synapcheck/diff/equal"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// expr compares two expressions of what the live relation has.
func (s *side) expr(declared, live string) Verdict {
	return s.decide(equal.Expr(declared, live), Text{Kind: TextExpression, On: place(s.live.Ref())}, declared, live)
}

// defaultExpr compares two defaults of a column or domain of type t.
func (c *comparer) defaultExpr(declared, live string, t schema.Type) Verdict {
	return c.decide(equal.Default(declared, live, t), Text{Kind: TextDefault, Type: t}, declared, live)
}

// domainExpr compares two checks of a domain over the type t.
func (c *comparer) domainExpr(declared, live string, t schema.Type) Verdict {
	return c.decide(equal.Expr(declared, live), Text{Kind: TextDomain, Type: t}, declared, live)
}

// condition compares two expressions of an object: a policy's are of the columns
// of its relation, a trigger's of the rows before and after.
func (o *objects) condition(x *schema.Object, declared, live string) Verdict {
	of := Text{On: schema.Ref{Schema: x.Schema, Name: x.Parent}}
	switch x.Kind {
	case schema.KindPolicy:
		of.Kind = TextExpression
	case schema.KindTrigger:
		of.Kind = TextTrigger
	}
	return o.decide(equal.Expr(declared, live), of, declared, live)
}
