package ddl

import "github.com/synapscale/synapcheck/inspect/schema"

func createCollation(_ *plan, o *schema.Object) []string {
	list := set(o, nil, "provider", "provider")
	list = set(o, list, "deterministic", "deterministic")
	for _, name := range []string{"locale", "lc_collate", "lc_ctype", "rules"} {
		list = setLiteral(o, list, name, name)
	}
	return []string{"CREATE COLLATION " + dotted(o.Schema, o.Name) + " " + definition(list) + ";"}
}
