package diff

import (
	"github.com/synapscale/synapcheck/diff/equal"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func (s *side) checks() {
	pairs, absent, undeclared := matchChecks(s.model.Checks, s.live.Checks, s.expr)
	for _, p := range pairs {
		d, l := p.declared, p.live
		of := s.of(schema.KindCheck, l.Name, d, l, d.Origin)
		s.countOf(FacetCheck, l.Name, "check", worst(
			s.property(FacetCheck, of, Expr, s.expr(d.Expr, l.Expr), d.Expr, l.Expr),
			s.property(FacetCheck, of, Inherit, claims(d.NoInherit, l.NoInherit),
				yesNo(d.NoInherit.Or(false), "no inherit", "inherited"), yesNo(l.NoInherit.Or(false), "no inherit", "inherited")),
			s.held(FacetCheck, of, d.Enforced, l.Enforced, d.Validated, l.Validated),
			s.property(FacetCheck, of, Inherited, s.inherited(d.Inherited, l.Inherited),
				yesNo(d.Inherited, "only its parents declare it", "its own"), yesNo(l.Inherited, "only its parents declare it", "its own")),
		))
		s.kept(of, keeping{Comment: d.Comment}, keeping{Comment: l.Comment})
		s.names(FacetCheck, schema.KindCheck, of, d.Name, l.Name)
	}
	for _, d := range absent {
		s.absent(FacetCheck, schema.KindCheck, d.Name, d.Expr, d, d.Origin)
	}
	for _, l := range undeclared {
		s.undeclared(FacetCheck, schema.KindCheck, l.Name, l.Expr, l)
	}
}

func (s *side) inherited(declared, live bool) Verdict {
	if !s.sameParents() {
		return Unsaid
	}
	return plainly(s.comparer, declared, live)
}

// matchChecks pairs checks by what they say, then by name, and at last those of
// which it cannot be told and that speak of the same columns: whatever they are
// called, neither is missing for certain.
func matchChecks(declared, live []*schema.Check, expr func(declared, live string) Verdict) (pairs []pairOf[*schema.Check, *schema.Check], absent, undeclared []*schema.Check) {
	same := func(d, l *schema.Check) bool { return d.Expr == l.Expr || equal.Expr(d.Expr, l.Expr) == Agree }
	return match(declared, live,
		func(d, l *schema.Check) bool { return d.Name == l.Name && same(d, l) },
		same,
		func(d, l *schema.Check) bool { return expr(d.Expr, l.Expr) == Agree },
		func(d, l *schema.Check) bool { return d.Name != "" && d.Name == l.Name },
		func(d, l *schema.Check) bool {
			return equal.SameColumns(d.Expr, l.Expr) && expr(d.Expr, l.Expr) == Unsure
		},
	)
}

// domainChecks compares the checks of a domain.
func (c *comparer) domainChecks(d, l *schema.Domain, of func(Property) Difference) Verdict {
	expr := func(declared, live string) Verdict { return c.domainExpr(declared, live, l.Base) }
	pairs, absent, undeclared := matchChecks(d.Checks, l.Checks, expr)
	var v Verdict = Agree
	report := func(verdict Verdict, declared, live string) {
		x := of(Expr)
		x.Declared, x.Live, x.Verdict, x.Facet = declared, live, verdict, FacetCheck
		c.add(x)
		v = worst(v, verdict)
	}
	for _, p := range pairs {
		if e := expr(p.declared.Expr, p.live.Expr); e != Agree {
			report(e, p.declared.Expr, p.live.Expr)
		} else if claims(p.declared.Validated, p.live.Validated) == Differ {
			report(Differ, spellCheck(p.declared), spellCheck(p.live))
		}
		v = worst(v, c.domainCheckNames(l, p.declared, p.live))
	}
	for _, x := range absent {
		report(Differ, x.Expr, "")
	}
	for _, x := range undeclared {
		report(Differ, "", x.Expr)
	}
	return v
}

// domainCheckNames compares what the check of a domain is called and what is said
// of it. The check is an object of the domain as others are of their table.
func (c *comparer) domainCheckNames(domain *schema.Domain, d, l *schema.Check) Verdict {
	of := func(p Property, declared, live string) {
		c.add(Difference{
			Object:   schema.Ref{Kind: schema.KindCheck, Schema: domain.Schema, Parent: domain.Name, Name: l.Name},
			Property: p, Facet: FacetOther, Verdict: Differ, Declared: declared, Live: live,
			DeclaredObject: d, LiveObject: l, Origin: d.Origin,
		})
	}
	if d.Name != "" && l.Name != "" && d.Name != l.Name && c.complete(schema.KindDomain) {
		of(Name, d.Name, l.Name)
	}
	v := claims(d.Comment, l.Comment)
	if v == Differ {
		of(Comment, d.Comment.Or(""), l.Comment.Or(""))
	}
	return v
}

func spellCheck(c *schema.Check) string {
	return c.Expr + yesNo(c.Validated.Or(true), "", " not valid")
}
