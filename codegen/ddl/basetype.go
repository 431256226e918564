package ddl

import "github.com/synapscale/synapcheck/inspect/schema"

func createBaseType(_ *plan, o *schema.Object) []string {
	name := dotted(o.Schema, o.Name)
	if o.Property("shell") != "" {
		return []string{"CREATE TYPE " + name + ";"}
	}
	var list []string
	for _, p := range []string{
		"input", "output", "receive", "send", "typmod_in", "typmod_out", "analyze", "subscript", "internallength", "alignment",
		"storage", "preferred", "collatable",
	} {
		list = set(o, list, p, p)
	}
	if o.Property("passedbyvalue") != "" {
		list = append(list, "passedbyvalue")
	}
	for _, p := range []string{"category", "default", "delimiter"} {
		list = setLiteral(o, list, p, p)
	}
	list = set(o, list, "element", "element")
	return []string{"CREATE TYPE " + name + " " + definition(list) + ";"}
}
