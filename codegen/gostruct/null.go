package gostruct

import (
	"path"
	"slices"
	"strings"
)

// A form is the outermost shape of a field's type.
type form uint8

const (
	plain   form = iota // NULL has no place in it
	pointer             // *string
	wrapped             // sql.NullString, sql.Null[string], pgtype.Text
	list                // a slice, a map or any, which can be nil
)

func formOf(canonical string) form {
	switch {
	case strings.HasPrefix(canonical, "*"):
		return pointer
	case strings.HasPrefix(canonical, "[]"), strings.HasPrefix(canonical, "map["), canonical == rawMessage, canonical == "any":
		return list
	}
	if _, w := unwrap(canonical); w != "" {
		return wrapped
	}
	return plain
}

// A wrapper is a way to give NULL a place: "*", "database/sql" for its NullX,
// the path of a package with a type for each ("…/pgtype", "…/null/v8"), or the
// canonical name of a generic type ("database/sql.Null"). Empty for none.
type wrapper string

const sqlPath = "database/sql"

// sqlNulls are the types of database/sql by what they hold.
var sqlNulls = map[string]string{
	"string": "NullString", "int64": "NullInt64", "int32": "NullInt32", "int16": "NullInt16",
	"byte": "NullByte", "bool": "NullBool", "float64": "NullFloat64", timeTime: "NullTime",
}

// nullPackages are the types of packages named null, whose spellings differ.
var nullPackages = map[string][]string{
	"string": {"String"}, "int64": {"Int64", "Int"}, "int32": {"Int32"}, "int16": {"Int16"}, "int": {"Int"},
	"bool": {"Bool"}, "float64": {"Float64", "Float"}, "float32": {"Float32"}, timeTime: {"Time"},
	"[]byte": {"Bytes"}, rawMessage: {"JSON"},
}

// pgtypeHolds are the Go types behind those of pgtype.
var pgtypeHolds = map[string]string{
	"Text": "string", "Int2": "int16", "Int4": "int32", "Int8": "int64", "Bool": "bool", "Float4": "float32",
	"Float8": "float64", "Timestamptz": timeTime, "Timestamp": timeTime, "Date": timeTime, "UUID": "string",
	"Numeric": "string", "Time": "string", "Interval": "string", "Uint32": "uint32",
}

// unwrap returns what a type holds besides NULL, and how. A type of pgtype holds
// the nearest type of Go.
func unwrap(canonical string) (base string, w wrapper) {
	if inner, ok := strings.CutPrefix(canonical, "*"); ok {
		return inner, "*"
	}
	if strings.HasPrefix(canonical, "[") || strings.HasPrefix(canonical, "map[") {
		return canonical, ""
	}
	if name, arg := cutArg(canonical); arg != "" {
		if _, short := cutName(name); wrapsNull(short) {
			return arg, wrapper(name)
		}
		return canonical, ""
	}
	importPath, name := cutName(canonical)
	switch {
	case importPath == sqlPath:
		for base, n := range sqlNulls {
			if n == name {
				return base, sqlPath
			}
		}
	case isPgtype(importPath):
		if base, ok := pgtypeHolds[name]; ok {
			return base, wrapper(importPath)
		}
	case importName(importPath) == "null":
		for base, names := range nullPackages {
			// Int is an int64 in one such package and an int in another.
			if slices.Contains(names, name) && (name != "Int" || base == "int64") {
				return base, wrapper(importPath)
			}
		}
	case name == "NullUUID" || name == "NullDecimal":
		return importPath + "." + strings.TrimPrefix(name, "Null"), sqlPath
	}
	return canonical, ""
}

// wrapsNull reports whether a generic type of that name is one for NULL.
func wrapsNull(name string) bool {
	return slices.Contains([]string{"Null", "Nullable", "Optional", "Option", "Opt", "Maybe", "Val", "Value"}, name)
}

func isPgtype(importPath string) bool { return path.Base(importPath) == "pgtype" }

// wrap gives the type a place for NULL. pgtypeName is the type of pgtype for the
// column, and rows says how they are read.
func wrap(base, pgtypeName string, w wrapper, rows reader) string {
	switch {
	case base == rawMessage:
		// pgx sets it to nil; database/sql does not take NULL for it.
		if rows == readerPgx {
			return base
		}
		if names := nullPackages[base]; importName(string(w)) == "null" && !isGuregu(w) {
			return string(w) + "." + names[0]
		}
		return "*" + base
	case strings.HasPrefix(base, "[]"), strings.HasPrefix(base, "map["), base == "any":
		return base
	case isPgtype(pathOf(base)), strings.HasPrefix(base, pqPath+"."):
		return base // holds NULL itself
	}
	switch {
	case w == sqlPath:
		if name := sqlNulls[base]; name != "" {
			return sqlPath + "." + name
		}
		switch importPath, name := cutName(base); {
		case base == "int":
			return sqlPath + ".NullInt64"
		case base == "float32":
			return sqlPath + ".NullFloat64"
		case name == "UUID" && strings.Contains(importPath, "/"), base == "github.com/shopspring/decimal.Decimal":
			return importPath + ".Null" + name
		}
	case isPgtype(string(w)):
		if pgtypeName != "" && pgtypeHolds[pgtypeName] != "" {
			return string(w) + "." + pgtypeName
		}
	case importName(string(w)) == "null":
		if names := nullPackages[base]; names != nil {
			name := names[0]
			if isGuregu(w) {
				name = names[len(names)-1]
			}
			if !isGuregu(w) || base != "int" && base != "float32" && base != "[]byte" {
				return string(w) + "." + name
			}
		}
	case w != "" && w != "*":
		return string(w) + "[" + base + "]"
	}
	return "*" + base
}

// isGuregu reports that the package is the one that knows few types.
func isGuregu(w wrapper) bool { return strings.Contains(string(w), "guregu/null") }

func pathOf(canonical string) string {
	base, _ := cutArg(canonical)
	importPath, _ := cutName(base)
	return importPath
}

// wrapperOf is the way in which most of the fields that can be null are written;
// "" if no way is more usual than every other.
func wrapperOf(uses []use) wrapper {
	counts := map[wrapper]int{}
	for _, u := range uses {
		if _, w := unwrap(u.typ); w != "" {
			counts[w]++
		}
	}
	var best wrapper
	most, tie := 0, false
	for w, n := range counts {
		switch {
		case n > most:
			best, most, tie = w, n, false
		case n == most:
			tie = true
		}
	}
	if tie {
		return ""
	}
	return best
}
