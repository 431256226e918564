package live

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// function reads a function, procedure or window function.
func (r *reading) function(f *row) {
	id := f.oid()
	o := &schema.Object{Kind: schema.KindFunction, Schema: r.schemas[f.oid()], Name: f.text()}
	owner, acl, kind := f.oid(), f.text(), f.char()
	switch kind {
	case 'a':
		r.filled["pg_aggregate"] = true
		return
	case 'p':
		o.Kind = schema.KindProcedure
	}
	o.Signature = "(" + f.text() + ")"
	o.Set("arguments", arguments(o.Kind, f.text()))
	o.Set("returns", f.text())
	language := r.names[member{classLanguage, f.oid()}]
	o.Set("language", language)
	if types := f.list(); types != nil {
		o.Set("transform", "for type "+strings.Join(types, ", for type "))
	}
	o.Set("window", truth(kind == 'w'))
	o.Set("volatility", map[byte]string{'i': "immutable", 's': "stable"}[f.char()])
	o.Set("strict", truth(f.bool()))
	o.Set("security definer", truth(f.bool()))
	o.Set("leakproof", truth(f.bool()))
	o.Set("parallel", parallel(f.char()))
	cost, rows, set := f.text(), f.text(), f.bool()
	usual := "100"
	if language == "c" || language == "internal" {
		usual = "1"
	}
	if cost != usual {
		o.Set("cost", cost)
	}
	if set && rows != "1000" {
		o.Set("rows", rows)
	}
	o.Set("support", procName(f.text()))
	for _, setting := range f.list() {
		name, value, _ := strings.Cut(setting, "=")
		o.Properties = append(o.Properties, schema.Property{Name: "set " + name, Value: value})
	}
	file, source := f.text(), f.text()
	if file != "" {
		o.Set("object file", file)
		o.Set("link symbol", source)
	} else {
		o.Set("body", source)
	}
	r.guarded("pg_proc", id, owner, aclFunction, acl, o)
}

// functionExpr reads the parts of a function that PostgreSQL has parsed.
func (r *reading) functionExpr(f *row) {
	o := r.objects["pg_proc"][f.oid()]
	if o == nil {
		return
	}
	if list := arguments(o.Kind, f.text()); list != "" {
		o.Properties = slices.Insert(o.Properties, 0, schema.Property{Name: "arguments", Value: list})
	}
	o.Set("sql body", f.text())
}

// arguments is the list of arguments without the word IN, which servers since
// PostgreSQL 14 write for procedures.
func arguments(kind schema.Kind, list string) string {
	if kind != schema.KindProcedure {
		return list
	}
	var b strings.Builder
	start := true
	for i, depth := 0, 0; i < len(list); i++ {
		if start && strings.HasPrefix(list[i:], "IN ") {
			i += len("IN ")
		}
		start = false
		from := i
		switch c := list[i]; c {
		case '"', '\'':
			if end := strings.IndexByte(list[i+1:], c); end >= 0 {
				i += end + 1 // a doubled quote opens the next part of the same text
			}
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		case ' ':
			start = depth == 0 && list[i-1] == ','
		}
		b.WriteString(list[from : i+1])
	}
	return b.String()
}

func parallel(letter byte) string {
	return map[byte]string{'s': "safe", 'r': "restricted"}[letter]
}

// truth is the value of a property that is true or, as PostgreSQL has it by
// default, absent.
func truth(set bool) string {
	if set {
		return "true"
	}
	return ""
}

// procName is a function as regproc spells it, but without the schema of
// PostgreSQL's own, which stands there only where others share the name.
func procName(name string) string { return strings.TrimPrefix(name, "pg_catalog.") }
