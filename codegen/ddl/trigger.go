package ddl

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// switches are the words of ALTER TABLE for when a trigger or rule acts.
var switches = map[string]string{"no": "DISABLE", "yes": "ENABLE", "replica": "ENABLE REPLICA", "always": "ENABLE ALWAYS"}

// createTrigger makes a trigger. One that a partition has from its parent is
// there already, and only switched.
func createTrigger(_ *plan, o *schema.Object) []string {
	table := dotted(o.Schema, o.Parent)
	var out []string
	if o.Property("inherited") == "" {
		row := "STATEMENT"
		if o.Property("for each") == "row" {
			row = "ROW"
		}
		condition := o.Property("when")
		out = append(out, words("CREATE", when(o.Property("constraint") != "", "CONSTRAINT"), "TRIGGER", ident(o.Name),
			strings.ToUpper(o.Property("timing")), o.Property("events"), "ON", table,
			prefixed("FROM", o.Property("from")),
			deferring(schema.Is(schema.Deferrable(o.Property("deferrable")))),
			prefixed("REFERENCING", o.Property("referencing")),
			"FOR EACH", row,
			when(condition != "", "WHEN ("+respell(condition)+")"),
			"EXECUTE FUNCTION", o.Property("execute function"))+";")
		out = append(out, dependsOn(o, "TRIGGER", onTable(o))...)
	}
	if s := switches[o.Property("enabled")]; s != "" {
		out = append(out, "ALTER TABLE "+table+" "+s+" TRIGGER "+ident(o.Name)+";")
	}
	return out
}

// parentTriggers are the triggers that a partition's may come from.
func (p *plan) parentTriggers(o *schema.Object) []schema.Ref {
	var refs []schema.Ref
	t := p.tables[schema.Ref{Schema: o.Schema, Name: o.Parent}]
	for range len(p.tables) {
		if t == nil || !isPartition(t) {
			break
		}
		r := schema.Ref{Kind: schema.KindTrigger, Schema: t.PartitionOf.Schema, Parent: t.PartitionOf.Name, Name: o.Name}
		refs = append(refs, r)
		t = p.tables[schema.Ref{Schema: t.PartitionOf.Schema, Name: t.PartitionOf.Name}]
	}
	return refs
}
