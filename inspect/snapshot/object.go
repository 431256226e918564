package snapshot

import "github.com/synapscale/synapcheck/inspect/schema"

// What follows says of each object which fields it has. Zero fields are left
// out where the type's own tags for JSON leave them out.

func text[T ~string](f *fields, name string, s *T) {
	if f.field(name, *s != "") {
		quoted(f, s)
		f.done()
	}
}

func needed[T ~string](f *fields, name string, s *T) {
	if f.field(name, true) {
		quoted(f, s)
		f.done()
	} else {
		f.missing(name)
	}
}

func (f *fields) name(key string, s *string, always bool) {
	switch {
	case f.field(key, always || *s != ""):
		name(f, s)
		f.done()
	case always:
		f.missing(key)
	}
}

func (f *fields) missing(name string) {
	if f.reading {
		f.fail("the field " + name + " is missing")
	}
}

func (f *fields) flag(name string, b *bool) {
	if f.field(name, *b) {
		boolean(f, b)
		f.done()
	}
}

func (f *fields) number(name string, n *int) {
	if f.field(name, *n != 0) {
		number(f, n)
		f.done()
	}
}

// texts is a list of text; always is true for one that is written even if empty.
func texts[T ~string](f *fields, name string, of *[]T, always bool) {
	inline(f, name, of, always, quoted[T])
}

func inline[T any](f *fields, name string, of *[]T, always bool, do func(*fields, *T)) {
	switch {
	case f.field(name, always || len(*of) > 0):
		list(f, of, do)
		f.done()
	case always:
		f.missing(name)
	}
}

func (f *fields) text1(name string, c *schema.Claim[string]) { claim(f, name, c, &f.values.text) }

func (f *fields) flag1(name string, c *schema.Claim[bool]) { claim(f, name, c, &f.values.flag) }

func (f *fields) number1(name string, c *schema.Claim[int64]) { claim(f, name, c, &f.values.number) }

// part is an object within another.
func part[T any](f *fields, name string, of **T, do func(*fields, *T)) {
	if !f.field(name, *of != nil) {
		return
	}
	if f.reading {
		*of = new(T)
	}
	do(f, *of)
	f.done()
}

func (f *fields) ref(name string, r *schema.Ref) {
	if f.field(name, *r != schema.Ref{}) {
		ref(f, r)
		f.done()
	}
}

func ref(f *fields, r *schema.Ref) {
	f.open()
	needed(f, "kind", &r.Kind)
	text(f, "schema", &r.Schema)
	text(f, "parent", &r.Parent)
	needed(f, "name", &r.Name)
	f.closes()
}

// origin is a place, which the fingerprint of an object does not depend on.
func (f *fields) origin(name string, o *schema.Origin) {
	if !f.field(name, f.keeps(!o.IsZero())) {
		return
	}
	file, line, column, symbol := o.File(), o.Line(), o.Column(), o.Symbol()
	f.open()
	text(f, "file", &file)
	f.number("line", &line)
	f.number("column", &column)
	text(f, "symbol", &symbol)
	f.closes()
	if f.reading {
		*o = schema.At(file, line, column, symbol)
	}
	f.done()
}

// keeps reports whether something is written that fingerprints leave out.
func (f *fields) keeps(there bool) bool {
	f.aside = f.aside || there
	return there && !f.bare
}

func typ(f *fields, t *schema.Type) {
	f.open()
	text(f, "schema", &t.Schema)
	needed(f, "name", &t.Name)
	text(f, "args", &t.Args)
	f.flag("array", &t.Array)
	f.closes()
}

func generated(f *fields, g *schema.Generated) {
	f.open()
	text(f, "expr", &g.Expr)
	f.flag("virtual", &g.Virtual)
	f.closes()
}

// grants of which there are none claim something, unlike those that nobody asked
// for, and so are never null.
func grants(f *fields, of *[]schema.Grant) {
	if !f.reading && *of == nil {
		f.out = append(f.out, "[]"...)
		return
	}
	list(f, of, grant)
}

func grant(f *fields, g *schema.Grant) {
	f.open()
	needed(f, "grantee", &g.Grantee)
	text(f, "grantor", &g.Grantor)
	texts(f, "privileges", &g.Privileges, true)
	texts(f, "grantable", &g.Grantable, false)
	f.closes()
}

func label(f *fields, l *schema.Label) {
	f.open()
	needed(f, "provider", &l.Provider)
	needed(f, "text", &l.Text)
	f.closes()
}

func (f *fields) about(a *schema.About) {
	f.text1("comment", &a.Comment)
	f.text1("owner", &a.Owner)
	claim(f, "grants", &a.Grants, &f.values.grants)
	inline(f, "securityLabels", &a.Labels, false, label)
}

func (f *fields) needs(a *schema.About) {
	if f.field("needs", f.keeps(len(a.Needs) > 0)) {
		list(f, &a.Needs, ref)
		f.done()
	}
}

func namespace(f *fields, s *schema.Schema) {
	needed(f, "name", &s.Name)
	f.about(&s.About)
	f.needs(&s.About)
	f.origin("origin", &s.Origin)
}

func enum(f *fields, e *schema.Enum) {
	text(f, "schema", &e.Schema)
	f.name("name", &e.Name, true)
	texts(f, "labels", &e.Labels, true)
	f.about(&e.About)
	f.needs(&e.About)
	f.origin("origin", &e.Origin)
}

func domain(f *fields, d *schema.Domain) {
	text(f, "schema", &d.Schema)
	f.name("name", &d.Name, true)
	if f.field("base", true) {
		typ(f, &d.Base)
		f.done()
	} else {
		f.missing("base")
	}
	f.flag1("notNull", &d.NotNull)
	f.text1("default", &d.Default)
	f.text1("collation", &d.Collation)
	inline(f, "checks", &d.Checks, false, func(f *fields, c **schema.Check) {
		if f.reading {
			*c = new(schema.Check)
		}
		check(f, *c)
	})
	f.about(&d.About)
	f.needs(&d.About)
	f.origin("origin", &d.Origin)
}

func sequence(f *fields, s *schema.Sequence) {
	text(f, "schema", &s.Schema)
	f.name("name", &s.Name, true)
	claim(f, "type", &s.Type, &f.values.typ)
	f.number1("start", &s.Start)
	f.number1("increment", &s.Increment)
	f.number1("min", &s.Min)
	f.number1("max", &s.Max)
	f.number1("cache", &s.Cache)
	f.flag1("cycle", &s.Cycle)
	f.ref("ownedBy", &s.OwnedBy)
	f.flag1("unlogged", &s.Unlogged)
	f.about(&s.About)
	f.needs(&s.About)
	f.origin("origin", &s.Origin)
}

func object(f *fields, o *schema.Object) {
	needed(f, "kind", &o.Kind)
	text(f, "schema", &o.Schema)
	text(f, "parent", &o.Parent)
	f.name("name", &o.Name, true)
	text(f, "signature", &o.Signature)
	f.about(&o.About)
	inline(f, "properties", &o.Properties, false, property)
	f.flag("system", &o.System)
	f.needs(&o.About)
	f.origin("origin", &o.Origin)
}

func property(f *fields, p *schema.Property) {
	f.open()
	needed(f, "name", &p.Name)
	needed(f, "value", &p.Value)
	f.closes()
}
