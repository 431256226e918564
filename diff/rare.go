package diff

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// rare compares what few columns have.
func (s *side) rare(d, l *schema.Column, of func(Property) Difference) {
	if d.Rare == l.Rare {
		return
	}
	want, have := d.Rare, l.Rare
	if want == nil {
		want = new(schema.Rare)
	}
	if have == nil {
		have = new(schema.Rare)
	}
	v := Unsaid
	tell := func(p Property, verdict Verdict, declared, live string) {
		s.property(FacetOther, of, p, verdict, declared, live)
	}
	text := func(p Property, declared, live string) {
		v = worst(v, s.property(FacetOther, of, p, plainly(s.comparer, declared, live), declared, live))
	}
	list := func(p Property, declared, live string) {
		if sameOptions(declared, live) {
			declared = live
		}
		text(p, declared, live)
	}
	text(Storage, want.Storage, have.Storage)
	text(Compression, want.Compression, have.Compression)
	text(Statistics, target(want.Statistics), target(have.Statistics))
	list(ColumnOptions, want.Options, have.Options)
	list(ForeignOptions, want.ForeignOptions, have.ForeignOptions)
	if s.sameParents() {
		text(Inherited, yesNo(want.Inherited, "inherited", ""), yesNo(have.Inherited, "inherited", ""))
	}
	if d.Identity.Or("") == l.Identity.Or("") {
		text(Sequencing, s.spellIdentity(s.model, d, want.Sequence), s.spellIdentity(s.live, l, have.Sequence))
	}
	// Before PostgreSQL 18 there is no constraint behind NOT NULL.
	const since = 180000
	if d.NotNull.Or(false) == l.NotNull.Or(false) && (s.declared.Server >= since) == (s.comparer.live.Server >= since) {
		text(NullName, spellNotNull(want.NotNull), spellNotNull(have.NotNull))
	}
	if (s.declared.Says(schema.KindGrant) || len(want.Grants) > 0) && s.said(len(want.Grants) > 0, len(have.Grants) > 0) {
		v = worst(v, s.grants(want.Grants, have.Grants, tell))
	}
	v = worst(v, s.securityLabels(want.Labels, have.Labels, tell))
	if v != Unsaid {
		s.countOf(FacetOther, l.Name, "rare", v)
	}
}

func target(n *int) string {
	if n == nil {
		return ""
	}
	return fmt.Sprint(*n)
}

// spellIdentity writes all that is said of the sequence of an identity column of t;
// "" stands for the one that PostgreSQL makes of itself.
func (s *side) spellIdentity(t *schema.Table, c *schema.Column, q *schema.Sequence) string {
	if q == nil {
		return ""
	}
	unusual := *q
	if q.Type == c.Type || q.Type.Or(schema.Type{}) == c.Type.Or(schema.Type{}) {
		unusual.Type = schema.Claim[schema.Type]{}
	}
	unusual.Start, unusual.Increment = unless(q.Start, 1), unless(q.Increment, 1)
	unusual.Min, unusual.Cache = unless(q.Min, 1), unless(q.Cache, 1)
	unusual.Max = unless(q.Max, map[string]int64{"int2": math.MaxInt16, "int4": math.MaxInt32}[c.Type.Or(schema.Type{}).Name], math.MaxInt64)
	parts := []string{spellSequence(&unusual)}
	if q.Name != "" && q.Ref() != (schema.Ref{Kind: schema.KindSequence, Schema: s.live.Schema, Name: s.live.Name + "_" + c.Name + "_seq"}) {
		parts = append(parts, "named "+q.Ref().Path())
	}
	if q.OwnedBy.Name != "" {
		parts = append(parts, "owned by "+q.OwnedBy.Path())
	}
	if q.Unlogged.Or(false) != s.live.Unlogged.Or(false) {
		parts = append(parts, yesNo(q.Unlogged.Or(false), "unlogged", "logged"))
	}
	about := q.About
	if owner, ok := t.Owner.Get(); ok && owner == about.Owner.Or("") {
		about.Owner = schema.Claim[string]{} // as PostgreSQL sees to
	}
	if about := spellAbout(&about); about != "" {
		parts = append(parts, about)
	}
	return strings.TrimSpace(strings.Join(parts, " "))
}

// unless makes a claim silent that says what is usual.
func unless(c schema.Claim[int64], usual ...int64) schema.Claim[int64] {
	if n, ok := c.Get(); ok && slices.Contains(usual, n) {
		return schema.Claim[int64]{}
	}
	return c
}

func spellAbout(a *schema.About) string {
	var parts []string
	if c := a.Comment.Or(""); c != "" {
		parts = append(parts, "comment "+labelList([]string{c}))
	}
	if o := a.Owner.Or(""); o != "" {
		parts = append(parts, "owner "+schema.QuoteIdent(o))
	}
	if g := a.Grants.Or(nil); len(g) > 0 {
		var c comparer
		c.declared, c.live = new(schema.Database), new(schema.Database)
		parts = append(parts, spellRights(c.rightsOf(g)))
	}
	if len(a.Labels) > 0 {
		parts = append(parts, spellLabels(a.Labels))
	}
	return strings.Join(parts, " ")
}

// spellNotNull writes the constraint behind NOT NULL; "" stands for the one that
// PostgreSQL makes of itself.
func spellNotNull(n *schema.NotNull) string {
	if n == nil || *n == (schema.NotNull{}) {
		return ""
	}
	parts := []string{"constraint"}
	if n.Name != "" {
		parts = append(parts, schema.QuoteIdent(n.Name))
	}
	if n.NoInherit {
		parts = append(parts, "no inherit")
	}
	if n.NotValid {
		parts = append(parts, "not valid")
	}
	if n.Inherited {
		parts = append(parts, "inherited")
	}
	if n.Comment != "" {
		parts = append(parts, "comment "+labelList([]string{n.Comment}))
	}
	return strings.Join(parts, " ")
}
