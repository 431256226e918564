package diff

import (
	"cmp"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// tell makes a difference of a property, as both sides spell it.
type tell func(p Property, v Verdict, declared, live string)

// tellFact is tell for an object that belongs to no table.
func (c *comparer) tellFact(of func(Property) Difference) tell {
	return func(p Property, v Verdict, declared, live string) {
		x := of(p)
		x.Declared, x.Live, x.Facet, x.Verdict = declared, live, FacetOther, v
		c.add(x)
	}
}

// about compares what PostgreSQL keeps of any object beside it.
func (c *comparer) about(d, l *schema.About, of func(Property) Difference) {
	tell := c.tellFact(of)
	v := c.comments(d.Comment, l.Comment)
	if told(v) {
		tell(Comment, v, d.Comment.Or(""), l.Comment.Or(""))
	}
	c.diff.Facts[FacetOther].count(v)
	if v = c.rights(d, l, tell); v != Unsaid {
		c.diff.Facts[FacetOther].count(v)
	}
}

// comments compares comments. A complete source that gives none says that there
// is none.
func (c *comparer) comments(d, l schema.Claim[string]) Verdict {
	if d.Silent() && c.declared.Complete && !l.Silent() {
		d = schema.Is("")
	}
	if l.Silent() && c.live.Complete && !d.Silent() {
		l = schema.Is("")
	}
	return claims(d, l)
}

// rights compares who owns an object, who may use it, and its security labels.
func (c *comparer) rights(d, l *schema.About, tell tell) Verdict {
	owner := claims(d.Owner, l.Owner)
	if told(owner) {
		tell(Role, owner, d.Owner.Or(""), l.Owner.Or(""))
	}
	grants := Unsaid
	if !d.Grants.Silent() && !l.Grants.Silent() {
		grants = Agree
		if d.Grants != l.Grants {
			grants = c.grants(
				relative(d.Grants.Or(nil), l.Grants.Or(nil), d.Owner.Or("")),
				relative(l.Grants.Or(nil), d.Grants.Or(nil), l.Owner.Or("")), tell)
		}
	}
	return worst(owner, grants, c.securityLabels(d.Labels, l.Labels, tell))
}

// grants compares who may do what, in whatever order it is listed.
func (c *comparer) grants(declared, live []schema.Grant, tell tell) Verdict {
	want, have := c.rightsOf(declared), c.rightsOf(live)
	missing, more := without(want, have), without(have, want)
	// What one side has taken from somebody, the other has left to him.
	taken := func(r right) bool { return r.privilege == "" }
	missing, more = slices.Concat(keep(missing, taken, false), keep(more, taken, true)),
		slices.Concat(keep(more, taken, false), keep(missing, taken, true))
	if len(missing) > 0 {
		tell(Grants, Differ, spellRights(missing), spellRights(same(want, have, missing)))
	}
	if len(more) > 0 {
		tell(MoreGrants, Differ, spellRights(same(have, want, more)), spellRights(more))
	}
	return verdict(len(missing)+len(more) == 0)
}

// relative leaves out how much an owner has kept of its own rights, if the other
// side says nothing of them: there it has them all.
func relative(grants, others []schema.Grant, owner string) []schema.Grant {
	ofOwner := func(g schema.Grant) bool { return g.Grantee == owner }
	if owner == "" || !slices.ContainsFunc(grants, ofOwner) || slices.ContainsFunc(others, ofOwner) {
		return grants
	}
	rest := slices.DeleteFunc(slices.Clone(grants), ofOwner)
	return append(rest, schema.Grant{Grantee: owner})
}

func keep(rights []right, of func(right) bool, yes bool) []right {
	return slices.DeleteFunc(slices.Clone(rights), func(r right) bool { return of(r) != yes })
}

// A right is one privilege of one role; without a privilege, that the usual ones
// were taken away.
type right struct {
	privilege, grantee, grantor string
	grantable                   bool
}

// rightsOf takes grants apart. MAINTAIN is of PostgreSQL 17: a server that does
// not know it has not been denied it.
func (c *comparer) rightsOf(grants []schema.Grant) []right {
	const maintain, since = "maintain", 170000
	older := c.declared.Server != 0 && c.declared.Server < since || c.live.Server != 0 && c.live.Server < since
	var rights []right
	for _, g := range grants {
		if len(g.Privileges) == 0 {
			rights = append(rights, right{grantee: g.Grantee, grantor: g.Grantor})
		}
		for _, p := range g.Privileges {
			if older && p == maintain {
				continue
			}
			rights = append(rights, right{p, g.Grantee, g.Grantor, slices.Contains(g.Grantable, p)})
		}
		for _, p := range without(g.Grantable, g.Privileges) {
			rights = append(rights, right{p, g.Grantee, g.Grantor, true})
		}
	}
	return rights
}

// same are the rights of b on which a only says something else: who granted them,
// or whether they may be passed on.
func same(a, b, of []right) []right {
	var alike []right
	for _, r := range b {
		if !slices.Contains(a, r) && slices.ContainsFunc(of, func(o right) bool { return o.privilege == r.privilege && o.grantee == r.grantee }) {
			alike = append(alike, r)
		}
	}
	return alike
}

// spellRights writes rights by role: "insert, select to app; select to public".
func spellRights(rights []right) string {
	rights = slices.Clone(rights)
	slices.SortFunc(rights, func(a, b right) int {
		return cmp.Or(cmp.Compare(a.grantee, b.grantee), cmp.Compare(a.grantor, b.grantor), boolOrder(a.grantable, b.grantable), cmp.Compare(a.privilege, b.privilege))
	})
	var parts []string
	for len(rights) > 0 {
		first := rights[0]
		n := slices.IndexFunc(rights, func(r right) bool {
			return r.grantee != first.grantee || r.grantor != first.grantor || r.grantable != first.grantable
		})
		if n < 0 {
			n = len(rights)
		}
		privileges := make([]string, n)
		for i, r := range rights[:n] {
			privileges[i] = cmp.Or(r.privilege, "the usual rights")
		}
		part := strings.Join(privileges, ", ") + " to " + schema.QuoteIdent(first.grantee)
		part += yesNo(first.grantable, " with grant option", "")
		if first.grantor != "" {
			part += " granted by " + schema.QuoteIdent(first.grantor)
		}
		parts = append(parts, part)
		rights = rights[n:]
	}
	return strings.Join(parts, "; ")
}

// securityLabels compares the labels, which have no order.
func (c *comparer) securityLabels(declared, live []schema.Label, tell tell) Verdict {
	if len(declared) == 0 && len(live) == 0 || !c.said(len(declared) > 0, len(live) > 0) {
		return Unsaid
	}
	if len(without(declared, live)) == 0 && len(without(live, declared)) == 0 {
		return Agree
	}
	tell(SecurityLabels, Differ, spellLabels(declared), spellLabels(live))
	return Differ
}

func spellLabels(labels []schema.Label) string {
	spelt := make([]string, len(labels))
	for i, l := range labels {
		spelt[i] = l.Provider + " " + labelList([]string{l.Text})
	}
	slices.Sort(spelt)
	return strings.Join(spelt, ", ")
}
