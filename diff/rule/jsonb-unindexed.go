package rule

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/diff/body"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	advise(&Rule{
		ID:       "jsonb-unindexed",
		Layer:    LayerAdvice,
		Title:    "Rows are looked for by what a jsonb column contains, without an index",
		Severity: Info,
		Dear:     true,
		Advise:   jsonbUnindexed,
		Doc: doc(`
A view, a policy, a function, or a statement that pg_stat_statements has seen
looks for rows by an operator on a jsonb column (@>, ?, @?, or a comparison of
what ->> takes out), and no index of the table serves it.`, `
Nothing fails. Each such query reads every document of the table, and takes the
large ones apart.`, `
Nothing needs to change.`, `
For @>, @? and @@ the smaller operator class will do:

    create index concurrently on events using gin (payload jsonb_path_ops);

The operators ?, ?| and ?& need the usual one, and ->> an index on what it takes
out:

    create index concurrently on events using gin (payload);
    create index concurrently on events ((payload ->> 'kind'));
`),
	})
}

// asked is by which operators a column is looked for, and where that was seen.
type asked struct {
	operators map[string]bool
	paths     map[string]bool // of ->>
	where     string
}

func jsonbUnindexed(a *Advice) {
	type place struct {
		table  *schema.Table
		column string
	}
	columns := make(map[string][]place) // by the column's name
	for _, t := range a.facts.tables {
		for _, c := range t.Columns {
			if builtin(a.facts.base(c), "jsonb") {
				columns[c.Name] = append(columns[c.Name], place{t, c.Name})
			}
		}
	}
	if len(columns) == 0 {
		return
	}
	seen := make(map[place]*asked)
	read := func(text, where string, only *schema.Table) {
		for _, s := range body.Searches(text) {
			for _, p := range columns[s.Column] {
				if only != nil && p.table != only || only == nil && !s.Names(p.table.Name) {
					continue
				}
				if seen[p] == nil {
					seen[p] = &asked{make(map[string]bool), make(map[string]bool), where}
				}
				if s.Path != "" {
					seen[p].paths[s.Path] = true
				} else {
					seen[p].operators[s.Operator] = true
				}
			}
		}
	}
	for _, t := range a.Live.Tables {
		if q := t.Query.Or(""); q != "" {
			read(q, string(t.Kind)+" "+t.Ref().Path(), nil)
		}
	}
	for _, o := range a.Live.Objects {
		switch {
		case o.System:
		case o.Kind == schema.KindPolicy:
			read(o.Property("using"), o.Ref().String(), a.facts.relation[schema.Ref{Schema: o.Schema, Name: o.Parent}])
		case o.Kind == schema.KindFunction || o.Kind == schema.KindProcedure:
			if l := o.Property("language"); l == "sql" || l == "plpgsql" {
				read(or(o.Property("body"), o.Property("sql body")), o.Ref().String(), nil)
			}
		}
	}
	for _, q := range a.Usage.Queries {
		read(q, "a statement that was run", nil)
	}
	for _, t := range a.facts.tables {
		for _, c := range t.Columns {
			if s := seen[place{t, c.Name}]; s != nil {
				a.adviseJSON(t, c, s)
			}
		}
	}
}

func (a *Advice) adviseJSON(t *schema.Table, c *schema.Column, s *asked) {
	f := Finding{
		Live:        c.Type.Or(schema.Type{}).String(),
		Consequence: fmt.Sprintf("each such query reads every document of %s", t.Ref().Path()),
	}
	if len(s.operators) > 0 && !served(t, c.Name, s.operators) {
		ops := slices.Sorted(maps.Keys(s.operators))
		class := " jsonb_path_ops"
		if s.operators["?"] || s.operators["?|"] || s.operators["?&"] {
			class = ""
		}
		f.Property = "gin"
		f.Message = fmt.Sprintf("%s looks for rows by %s, and no GIN index serves it", s.where, strings.Join(ops, ", "))
		f.Remedies = liveRemedy(fmt.Sprintf("create index concurrently on %s using gin (%s%s)", sqlName(t.Ref().Table()), sqlIdent(c.Name), class))
		a.Report(columnRef(t, c), f)
	}
	for _, path := range slices.Sorted(maps.Keys(s.paths)) {
		if slices.ContainsFunc(t.Indexes, func(x *schema.Index) bool {
			return slices.ContainsFunc(x.Keys, func(k schema.IndexKey) bool {
				return strings.Contains(k.Expr, schema.QuoteIdent(c.Name)+" ->> "+path)
			})
		}) {
			continue
		}
		f.Property = "->>"
		f.Message = fmt.Sprintf("%s compares what ->> %s takes out, and no index is on that", s.where, path)
		f.Remedies = liveRemedy(fmt.Sprintf("create index concurrently on %s ((%s ->> %s))", sqlName(t.Ref().Table()), sqlIdent(c.Name), path))
		a.Report(columnRef(t, c), f)
		break // one says enough
	}
}

// served reports that a GIN index of the column has the operators.
func served(t *schema.Table, column string, operators map[string]bool) bool {
	return slices.ContainsFunc(t.Indexes, func(x *schema.Index) bool {
		return x.Method.Or("") == "gin" && x.Valid.Or(true) && slices.ContainsFunc(x.Keys, func(k schema.IndexKey) bool {
			paths := strings.HasPrefix(k.Opclass.Or(""), "jsonb_path_ops")
			keys := operators["?"] || operators["?|"] || operators["?&"]
			return k.Column == column && (!paths || !keys)
		})
	})
}
