package ddl

import "github.com/synapscale/synapcheck/inspect/schema"

func createLanguage(_ *plan, o *schema.Object) []string {
	return []string{words("CREATE", when(o.Property("trusted") != "", "TRUSTED"), "LANGUAGE", ident(o.Name),
		prefixed("HANDLER", o.Property("handler")),
		prefixed("INLINE", o.Property("inline")),
		prefixed("VALIDATOR", o.Property("validator"))) + ";"}
}
