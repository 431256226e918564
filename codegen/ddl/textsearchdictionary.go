package ddl

import "github.com/synapscale/synapcheck/inspect/schema"

// createTextSearchDictionary takes the options as the catalog keeps them, which
// is as SQL spells them.
func createTextSearchDictionary(_ *plan, o *schema.Object) []string {
	list := set(o, nil, "template", "template")
	if options := o.Property("options"); options != "" {
		list = append(list, options)
	}
	return []string{"CREATE TEXT SEARCH DICTIONARY " + dotted(o.Schema, o.Name) + " " + definition(list) + ";"}
}
