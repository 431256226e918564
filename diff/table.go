package diff

import (
	"fmt"
	"maps"
	"slices"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// tables pairs the relations of both sides and compares each pair.
func (c *comparer) tables() {
	pairing := c.pairTables()
	c.diff.Tables = pairing.paired
	c.compared = make(map[schema.Ref]bool)
	for _, p := range pairing.paired {
		c.settle(p)
		if len(c.declared.Gaps) == 0 {
			continue // which is what it serves for
		}
		for _, t := range p.Declared {
			c.compared[schema.Ref{Schema: t.Schema, Name: t.Name}] = true
		}
		c.compared[schema.Ref{Schema: p.Live.Schema, Name: p.Live.Name}] = true
	}
	c.names(pairing.ties)
	renamed := c.renamedTables(pairing.absent, pairing.single)
	for _, p := range pairing.paired {
		c.table(p)
	}
	for _, p := range pairing.absent {
		c.absentTable(p, renamed[p])
	}
	taken := make(map[*schema.Table]bool)
	for _, r := range renamed {
		if r.proposed {
			taken[r.live] = true
		}
	}
	c.undeclaredTables(pairing.single, taken)
	slices.SortStableFunc(c.diff.Tables, func(a, b *TablePair) int { return a.Ref.Compare(b.Ref) })
}

// table compares one relation with its models.
func (c *comparer) table(p *TablePair) {
	p.Facts[FacetPresence].Agree++
	var seen *memory
	if len(p.Declared) > 1 {
		seen = newMemory()
	}
	for _, m := range p.Declared {
		if m.Binding.Partial && !m.Binding.Certain && p.Certain && m != p.Model() && foreign(m, p.Live) {
			c.gap(schema.Gap{
				Subject: modelName(m),
				Reason:  fmt.Sprintf("it shares the name of %s and few of its columns", p.Ref.Path()),
				Hint:    "write //synapcheck:ignore or //synapcheck:table NAME above it",
				Origin:  m.Origin,
			})
			continue
		}
		s := &side{comparer: c, pair: p, model: m, live: p.Live, seen: seen}
		s.kind()
		s.comment()
		s.definition()
		s.columns()
		s.primaryKey()
		s.uniques()
		s.foreignKeys()
		s.checks()
		s.exclusions()
		s.indexes()
		s.flaws()
	}
	c.claimed(p)
	seen.tally(p)
}

// foreign reports that fewer than half of a weakly tied struct's fields are
// columns of the relation: it only happens to bear its name.
func foreign(m, live *schema.Table) bool {
	hits := 0
	for _, col := range m.Columns {
		if live.Column(col.Name) != nil {
			hits++
		}
	}
	return hits*2 < len(m.Columns)
}

func modelName(t *schema.Table) string {
	if t.Origin.Symbol() != "" {
		return "model " + t.Origin.Symbol()
	}
	return t.Ref().String()
}

func (s *side) kind() {
	if !s.model.Binding.IsZero() || s.model.Kind == s.live.Kind {
		return
	}
	s.fact(FacetOther, "", Difference{
		Object: s.live.Ref(), Property: Definition,
		Declared: string(s.model.Kind), Live: string(s.live.Kind),
		DeclaredObject: s.model, LiveObject: s.live, Origin: s.model.Origin,
	}, Differ)
}

func (s *side) comment() {
	v := claims(s.model.Comment, s.live.Comment)
	s.fact(FacetOther, "comment", Difference{
		Object: s.live.Ref(), Property: Comment,
		Declared: s.model.Comment.Or(""), Live: s.live.Comment.Or(""), Origin: s.model.Origin,
	}, v)
}

// absentTable reports a declared table that the database lacks.
func (c *comparer) absentTable(p *TablePair, r rename) {
	m := p.Model()
	p.Certain = m.Binding.IsZero() || m.Binding.Certain
	if !p.Certain && !r.proposed && (m.Binding.Partial || m.Binding.Unmentioned || !keyed(m)) {
		c.gap(schema.Gap{
			Subject: modelName(m),
			Reason:  fmt.Sprintf("no table is called %s, and only the struct's name says that there should be one", schema.QuoteIdent(m.Name)),
			Hint:    "write //synapcheck:table NAME above the struct if it is a model",
			Origin:  m.Origin,
		})
		return
	}
	if p.Certain {
		p.lose(m)
	}
	c.diff.Tables = append(c.diff.Tables, p)
	d := Difference{
		Object: m.Ref(), Property: Absent, Facet: FacetPresence,
		Declared: tableSpelling(m), Table: p, Model: m, Origin: m.Origin,
		DeclaredObject: m, Candidates: r.candidates,
	}
	if r.proposed {
		d.Property, d.LiveObject, d.Live = Name, r.live, r.live.Ref().Path()
		d.Declared = m.Ref().Path()
		p.lose(r.live)
	}
	for _, other := range p.Declared[1:] {
		d.Also = append(d.Also, other.Origin)
	}
	c.add(d)
}

// keyed reports that a model has what nearly every table has, a key.
func keyed(m *schema.Table) bool { return m.PrimaryKey != nil || m.Column("id") != nil }

// names reports the models whose relation has another name than they say, or
// stands where an unqualified name does not reach it.
func (c *comparer) names(ties []tied) {
	reached := false
	elsewhere := make(map[string]int)
	for _, t := range ties {
		reached = reached || t.by == tiedByName && t.model.Schema == ""
		if t.by == tiedElsewhere {
			elsewhere[t.pair.Live.Schema]++
		}
	}
	for _, t := range ties {
		var reason string
		confidence := 1.0
		switch {
		case t.by == tiedByRename:
			reason = ReasonConfirmed
		case t.by == tiedElsewhere && reached:
			reason = ReasonElsewhere
		case t.by == tiedByColumns:
			reason = "nearly all columns are the same"
			confidence = proposeAt
		default:
			continue
		}
		c.add(Difference{
			Object: t.model.Ref(), Property: Name, Facet: FacetPresence,
			Declared: t.model.Ref().Path(), Live: t.pair.Ref.Path(), Reason: reason,
			Table: t.pair, Model: t.model, DeclaredObject: t.model, LiveObject: t.pair.Live, Origin: t.model.Origin,
			Candidates: []Candidate{{Object: t.pair.Ref, Confidence: confidence, Reasons: []string{reason}}},
		})
	}
	if reached {
		return
	}
	for _, name := range slices.Sorted(maps.Keys(elsewhere)) {
		c.gap(schema.Gap{
			Subject: "schema " + schema.QuoteIdent(name),
			Reason:  plural(elsewhere[name], "model") + " without a schema stand for its tables, and it is not in the search path of this role",
			Hint:    "the program must set its own search path, or name the schema",
		})
	}
}

// undeclaredTables reports live relations that no model stands for. Partitions
// go with their parent, other tools' bookkeeping is nobody's model, and views
// are expected to have models only where the declared side lists views.
func (c *comparer) undeclaredTables(single []*schema.Table, taken map[*schema.Table]bool) {
	views, partitions, children := 0, 0, 0
	for _, t := range single {
		complete := c.complete(t.Kind)
		switch {
		case taken[t]:
		case t.Kind == schema.KindPartition && !complete:
			partitions++
		case !complete && (t.Kind == schema.KindView || t.Kind == schema.KindMaterializedView):
			views++
		case keeper(t) != "":
			c.gap(schema.Gap{
				Subject: t.Ref().String(),
				Reason:  "it is the bookkeeping of " + keeper(t),
			})
		case !complete && c.childOfCompared(t):
			children++
		default:
			p := &TablePair{Ref: t.Ref(), Live: t}
			p.lose(t)
			c.diff.Tables = append(c.diff.Tables, p)
			c.add(Difference{
				Object: t.Ref(), Property: Undeclared, Facet: FacetPresence,
				Live: tableSpelling(t), Table: p, LiveObject: t,
			})
		}
	}
	if partitions > 0 {
		c.gap(schema.Gap{Subject: plural(partitions, "partition"), Reason: "they are compared through their parent"})
	}
	if children > 0 {
		c.gap(schema.Gap{Subject: plural(children, "inherited table"), Reason: "they are compared through their parent"})
	}
	if views > 0 {
		c.gap(schema.Gap{Subject: plural(views, "view"), Reason: "no model stands for them"})
	}
}

// childOfCompared reports that the relation inherits from one that has a model:
// its rows are its parent's rows.
func (c *comparer) childOfCompared(t *schema.Table) bool {
	return slices.ContainsFunc(t.Inherits, func(r schema.Ref) bool {
		return slices.ContainsFunc(c.diff.Tables, func(p *TablePair) bool {
			return len(p.Declared) > 0 && p.Live != nil && p.Live.Schema == r.Schema && p.Live.Name == r.Name
		})
	})
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}

// lose counts every fact that the relation carries as one that the other side
// does not agree to.
func (p *TablePair) lose(t *schema.Table) {
	p.Facts[FacetPresence].Differ++
	for _, col := range t.Columns {
		p.loseColumn(col)
	}
	if t.PrimaryKey != nil {
		p.Facts[FacetPrimaryKey].Differ++
	}
	p.Facts[FacetUnique].Differ += len(t.Uniques)
	p.Facts[FacetForeignKey].Differ += len(t.ForeignKeys)
	p.Facts[FacetCheck].Differ += len(t.Checks) + len(t.Exclusions)
	p.Facts[FacetIndex].Differ += len(t.Indexes)
}

func (p *TablePair) loseColumn(col *schema.Column) {
	p.Facts[FacetPresence].Differ++
	if !col.Type.Silent() || col.Host != nil {
		p.Facts[FacetType].Differ++
	}
	if !col.NotNull.Silent() || col.Host != nil && col.Host.Null != schema.NullUnknown {
		p.Facts[FacetNullability].Differ++
	}
	if col.Default.Or("") != "" {
		p.Facts[FacetDefault].Differ++
	}
}
