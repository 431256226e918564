package body

import (
	"cmp"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// A Fault is an object that fails when it is used, and what it misses.
type Fault struct {
	// Object is a function, or the trigger that calls one which only fails for its
	// table.
	Object schema.Ref
	// Function is the one whose body it is.
	Function schema.Ref
	Missing  []Missing
}

// A Result is what reading all bodies came to.
type Result struct {
	Faults []Fault
	// Read are how many bodies were read through, and Unsure how many of them
	// have something that cannot be told.
	Read, Unsure int
}

// Check reads the bodies of the functions in SQL and PL/pgSQL.
func Check(d *schema.Database, known Known) Result {
	c := newCatalog(d, known)
	var fs []*function
	for _, o := range d.Objects {
		if f := functionOf(o); f != nil {
			fs = append(fs, f)
			c.makes(f.tokens)
		}
	}
	triggers := triggersOf(d)
	called := c.transitions(d)
	var res Result
	for _, f := range fs {
		res.Read++
		r := &reader{catalog: c, vars: f.vars, path: f.path}
		switch {
		case f.tokens == nil || f.guarded() || f.object.Property("returns") == "trigger" && !called[f.object.Schema+"."+f.object.Name]:
			// What a trigger without a table is given, nobody knows.
			r.unsure = true
		case f.language == "sql":
			r.sql(f.tokens)
		default:
			r.plpgsql(f.tokens)
		}
		if r.unsure {
			res.Unsure++
		}
		ref := f.object.Ref()
		if len(r.missing) > 0 {
			res.Faults = append(res.Faults, Fault{ref, ref, tidy(r.missing)})
		}
		if !f.guarded() {
			res.Faults = append(res.Faults, f.triggerFaults(c, triggers[f.object.Schema+"."+f.object.Name])...)
		}
	}
	slices.SortFunc(res.Faults, func(a, b Fault) int { return a.Object.Compare(b.Object) })
	return res
}

// tidy sorts by line and says everything once.
func tidy(ms []Missing) []Missing {
	slices.SortStableFunc(ms, func(a, b Missing) int { return cmp.Compare(a.Line, b.Line) })
	seen := make(map[string]bool)
	return slices.DeleteFunc(ms, func(m Missing) bool {
		old := seen[m.What]
		seen[m.What] = true
		return old
	})
}

type function struct {
	object   *schema.Object
	language string
	tokens   []token
	vars     map[string]bool
	path     []string
}

// functionOf reads the outside of a function; nil for one whose body is not ours
// to read: PostgreSQL has parsed it, or its language is another.
func functionOf(o *schema.Object) *function {
	if o.System || o.Kind != schema.KindFunction && o.Kind != schema.KindProcedure {
		return nil
	}
	f := &function{object: o, language: o.Property("language"), vars: map[string]bool{o.Name: true}}
	text := o.Property("body")
	if f.language != "sql" && f.language != "plpgsql" || text == "" {
		return nil
	}
	tokens, ok := scan(text)
	if ok {
		f.tokens = tokens
	}
	outside, _ := scan(o.Property("arguments"))
	f.parameters(outside)
	if returns, ok := strings.CutPrefix(o.Property("returns"), "TABLE("); ok {
		columns, _ := scan(strings.TrimSuffix(returns, ")"))
		f.parameters(columns)
	}
	if path := o.Property("set search_path"); path != "" {
		ts, _ := scan(path)
		f.path = []string{}
		for _, t := range ts {
			if t.kind == word || t.kind == quoted || t.kind == str {
				f.path = append(f.path, t.text)
			}
		}
		if slices.Contains(f.path, "$user") {
			f.path = nil
		}
	}
	if f.language == "plpgsql" {
		variables(tokens, f.vars)
	}
	return f
}

func (f *function) parameters(ts []token) {
	for _, p := range split(ts) {
		for _, t := range p {
			if t.word("in", "out", "inout", "variadic") {
				continue
			}
			f.vars[t.text] = true
			break
		}
	}
}

// guarded reports that the function looks itself whether things exist, or lives
// with it if they do not.
func (f *function) guarded() bool {
	return slices.ContainsFunc(f.tokens, func(t token) bool {
		return t.word("undefined_table", "undefined_column", "others", "to_regclass", "information_schema",
			"pg_class", "pg_attribute", "pg_tables", "pg_views", "pg_matviews", "plpgsql_check_function") ||
			t.kind == str && (t.text == "42P01" || t.text == "42703")
	})
}

// sql reads the statements of a body in SQL.
func (r *reader) sql(ts []token) {
	for len(ts) > 0 {
		n := semicolon(ts)
		if s := ts[:n]; begins(s) {
			r.statement(s, nil)
		}
		ts = ts[min(n+1, len(ts)):]
	}
}

// makes remembers the relations that a body makes, also in statements that it puts
// together.
func (c *catalog) makes(ts []token) {
	for i, t := range ts {
		if t.kind == str && strings.Contains(strings.ToLower(t.text), "table") || t.kind == str && strings.Contains(strings.ToLower(t.text), "view") {
			if inner, ok := scan(t.text); ok && len(inner) > 1 {
				c.makes(inner)
			}
			continue
		}
		if !t.word("table", "view", "into", "rename", "sequence") {
			continue
		}
		made := t.word("into") && i > 0 && !ts[i-1].word("insert", "merge")
		for j := i - 1; j >= 0 && j >= i-5; j-- {
			made = made || ts[j].word("create", "alter")
		}
		if !made {
			continue
		}
		rest := ts[i+1:]
		for len(rest) > 0 && rest[0].word("if", "not", "exists", "only", "to", "temp", "temporary", "unlogged", "table") {
			rest = rest[1:]
		}
		if parts := chain(&rest); parts != nil {
			simple := parts[len(parts)-1].text
			c.made[simple] = true
			// What is altered on the way has other columns by then.
			for _, n := range c.bySimple[simple] {
				if !t.word("into") {
					c.relations[n] = nil
				}
			}
		}
	}
}
