package ddl

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func createCast(_ *plan, o *schema.Object) []string {
	how := "WITHOUT FUNCTION"
	switch o.Property("method") {
	case "function":
		how = "WITH FUNCTION " + o.Property("function")
	case "inout":
		how = "WITH INOUT"
	}
	return []string{words("CREATE CAST", o.Name, how, prefixed("AS", strings.ToUpper(o.Property("context")))) + ";"}
}
