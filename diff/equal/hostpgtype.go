package equal

import (
	"maps"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// pgtype is the package of the types that pgx has for PostgreSQL's own.
const pgtype = "github.com/jackc/pgx/v5/pgtype."

// pgtypeHosts are the types of pgx that are made for one type of column. They
// read text over database/sql, which the driver of pgx gives them and lib/pq
// does not.
var pgtypeHosts = func() map[string]table {
	all := map[string]table{
		pgtype + "Bits":     {{"bit varbit", "EEXE", ""}},
		pgtype + "UUID":     {{"uuid", "EEXE", ""}},
		pgtype + "Hstore":   {{"hstore", "EEXE", ""}},
		pgtype + "TID":      {{"tid", "EEXE", ""}},
		pgtype + "Point":    {{"point", "EEXE", ""}},
		pgtype + "Line":     {{"line", "EEXE", ""}},
		pgtype + "Circle":   {{"circle", "EEXE", ""}},
		pgtype + "TSVector": {{"tsvector", "EEXX", ""}},
		pgtype + "Box":      {{"box", "EEXX", ""}},
		pgtype + "Lseg":     {{"lseg", "EEXX", ""}},
		pgtype + "Path":     {{"path", "EEXX", ""}},
		pgtype + "Polygon":  {{"polygon", "EEXX", ""}},
	}
	for host := range pqArrays {
		all[host] = table{}
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
		if sub, ok := strings.CutPrefix(host, pgtype+kind); ok {
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
	pgtype + "Text":   {pgx: set("bool date timestamp timestamptz"), sql: set("bool date timestamp timestamptz int2 int4 int8 float4 float8 oid")},
	pgtype + "Bool":   {},
	pgtype + "Int2":   {sql: set("float4 float8")},
	pgtype + "Int4":   {sql: set("float4 float8")},
	pgtype + "Int8":   {sql: set("float4 float8")},
	pgtype + "Float4": {sql: set("int2 int4 int8")},
	pgtype + "Float8": {sql: set("int2 int4 int8")},
	pgtype + "Uint32": {},
	pgtype + "Uint64": {},
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
		if r == readPGX && wrapper == pgtype+"Text" && !c.foreign {
			return Holding{Impossible, wireBytes}, true
		}
		return Holding{}, false
	case refused[c.name]:
		return Holding{Grade: Impossible}, true
	case wrapper == pgtype+"Text" && r == readPGX:
		return holdType(readSQL, "string", c), true
	}
	return Holding{}, false
}

// otherHosts are types that no reader fills, or that have one column type.
var otherHosts = map[string]table{
	"complex64": {}, "complex128": {}, "uintptr": {},
}
