package ddl

import "github.com/synapscale/synapcheck/inspect/schema"

func createTextSearchParser(_ *plan, o *schema.Object) []string {
	return textSearch("PARSER", o, "start", "gettoken", "end", "headline", "lextypes")
}

// textSearch makes an object that consists of functions.
func textSearch(word string, o *schema.Object, functions ...string) []string {
	var list []string
	for _, f := range functions {
		list = set(o, list, f, f)
	}
	return []string{"CREATE TEXT SEARCH " + word + " " + dotted(o.Schema, o.Name) + " " + definition(list) + ";"}
}
