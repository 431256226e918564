package ddl

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func (p *plan) index(t *schema.Table, x *schema.Index) {
	partitioned := t.PartitionBy.Or("") != ""
	ref := t.Child(schema.KindIndex, x.Name)
	name := dotted(t.Schema, x.Name)
	p.make(ref, rankIndex, []schema.Ref{t.Ref()}, func() []string {
		create := words("CREATE", when(x.Unique.Or(false), "UNIQUE"), "INDEX", when(x.Name != "", ident(x.Name)),
			"ON", when(partitioned, "ONLY"), tableName(t),
			when(!x.Method.Silent(), "USING "+ident(x.Method.Or(""))),
			"("+strings.Join(indexKeys(x.Keys), ", ")+")",
			prefixed("INCLUDE", columnList(x.Include)),
			when(x.NullsNotDistinct.Or(false), "NULLS NOT DISTINCT"),
			prefixed("WITH", options(x.Options.Or(""))),
			prefixed("WHERE", respell(x.Where.Or("")))) + ";"
		if !x.Valid.Or(true) && !partitioned {
			// What a CREATE INDEX CONCURRENTLY that failed has left cannot be made.
			return []string{comment("Not valid where it was found, and so not made: " + create)}
		}
		out := p.inTablespace(x.Tablespace, create)
		if x.Name == "" {
			return out
		}
		for _, s := range splitOptions(x.Statistics.Or("")) {
			column, target, _ := strings.Cut(s, "=")
			out = append(out, "ALTER INDEX "+name+" ALTER COLUMN "+column+" SET STATISTICS "+target+";")
		}
		if text := x.Comment.Or(""); text != "" {
			out = append(out, commentOn("INDEX", name, text))
		}
		return out
	})
	p.attachIndex(t, ref, x.Name, x.PartOf)
}

func indexKeys(keys []schema.IndexKey) []string {
	list := make([]string, len(keys))
	for i, k := range keys {
		what := ident(k.Column)
		if k.Column == "" {
			what = "(" + respell(k.Expr) + ")"
		}
		desc := k.Desc.Or(false)
		first := k.NullsFirst.Or(desc)
		list[i] = words(what,
			prefixed("COLLATE", k.Collation.Or("")),
			k.Opclass.Or(""),
			when(desc, "DESC"),
			when(first && !desc, "NULLS FIRST"),
			when(!first && desc, "NULLS LAST"))
	}
	return list
}
