package ddl

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func createPolicy(_ *plan, o *schema.Object) []string {
	condition := func(word, name string) string {
		text := o.Property(name)
		return when(text != "", word+" ("+respell(text)+")")
	}
	return []string{words("CREATE POLICY", onTable(o),
		prefixed("AS", strings.ToUpper(o.Property("as"))),
		prefixed("FOR", strings.ToUpper(o.Property("for"))),
		prefixed("TO", o.Property("to")),
		condition("USING", "using"),
		condition("WITH CHECK", "with check")) + ";"}
}
