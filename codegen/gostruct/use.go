package gostruct

import (
	"go/ast"
	"path"
	"strings"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// A use is a field that holds a column.
type use struct {
	*field
	column string
	live   *schema.Column // nil where the database has no such column
	model  *schema.Table
}

// nullable reports that the database allows NULL in the column.
func (u use) nullable() bool { return u.live != nil && !u.live.NotNull.Or(false) }

// liveType is the type of the column; the zero Type if it is not known.
func (u use) liveType() schema.Type {
	if u.live == nil {
		return schema.Type{}
	}
	return u.live.Type.Or(schema.Type{})
}

// agrees reports that the field's tag names the type that its column has. One
// that has drifted is no example to follow.
func (u use) agrees(t schema.Type) bool {
	if u.model == nil {
		return false
	}
	c := u.model.Column(u.column)
	return c != nil && (c.Type.Silent() || c.Type.Accepts(func(named schema.Type) bool {
		return named.Name == t.Name && named.Array == t.Array && named.Args == t.Args
	}))
}

// A place identifies the field of a model's column: by its symbol, User.Email,
// which outlasts changes of the file, else by line and column.
type place struct {
	file, symbol string
	line, column int
}

func (f *field) symbol() string { return f.decl.spec.Name.Name + "." + f.name }

// places are all that identifies the field.
func (f *field) places() [2]place {
	at := f.decl.src.at(f.pos())
	return [2]place{
		{file: f.decl.src.path, symbol: f.symbol()},
		{file: f.decl.src.path, line: at.Line, column: at.Column},
	}
}

func placeOf(o schema.Origin) place {
	if o.Symbol() != "" {
		return place{file: o.File(), symbol: o.Symbol()}
	}
	return place{file: o.File(), line: o.Line(), column: o.Column()}
}

// learn finds the fields of every column that the models of the package declare.
func (p *pkg) learn(dir string, d *diff.Diff) {
	at := map[place]*field{}
	for _, t := range p.decls {
		for _, f := range t.fields {
			for _, p := range f.places() {
				at[p] = f
			}
		}
	}
	type key struct {
		f    *field
		live schema.Type
	}
	seen := map[key]bool{}
	add := func(u use) {
		if k := (key{u.field, u.liveType()}); !seen[k] {
			seen[k] = true
			p.uses = append(p.uses, u)
		}
	}
	for _, pair := range d.Tables {
		for _, m := range pair.Declared {
			if path.Dir(m.Origin.File()) != dir {
				continue
			}
			for _, c := range m.Columns {
				f := at[placeOf(c.Origin)]
				if f == nil {
					continue
				}
				u := use{field: f, column: c.Name, model: m}
				if pair.Live != nil {
					u.live = pair.Live.Column(c.Name)
				}
				add(u)
			}
		}
	}
}

// own are the fields that the struct itself gives to columns of the live table,
// in the order of the file: as the models say it, else as the tags do.
func (p *pkg) own(t *typeDecl, m *schema.Table, live *schema.Table) []use {
	known := map[*field]use{}
	for _, u := range p.uses {
		if _, ok := known[u.field]; !ok || live.Column(u.column) != nil {
			known[u.field] = u
		}
	}
	var all []use
	for _, f := range t.fields {
		if f.embedded || f.name == "_" {
			continue
		}
		u, ok := known[f]
		if !ok {
			u = use{field: f, column: p.guess(f, m, live), model: m}
			if u.column == "" {
				continue
			}
		}
		if l := live.Column(u.column); l != nil {
			u.live = l
		}
		all = append(all, u)
	}
	return all
}

// guess finds the column of a field that the model did not have when it was
// read, because the file has changed since.
func (p *pkg) guess(f *field, m, live *schema.Table) string {
	if c := tagColumn(f.tag); c != "" || !ast.IsExported(f.name) || needsTag(libraryOf(m)) {
		return c
	}
	for _, key := range columnNames {
		// A field that says so is none, and one with another key of the kind has
		// been left to the rule for names.
		if v, ok := f.tag.get(key); ok && strings.HasPrefix(v, "-") {
			return ""
		}
	}
	if base, _ := unwrap(f.typ); strings.HasPrefix(base, ".") {
		if d := p.types[base[1:]]; d != nil && d.fields != nil {
			return "" // another model
		}
	}
	for _, c := range live.Columns {
		if m.Column(c.Name) == nil && schema.FoldName(c.Name) == schema.FoldName(f.name) {
			return c.Name
		}
	}
	return ""
}

// needsTag reports that under the library a field without a tag is no column.
func needsTag(library string) bool { return library == "pop" || library == "reform" }
