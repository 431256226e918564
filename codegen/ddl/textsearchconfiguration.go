package ddl

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func createTextSearchConfig(_ *plan, o *schema.Object) []string {
	name := dotted(o.Schema, o.Name)
	out := []string{"CREATE TEXT SEARCH CONFIGURATION " + name + " (parser = " + o.Property("parser") + ");"}
	for _, p := range o.Properties {
		token, ok := strings.CutPrefix(p.Name, "mapping for ")
		if !ok {
			continue
		}
		add := "ALTER TEXT SEARCH CONFIGURATION " + name + " ADD MAPPING FOR " + ident(token) + " WITH " + p.Value + ";"
		if strings.HasPrefix(token, "token ") { // its name is not known
			add = comment(add)
		}
		out = append(out, add)
	}
	return out
}
