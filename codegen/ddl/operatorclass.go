package ddl

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func createOperatorClass(_ *plan, o *schema.Object) []string {
	list := members(o)
	if storage := o.Property("storage"); storage != "" {
		list = append(list, "STORAGE "+storage)
	}
	if len(list) == 0 { // something must be said, and this changes nothing
		list = append(list, "STORAGE "+o.Property("for type"))
	}
	return []string{words("CREATE OPERATOR CLASS", dotted(o.Schema, o.Name), when(o.Property("default") != "", "DEFAULT"),
		"FOR TYPE", o.Property("for type"), strings.TrimSpace(o.Signature),
		prefixed("FAMILY", o.Property("family")),
		"AS\n\t"+strings.Join(list, ",\n\t")) + ";"}
}
