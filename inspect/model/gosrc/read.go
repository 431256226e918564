package gosrc

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/model"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// A Result is what Go source declares.
type Result struct {
	Database *schema.Database
	// Left is what was seen and passed over for a known reason: structs without
	// tags, files of other systems, directories that are modules of their own.
	// It is long, and of interest to somebody who misses a model.
	Left []schema.Gap
}

// Dialect makes one dialect of several: struct by struct, the first whose tags
// are used reads it.
func Dialect(name, doc string, dialects ...*StructDialect) model.Dialect {
	return model.Dialect{
		Name:  name,
		Doc:   doc,
		Reads: reads(),
		Read: func(ctx context.Context, fsys fs.FS, patterns []string) (*schema.Database, error) {
			r, err := Read(ctx, fsys, patterns, dialects...)
			if err != nil {
				return nil, err
			}
			return r.Database, nil
		},
		Left: func(ctx context.Context, fsys fs.FS, patterns []string) ([]schema.Gap, error) {
			r, err := Read(ctx, fsys, patterns, dialects...)
			if err != nil {
				return nil, err
			}
			return r.Left, nil
		},
	}
}

func reads() []schema.Kind { return []schema.Kind{schema.KindColumn} }

// A reading is one run of Read.
type reading struct {
	p        *Program
	dialects []*StructDialect
	survey   Survey
	byStruct map[*Struct]*candidate
	others   map[string][]*Struct // by the library whose tags they have
	migrated map[*Package]bool    // packages of which AutoMigrate is given structs: those, and not others
	spoken   map[speech]bool
	signs    map[*Struct]signed
	db       *schema.Database
}

type speech struct {
	pkg     *Package
	dialect *StructDialect
}

// Read describes the tables that the structs of the selected packages stand for.
// Where several dialects speak on one struct, the first of those given that does
// wins; the last is also that of structs which a directive or a method alone
// makes models.
func Read(ctx context.Context, fsys fs.FS, patterns []string, dialects ...*StructDialect) (*Result, error) {
	p, err := Load(ctx, fsys, patterns)
	if err != nil {
		return nil, err
	}
	s, err := p.survey(ctx)
	if err != nil {
		return nil, err
	}
	r := &reading{
		p:        p,
		dialects: dialects,
		survey:   Survey{s: s},
		byStruct: map[*Struct]*candidate{},
		others:   map[string][]*Struct{},
		migrated: map[*Package]bool{},
		spoken:   map[speech]bool{},
		signs:    map[*Struct]signed{},
		db:       &schema.Database{Dialect: "go", Speaks: reads()},
	}
	candidates := r.detect()
	for _, d := range dialects {
		if d.Declares != nil {
			tables, gaps := d.Declares(p, r.survey)
			r.db.Tables, r.db.Gaps = append(r.db.Tables, tables...), append(r.db.Gaps, gaps...)
		}
	}
	drafts := map[*StructDialect][]*Draft{}
	for _, c := range candidates {
		if c.dialect == nil {
			continue
		}
		if d := r.draft(c); d != nil {
			drafts[c.dialect] = append(drafts[c.dialect], d)
		}
	}
	for _, d := range dialects {
		if d.Relate != nil {
			r.db.Tables = append(r.db.Tables, d.Relate(drafts[d])...)
		}
		if d.Queried && len(drafts[d]) > 0 {
			if err := r.query(ctx, d, drafts[d]); err != nil {
				return nil, err
			}
		}
		guessed(d, drafts[d])
		for _, draft := range drafts[d] {
			r.db.Tables = append(r.db.Tables, draft.Table)
			r.db.Gaps = append(r.db.Gaps, draft.gaps...)
		}
	}
	r.unread()
	if len(r.db.Tables) == 0 {
		e := &EmptyError{Patterns: patterns, Structs: len(candidates)}
		if len(r.db.Gaps) > 0 {
			e.instead = r.db.Gaps[0].Subject
		}
		for _, d := range dialects {
			if d.Tag != "" {
				e.tags = append(e.tags, d.Tag)
			}
		}
		slices.Sort(e.tags)
		return nil, e
	}
	p.misplaced()
	r.driven()
	r.shared()
	r.db.Gaps = append(r.db.Gaps, p.gaps...)
	r.db.Sort()
	slices.SortStableFunc(p.left, func(a, b schema.Gap) int { return a.Origin.Compare(b.Origin) })
	return &Result{Database: r.db, Left: p.left}, nil
}

// query learns from the modules' own SQL: which columns' names a query of the
// table gives to what it computes or joins, and which tables it names.
func (r *reading) query(ctx context.Context, d *StructDialect, drafts []*Draft) error {
	q, err := r.p.queries(ctx)
	if err != nil {
		return err
	}
	for _, draft := range drafts {
		q.settle(draft.Table, d.Rule)
		for _, col := range draft.Table.Columns {
			col.Computed = q.computes(draft.Table.Name, col.Name)
		}
		q.beside(draft.Table)
	}
	return nil
}

// settle makes certain the name of a table that the naming rule alone gives, if
// queries name such a table: if it is gone, they fail. Queries that name only
// other tables speak against it.
func (q *queries) settle(t *schema.Table, rule string) {
	b := &t.Binding
	if b.How != rule || b.Certain || b.Partial {
		return
	}
	switch {
	case q.named[t.Name]:
	case b.OtherName != "" && q.named[b.OtherName]:
		t.Name, b.OtherName = b.OtherName, ""
	default:
		b.Unmentioned = len(q.named) > 0
		return
	}
	b.Certain, b.How = true, rule+", and queries"
}

// stated are the ways in which code says outright what its table is called.
var stated = map[string]bool{"directive": true, "TableName method": true}

