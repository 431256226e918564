package ddl

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// createFunction makes a function or procedure.
func createFunction(_ *plan, o *schema.Object) []string {
	word := strings.ToUpper(string(o.Kind))
	flag := func(name, text string) string { return when(o.Property(name) != "", text) }
	clauses := []string{
		"CREATE " + word + " " + dotted(o.Schema, o.Name) + "(" + respell(o.Property("arguments")) + ")",
		prefixed("RETURNS", when(o.Kind == schema.KindFunction, o.Property("returns"))),
		"LANGUAGE " + ident(o.Property("language")),
		words(
			prefixed("TRANSFORM", o.Property("transform")),
			flag("window", "WINDOW"),
			strings.ToUpper(o.Property("volatility")),
			flag("strict", "STRICT"),
			flag("security definer", "SECURITY DEFINER"),
			flag("leakproof", "LEAKPROOF"),
			prefixed("PARALLEL", strings.ToUpper(o.Property("parallel"))),
			prefixed("COST", o.Property("cost")),
			prefixed("ROWS", o.Property("rows")),
			prefixed("SUPPORT", o.Property("support")),
		),
	}
	for _, p := range o.Properties {
		if name, ok := strings.CutPrefix(p.Name, "set "); ok {
			clauses = append(clauses, "SET "+settingName(name)+" TO "+settingValue(name, p.Value))
		}
	}
	switch {
	case o.Property("sql body") != "":
		clauses = append(clauses, respell(o.Property("sql body")))
	case o.Property("object file") != "":
		clauses = append(clauses, "AS "+literal(o.Property("object file"))+", "+literal(o.Property("link symbol")))
	default:
		clauses = append(clauses, "AS "+dollar(o.Property("body")))
	}
	var lines []string
	for _, c := range clauses {
		if c != "" {
			lines = append(lines, c)
		}
	}
	out := []string{strings.Join(lines, "\n\t") + ";"}
	name := signed(o)
	if o.Kind == schema.KindProcedure {
		name = procedureName(o)
	}
	return append(out, dependsOn(o, word, name)...)
}

// settingName is the name of a parameter, of which a part may stand before a
// dot.
func settingName(name string) string { return dotted(strings.Split(name, ".")...) }

// quotedLists are the parameters whose value is a list of names, kept as SQL
// spells it (GUC_LIST_QUOTE).
var quotedLists = map[string]bool{
	"search_path": true, "temp_tablespaces": true, "local_preload_libraries": true, "session_preload_libraries": true,
	"shared_preload_libraries": true, "unix_socket_directories": true,
}

func settingValue(name, value string) string {
	if !quotedLists[strings.ToLower(name)] {
		return literal(value)
	}
	list := splitList(value)
	for i, n := range list {
		if strings.HasPrefix(n, `"`) && strings.HasSuffix(n, `"`) && len(n) > 1 {
			n = strings.ReplaceAll(n[1:len(n)-1], `""`, `"`)
		}
		list[i] = literal(n)
	}
	return strings.Join(list, ", ")
}

// procedureName names a procedure with all its arguments: those that it only
// gives back tell it from others of its name.
func procedureName(o *schema.Object) string {
	list := splitList(o.Property("arguments"))
	for i, a := range list {
		for at := 0; at < len(a); at++ {
			if end := skipQuoted(a, at); end > at {
				at = end - 1
			} else if strings.HasPrefix(a[at:], " DEFAULT ") {
				a = a[:at]
			}
		}
		mode, _, _ := strings.Cut(a, " ")
		list[i] = words(when(a != "" && mode != "OUT" && mode != "INOUT" && mode != "VARIADIC", "IN"), a)
	}
	return dotted(o.Schema, o.Name) + "(" + strings.Join(list, ", ") + ")"
}
