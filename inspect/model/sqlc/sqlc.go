// Package sqlc reads the structs that sqlc writes for tables. Their file is made
// from the schema, so that a difference means that sqlc has not been run since
// the schema changed.
//
// What it says: tables and columns, and what the Go type of each can hold. sqlc
// writes no table's name anywhere; it is the one among the tables of the schema
// that makes the struct's name by sqlc's own rule and the rename, initialisms and
// exact names of its configuration, sqlc.yaml, in the directory of the package or
// above it, which says where the schema is. Without that file the names in the
// queries of the package stand in for it, and a table that no query names is a
// guess. Columns are named by db tags, by json tags where they keep the column's
// name, by the words of the queries and of the schema, and by the field's name
// last. Overrides show as the Go types that they have become.
package sqlc

import (
	"path"
	"strings"

	"github.com/jinzhu/inflection"

	"github.com/synapscale/synapcheck/inspect/model/gosrc"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// Dialect reads what sqlc has written.
var Dialect = &gosrc.StructDialect{
	Name:      "sqlc",
	Says:      func(string) bool { return false },
	Rule:      "naming rule of sqlc",
	TableName: func(_ gosrc.Survey, structName string) string { return inflection.Plural(snake(structName)) },
	OtherName: snake,
	Keyed:     func(*gosrc.Program, *gosrc.Struct) bool { return false },
	Sign:      sign,
	Mute:      true,
	Columns:   columns,
}

const model = "sqlc model"

// sign knows the structs of sqlc's files, and which of them stand for tables.
func sign(p *gosrc.Program, s *gosrc.Struct) (gosrc.Sign, bool) {
	if s.Generator != "sqlc" {
		return gosrc.Sign{}, false
	}
	switch {
	case p.HasMethod(s.Type, "Scan") && len(s.Fields) == 2 && s.Fields[1].Name == "Valid":
		return gosrc.Sign{Left: "it holds a value of one column"}, true
	}
	words := wordsOf(p, s.Package)
	if words.engine != "" && words.engine != "postgresql" {
		return gosrc.Sign{Left: "sqlc wrote it for " + words.engine}, true
	}
	if f := p.FileOf(s); !models(f) && f.Base != words.models {
		return gosrc.Sign{Left: "it is what a query takes or returns"}, true
	}
	if namespace, name, ok := words.table(s.Name); ok {
		return gosrc.Sign{Namespace: namespace, Name: name, How: model, Certain: true}, true
	}
	return gosrc.Sign{Name: inflection.Plural(snake(s.Name)), How: model}, true
}

// models reports whether the file is the one of tables. Its name may be set, but
// it declares no queries.
func models(f gosrc.File) bool {
	if path.Base(f.Name) == "models.go" {
		return true
	}
	for _, name := range declared(f) {
		if name == "Queries" || name == "Querier" || name == "DBTX" || strings.HasSuffix(name, "Params") || strings.HasSuffix(name, "Row") {
			return false
		}
	}
	return !strings.HasSuffix(f.Base, ".sql.go")
}

func columns(d *gosrc.Draft) {
	d.Table.Binding.Generator = "sqlc"
	reader := gosrc.ReaderSQL
	if d.Struct.Package.Imports("github.com/jackc/pgx/v5", "github.com/jackc/pgx/v5/pgtype", "github.com/jackc/pgx/v4") {
		reader = gosrc.ReaderPGX
	}
	words := wordsOf(d.Program, d.Struct.Package)
	for _, f := range d.Struct.Fields {
		if f.Embedded || !f.Exported() {
			continue
		}
		name := words.column(f)
		host, why := d.Program.Host(f.Type, reader)
		if why != "" {
			d.ColumnGap(f, name, why, "its name is compared, and its type is not")
		}
		if reader.Name == gosrc.ReaderSQL.Name {
			asArray(host)
		}
		d.Table.Columns = append(d.Table.Columns, &schema.Column{Name: name, Host: host, Origin: f.Origin})
	}
}

// asArray says what a slice holds: sqlc reads it by pq.Array.
func asArray(h *schema.Host) {
	if !strings.HasPrefix(h.Type, "[]") || h.Type == "[]byte" {
		return
	}
	if array := arrays[h.Type]; array != "" {
		h.Type, h.Null = "github.com/lib/pq."+array, schema.NullHeld
		return
	}
	h.Scans = true
}

var arrays = map[string]string{
	"[]string": "StringArray", "[]int64": "Int64Array", "[]int32": "Int32Array", "[]bool": "BoolArray",
	"[]float64": "Float64Array", "[]float32": "Float32Array", "[][]byte": "ByteaArray",
}
