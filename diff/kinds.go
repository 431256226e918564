package diff

import (
	"fmt"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// narrow leaves out of both sides what is of a kind that the options do not pick,
// and counts what the live side loses of each.
func (c *comparer) narrow(declared, live *schema.Database) (d, l *schema.Database) {
	if len(c.opts.Kinds) == 0 {
		return declared, live
	}
	lost := make(map[schema.Kind]int)
	d = c.only(declared, func(schema.Kind) {})
	l = c.only(live, func(k schema.Kind) { lost[k]++ })
	for _, k := range schema.Kinds() {
		if n := lost[k]; n > 0 {
			c.gap(schema.Gap{Subject: countOf(n, k), Reason: leftOutReason})
		}
	}
	return d, l
}

const leftOutReason = "left out by configuration"

// leavings counts the relations that exclusions leave out.
func (c *comparer) leavings() {
	if len(c.opts.Exclude) == 0 {
		return
	}
	n := 0
	for _, t := range c.live.Tables {
		if c.leftOut(t) {
			n++
		}
	}
	if n > 0 {
		c.gap(schema.Gap{Subject: plural(n, "table"), Reason: leftOutReason})
	}
}

func (c *comparer) picks(k schema.Kind) bool { return picked(c.opts.Kinds, textIs(string(k))) }

// only is the description without the kinds that are not picked. It is a copy
// where something goes.
func (c *comparer) only(db *schema.Database, lose func(schema.Kind)) *schema.Database {
	out := *db
	out.Speaks = slices.DeleteFunc(slices.Clone(db.Speaks), func(k schema.Kind) bool { return !c.picks(k) })
	out.Schemas = pickedOf(c, db.Schemas, func(*schema.Schema) schema.Kind { return schema.KindSchema }, lose)
	out.Enums = pickedOf(c, db.Enums, func(*schema.Enum) schema.Kind { return schema.KindEnum }, lose)
	out.Domains = pickedOf(c, db.Domains, func(*schema.Domain) schema.Kind { return schema.KindDomain }, lose)
	out.Sequences = pickedOf(c, db.Sequences, func(*schema.Sequence) schema.Kind { return schema.KindSequence }, lose)
	out.Objects = pickedOf(c, db.Objects, func(o *schema.Object) schema.Kind { return o.Kind }, lose)
	out.Tables = pickedOf(c, db.Tables, func(t *schema.Table) schema.Kind { return t.Kind }, lose)
	for i, t := range out.Tables {
		out.Tables[i] = c.onlyOf(t, lose)
	}
	bare := func(a *schema.About) { c.bare(a, lose) }
	for i, s := range out.Schemas {
		one := *s
		bare(&one.About)
		out.Schemas[i] = &one
	}
	for i, e := range out.Enums {
		one := *e
		bare(&one.About)
		out.Enums[i] = &one
	}
	for i, d := range out.Domains {
		one := *d
		bare(&one.About)
		out.Domains[i] = &one
	}
	for i, s := range out.Sequences {
		one := *s
		bare(&one.About)
		out.Sequences[i] = &one
	}
	for i, o := range out.Objects {
		one := *o
		bare(&one.About)
		out.Objects[i] = &one
	}
	return &out
}

func pickedOf[T any](c *comparer, list []T, kind func(T) schema.Kind, lose func(schema.Kind)) []T {
	var out []T
	for _, x := range list {
		if k := kind(x); c.picks(k) {
			out = append(out, x)
		} else {
			lose(k)
		}
	}
	return out
}

// onlyOf is the relation without what is not picked of it.
func (c *comparer) onlyOf(t *schema.Table, lose func(schema.Kind)) *schema.Table {
	out := *t
	c.bare(&out.About, lose)
	if t.PrimaryKey != nil && !c.picks(schema.KindPrimaryKey) {
		lose(schema.KindPrimaryKey)
		out.PrimaryKey = nil
	}
	out.Uniques = pickedOf(c, t.Uniques, func(*schema.Unique) schema.Kind { return schema.KindUnique }, lose)
	out.ForeignKeys = pickedOf(c, t.ForeignKeys, func(*schema.ForeignKey) schema.Kind { return schema.KindForeignKey }, lose)
	out.Checks = pickedOf(c, t.Checks, func(*schema.Check) schema.Kind { return schema.KindCheck }, lose)
	out.Exclusions = pickedOf(c, t.Exclusions, func(*schema.Exclusion) schema.Kind { return schema.KindExclusion }, lose)
	out.Indexes = pickedOf(c, t.Indexes, func(*schema.Index) schema.Kind { return schema.KindIndex }, lose)
	if c.picks(schema.KindComment) && c.picks(schema.KindGrant) {
		return &out
	}
	out.Columns = make([]*schema.Column, len(t.Columns))
	for i, col := range t.Columns {
		one := *col
		c.silence(&one.Comment, lose)
		if one.Rare != nil && len(one.Rare.Grants) > 0 && !c.picks(schema.KindGrant) {
			lose(schema.KindGrant)
			rare := *one.Rare
			rare.Grants = nil
			one.Rare = &rare
		}
		out.Columns[i] = &one
	}
	if !c.picks(schema.KindComment) {
		c.silenceParts(&out, lose)
	}
	return &out
}

// silenceParts takes the comments off constraints and indexes.
func (c *comparer) silenceParts(t *schema.Table, lose func(schema.Kind)) {
	if t.PrimaryKey != nil {
		one := *t.PrimaryKey
		c.silence(&one.Comment, lose)
		c.silence(&one.IndexComment, lose)
		t.PrimaryKey = &one
	}
	for i, k := range t.Uniques {
		one := *k
		c.silence(&one.Comment, lose)
		c.silence(&one.IndexComment, lose)
		t.Uniques[i] = &one
	}
	for i, k := range t.ForeignKeys {
		one := *k
		c.silence(&one.Comment, lose)
		t.ForeignKeys[i] = &one
	}
	for i, k := range t.Checks {
		one := *k
		c.silence(&one.Comment, lose)
		t.Checks[i] = &one
	}
	for i, x := range t.Exclusions {
		one := *x
		c.silence(&one.Comment, lose)
		c.silence(&one.IndexComment, lose)
		t.Exclusions[i] = &one
	}
	for i, x := range t.Indexes {
		one := *x
		c.silence(&one.Comment, lose)
		t.Indexes[i] = &one
	}
}

// bare takes off an object what PostgreSQL keeps beside it and nobody picks.
func (c *comparer) bare(a *schema.About, lose func(schema.Kind)) {
	c.silence(&a.Comment, lose)
	if !c.picks(schema.KindGrant) {
		if len(a.Grants.Or(nil)) > 0 {
			lose(schema.KindGrant)
		}
		a.Grants = schema.Claim[[]schema.Grant]{}
	}
	if !c.picks(schema.KindSecurityLabel) {
		a.Labels = nil
	}
}

func (c *comparer) silence(comment *schema.Claim[string], lose func(schema.Kind)) {
	if c.picks(schema.KindComment) {
		return
	}
	if comment.Or("") != "" {
		lose(schema.KindComment)
	}
	*comment = schema.Claim[string]{}
}

// countOf writes how many objects of a kind there are.
func countOf(n int, k schema.Kind) string {
	word := string(k)
	switch {
	case k == schema.KindUnique, k == schema.KindExclusion, k == schema.KindCheck:
		word += " constraint"
	case n > 1 && strings.HasSuffix(word, "x"):
		return fmt.Sprintf("%d %ses", n, word)
	case n > 1 && strings.HasSuffix(word, "y") && !strings.HasSuffix(word, "ey"):
		return fmt.Sprintf("%d %sies", n, strings.TrimSuffix(word, "y"))
	case strings.HasSuffix(word, "s"):
		return fmt.Sprintf("%d %s", n, word)
	}
	return plural(n, word)
}
