package ddl

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// createOperator passes over an operator without a function, which is a name
// that others refer to and that they make.
func createOperator(_ *plan, o *schema.Object) []string {
	if o.Property("procedure") == "" {
		return nil
	}
	list := set(o, nil, "procedure", "FUNCTION")
	operands := splitList(strings.TrimSuffix(strings.TrimPrefix(o.Signature, "("), ")"))
	for i, word := range []string{"LEFTARG", "RIGHTARG"} {
		if i < len(operands) && operands[i] != "none" {
			list = append(list, word+" = "+operands[i])
		}
	}
	for _, name := range []string{"commutator", "negator", "restrict", "join"} {
		list = set(o, list, name, strings.ToUpper(name))
	}
	for _, name := range []string{"hashes", "merges"} {
		if o.Property(name) != "" {
			list = append(list, strings.ToUpper(name))
		}
	}
	return []string{"CREATE OPERATOR " + dotted(o.Schema) + "." + o.Name + " " + definition(list) + ";"}
}

func operatorName(o *schema.Object) string {
	return dotted(o.Schema) + "." + o.Name + " " + o.Signature
}
