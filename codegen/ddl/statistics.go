package ddl

import "github.com/synapscale/synapcheck/inspect/schema"

func createStatistics(_ *plan, o *schema.Object) []string {
	name := dotted(o.Schema, o.Name)
	kinds := o.Property("kinds")
	out := []string{words("CREATE STATISTICS", name, when(kinds != "", "("+kinds+")"),
		"ON", respell(o.Property("on")), "FROM", o.Property("from")) + ";"}
	if target := o.Property("statistics"); target != "" {
		out = append(out, "ALTER STATISTICS "+name+" SET STATISTICS "+target+";")
	}
	return out
}
