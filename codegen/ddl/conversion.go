package ddl

import "github.com/synapscale/synapcheck/inspect/schema"

func createConversion(_ *plan, o *schema.Object) []string {
	return []string{words("CREATE", when(o.Property("default") != "", "DEFAULT"), "CONVERSION", dotted(o.Schema, o.Name),
		"FOR", literal(o.Property("for")), "TO", literal(o.Property("to")), "FROM", o.Property("from")) + ";"}
}
