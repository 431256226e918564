package diff

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func (s *side) foreignKeys() {
	pairs, absent, undeclared := match(s.model.ForeignKeys, s.live.ForeignKeys,
		func(d, l *schema.ForeignKey) bool {
			return d.Name == l.Name && slices.Equal(d.Columns, l.Columns) && s.sameReference(d, l)
		},
		func(d, l *schema.ForeignKey) bool { return slices.Equal(d.Columns, l.Columns) && s.sameReference(d, l) },
		func(d, l *schema.ForeignKey) bool {
			return sameColumns(d.Columns, l.Columns) && s.sameTable(d, l)
		},
		func(d, l *schema.ForeignKey) bool { return slices.Equal(d.Columns, l.Columns) },
		func(d, l *schema.ForeignKey) bool { return d.Name != "" && d.Name == l.Name },
	)
	for _, p := range pairs {
		s.foreignKey(p.declared, p.live)
	}
	for _, d := range absent {
		s.absent(FacetForeignKey, schema.KindForeignKey, d.Name, spellForeignKey(d), d, d.Origin)
	}
	for _, l := range undeclared {
		s.undeclared(FacetForeignKey, schema.KindForeignKey, l.Name, spellForeignKey(l), l)
	}
}

func (s *side) foreignKey(d, l *schema.ForeignKey) {
	const f = FacetForeignKey
	of := s.of(schema.KindForeignKey, l.Name, d, l, d.Origin)
	setColumns := Unsaid
	if len(d.SetColumns) > 0 || s.complete(schema.KindForeignKey) {
		setColumns = verdict(sameColumns(d.SetColumns, l.SetColumns))
	}
	s.count(f, l.Name, worst(
		spelt(s, f, of, Columns, verdict(slices.Equal(d.Columns, l.Columns) || s.samePairs(d, l)), d.Columns, l.Columns, list),
		spelt(s, f, of, Reference, verdict(s.sameReference(d, l) || s.samePairs(d, l)), d, l, spellReference),
		s.property(f, of, OnUpdate, claims(d.OnUpdate, l.OnUpdate), string(d.OnUpdate.Or("")), string(l.OnUpdate.Or(""))),
		spelt(s, f, of, OnDelete, worst(claims(d.OnDelete, l.OnDelete), setColumns), d, l, spellDelete),
		s.property(f, of, Match, claims(d.Match, l.Match), d.Match.Or(""), l.Match.Or("")),
		s.deferring(f, of, d.Deferrable, l.Deferrable),
		s.held(f, of, d.Enforced, l.Enforced, d.Validated, l.Validated),
		s.temporal(f, of, d.Period, l.Period, "period"),
	))
	s.kept(of, keeping{PartOf: d.PartOf, Comment: d.Comment}, keeping{PartOf: l.PartOf, Comment: l.Comment})
	s.names(f, schema.KindForeignKey, of, d.Name, l.Name)
}

// sameReference reports that both keys refer to the same columns of the same
// table. Columns that are not named are those of the primary key.
func (s *side) sameReference(d, l *schema.ForeignKey) bool {
	if !s.sameTable(d, l) {
		return false
	}
	want, have := d.RefColumns, l.RefColumns
	if len(want) == 0 {
		want = s.primaryKeyOf(l)
	}
	return len(want) == 0 || slices.Equal(want, have)
}

// samePairs reports that both keys tie the same columns to the same columns,
// listed in another order.
func (s *side) samePairs(d, l *schema.ForeignKey) bool {
	if !s.sameTable(d, l) || len(d.Columns) != len(l.Columns) ||
		len(d.RefColumns) != len(d.Columns) || len(l.RefColumns) != len(l.Columns) {
		return false
	}
	tie := func(k *schema.ForeignKey) []string {
		ties := make([]string, len(k.Columns))
		for i := range k.Columns {
			ties[i] = k.Columns[i] + "\x00" + k.RefColumns[i]
		}
		return ties
	}
	return sameColumns(tie(d), tie(l))
}

// sameTable reports that both keys refer to the same table. One whose schema
// cannot be told may be any of its name.
func (s *side) sameTable(d, l *schema.ForeignKey) bool {
	if d.RefTable != l.RefTable {
		return false
	}
	if d.RefSchema == l.RefSchema {
		return true
	}
	want, have := s.refSchema(d), s.refSchema(l)
	return want == "" || have == "" || want == have
}

// refSchema is the schema of the table that the key refers to, by name or as an
// unqualified name is looked up; empty if that does not tell.
func (s *side) refSchema(k *schema.ForeignKey) string {
	if k.RefSchema != "" {
		return k.RefSchema
	}
	var schemas []string
	for _, t := range s.comparer.live.Tables {
		if t.Name == k.RefTable {
			schemas = append(schemas, t.Schema)
		}
	}
	found, _ := s.lookUp(schemas)
	return found
}

func (s *side) primaryKeyOf(l *schema.ForeignKey) []string {
	for _, t := range s.comparer.live.Tables {
		if t.Name == l.RefTable && t.Schema == l.RefSchema && t.PrimaryKey != nil {
			return t.PrimaryKey.Columns
		}
	}
	return nil
}

func (s *side) validated(f Facet, of func(Property) Difference, declared, live schema.Claim[bool]) Verdict {
	spell := func(c schema.Claim[bool]) string { return yesNo(c.Or(true), "validated", "not valid") }
	return s.property(f, of, Validated, claims(declared, live), spell(declared), spell(live))
}

func spellReference(k *schema.ForeignKey) string {
	ref := schema.Ref{Kind: schema.KindTable, Schema: k.RefSchema, Name: k.RefTable}.Path()
	if len(k.RefColumns) > 0 {
		ref += " " + list(k.RefColumns)
	}
	return ref
}

func spellForeignKey(k *schema.ForeignKey) string {
	var b strings.Builder
	b.WriteString(list(k.Columns) + " references " + spellReference(k))
	if a := k.OnUpdate.Or(schema.NoAction); a != schema.NoAction {
		b.WriteString(" on update " + string(a))
	}
	if a := k.OnDelete.Or(schema.NoAction); a != schema.NoAction {
		b.WriteString(" on delete " + spellDelete(k))
	}
	return b.String()
}

func spellDelete(k *schema.ForeignKey) string {
	if len(k.SetColumns) == 0 {
		return string(k.OnDelete.Or(""))
	}
	return string(k.OnDelete.Or("")) + " " + list(k.SetColumns)
}
