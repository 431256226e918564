package ddl

import "github.com/synapscale/synapcheck/inspect/schema"

func createTextSearchTemplate(_ *plan, o *schema.Object) []string {
	return textSearch("TEMPLATE", o, "init", "lexize")
}
