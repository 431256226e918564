package schema

import "strings"

// A Type names a PostgreSQL type as the catalog spells it: pg_type.typname, not
// the SQL standard's alias, so int4 and not integer. It is comparable.
type Type struct {
	// Schema is empty for types of pg_catalog, and for types of a declared
	// source that does not say it.
	Schema string `json:"schema,omitempty"`
	Name   string `json:"name"`
	// Args are the type modifiers as format_type prints them between the
	// parentheses: "255", "10,2". An interval's are its whole suffix:
	// "day to second(3)". Empty for none.
	Args string `json:"args,omitempty"`
	// Array is true for an array of the type. PostgreSQL does not keep the
	// number of dimensions.
	Array bool `json:"array,omitempty"`
}

// IsZero reports that no type is named.
func (t Type) IsZero() bool { return t == Type{} }

// Elem is the type of the elements of an array, and the type itself otherwise.
func (t Type) Elem() Type {
	t.Array = false
	return t
}

// Bare is the type without its modifiers.
func (t Type) Bare() Type {
	t.Args = ""
	return t
}

// String spells the type as format_type does: character varying(255),
// timestamp(3) with time zone, app.mood[].
func (t Type) String() string {
	s := t.spell()
	if t.Array {
		return s + "[]"
	}
	return s
}

func (t Type) spell() string {
	args := ""
	if t.Args != "" {
		args = "(" + t.Args + ")"
	}
	if t.Schema != "" && t.Schema != "pg_catalog" {
		return QuoteIdent(t.Schema) + "." + QuoteIdent(t.Name) + args
	}
	if t.Name == "interval" && t.Args != "" {
		if strings.Trim(t.Args, "0123456789") == "" {
			return "interval" + args
		}
		return "interval " + t.Args
	}
	if t.Args == "" && (t.Name == "bpchar" || t.Name == "bit") {
		// The standard's names would mean a length of one.
		return map[string]string{"bpchar": "bpchar", "bit": `"bit"`}[t.Name]
	}
	if standard, ok := standardNames[t.Name]; ok {
		name, zone, _ := strings.Cut(standard, "|")
		return name + args + zone
	}
	return QuoteIdent(t.Name) + args
}

// standardNames are the spellings of format_type_extended in PostgreSQL's
// src/backend/utils/adt/format_type.c; modifiers go where the bar stands.
var standardNames = map[string]string{
	"bit":         "bit",
	"bool":        "boolean",
	"bpchar":      "character",
	"char":        `"char"`,
	"float4":      "real",
	"float8":      "double precision",
	"int2":        "smallint",
	"int4":        "integer",
	"int8":        "bigint",
	"numeric":     "numeric",
	"time":        "time| without time zone",
	"timetz":      "time| with time zone",
	"timestamp":   "timestamp| without time zone",
	"timestamptz": "timestamp| with time zone",
	"varbit":      "bit varying",
	"varchar":     "character varying",
}
