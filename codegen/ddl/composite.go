package ddl

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// createComposite makes a type of attributes, each of which is a property
// "attribute NAME" whose value is a type.
func createComposite(_ *plan, o *schema.Object) []string {
	var list []string
	for _, p := range o.Properties {
		if name, ok := strings.CutPrefix(p.Name, "attribute "); ok {
			list = append(list, ident(name)+" "+p.Value)
		}
	}
	attributes := "()"
	if len(list) > 0 {
		attributes = definition(list)
	}
	return []string{"CREATE TYPE " + dotted(o.Schema, o.Name) + " AS " + attributes + ";"}
}

// attributeComments are the comments on a type's attributes.
func attributeComments(o *schema.Object, name string) []string {
	var out []string
	for _, p := range o.Properties {
		if attribute, ok := strings.CutPrefix(p.Name, "comment on attribute "); ok {
			out = append(out, commentOn("COLUMN", name+"."+ident(attribute), p.Value))
		}
	}
	return out
}