// draft describes one model; nil if it turns out to be none.
func (r *reading) draft(c *candidate) *Draft {
	d := &Draft{
		Program: r.p,
		Struct:  c.s,
		Survey:  r.survey.In(c.s.Package),
		Table: &schema.Table{
			Kind:   schema.KindTable,
			Schema: c.namespace,
			Name:   c.name,
			Binding: schema.Binding{
				How:       c.how,
				Certain:   c.certain,
				Dialect:   c.dialect.Name,
				Partial:   c.partial,
				Generator: c.s.Generator,
			},
			Origin: c.s.Origin,
		},
		Named: func(s *Struct) (string, string) {
			n := r.nameOf(s, c.dialect)
			return n.namespace, n.name
		},
	}
	// The name of the rule stands in for one that only running tells.
	d.Table.Binding.Unmentioned = c.gap != nil
	if !stated[c.how] && c.dialect.OtherName != nil {
		d.Table.Binding.OtherName = c.dialect.OtherName(c.s.Name)
	}
	r.tags(d, c.dialect)
	c.dialect.Columns(d)
	d.flaws()
	if driver := c.s.Driver(); driver != "" && driver != ReaderSQL.Name {
		for _, col := range d.Table.Columns {
			if col.Host != nil && (driver == DriverPGX) == (fixed[col.Host.Reader] == DriverPGX) {
				col.Host.Driver = driver
			}
		}
	}
	if len(d.Table.Columns) == 0 && !r.namedOutright(c.s) {
		c.left.Reason = "it has no columns"
		r.leave(c)
		return nil
	}
	return d
}

// tags reports the tags of the struct that nobody can read.
func (r *reading) tags(d *Draft, dialect *StructDialect) {
	for _, f := range d.Struct.Fields {
		if f.Tag.Malformed != "" {
			d.Flaw(schema.FlawMalformed, f, "", "its tag is not well-formed: "+f.Tag.Malformed, `write key:"value" key:"value"`)
		}
		if tag, ok := f.Tag.Lookup(dialect.Tag); ok && dialect.Says(tag) && !f.Exported() && !f.Embedded && f.Name != dialect.Marker {
			d.Flaw(schema.FlawUnfilled, f, "", "it has a "+dialect.Tag+" tag and is not exported, so that no library can fill it", "export it, or drop the tag")
		}
	}
}

// A naming is the name of a struct's table and where it comes from.
type naming struct {
	namespace, name string
	how             string
	certain         bool
	gap             *schema.Gap
}

// nameOf finds the name of a struct's table.
func (r *reading) nameOf(s *Struct, d *StructDialect) naming {
	if dir, ok := s.directive("table"); ok {
		namespace, name, _ := splitName(dir.arg)
		return naming{namespace: namespace, name: name, how: "directive", certain: true}
	}
	if by, sign := r.signOf(s); by == d && sign.Name != "" {
		return naming{namespace: sign.Namespace, name: sign.Name, how: sign.How, certain: sign.Certain}
	}
	rule := naming{name: d.TableName(r.survey.In(s.Package), s.Name), how: d.Rule}
	m := r.p.method(s.Type, "TableName")
	if m == nil || d.Mute || m.decl == nil {
		return rule
	}
	e := &evaluator{p: r.p}
	if text, ok := e.returned(m.decl, m.file); ok {
		if namespace, name, err := splitName(text); err == nil {
			return naming{namespace: namespace, name: name, how: "TableName method", certain: true}
		}
	}
	rule.gap = &schema.Gap{
		Subject: "struct " + s.String(), Reason: "its TableName method does not simply return one constant name",
		Hint:         "name the table with //synapcheck:table NAME in the comment above the type",
		Undetermined: true,
		Object:       schema.Ref{Kind: schema.KindTable, Name: rule.name},
		Origin:       r.p.origin(m.file, m.decl.Name.Pos(), m.receiver.Name+".TableName"),
	}
	return rule
}

// unread counts the structs with the tags of libraries that no dialect reads.
func (r *reading) unread() {
	for _, library := range slices.Sorted(maps.Keys(r.others)) {
		structs := r.others[library]
		slices.SortFunc(structs, func(a, b *Struct) int { return a.Origin.Compare(b.Origin) })
		r.db.Gaps = append(r.db.Gaps, schema.Gap{
			Subject: count(len(structs), "struct") + " with " + library + " tags",
			Reason:  "these tags are not read",
			Hint:    "put //synapcheck:table NAME above a struct to read its fields by their names",
			Origin:  structs[0].Origin,
		})
	}
}

// shared reports tables that several structs claim to describe in full.
func (r *reading) shared() {
	claims := map[schema.Ref][]*schema.Table{}
	var refs []schema.Ref
	for _, t := range r.db.Tables {
		if t.Binding.Partial {
			continue
		}
		if len(claims[t.Ref()]) == 1 {
			refs = append(refs, t.Ref())
		}
		claims[t.Ref()] = append(claims[t.Ref()], t)
	}
	for _, ref := range refs {
		tables := claims[ref]
		slices.SortFunc(tables, func(a, b *schema.Table) int { return a.Origin.Compare(b.Origin) })
		places := make([]string, len(tables))
		for i, t := range tables {
			places[i] = fmt.Sprintf("%s (%s:%d)", t.Origin.Symbol(), t.Origin.File(), t.Origin.Line())
		}
		r.db.Gaps = append(r.db.Gaps, schema.Gap{
			Subject: ref.String(),
			Reason:  fmt.Sprintf("%d structs stand for it: %s", len(tables), strings.Join(places, ", ")),
			Hint:    "put //synapcheck:ignore above those that are no models, or //synapcheck:table NAME above those of other tables",
			Object:  ref,
			Origin:  tables[0].Origin,
		})
	}
}
