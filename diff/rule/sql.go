package rule

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// sqlIdent writes an identifier so that a statement can be copied from a
// remedy: reserved words are quoted too.
func sqlIdent(name string) string {
	if reserved[name] {
		return `"` + name + `"`
	}
	return schema.QuoteIdent(name)
}

// sqlName writes an object's name with its schema, without its parent.
func sqlName(r schema.Ref) string {
	if r.Schema == "" {
		return sqlIdent(r.Name)
	}
	return sqlIdent(r.Schema) + "." + sqlIdent(r.Name)
}

// sqlType names a type whatever the search path is.
func sqlType(t schema.Type) string {
	if t.Schema == "" || t.Schema == "pg_catalog" {
		return t.String()
	}
	name := sqlIdent(t.Schema) + "." + sqlIdent(t.Name)
	if t.Args != "" {
		name += "(" + t.Args + ")"
	}
	if t.Array {
		name += "[]"
	}
	return name
}

// sqlList writes the columns of a key.
func sqlList(columns []string) string {
	quoted := make([]string, len(columns))
	for i, c := range columns {
		quoted[i] = sqlIdent(c)
	}
	return "(" + strings.Join(quoted, ", ") + ")"
}

// sqlString writes a string literal.
func sqlString(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// reserved are the words that PostgreSQL takes as names only in quotes: those
// whose pg_get_keywords().catcode is R or T, of versions 13 to 18.
var reserved = wordSet(`all analyse analyze and any array as asc asymmetric
	authorization binary both case cast check collate collation column
	concurrently constraint create cross current_catalog current_date
	current_role current_schema current_time current_timestamp current_user
	default deferrable desc distinct do else end except false fetch for foreign
	freeze from full grant group having ilike in initially inner intersect into
	is isnull join lateral leading left like limit localtime localtimestamp
	natural not notnull null offset on only or order outer overlaps placing
	primary references returning right select session_user similar some
	symmetric system_user table tablesample then to trailing true union unique
	user using variadic verbose when where window with`)

func wordSet(words string) map[string]bool {
	set := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}
