package gostruct

import (
	"strings"

	"github.com/synapscale/synapcheck/diff/equal"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// moreMappings are types that a database has and that few columns do, so that no
// repair takes them over.
var moreMappings = map[string]mapping{
	"xid":            {std: "uint32", pgtype: "Uint32"},
	"cid":            {std: "uint32", pgtype: "Uint32"},
	"xid8":           {std: "string", pgtype: "Text"},
	"tid":            {std: "string", pgtype: "Text"},
	"jsonpath":       text,
	"int4multirange": multiranges("Int4"),
	"int8multirange": multiranges("Int8"),
	"nummultirange":  multiranges("Numeric"),
	"datemultirange": multiranges("Date"),
	"tsmultirange":   multiranges("Timestamp"),
	"tstzmultirange": multiranges("Timestamptz"),
}

func multiranges(of string) mapping {
	return mapping{std: "string", pgx: pgtypePath + ".Multirange[" + pgtypePath + ".Range[" + pgtypePath + "." + of + "]]"}
}

// valued are the types of pgtype that hold values that Go's own types do not,
// such as the infinite date.
var valued = map[string]bool{"Timestamptz": true, "Timestamp": true, "Date": true, "Time": true, "Interval": true, "Numeric": true, "UUID": true, "Hstore": true, "Bits": true}

// choose finds the field's type; false if there is none, which is then told.
func (g *generator) choose(t *genTable, f *genField) bool {
	c := f.column
	live := c.Type.Or(schema.Type{})
	if live.IsZero() {
		g.refuse(t.Child(schema.KindColumn, c.Name), "the type of the column is not known", "give the role that reads the database the right to see it")
		return false
	}
	for _, key := range []string{t.Schema + "." + t.Name + "." + c.Name, t.Name + "." + c.Name} {
		if x := g.opts.Columns[key]; x != "" {
			f.typ, f.base = x, x
			return true
		}
	}
	notNull := c.NotNull.Or(false)
	for d := g.domain(live); d != nil; d = g.domain(d.Base) {
		notNull = notNull || d.NotNull.Or(false)
	}
	var pgtypeName string
	f.base, pgtypeName = g.base(live)
	if f.enum = t.enumOf(c.Name); f.enum != nil && f.base == "string" {
		f.base, pgtypeName = "."+f.enum.name, ""
	}
	if f.secret {
		switch f.base {
		case "string":
			f.base, pgtypeName, g.secrets = ".Secret", "", true
		case rawMessage:
			// pgx itself would parse the document; other libraries need its text.
			if f.base = ".Secret"; g.opts.Driver == DriverPGX {
				f.base, g.sealed = ".SecretBytes", true
			}
			g.secrets = g.secrets || f.base == ".Secret"
			pgtypeName = ""
		case "[]byte":
			f.base, pgtypeName, g.sealed = ".SecretBytes", "", true
		}
	}
	f.typ = f.base
	if !notNull {
		f.typ = g.nullable(f.base, pgtypeName, live)
		if g.opts.Style == StyleBun && c.Default.Or("") != "" && strings.HasPrefix(f.typ, "*") && f.base != rawMessage {
			// Bun leaves a nil pointer to the column's default.
			f.typ = sqlPath + ".Null[" + f.base + "]"
		}
	}
	return true
}

func (g *generator) domain(t schema.Type) *schema.Domain {
	d, ok := (&chooser{live: g.db}).domain(t)
	if !ok {
		return nil
	}
	return d
}

// base is the type without a place for NULL, and the type of pgtype that has one.
func (g *generator) base(t schema.Type) (canonical, pgtypeName string) {
	for _, key := range []string{t.Schema + "." + t.Bare().Name, t.Name} {
		if t.Array {
			key += "[]"
		}
		if x := g.opts.Types[key]; x != "" {
			return x, ""
		}
	}
	if t.Array {
		return g.array(t), ""
	}
	if name := g.byType[t.Bare()]; name != "" {
		return "." + name, ""
	}
	t = g.env.Resolve(t)
	if t.Array {
		return g.array(t), ""
	}
	if name := g.byType[t.Bare()]; name != "" {
		return "." + name, ""
	}
	m := g.mapping(t)
	return g.best(t, g.candidates(m)...), m.pgtype
}

func (g *generator) mapping(t schema.Type) mapping {
	if t.Schema == "" || t.Schema == "pg_catalog" || extension(t.Name) {
		for _, known := range []map[string]mapping{mappings, moreMappings} {
			if m, ok := known[t.Name]; ok {
				if m.std == "" && len(m.also) > 0 && !strings.HasPrefix(m.also[0], "string") {
					return text // pgvector's own types are another module
				}
				return m
			}
		}
	}
	// What is not known comes as text, which nothing is lost in.
	return text
}

// candidates are the types to try, the best liked first.
func (g *generator) candidates(m mapping) []string {
	named := ""
	if m.pgtype != "" && g.opts.Driver == DriverPGX && m.pgtype != "Text" {
		named = pgtypePath + "." + m.pgtype
	}
	std := m.std
	if std == "" || std == "uint32" && m.pq == "" && g.opts.Style == StyleBun {
		std = "string" // bun writes a number as bigint, which is no xid
	}
	var all []string
	if g.opts.Null == NullPgtype && valued[m.pgtype] {
		all = append(all, named)
	}
	all = append(all, std)
	if m.pgx != "" && g.opts.Driver == DriverPGX {
		// Bounds of plain integers are what a comparison knows, and what people like.
		plain := strings.NewReplacer("["+pgtypePath+".Int4]", "[int32]", "["+pgtypePath+".Int8]", "[int64]").Replace(m.pgx)
		all = append(all, plain, m.pgx)
	}
	if named != "" {
		all = append(all, named)
	}
	return all
}

// best is the first candidate that loses nothing under the driver, else the first.
func (g *generator) best(t schema.Type, candidates ...string) string {
	for _, c := range candidates {
		if c == "" {
			continue
		}
		if held := equal.Holds(g.host(c), t, g.env); held.Grade == equal.Exact || held.Grade == equal.Lossless {
			return c
		}
	}
	return candidates[0]
}

// host is the type as a comparison will see it.
func (g *generator) host(canonical string) *schema.Host {
	h := &schema.Host{Language: "go", Type: canonical, Spelled: canonical, Reader: "database/sql"}
	switch {
	case g.opts.Style == StyleGORM:
		h.Reader = "gorm"
	case g.opts.Driver == DriverPGX:
		h.Reader = "pgx"
	}
	if base, w := unwrap(canonical); w != "" && !valued[strings.TrimPrefix(canonical, pgtypePath+".")] {
		h.Type, h.Wrapper = base, string(w)
		if isPgtype(string(w)) {
			h.Wrapper = canonical
		}
	}
	if name, ok := strings.CutPrefix(h.Type, "."); ok {
		h.Type = "string"
		if name == "SecretBytes" {
			h.Type = "[]byte"
		}
		for _, d := range g.domains {
			if d.name == name {
				h.Type = d.base
			}
		}
	}
	if h.Type == "byte" {
		h.Type = "uint8"
	}
	return h
}

// nullable gives the type a place for NULL.
func (g *generator) nullable(base, pgtypeName string, t schema.Type) string {
	switch {
	case strings.HasPrefix(base, "[]"), strings.HasPrefix(base, "map["), isPgtype(pathOf(base)), strings.HasPrefix(base, pqPath+"."),
		base == ".SecretBytes", base == rawMessage && g.opts.Driver == DriverPGX:
		return base
	}
	switch g.opts.Null {
	case NullSQL:
		if base == rawMessage {
			break
		}
		if typ := sqlPath + ".Null[" + base + "]"; g.holds(typ, t) {
			return typ
		}
	case NullPgtype:
		if pgtypeName != "" && pgtypeHolds[pgtypeName] != "" && !strings.HasPrefix(base, ".") {
			if typ := pgtypePath + "." + pgtypeName; g.holds(typ, t) {
				return typ
			}
		}
	}
	return "*" + base
}

// holds reports whether nothing speaks against the type.
func (g *generator) holds(canonical string, t schema.Type) bool {
	switch equal.Holds(g.host(canonical), t, g.env).Grade {
	case equal.Lossy, equal.Impossible:
		return false
	}
	return true
}

// array finds the type of an array.
func (g *generator) array(t schema.Type) string {
	elem := g.env.Resolve(t.Elem())
	if t.Elem() != elem || g.env.Enum(elem) != nil {
		// Drivers do not know the number of such an array, and get it as text.
		if g.opts.Driver == DriverSQL && g.opts.Style != StyleBun {
			return pqPath + ".StringArray"
		}
		return "[]string"
	}
	m := g.mapping(elem)
	switch {
	case g.opts.Style == StyleBun:
		return "[]" + g.best(elem, g.candidates(m)...)
	case g.opts.Driver == DriverPGX:
		candidates := []string{}
		for _, c := range g.candidates(m) {
			if c != "" {
				candidates = append(candidates, "[]"+c)
			}
		}
		return g.best(t, candidates...)
	}
	name := m.pq
	if name == "" {
		name = "StringArray"
	}
	return g.best(t, pqPath+"."+name, pqPath+".StringArray")
}
