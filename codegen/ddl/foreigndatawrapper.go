package ddl

import "github.com/synapscale/synapcheck/inspect/schema"

func createForeignDataWrapper(_ *plan, o *schema.Object) []string {
	return []string{words("CREATE FOREIGN DATA WRAPPER", ident(o.Name),
		prefixed("HANDLER", o.Property("handler")),
		prefixed("VALIDATOR", o.Property("validator")),
		prefixed("OPTIONS", foreignOptions(o.Property("options")))) + ";"}
}
