package rule

import (
	"fmt"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/codegen/ddl"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// mendColumn changes a column to what is declared.
func mendColumn(p *Pass, d *diff.Difference, text string) []string {
	want, have := d.DeclaredColumn, d.LiveColumn
	if onView(d) && (d.Property == diff.Type || d.Property == diff.Collation) {
		return viewAnew(p, d)
	}
	if want == nil || have == nil {
		return plain(d, text)
	}
	column := sqlIdent(have.Name)
	switch d.Property {
	case diff.NotNull, diff.HostNull, diff.HostNeeded:
		verb := " set not null"
		if strings.HasSuffix(text, " drop not null") {
			verb = " drop not null"
		}
		return []string{alterColumn(d) + verb}
	case diff.Default:
		return redefault(p, d, want)
	case diff.Identity:
		return reidentify(d, want, have)
	case diff.Type:
		return retype(p, d, want, have)
	case diff.Collation:
		return []string{alterColumn(d) + typeOf(have) + " collate " + or(collationSQL(d.Declared), `"default"`)}
	case diff.HostWrites:
		return []string{text}
	case diff.UnknownType:
		if strings.HasPrefix(text, "create extension ") {
			return []string{text}
		}
		return nil
	case diff.Generated:
		if d.Declared == "" {
			return []string{alterColumn(d) + " drop expression"}
		}
		t := declaredTable(p, d)
		if t == nil || want.Type.Silent() {
			return nil
		}
		return append([]string{alterTable(d) + " drop column " + column}, ddl.AddColumn(p.Diff.Live.Server, t, want, ddl.Options{})...)
	case diff.ColumnOptions:
		return replaceOptions(alterColumn(d), d)
	case diff.Sequencing:
		return mendIdentity(d, want, have)
	case diff.ForeignOptions:
		return mendForeign("alter foreign table "+tableName(d)+" alter column "+column, d)
	case diff.Inherited:
		return adopt(p, d)
	case diff.NullName:
		return mendNotNull(d, want, have)
	}
	return plain(d, text)
}

// retype gives a column its declared type. A default is of the type, too, and
// has to be put away meanwhile.
func retype(p *Pass, d *diff.Difference, want, have *schema.Column) []string {
	t, ok := want.Type.Get()
	if !ok || have.Generated.Or(schema.Generated{}).Expr != "" {
		return nil
	}
	column := sqlIdent(have.Name)
	name := sqlType(t)
	change := fmt.Sprintf("alter column %s type %s using %s::%s", column, name, column, name)
	value := have.Default.Or("")
	if !want.Default.Silent() && complete(p, d) {
		value = want.Default.Or("")
	}
	if have.Default.Or("") == "" || strings.HasPrefix(have.Default.Or(""), "nextval(") {
		return []string{alterTable(d) + " " + change}
	}
	s := fmt.Sprintf("%s alter column %s drop default, %s", alterTable(d), column, change)
	if value != "" {
		s += fmt.Sprintf(", alter column %s set default %s", column, value)
	}
	return []string{s}
}

// redefault gives a column its declared default, and that the sequence which it
// counts by.
func redefault(p *Pass, d *diff.Difference, want *schema.Column) []string {
	value := want.Default.Or("")
	if value == "" {
		return []string{alterColumn(d) + " drop default"}
	}
	set := alterColumn(d) + " set default " + value
	for _, s := range p.Diff.Declared.Sequences {
		if s.OwnedBy.Schema != d.Object.Schema || s.OwnedBy.Parent != d.Object.Parent || s.OwnedBy.Name != want.Name || slices.ContainsFunc(p.Diff.Live.Sequences, func(o *schema.Sequence) bool { return o.Ref() == s.Ref() }) {
			continue
		}
		return append(write(p, &schema.Database{Sequences: []*schema.Sequence{s}}, all), set)
	}
	return []string{set}
}

// reidentify changes what a column's numbers come from. New ones go on behind the
// highest that is there.
func reidentify(d *diff.Difference, want, have *schema.Column) []string {
	to, from := want.Identity.Or(schema.IdentityNone), have.Identity.Or(schema.IdentityNone)
	alter := alterColumn(d)
	if to == schema.IdentityNone || from != schema.IdentityNone {
		return []string{alter + setIdentity(to, from)}
	}
	var out []string
	if have.Default.Or("") != "" {
		out = append(out, alter+" drop default")
	}
	if !have.NotNull.Or(true) {
		out = append(out, alter+" set not null")
	}
	table, column := sqlName(d.Table.Ref.Table()), sqlIdent(have.Name)
	return append(out, alter+setIdentity(to, from), fmt.Sprintf(
		"select pg_catalog.setval(pg_catalog.pg_get_serial_sequence(%s, %s), coalesce(max(%s), 0) + 1, false) from %s",
		sqlString(table), sqlString(have.Name), column, table))
}

// mendIdentity sets what differs of a column's own sequence.
func mendIdentity(d *diff.Difference, want, have *schema.Column) []string {
	if want.Rare == nil {
		want = &schema.Column{Rare: new(schema.Rare)}
	}
	usual := schema.Sequence{
		Start: schema.Is[int64](1), Increment: schema.Is[int64](1), Min: schema.Is[int64](1), Cache: schema.Is[int64](1), Cycle: schema.Is(false),
	}
	w, h := usual, usual
	over := func(s *schema.Sequence, by *schema.Sequence) {
		if by == nil {
			return
		}
		s.Start, s.Increment, s.Min = saidOr(by.Start, s.Start), saidOr(by.Increment, s.Increment), saidOr(by.Min, s.Min)
		s.Max, s.Cache, s.Cycle = by.Max, saidOr(by.Cache, s.Cache), saidOr(by.Cycle, s.Cycle)
	}
	over(&w, want.Rare.Sequence)
	if have.Rare != nil {
		over(&h, have.Rare.Sequence)
	}
	highest := w.Max.Silent() && !h.Max.Silent()
	if highest {
		w.Max = h.Max
	}
	list, _ := options(&w, &h)
	if highest {
		list = strings.TrimSpace("no maxvalue " + list)
	}
	if list == "" {
		return nil
	}
	words := strings.Fields(list)
	var set []string
	for i := 0; i < len(words); i++ {
		one := "set " + words[i]
		if words[i] != "cycle" {
			i++
			one += " " + words[i]
		}
		set = append(set, one)
	}
	return []string{alterColumn(d) + " " + strings.Join(set, " ")}
}

// adopt makes an object the relation's own which so far it has from its parents
// alone: those who leave their parents keep what they had of them.
func adopt(p *Pass, d *diff.Difference) []string {
	merely := d.Live == "inherited" || strings.Contains(d.Live, "parents")
	if !merely || d.Table == nil || d.Table.Live == nil || d.Table.Live.PartitionOf.Name != "" || len(d.Table.Live.Inherits) == 0 {
		return nil
	}
	var out []string
	for _, r := range d.Table.Live.Inherits {
		out = append(out, alterTable(d)+" no inherit "+sqlName(r))
	}
	for _, r := range d.Table.Live.Inherits {
		out = append(out, alterTable(d)+" inherit "+sqlName(r))
	}
	return out
}

// mendConstraint changes a constraint, which mostly is to make it anew.
func mendConstraint(p *Pass, d *diff.Difference, text string) []string {
	switch d.Property {
	case diff.Comment, diff.Clustered, diff.Tablespace, diff.Validated, diff.Role:
		return []string{text}
	case diff.Enforced:
		if d.Object.Kind == schema.KindForeignKey {
			return []string{text} // PostgreSQL alters this of no other kind
		}
	case diff.Parameters:
		return replaceOptions("alter index "+sqlName(schema.Ref{Schema: d.Object.Schema, Name: d.Object.Name}), d)
	case diff.PartOf:
		return attachPart(p, d)
	case diff.Inherited:
		return adopt(p, d)
	case diff.Deferring:
		if d.Object.Kind == schema.KindForeignKey {
			return []string{fmt.Sprintf("%s alter constraint %s %s", alterTable(d), sqlIdent(d.Object.Name), d.Declared)}
		}
	}
	if d.Table == nil || referredTo(p, d) {
		return nil
	}
	made := createPart(p, d)
	if len(made) == 0 {
		return nil
	}
	return append([]string{dropConstraint(d)}, made...)
}

// referredTo reports that foreign keys need the key, which then cannot go.
func referredTo(p *Pass, d *diff.Difference) bool {
	var columns []string
	switch k := d.LiveObject.(type) {
	case *schema.PrimaryKey:
		columns = k.Columns
	case *schema.Unique:
		columns = k.Columns
	default:
		return false
	}
	return slices.ContainsFunc(p.Diff.Live.Tables, func(t *schema.Table) bool {
		return slices.ContainsFunc(t.ForeignKeys, func(k *schema.ForeignKey) bool {
			return k.RefTable == d.Object.Parent && k.RefSchema == d.Object.Schema && sameSet(k.RefColumns, columns)
		})
	})
}

// attachPart makes the index of a partition a part of its table's.
func attachPart(p *Pass, d *diff.Difference) []string {
	var of *schema.Ref
	switch o := d.DeclaredObject.(type) {
	case *schema.Index:
		of = o.PartOf
	case *schema.PrimaryKey:
		of = o.PartOf
	case *schema.Unique:
		of = o.PartOf
	case *schema.Exclusion:
		of = o.PartOf
	}
	if of == nil || !hasIndex(p.Diff.Live, *of) {
		return nil
	}
	index := func(r schema.Ref) string { return sqlName(schema.Ref{Schema: r.Schema, Name: r.Name}) }
	return []string{"alter index " + index(*of) + " attach partition " + index(d.Object)}
}

// hasIndex reports whether a database has the index, be it that of a constraint.
func hasIndex(db *schema.Database, ref schema.Ref) bool {
	return slices.ContainsFunc(db.Tables, func(t *schema.Table) bool {
		if t.Schema != ref.Schema || t.Name != ref.Parent {
			return false
		}
		return t.PrimaryKey != nil && t.PrimaryKey.Name == ref.Name ||
			slices.ContainsFunc(t.Indexes, func(x *schema.Index) bool { return x.Name == ref.Name }) ||
			slices.ContainsFunc(t.Uniques, func(x *schema.Unique) bool { return x.Name == ref.Name }) ||
			slices.ContainsFunc(t.Exclusions, func(x *schema.Exclusion) bool { return x.Name == ref.Name })
	})
}

// mendIndex makes an index anew beside the old one, so that there always is one.
func mendIndex(p *Pass, d *diff.Difference, text string) []string {
	name := sqlName(schema.Ref{Schema: d.Object.Schema, Name: d.Object.Name})
	switch d.Property {
	case diff.Validity:
		if !strings.HasPrefix(text, "reindex ") {
			return nil
		}
		return []string{text}
	case diff.Comment, diff.Clustered, diff.Tablespace:
		return []string{text}
	case diff.Statistics:
		return indexStatistics(d, name)
	case diff.Parameters:
		return replaceOptions("alter index "+name, d)
	case diff.PartOf:
		return attachPart(p, d)
	}
	want, ok := d.DeclaredObject.(*schema.Index)
	have, also := d.LiveObject.(*schema.Index)
	if !ok || !also || have.PartOf != nil {
		return nil
	}
	anew := *want
	anew.Name, anew.Comment, anew.Statistics = d.Object.Name, saidOr(want.Comment, have.Comment), saidOr(want.Statistics, have.Statistics)
	other := *d
	other.DeclaredObject = &anew
	if partitioned(p, d) {
		return append([]string{"drop index " + name}, createPart(p, &other)...)
	}
	anew.Name = passing(d.Object.Name)
	made := createPart(p, &other)
	if len(made) == 0 {
		return nil
	}
	return append(made, "drop index concurrently "+name,
		"alter index "+sqlName(schema.Ref{Schema: d.Object.Schema, Name: anew.Name})+" rename to "+sqlIdent(d.Object.Name))
}

// passing is a name for the while that the old object has its own.
func passing(name string) string {
	const suffix, most = "_new", 63
	if len(name) > most-len(suffix) {
		name = strings.ToValidUTF8(name[:most-len(suffix)], "")
	}
	return name + suffix
}

// indexStatistics sets the targets of the keys that are expressions.
func indexStatistics(d *diff.Difference, name string) []string {
	targets := func(list string) map[string]string {
		m := make(map[string]string)
		for part := range strings.SplitSeq(list, ",") {
			if column, target, ok := strings.Cut(strings.TrimSpace(part), "="); ok {
				m[column] = target
			}
		}
		return m
	}
	want, have := targets(d.Declared), targets(d.Live)
	var out []string
	for _, column := range namesOf(want, have) {
		if want[column] != have[column] {
			out = append(out, "alter index "+name+" alter column "+column+" set statistics "+or(want[column], "-1"))
		}
	}
	return out
}
