package equal

import (
	"strconv"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// Types says whether two type names mean the same type: int4 and integer,
// numeric(10) and numeric(10,0), timestamp(6) and timestamp. A declared type
// without a schema is of any schema, unless pg_catalog has one of that name,
// which PostgreSQL would find first.
func Types(declared, live schema.Type) bool {
	d, l := canon(declared), canon(live)
	if !sameName(d, l) || d.Array != l.Array {
		return false
	}
	if d.Args == "" && (d.Name == "bpchar" || d.Name == "bit") && isBuiltin(d) {
		return l.Args == "" || l.Args == "1"
	}
	return d.Args == l.Args
}

// sameName compares canonical types without modifiers and Array.
func sameName(d, l schema.Type) bool {
	if d.Name != l.Name {
		return false
	}
	if d.Schema == l.Schema {
		return true
	}
	return (d.Schema == "" || l.Schema == "") && !builtins[d.Name]
}

// isBuiltin reports that a canonical type is one of pg_catalog's.
func isBuiltin(t schema.Type) bool { return t.Schema == "" && builtins[t.Name] }

// canon gives a type its catalog name and its modifiers their one spelling, and
// takes pg_catalog as said where the name is one of its types.
func canon(t schema.Type) schema.Type {
	if t.Schema == "pg_catalog" {
		t.Schema = ""
	}
	if t.Schema != "" {
		t.Args = tidyArgs(t.Args)
		return t
	}
	name := strings.ToLower(strings.Join(strings.Fields(t.Name), " "))
	switch alias, ok := aliases[name]; {
	case name == "float" && t.Args != "":
		if n, err := strconv.Atoi(strings.TrimSpace(t.Args)); err == nil && n <= 24 {
			alias = "float4"
		}
		t.Name, t.Args = alias, ""
	case ok:
		t.Name = alias
	case builtins[name]:
		t.Name = name
	case strings.HasPrefix(name, "_") && builtins[name[1:]]:
		t.Name, t.Array = name[1:], true
	}
	t.Args = tidyArgs(t.Args)
	switch t.Name {
	case "numeric":
		if t.Args != "" && !strings.Contains(t.Args, ",") {
			t.Args += ",0"
		}
	case "timestamp", "timestamptz", "time", "timetz":
		if t.Args == "6" {
			t.Args = ""
		}
	case "interval":
		t.Args = strings.TrimSpace(strings.TrimSuffix(t.Args, "(6)"))
		if t.Args == "6" {
			t.Args = ""
		}
	}
	return t
}

// tidyArgs removes blanks around commas and brings words to lower case.
func tidyArgs(args string) string {
	if args == "" {
		return ""
	}
	parts := strings.Split(args, ",")
	for i, p := range parts {
		parts[i] = strings.Join(strings.Fields(strings.ToLower(p)), " ")
	}
	return strings.Join(parts, ",")
}
