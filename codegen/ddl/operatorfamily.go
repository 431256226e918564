package ddl

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func createOperatorFamily(_ *plan, o *schema.Object) []string {
	return append([]string{"CREATE OPERATOR FAMILY " + using(o) + ";"}, addMembers(o)...)
}

// addMembers adds to a family what belongs to none of its classes.
func addMembers(o *schema.Object) []string {
	list := members(o)
	if len(list) == 0 {
		return nil
	}
	return []string{"ALTER OPERATOR FAMILY " + using(o) + " ADD\n\t" + strings.Join(list, ",\n\t") + ";"}
}

// members are the operators and functions of a class or family: properties such
// as "operator 1 (integer, integer)" and "function 2 (integer, integer)".
func members(o *schema.Object) []string {
	var list []string
	for _, p := range o.Properties {
		if rest, ok := strings.CutPrefix(p.Name, "operator "); ok {
			number, _, _ := strings.Cut(rest, " ")
			list = append(list, "OPERATOR "+number+" "+p.Value)
		} else if rest, ok := strings.CutPrefix(p.Name, "function "); ok {
			list = append(list, "FUNCTION "+rest+" "+p.Value)
		}
	}
	return list
}
