package ddl

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func createRange(_ *plan, o *schema.Object) []string {
	list := set(o, nil, "subtype", "subtype")
	if name := o.Property("multirange_type_name"); name != "" {
		if strings.HasPrefix(name, `"`) || !strings.Contains(name, ".") {
			name = dotted(o.Schema, name)
		}
		list = append(list, "multirange_type_name = "+name)
	}
	for _, p := range []string{"subtype_opclass", "collation", "canonical", "subtype_diff"} {
		list = set(o, list, p, p)
	}
	return []string{"CREATE TYPE " + dotted(o.Schema, o.Name) + " AS RANGE " + definition(list) + ";"}
}
