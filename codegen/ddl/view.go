package ddl

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// view plans a view or materialized view. A view that others need before they
// exist begins as one that selects nothing of the same types.
func (p *plan) view(t *schema.Table) {
	name := tableName(t)
	materialized := t.Kind == schema.KindMaterializedView
	query := respell(strings.TrimRight(t.Query.Or(""), " \t\r\n;"))
	if query == "" {
		return // nothing is known to make it of
	}
	with := prefixed("WITH", options(t.Options.Or("")))
	var late bool
	rest := func() []string {
		out := p.about(tableWord(t), name, t.About)
		if materialized {
			for _, c := range t.Columns {
				out = append(out, p.columnRest(t, c, false)...)
			}
		}
		return append(append(out, viewRest(t)...), columnAbout(t)...)
	}
	it := p.make(t.Ref(), rankView, slices.Concat(t.Needs, typeNeeds(t)), func() []string {
		switch {
		case late:
			return []string{"CREATE VIEW " + name + " AS\n" + dummy(t) + ";"}
		case materialized:
			create := words("CREATE MATERIALIZED VIEW", name,
				when(t.AccessMethod.Or("") != "" && t.AccessMethod.Or("") != "heap", "USING "+ident(t.AccessMethod.Or(""))),
				with, "AS\n"+query) + "\nWITH NO DATA;"
			return append(p.inTablespace(t.Tablespace, create), rest()...)
		}
		return append([]string{words("CREATE VIEW", name, with, "AS\n"+query) + ";"}, rest()...)
	})
	if strings.Contains(query, "GROUP BY") {
		it.needs = append(it.needs, p.primaryKeys(t.Needs)...)
	}
	if materialized {
		if t.Populated.Or(false) {
			p.add(t.Ref(), rankRefresh, nil, func() []string { return []string{"REFRESH MATERIALIZED VIEW " + name + ";"} })
		}
		return
	}
	it.soft = func(o *item) bool { return o.rank != rankType && o.rank != rankSchema && o.rank != rankCollation }
	it.split = func() *item {
		late = true
		full := &item{ref: t.Ref(), rank: rankSplit, write: func() []string {
			return append([]string{words("CREATE OR REPLACE VIEW", name, with, "AS\n"+query) + ";"}, rest()...)
		}}
		return full
	}
}

// viewRest are the defaults of a view's columns.
func viewRest(t *schema.Table) []string {
	var out []string
	for _, c := range t.Columns {
		alter := "ALTER TABLE ONLY " + tableName(t) + " ALTER COLUMN " + ident(c.Name)
		if text := c.Default.Or(""); text != "" {
			out = append(out, alter+" SET DEFAULT "+respell(text)+";")
		}
	}
	return out
}

// dummy is a query that gives the view's columns and needs nothing but types.
func dummy(t *schema.Table) string {
	list := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		list[i] = words("NULL::"+typeOr(c.Type), prefixed("COLLATE", c.Collation.Or("")), "AS", quoted(c.Name))
	}
	if len(list) == 0 {
		return "SELECT"
	}
	return "SELECT\n\t" + strings.Join(list, ",\n\t")
}

// quoted is a name in quotes, which may follow AS whatever it is.
func quoted(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// primaryKeys are those of the tables: a query that groups by one may name any
// column of its table.
func (p *plan) primaryKeys(tables []schema.Ref) []schema.Ref {
	var keys []schema.Ref
	for _, r := range tables {
		if t := p.tables[schema.Ref{Schema: r.Schema, Name: r.Name}]; t != nil && t.PrimaryKey != nil {
			keys = append(keys, t.Child(schema.KindPrimaryKey, t.PrimaryKey.Name))
		}
	}
	return keys
}
