package equal

import (
	"maps"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// pgtypePkg is the package of the types that pgx has for PostgreSQL's own.
const pgtypePkg = "github.com/jackc/pgx/v5/pgtype."

// pgtypeHosts are the types of pgx that are made for one type of column. They
// read text over database/sql, which the driver of pgx gives them and lib/pq
// does not.
var pgtypeHosts = func() map[string]table {
	all := map[string]table{
		pgtypePkg + "Bits":     {{"bit varbit", "EEXE", ""}},
		pgtypePkg + "UUID":     {{"uuid", "EEXE", ""}},
		pgtypePkg + "Hstore":   {{"hstore", "EEXE", ""}},
		pgtypePkg + "TID":      {{"tid", "EEXE", ""}},
		pgtypePkg + "Point":    {{"point", "EEXE", ""}},
		pgtypePkg + "Line":     {{"line", "EEXE", ""}},
		pgtypePkg + "Circle":   {{"circle", "EEXE", ""}},
		pgtypePkg + "TSVector": {{"tsvector", "EEXX", ""}},
		pgtypePkg + "Box":      {{"box", "EEXX", ""}},
		pgtypePkg + "Lseg":     {{"lseg", "EEXX", ""}},
		pgtypePkg + "Path":     {{"path", "EEXX", ""}},
		pgtypePkg + "Polygon":  {{"polygon", "EEXX", ""}},
	}
	for host := range pqArrays {
		all[host] = table{{"text varchar bpchar", "SSSS", "text that is no array in PostgreSQL's form fails to scan"}}
	}
	maps.Copy(all, map[string]table{
		"github.com/pgvector/pgvector-go.Vector":       {{"vector", "EEEE", ""}},
		"github.com/pgvector/pgvector-go.HalfVector":   {{"halfvec", "EEEE", ""}},
		"github.com/pgvector/pgvector-go.SparseVector": {{"sparsevec", "EEEE", ""}},
	})
	return all
}()

// subtypes are what ranges and multiranges are of.
var subtypes = map[string]string{
	"int4range": "int4", "int8range": "int8", "numrange": "numeric",
	"daterange": "date", "tsrange": "timestamp", "tstzrange": "timestamptz",
	"int4multirange": "int4range", "int8multirange": "int8range", "nummultirange": "numrange",
	"datemultirange": "daterange", "tsmultirange": "tsrange", "tstzmultirange": "tstzrange",
}

// rangeOf is the type of a range's bounds, or of a multirange's ranges.
func rangeOf(host string) (string, bool) {
	for _, kind := range []string{"Range[", "Multirange["} {
		if sub, ok := strings.CutPrefix(host, pgtypePkg+kind); ok {
			return strings.TrimSuffix(sub, "]"), true
		}
	}
	return "", false
}

// holdRange is a range with bounds of the type. Only pgx itself fills it.
func holdRange(r reader, sub string, c column) Holding {
	of := subtypes[c.name]
	if c.typ.Array || of == "" {
		return Holding{Grade: Impossible}
	}
	held := holdType(readPGX, sub, column{name: of, typ: schema.Type{Name: of}})
	if held.Grade != GradeUnknown && r != readPGX {
		return Holding{Grade: Impossible}
	}
	return held
}

// A limit is what one of pgx's null wrappers does not read although the type
// that it carries would be read: by pgx itself, and over database/sql.
type limit struct{ pgx, sql map[string]bool }

var limits = map[string]limit{
	pgtypePkg + "Text":   {pgx: set("bool date timestamp timestamptz"), sql: set("bool date timestamp timestamptz int2 int4 int8 float4 float8 oid xid cid")},
	pgtypePkg + "Bool":   {},
	pgtypePkg + "Int2":   {sql: set("float4 float8")},
	pgtypePkg + "Int4":   {sql: set("float4 float8")},
	pgtypePkg + "Int8":   {sql: set("float4 float8")},
	pgtypePkg + "Float4": {sql: set("int2 int4 int8 oid xid cid")},
	pgtypePkg + "Float8": {sql: set("int2 int4 int8 oid xid cid")},
	pgtypePkg + "Uint32": {pgx: set("float4 float8"), sql: set("float4 float8")},
	pgtypePkg + "Uint64": {pgx: set("float4 float8"), sql: set("float4 float8")},
}

// pgtypeWrapper is the holding of a null wrapper of pgx where it is not that of
// the type that it carries.
func pgtypeWrapper(r reader, wrapper string, c column) (Holding, bool) {
	l, ok := limits[wrapper]
	if !ok {
		return Holding{}, false
	}
	refused := l.sql
	if r == readPGX {
		refused = l.pgx
	}
	switch {
	case c.typ.Array || subtypes[c.name] != "":
		if r == readPGX && wrapper == pgtypePkg+"Text" && !c.foreign {
			return Holding{Impossible, wireBytes}, true
		}
		return Holding{}, false
	case refused[c.name]:
		return Holding{Grade: Impossible}, true
	case wrapper == pgtypePkg+"Text" && r == readPGX:
		return holdType(readSQL, "string", c), true
	}
	return Holding{}, false
}

// otherHosts are types that no reader fills, or that have one column type.
var otherHosts = map[string]table{
	"complex64": {}, "complex128": {}, "uintptr": {},
}
