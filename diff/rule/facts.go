package rule

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/diff/body"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// facts are what several rules want to know of one description.
type facts struct {
	live  *schema.Database
	scope diff.Options
	// tables are those to give advice on: tables that are no partitions, and no
	// other program's bookkeeping.
	tables   []*schema.Table
	relation map[schema.Ref]*schema.Table // by schema and name
	domains  map[schema.Ref]*schema.Domain
	policies map[schema.Ref][]*schema.Object // by table
	usage    *schema.Usage
	read     *body.Result // of the bodies of functions; nil until somebody asks
}

func newFacts(live *schema.Database, o AdviceOptions) *facts {
	f := &facts{
		live:     live,
		scope:    o.Scope,
		relation: make(map[schema.Ref]*schema.Table, len(live.Tables)),
		domains:  make(map[schema.Ref]*schema.Domain, len(live.Domains)),
		policies: make(map[schema.Ref][]*schema.Object),
		usage:    o.Usage,
	}
	for _, t := range live.Tables {
		f.relation[t.Ref().Table()] = t
		if t.Kind == schema.KindTable && t.PartitionOf.Name == "" && diff.Bookkeeping(t.Name) == "" && o.Scope.Covers(t) {
			f.tables = append(f.tables, t)
		}
	}
	for _, d := range live.Domains {
		f.domains[schema.Ref{Schema: d.Schema, Name: d.Name}] = d
	}
	for _, o := range live.Objects {
		if o.Kind == schema.KindPolicy {
			of := schema.Ref{Schema: o.Schema, Name: o.Parent}
			f.policies[of] = append(f.policies[of], o)
		}
	}
	return f
}

// bodies is what reading the bodies of functions came to.
func (f *facts) bodies() body.Result {
	if f.read == nil {
		r := body.Check(f.live, body.Known{Relations: f.usage.Others, All: f.usage.Listed})
		f.read = &r
	}
	return *f.read
}

// unsure counts the functions that could not be read through, if anybody wanted
// them read.
func (f *facts) unsure() int {
	if f.read == nil {
		return 0
	}
	return f.read.Unsure
}

// base is the type of a column, and of a domain the type that it restricts.
func (f *facts) base(c *schema.Column) schema.Type {
	t := c.Type.Or(schema.Type{})
	for range 10 { // domains over domains
		d := f.domains[schema.Ref{Schema: t.Schema, Name: t.Name}]
		if d == nil || t.Array {
			break
		}
		t = d.Base
	}
	return t
}

// own reports that the table itself, and no parent of it, has the column.
func own(c *schema.Column) bool { return c.Rare == nil || !c.Rare.Inherited }

// builtin reports that the type is PostgreSQL's own of that name.
func builtin(t schema.Type, names ...string) bool {
	return !t.Array && (t.Schema == "" || t.Schema == "pg_catalog") && slices.Contains(names, t.Name)
}

// column is a reference to the column of the table.
func columnRef(t *schema.Table, c *schema.Column) schema.Ref {
	return t.Child(schema.KindColumn, c.Name)
}

// nameParts are the words of a name in lower case.
func nameParts(name string) []string {
	return strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return r == '_' || r == '-' || r == ' ' || r == '.'
	})
}

// alter begins a statement that changes the table.
func alter(t *schema.Table) string { return "alter table " + sqlName(t.Ref().Table()) }
