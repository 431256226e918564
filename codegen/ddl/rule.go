package ddl

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func createRule(_ *plan, o *schema.Object) []string {
	out := []string{respell(strings.TrimRight(o.Property("definition"), "; \n")) + ";"}
	if s := switches[o.Property("enabled")]; s != "" {
		out = append(out, "ALTER TABLE "+dotted(o.Schema, o.Parent)+" "+s+" RULE "+ident(o.Name)+";")
	}
	return out
}
