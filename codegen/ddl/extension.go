package ddl

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// createExtension leaves the version to the server, as pg_dump does: the one
// that it has is the one to use.
func createExtension(p *plan, o *schema.Object) []string {
	schemaName := o.Property("schema")
	return []string{words("CREATE EXTENSION IF NOT EXISTS", ident(o.Name), when(schemaName != "", "WITH SCHEMA "+ident(schemaName))) + ";"}
}

// dependsOn makes the object go when an extension goes.
func dependsOn(o *schema.Object, word, name string) []string {
	list := o.Property("depends on extension")
	if list == "" {
		return nil
	}
	var out []string
	for _, extension := range splitList(list) {
		out = append(out, "ALTER "+word+" "+name+" DEPENDS ON EXTENSION "+strings.TrimSpace(extension)+";")
	}
	return out
}
