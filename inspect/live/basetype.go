package live

import (
	"strconv"

	"github.com/synapscale/synapcheck/inspect/schema"
)

var (
	alignments  = map[byte]string{'c': "char", 's': "int2", 'd': "double"}
	typStorages = map[byte]string{'e': "external", 'x': "extended", 'm': "main"}
)

// baseType reads a type that functions make, or one of which only the name
// exists so far, which has the property "shell".
func (r *reading) baseType(f *row) {
	id, o, owner, acl := f.oid(), &schema.Object{Kind: schema.KindBaseType, Schema: r.schemas[f.oid()], Name: f.text()}, f.oid(), f.text()
	r.guarded("pg_type", id, owner, aclType, acl, o)
	if !f.bool() {
		o.Set("shell", "true")
		return
	}
	for _, name := range []string{"input", "output", "receive", "send", "typmod_in", "typmod_out", "analyze", "subscript"} {
		o.Set(name, r.reference(f))
	}
	if n := f.int(); n >= 0 {
		o.Set("internallength", strconv.Itoa(n))
	}
	o.Set("passedbyvalue", ifTrue(f.bool()))
	o.Set("alignment", alignments[f.char()])
	o.Set("storage", typStorages[f.char()])
	if c := f.text(); c != "U" {
		o.Set("category", c)
	}
	o.Set("preferred", ifTrue(f.bool()))
	o.Set("default", f.text())
	o.Set("element", r.reference(f))
	if d := f.text(); d != "," {
		o.Set("delimiter", d)
	}
	o.Set("collatable", ifTrue(f.bool()))
}

func ifTrue(set bool) string {
	if set {
		return "true"
	}
	return ""
}

// reference is what PostgreSQL writes for the function or type of an oid; empty
// for none. The names are of the newest state of the catalog, which may have
// lost it.
func (r *reading) reference(f *row) string {
	text := f.text()
	switch {
	case text == "-" || text == "0":
		return ""
	case text == "???" || text != "" && text[0] >= '0' && text[0] <= '9':
		r.moved = true
	}
	return text
}
