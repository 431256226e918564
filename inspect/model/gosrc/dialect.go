package gosrc

import (
	"fmt"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// A StructDialect reads the structs of one language of tags.
type StructDialect struct {
	// Name goes into Binding.Dialect: "db", "gorm".
	Name string
	// Tag is the key of its struct tags; "" for one that only a Sign tells.
	Tag string
	// Says reports whether a tag's value says more than that the field is no
	// column.
	Says func(tag string) bool
	// Libraries are import paths that show that a package uses the dialect; one
	// that ends in a slash stands for all below it.
	Libraries []string
	// Rule is the naming rule for tables: what it is called, and the name that
	// it gives to a struct.
	Rule      string
	TableName func(modules Survey, structName string) string
	// OtherName, if there is one, gives the name that the table may have if it has
	// not the one of the rule.
	OtherName func(structName string) string
	// Queried is true where rows come from SQL that people write, so that a field
	// may stand for what a query computes or joins.
	Queried bool
	// Binds is true where the naming rule is the library's own, so that a struct
	// with tags and a key certainly stands for the table.
	Binds bool
	// Keyed reports whether a struct has the key that every table has.
	Keyed func(p *Program, s *Struct) bool
	// Related returns the structs that a model's fields make models too, and
	// Lent those whose fields a tag makes the model's own.
	Related, Lent func(p *Program, s *Struct) []*Struct
	// Generated returns the name of the evidence for a struct that a program has
	// written for a table, without tags; "" for another struct.
	Generated func(p *Program, s *Struct) string
	// Resembles reports whether a struct without tags, among models, has the
	// look of one. A dialect without it takes no such struct.
	Resembles func(p *Program, s *Struct) bool
	// Sign, if there is one, knows structs of the dialect by other signs than tags.
	Sign func(p *Program, s *Struct) (sign Sign, ok bool)
	// Marker is the field by whose tag a struct speaks for itself, though no
	// library fills it; "" for none.
	Marker string
	// Mute is true for a library that has no use for TableName methods.
	Mute bool
	// Declares, if there is one, returns the tables that selected packages declare
	// by other means than structs, and what of it is not understood.
	Declares func(p *Program, modules Survey) ([]*schema.Table, []schema.Gap)
	// Columns fills the draft's table with columns, keys and indexes.
	Columns func(d *Draft)
	// Relate, if there is one, completes the drafts of the dialect once all of
	// them are there, and returns the tables that exist between them.
	Relate func(all []*Draft) []*schema.Table
}

// A Draft is a table on the way.
type Draft struct {
	Program *Program
	Struct  *Struct
	Survey  Survey
	Table   *schema.Table
	// Named returns the name of another model's table, by the same rules as this
	// one's.
	Named func(s *Struct) (namespace, name string)

	gaps []schema.Gap
}

// Gap notes something that is not understood.
func (d *Draft) Gap(g schema.Gap) { d.gaps = append(d.gaps, g) }

// ColumnGap notes that something about a column stays open.
func (d *Draft) ColumnGap(f *Field, column, reason, hint string) {
	d.Gap(schema.Gap{
		Subject: "field " + f.Origin.Symbol(), Reason: reason, Hint: hint, Undetermined: true,
		Object: d.Table.Child(schema.KindColumn, column), Origin: f.Origin,
	})
}

// FieldGap notes something wrong with what a field's tag says.
func (d *Draft) FieldGap(f *Field, reason, hint string) {
	d.Flaw(schema.FlawTag, f, "", reason, hint)
}

// Flaw notes something wrong with a field by itself.
func (d *Draft) Flaw(kind schema.FlawKind, f *Field, column, reason, hint string) {
	d.Table.Flaws = append(d.Table.Flaws, schema.Flaw{
		Kind: kind, Column: column, Subject: "field " + f.Origin.Symbol(), Reason: reason, Hint: hint, Origin: f.Origin,
	})
}

// Twice notes that another field of the struct has the column too.
func (d *Draft) Twice(f *Field, column, hint string) {
	d.Flaw(schema.FlawTwice, f, column, "another field of the struct has the column "+column+" too", hint)
}

// otherTags are the tags of mapping libraries that no dialect here reads.
var otherTags = map[string]string{
	"bun": "bun", "pg": "go-pg", "xorm": "xorm", "orm": "beego", "boil": "sqlboiler", "reform": "reform", "meddler": "meddler",
}

// tagsOf returns the dialects that the struct's own tags and those of embedded
// structs speak.
func (r *reading) tagsOf(s *Struct) (own, embedded, other []string) {
	seen := map[*decl]bool{}
	var visit func(fields []*Field, depth int)
	visit = func(fields []*Field, depth int) {
		for _, f := range fields {
			for _, d := range r.dialects {
				if value, ok := f.Tag.Lookup(d.Tag); ok && d.Says(value) && f.Exported() {
					if depth == 0 {
						own = append(own, d.Name)
					} else {
						embedded = append(embedded, d.Name)
					}
				}
			}
			for key, library := range otherTags {
				if r.reads(key) {
					continue
				}
				if value, ok := f.Tag.Lookup(key); ok && value != "-" {
					other = append(other, library)
				}
			}
			if !f.Embedded || depth > deepest {
				continue
			}
			t := f.Type.deref()
			for _, d := range r.dialects {
				if t.Kind == Named && t.decl == nil && (imports{{path: t.Path}}).any(d.Libraries) {
					embedded = append(embedded, d.Name)
				}
			}
			if t.decl != nil && !seen[t.decl] {
				seen[t.decl] = true
				visit(r.p.Fields(t), depth+1)
			}
		}
	}
	visit(s.Fields, 0)
	return own, embedded, other
}

// reads reports whether one of the dialects reads the tags of that key.
func (r *reading) reads(key string) bool {
	return slices.ContainsFunc(r.dialects, func(d *StructDialect) bool { return d.Tag == key })
}

func patternList(patterns []string) string { return strings.Join(patterns, ", ") }

func tagList(tags []string) string {
	if len(tags) == 1 {
		return tags[0]
	}
	return fmt.Sprintf("%s or %s", strings.Join(tags[:len(tags)-1], ", "), tags[len(tags)-1])
}
