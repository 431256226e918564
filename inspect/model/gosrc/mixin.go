package gosrc

import (
	"go/token"
	"strings"
)

// mixins sorts out the structs that only lend their fields to others, and those
// that only add to a model what a query returns besides.
func (r *reading) mixins(all []*candidate) {
	lent := map[*Struct]bool{}
	for _, c := range all {
		if c.dialect == nil {
			continue
		}
		for _, e := range c.embeds {
			if o := r.byStruct[e]; o != nil {
				o.embedders = append(o.embedders, c)
			}
		}
		if c.dialect.Lent != nil {
			for _, e := range c.dialect.Lent(r.p, c.s) {
				lent[e] = true
			}
		}
	}
	for _, c := range all {
		if c.dialect != nil && c.use == "" && !r.namedOutright(c.s) && (len(c.embedders) > 0 || lent[c.s]) {
			r.mixin(c, lent[c.s])
		}
	}
	for _, c := range all {
		if c.lends {
			c.dialect = nil
		}
		if c.dialect != nil && c.use == "" && !r.namedOutright(c.s) {
			r.derived(c)
		}
	}
}

// mixin decides whether a struct that others embed is more than that. One that a
// struct of another package embeds and names a table for is the form in which
// that one is stored.
func (r *reading) mixin(c *candidate, byTag bool) {
	strangers, outright := 0, false
	for _, e := range c.embedders {
		if !akin(e.s.Name, c.s.Name) && !transport(e.s) && (token.IsExported(e.s.Name) || !token.IsExported(c.s.Name)) {
			strangers++
		}
		outright = outright || e.s.Package != c.s.Package && r.namedOutright(e.s)
	}
	switch {
	case byTag, baseName(c.s.Name), outright,
		strangers > 0 && r.fragment(c.s, c.dialect),
		strangers > 1 && len(c.embeds) == 0:
		c.lends, c.left.Reason = true, "it only lends its fields to the structs that embed it"
	case strangers > 0:
		c.doubtful = true
	}
}

// derived decides about a struct that embeds a model. One of a name akin to the
// model's, or one that travels, holds what a query returns; another may be a
// table that begins with the same columns.
func (r *reading) derived(c *candidate) {
	if c.derived {
		return
	}
	c.derived = true
	for _, e := range c.embeds {
		o := r.byStruct[e]
		if o != nil && o.dialect != nil && !o.lends && !r.namedOutright(e) && o.use == "" {
			r.derived(o)
		}
		if o != nil && (o.dialect == nil || o.lends) && !o.extends || o == nil && !r.seemsModel(e, c.dialect) {
			continue
		}
		switch {
		case !akin(c.s.Name, e.Name) && !transport(c.s):
			c.doubtful = true
		case o != nil && baseName(e.Name) && r.namedOutright(e):
			o.partial = true // the base is what some queries need of the table
		case c.own || r.p.method(c.s.Type, "TableName") != nil:
			c.partial, c.extends = true, true
		default:
			c.extends = true
			c.dialect, c.left.Reason = nil, "it extends the model "+e.String()+" and has no tags of its own"
			return
		}
	}
}

// seemsModel reports whether a struct that the patterns do not select is a
// model, and no more than a part of one.
func (r *reading) seemsModel(s *Struct, d *StructDialect) bool {
	own, _, _ := r.tagsOf(s)
	return r.namedOutright(s) || len(own) > 0 && !baseName(s.Name) && token.IsExported(s.Name) && !r.fragment(s, d)
}

// fragment reports whether a struct has no key, or nothing but that and what
// every table has.
func (r *reading) fragment(s *Struct, d *StructDialect) bool {
	if d.Keyed != nil && !d.Keyed(r.p, s) {
		return true
	}
	for _, f := range s.Fields {
		switch strings.ToLower(f.Name) {
		case "id", "uuid", "createdat", "updatedat", "deletedat", "createdby", "updatedby", "deletedby",
			"createtime", "updatetime", "deletetime", "version", "tenantid":
		default:
			return false
		}
	}
	return true
}

// akin reports whether one name contains the other: User, UserWithPosts.
func akin(a, b string) bool { return strings.Contains(a, b) || strings.Contains(b, a) }

// transport reports whether a struct is named for what travels in and out of
// the program, and not for what is stored; or its package is.
func transport(s *Struct) bool {
	switch strings.TrimSuffix(s.Package.Name, "s") {
	case "request", "response", "dto", "vo", "param", "form", "payload":
		return true
	}
	for _, suffix := range []string{
		"Response", "Request", "Resp", "Req", "Params", "Param", "Filter", "Filters", "Input", "Output", "DTO", "Dto",
		"Result", "Results", "Row", "View", "Summary", "Payload", "Args", "Options", "Opts", "Query",
	} {
		if before, ok := strings.CutSuffix(s.Name, suffix); ok && before != "" {
			return true
		}
	}
	return false
}

// past reports whether a package is one of migrations: what they declare is what
// tables once were.
func past(pkg *Package) bool {
	name := strings.TrimSuffix(pkg.Name, "s")
	return name == "migration" || name == "dbmigration"
}

// baseName reports whether a struct is named as one that others embed.
func baseName(name string) bool {
	lower := strings.ToLower(name)
	for _, word := range []string{"base", "model", "mixin", "common", "timestamp", "abstract", "softdelete", "audit", "meta", "entity"} {
		if strings.HasPrefix(lower, word) || strings.HasSuffix(strings.TrimSuffix(lower, "s"), word) {
			return true
		}
	}
	return false
}

// documents are the structs that are stored within a column: those that read
// and write themselves, and all that they consist of.
func (r *reading) documents(all []*candidate) map[*Struct]bool {
	found := map[*Struct]bool{}
	var visit func(t *Type, depth int)
	visit = func(t *Type, depth int) {
		for depth++; depth < deepest && t.Elem != nil; depth++ {
			t = t.Elem
		}
		if t = r.p.underlying(t); t.Elem != nil {
			visit(t, depth)
		}
		for _, f := range r.p.Fields(t) {
			inner := f.Type
			for inner.Elem != nil {
				inner = inner.Elem
			}
			if s := r.p.StructOf(inner); s != nil && !found[s] {
				found[s] = true
				visit(s.Type, depth)
			}
		}
	}
	for _, c := range all {
		if r.p.HasMethod(c.s.Type, "Scan", "Value") {
			found[c.s] = true
			visit(c.s.Type, 0)
		}
	}
	return found
}
