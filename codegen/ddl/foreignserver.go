package ddl

import "github.com/synapscale/synapcheck/inspect/schema"

func createForeignServer(_ *plan, o *schema.Object) []string {
	text := func(word, name string) string {
		return when(has(o, name), word+" "+literal(o.Property(name)))
	}
	return []string{words("CREATE SERVER", ident(o.Name), text("TYPE", "type"), text("VERSION", "version"),
		"FOREIGN DATA WRAPPER", o.Property("foreign data wrapper"),
		prefixed("OPTIONS", foreignOptions(o.Property("options")))) + ";"}
}
