package ddl

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// createPublication makes a publication; its tables and schemas are properties
// "table NAME", whose value says which part of it, and "tables in schema NAME".
func createPublication(_ *plan, o *schema.Object) []string {
	name := ident(o.Name)
	var list []string
	if publish := o.Property("publish"); publish == "none" {
		list = append(list, "publish = ''")
	} else if publish != "" {
		list = append(list, "publish = "+literal(publish))
	}
	list = set(o, list, "publish_via_partition_root", "publish_via_partition_root")
	list = set(o, list, "publish_generated_columns", "publish_generated_columns")
	out := []string{words("CREATE PUBLICATION", name, prefixed("FOR", strings.ToUpper(o.Property("for"))),
		when(len(list) > 0, "WITH ("+strings.Join(list, ", ")+")")) + ";"}
	for _, p := range o.Properties {
		if table, ok := strings.CutPrefix(p.Name, "table "); ok {
			part := p.Value
			if part == "true" {
				part = ""
			}
			out = append(out, words("ALTER PUBLICATION", name, "ADD TABLE ONLY", table, respell(part))+";")
		} else if s, ok := strings.CutPrefix(p.Name, "tables in schema "); ok {
			out = append(out, "ALTER PUBLICATION "+name+" ADD TABLES IN SCHEMA "+s+";")
		}
	}
	return out
}
