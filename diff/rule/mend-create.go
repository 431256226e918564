package rule

import (
	"fmt"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/codegen/ddl"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// create are the statements that make an object that the database lacks.
func create(p *Pass, d *diff.Difference, text string) []string {
	if d.Object.Kind == schema.KindColumn {
		return createColumn(p, d)
	}
	db := new(schema.Database)
	switch o := d.DeclaredObject.(type) {
	case *schema.Schema:
		db.Schemas = []*schema.Schema{o}
	case *schema.Enum:
		db.Enums = []*schema.Enum{o}
	case *schema.Domain:
		db.Domains = []*schema.Domain{o}
	case *schema.Sequence:
		db.Sequences = []*schema.Sequence{o}
	case *schema.Object:
		if o.Kind == schema.KindSubscription || o.Kind == schema.KindUserMapping {
			return nil // it needs a secret
		}
		db.Objects = []*schema.Object{o}
	case *schema.Table:
		return createTable(p, d)
	default:
		if strings.Contains(text, " unique using index ") {
			return []string{text}
		}
		if made := createPart(p, d); len(made) > 0 {
			return append(inTheWay(p, d), made...)
		}
		return nil
	}
	if d.Object.Kind == schema.KindSchema && len(db.Schemas) == 0 {
		return []string{"create schema " + sqlIdent(d.Object.Name)}
	}
	return write(p, db, all)
}

func createColumn(p *Pass, d *diff.Difference) []string {
	if onView(d) {
		return viewAnew(p, d)
	}
	t, c := declaredTable(p, d), d.DeclaredColumn
	if t == nil || c == nil || c.Type.Silent() || !c.Computed.IsZero() || c.Rare != nil && c.Rare.Inherited {
		return nil
	}
	if p.Diff.Declared.Dialect != "postgres" && !complete(p, d) {
		// A model says what a column holds and not how it is called in SQL.
		return []string{alterTable(d) + " add column " + sqlIdent(d.Object.Name) + " " + c.Type.Or(schema.Type{}).String()}
	}
	return ddl.AddColumn(p.Diff.Live.Server, t, c, ddl.Options{})
}

// createTable makes a relation with everything that belongs to it.
func createTable(p *Pass, d *diff.Difference) []string {
	t := declaredTable(p, d)
	if t == nil || !complete(p, d) {
		return nil
	}
	db := &schema.Database{Tables: append(parents(p, t), t)}
	for _, o := range p.Diff.Declared.Objects {
		if o.Parent == t.Name && o.Schema == t.Schema {
			db.Objects = append(db.Objects, o)
		}
	}
	for _, s := range p.Diff.Declared.Sequences {
		if s.OwnedBy.Schema == t.Schema && s.OwnedBy.Parent == t.Name {
			db.Sequences = append(db.Sequences, s)
		}
	}
	own := func(r schema.Ref) bool {
		of := r.Table()
		return of.Name == t.Name && of.Schema == t.Schema || r.Kind == schema.KindSequence
	}
	return write(p, db, own)
}

// createPart makes a constraint or index of a relation that exists.
func createPart(p *Pass, d *diff.Difference) []string {
	if c, ok := d.DeclaredObject.(*schema.Check); ok && d.Table != nil {
		return addCheck(d, c)
	}
	part := partOfTable(p, d)
	if part == nil {
		return nil
	}
	statements := write(p, &schema.Database{Tables: []*schema.Table{part}}, func(r schema.Ref) bool { return r.Parent != "" })
	for i, s := range statements {
		s = strings.Replace(s, "ALTER TABLE ONLY ", "ALTER TABLE ", 1)
		if !partitioned(p, d) {
			s = concurrently(s)
		}
		statements[i] = s
	}
	return statements
}

func addCheck(d *diff.Difference, c *schema.Check) []string {
	s := alterTable(d) + " add " + checkClause(c)
	if c.NoInherit.Or(false) {
		s += " no inherit"
	}
	if !c.Enforced.Or(true) {
		s += " not enforced"
	} else if !c.Validated.Or(true) {
		s += " not valid"
	}
	out := []string{s}
	if text := c.Comment.Or(""); text != "" && c.Name != "" {
		out = append(out, fmt.Sprintf("comment on constraint %s on %s is %s", sqlIdent(c.Name), sqlName(d.Table.Ref.Table()), sqlString(text)))
	}
	return out
}

// checkClause is a check with its name, if it has one.
func checkClause(c *schema.Check) string {
	name := ""
	if c.Name != "" {
		name = "constraint " + sqlIdent(c.Name) + " "
	}
	return name + "check (" + c.Expr + ")"
}

// inTheWay are the statements that free the name of a constraint or index which
// a live one of another kind has.
func inTheWay(p *Pass, d *diff.Difference) []string {
	name := d.Object.Name
	if name == "" || d.Table == nil || d.Table.Live == nil {
		return nil
	}
	t := d.Table.Live
	for _, k := range t.Uniques {
		if k.Name == name {
			return []string{dropConstraint(d)}
		}
	}
	for _, x := range t.Exclusions {
		if x.Name == name {
			return []string{dropConstraint(d)}
		}
	}
	for _, x := range t.Indexes {
		if x.Name == name {
			other := *d
			other.Object.Kind = schema.KindIndex
			return drop(p, &other)
		}
	}
	return nil
}

// concurrently makes an index without blocking those who write.
func concurrently(statement string) string {
	for _, head := range []string{"CREATE INDEX ", "CREATE UNIQUE INDEX "} {
		if rest, ok := strings.CutPrefix(statement, head); ok {
			return head + "CONCURRENTLY " + rest
		}
	}
	return statement
}

// partOfTable is the relation with nothing but the declared constraint or index.
func partOfTable(p *Pass, d *diff.Difference) *schema.Table {
	if d.Table == nil {
		return nil
	}
	r := d.Table.Ref
	t := &schema.Table{Kind: r.Kind, Schema: r.Schema, Name: r.Name}
	switch o := d.DeclaredObject.(type) {
	case *schema.PrimaryKey:
		t.PrimaryKey = o
	case *schema.Unique:
		t.Uniques = []*schema.Unique{o}
	case *schema.ForeignKey:
		key := *o
		if key.RefSchema == "" {
			key.RefSchema = liveSchema(p, d, key.RefTable)
		}
		if have, ok := d.LiveObject.(*schema.ForeignKey); ok && !complete(p, d) {
			key.OnUpdate, key.OnDelete = saidOr(key.OnUpdate, have.OnUpdate), saidOr(key.OnDelete, have.OnDelete)
			key.Match, key.Deferrable = saidOr(key.Match, have.Match), saidOr(key.Deferrable, have.Deferrable)
		}
		t.ForeignKeys = []*schema.ForeignKey{&key}
	case *schema.Exclusion:
		t.Exclusions = []*schema.Exclusion{o}
	case *schema.Index:
		index := *o
		if have, ok := d.LiveObject.(*schema.Index); ok && !complete(p, d) {
			index.Method, index.Where, index.Options = saidOr(index.Method, have.Method), saidOr(index.Where, have.Where), saidOr(index.Options, have.Options)
			index.Unique, index.NullsNotDistinct = saidOr(index.Unique, have.Unique), saidOr(index.NullsNotDistinct, have.NullsNotDistinct)
		}
		t.Indexes = []*schema.Index{&index}
	default:
		return nil
	}
	return t
}

// saidOr is what is declared, or else what the database has.
func saidOr[T comparable](declared, live schema.Claim[T]) schema.Claim[T] {
	if declared.Silent() {
		return live
	}
	return declared
}

// liveSchema is the schema of the relation that a model names alone.
func liveSchema(p *Pass, d *diff.Difference, table string) string {
	for _, schemas := range [][]string{{d.Table.Ref.Schema}, p.Diff.Live.SearchPath} {
		for _, s := range schemas {
			if slices.ContainsFunc(p.Diff.Live.Tables, func(t *schema.Table) bool { return t.Schema == s && t.Name == table }) {
				return s
			}
		}
	}
	return ""
}

// drop are the statements that let an object go which is not declared. Nothing
// that needs it goes along: the database refuses instead.
func drop(p *Pass, d *diff.Difference) []string {
	switch k := d.Object.Kind; {
	case k == schema.KindColumn && onView(d):
		return viewAnew(p, d)
	case k == schema.KindColumn:
		return []string{alterTable(d) + " drop column " + sqlIdent(columnName(d))}
	case k == schema.KindIndex && partitioned(p, d):
		return []string{"drop index " + sqlName(schema.Ref{Schema: d.Object.Schema, Name: d.Object.Name})}
	case k == schema.KindIndex:
		return []string{dropIndex(d)}
	case k == schema.KindCheck && d.Table == nil:
		return []string{"alter domain " + sqlName(d.Object.Table()) + " drop constraint " + sqlIdent(d.Object.Name)}
	case objectWords[k] == "constraint":
		if d.Object.Name == "" {
			return nil
		}
		return []string{dropConstraint(d)}
	case k == schema.KindDefaultPrivileges, k == schema.KindUserMapping, k == schema.KindSubscription, k == schema.KindBaseType:
		return nil // a base type and its functions need each other
	}
	return []string{"drop " + sqlObject(d)}
}
