package gostruct

import (
	"fmt"
	"slices"
	"strings"

	"github.com/jinzhu/inflection"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// relations adds the fields that gorm and bun fill from other tables.
func (g *generator) relations() {
	if g.opts.NoRelations {
		return
	}
	for _, t := range g.tables {
		for _, key := range t.ForeignKeys {
			to := g.byTable[schema.Ref{Schema: key.RefSchema, Name: key.RefTable}]
			if to == nil || len(key.Columns) == 0 || g.opts.Style == StyleBun && (t.PrimaryKey == nil || to.PrimaryKey == nil) {
				continue // Bun joins by primary keys alone
			}
			g.relation(t, to, key)
		}
	}
}

// relation adds both ends of a foreign key.
func (g *generator) relation(t, to *genTable, key *schema.ForeignKey) {
	refs := key.RefColumns
	if len(refs) == 0 && to.PrimaryKey != nil {
		refs = to.PrimaryKey.Columns
	}
	if len(refs) != len(key.Columns) {
		return
	}
	var own, other []string
	for i := range refs {
		a, b := t.members[key.Columns[i]], to.members[refs[i]]
		if a == nil || b == nil {
			return
		}
		own, other = append(own, a.name), append(other, b.name)
	}
	single := g.belongsName(key)
	if single == "" || t.taken[single] {
		single = to.name
	}
	if t.taken[single] {
		single += "Row"
	}
	if t.taken[single] {
		return
	}
	same := 0
	for _, k := range t.ForeignKeys {
		if k.RefTable == key.RefTable && k.RefSchema == key.RefSchema {
			same++
		}
	}
	one := g.unique(t.Table, key.Columns)
	many := t.name
	if !one && isASCII(many) {
		many = inflection.Plural(many)
	}
	if same > 1 || t == to {
		many += "By" + single
	}
	f := &genField{name: single, typ: "*." + to.name}
	b := &genField{name: many, typ: "[]." + t.name}
	if g.opts.Style == StyleBun {
		b.typ = "[]*." + t.name
	}
	if one {
		b.typ = "*." + t.name
	}
	if g.opts.Style == StyleGORM {
		value := fmt.Sprintf("foreignKey:%s;references:%s", strings.Join(own, ","), strings.Join(other, ","))
		constraint := ""
		if key.Name != "" && !strings.ContainsAny(key.Name, ",;:\"'`\\ ") {
			constraint += "," + key.Name
		}
		if a := key.OnUpdate.Or(schema.NoAction); a != schema.NoAction {
			constraint += ",OnUpdate:" + strings.ToUpper(string(a))
		}
		if a := key.OnDelete.Or(schema.NoAction); a != schema.NoAction {
			constraint += ",OnDelete:" + strings.ToUpper(string(a))
		}
		if constraint != "" {
			value += ";constraint:" + constraint[1:]
		}
		f.tags, b.tags = []tagPart{{key: "gorm", value: value}}, []tagPart{{key: "gorm", value: value}}
	} else {
		join := func(a, b []string) string {
			var all []string
			for i := range a {
				all = append(all, "join:"+a[i]+"="+b[i])
			}
			return strings.Join(all, ",")
		}
		has := "rel:has-many,"
		if one {
			has = "rel:has-one,"
		}
		f.tags = []tagPart{{key: "bun", value: "rel:belongs-to," + join(key.Columns, refs)}}
		b.tags = []tagPart{{key: "bun", value: has + join(refs, key.Columns)}}
	}
	add := func(t *genTable, f *genField) {
		if g.opts.JSON != "none" {
			name := underscore(f.name)
			if g.opts.JSON == "camel" {
				name = lowerFirst(f.name)
			}
			f.tags = append(f.tags, tagPart{key: "json", value: name + ",omitempty"})
		}
		t.taken[f.name] = true
		t.fields = append(t.fields, f)
	}
	if g.opts.Style != StyleGORM || !turned(t, to, own) {
		add(t, f)
	}
	if !to.taken[many] {
		add(to, b)
	}
}

// turned reports that gorm would take a field for the other end of the relation:
// it looks for the key's fields in the struct of the other table first.
func turned(t, to *genTable, own []string) bool {
	if t == to {
		return false
	}
	for _, name := range own {
		if !slices.ContainsFunc(to.fields, func(f *genField) bool { return f.name == name }) {
			return false
		}
	}
	return true
}

// belongsName makes Author of author_id; empty where the key's columns say no
// more than the table.
func (g *generator) belongsName(key *schema.ForeignKey) string {
	if len(key.Columns) != 1 {
		return ""
	}
	ws := words(key.Columns[0])
	if n := len(ws); n > 1 && slices.Contains([]string{"id", "uuid", "key", "ref", "fk"}, strings.ToLower(ws[n-1])) {
		ws = ws[:n-1]
	} else {
		return ""
	}
	if name := camelWith(ws, g.initial); isExported(name) {
		return name
	}
	return ""
}

// unique reports that no two rows share the values of the columns.
func (g *generator) unique(t *schema.Table, columns []string) bool {
	same := func(other []string) bool {
		a, b := slices.Clone(columns), slices.Clone(other)
		slices.Sort(a)
		slices.Sort(b)
		return slices.Equal(a, b)
	}
	if t.PrimaryKey != nil && same(t.PrimaryKey.Columns) {
		return true
	}
	for _, u := range t.Uniques {
		if same(u.Columns) {
			return true
		}
	}
	return false
}
