package gostruct

// A mapping says which Go types hold every value of a PostgreSQL type, NULL
// aside. All are canonical.
type mapping struct {
	// std is the choice where values come through database/sql, and where the
	// reader is not known.
	std string
	// pgx is the choice under pgx's own interface; empty if it is std.
	pgx string
	// also are further types that are taken over from other fields.
	also []string
	// pgtype is the type of pgx/v5/pgtype that holds NULL as well.
	pgtype string
	// open types are often given a type of the project's own, which is taken over
	// where most columns have it.
	open bool
	// pq is the type of lib/pq that reads an array of the type through
	// database/sql; empty if StringArray does.
	pq string
}

const (
	rawMessage = "encoding/json.RawMessage"
	timeTime   = "time.Time"
	prefix     = "net/netip.Prefix"
	pgtypePath = "github.com/jackc/pgx/v5/pgtype"
	pqPath     = "github.com/lib/pq"
)

var (
	text     = mapping{std: "string", pgtype: "Text"}
	instants = []string{"string"}
	uuids    = []string{
		"[16]byte", "github.com/google/uuid.UUID", "github.com/gofrs/uuid.UUID", "github.com/gofrs/uuid/v5.UUID",
		"github.com/satori/go.uuid.UUID", "uuid.UUID",
	}
	decimals  = []string{"github.com/shopspring/decimal.Decimal", "github.com/cockroachdb/apd/v3.Decimal", "encoding/json.Number"}
	documents = []string{
		"[]byte", "string", "map[string]any", "any", "gorm.io/datatypes.JSON", "gorm.io/datatypes.JSONMap",
		"github.com/jmoiron/sqlx/types.JSONText",
	}
)

// mappings are by pg_type.typname. Types of extensions stand among them: their
// schema is whatever the extension was installed in. What a field that is not in
// the table can hold was measured with pgx 5, its database/sql driver and lib/pq.
var mappings = map[string]mapping{
	"bool":   {std: "bool", pgtype: "Bool", pq: "BoolArray"},
	"int2":   {std: "int16", also: []string{"int32", "int64", "int"}, pgtype: "Int2", pq: "Int32Array"},
	"int4":   {std: "int32", also: []string{"int64", "int"}, pgtype: "Int4", pq: "Int32Array"},
	"int8":   {std: "int64", also: []string{"int"}, pgtype: "Int8", pq: "Int64Array"},
	"float4": {std: "float32", also: []string{"float64"}, pgtype: "Float4", pq: "Float32Array"},
	"float8": {std: "float64", pgtype: "Float8", pq: "Float64Array"},
	"oid":    {std: "uint32", also: []string{"int64"}, pgtype: "Uint32", pq: "Int64Array"},

	"numeric": {std: "string", also: decimals, pgtype: "Numeric", open: true},
	"money":   {std: "string", pgtype: "Text"},

	"text":    text,
	"varchar": text,
	"bpchar":  text,
	"name":    text,
	"char":    text,
	"xml":     text,
	"citext":  text,
	"ltree":   text,
	"pg_lsn":  text,

	"bytea": {std: "[]byte", pq: "ByteaArray"},
	"uuid":  {std: "string", also: uuids, pgtype: "UUID", open: true},
	"json":  {std: rawMessage, also: documents, open: true},
	"jsonb": {std: rawMessage, also: documents, open: true},

	"timestamptz": {std: timeTime, also: instants, pgtype: "Timestamptz", open: true},
	"timestamp":   {std: timeTime, also: instants, pgtype: "Timestamp", open: true},
	"date":        {std: timeTime, also: []string{"string", "cloud.google.com/go/civil.Date"}, pgtype: "Date", open: true},
	"time":        {std: "string", also: []string{timeTime}, pgtype: "Time", open: true},
	"timetz":      {std: "string", also: []string{timeTime}, pgtype: "Text", open: true},
	"interval":    {std: "string", pgx: pgtypePath + ".Interval", also: []string{"time.Duration"}, pgtype: "Interval", open: true},

	"inet":     {std: "string", pgx: prefix, also: []string{"net/netip.Addr"}, open: true},
	"cidr":     {std: "string", pgx: prefix, also: []string{"net.IPNet"}, open: true},
	"macaddr":  {std: "string", also: []string{"net.HardwareAddr"}, open: true},
	"macaddr8": {std: "string", also: []string{"net.HardwareAddr"}, open: true},

	"bit":    {std: "string", pgx: pgtypePath + ".Bits", pgtype: "Bits"},
	"varbit": {std: "string", pgx: pgtypePath + ".Bits", pgtype: "Bits"},
	"hstore": {std: "string", also: []string{"map[string]*string", "github.com/lib/pq/hstore.Hstore"}, pgtype: "Hstore", open: true},

	"tsvector": {std: "string", pgx: pgtypePath + ".TSVector", pgtype: "TSVector"},
	"tsquery":  text,

	"point":   {std: "string", pgx: pgtypePath + ".Point", pgtype: "Point", open: true},
	"line":    {std: "string", pgx: pgtypePath + ".Line", pgtype: "Line", open: true},
	"lseg":    {std: "string", pgx: pgtypePath + ".Lseg", pgtype: "Lseg", open: true},
	"box":     {std: "string", pgx: pgtypePath + ".Box", pgtype: "Box", open: true},
	"path":    {std: "string", pgx: pgtypePath + ".Path", pgtype: "Path", open: true},
	"polygon": {std: "string", pgx: pgtypePath + ".Polygon", pgtype: "Polygon", open: true},
	"circle":  {std: "string", pgx: pgtypePath + ".Circle", pgtype: "Circle", open: true},

	"int4range": ranges("Int4"),
	"int8range": ranges("Int8"),
	"numrange":  ranges("Numeric"),
	"daterange": ranges("Date"),
	"tsrange":   ranges("Timestamp"),
	"tstzrange": ranges("Timestamptz"),

	// These have no type that everybody has: one is taken over or none.
	"vector":    {also: []string{"github.com/pgvector/pgvector-go.Vector"}, open: true},
	"halfvec":   {also: []string{"github.com/pgvector/pgvector-go.HalfVector"}, open: true},
	"sparsevec": {also: []string{"github.com/pgvector/pgvector-go.SparseVector"}, open: true},
	"geometry":  {also: []string{"string", "[]byte"}, open: true},
	"geography": {also: []string{"string", "[]byte"}, open: true},
}

func ranges(of string) mapping {
	return mapping{std: "string", pgx: pgtypePath + ".Range[" + pgtypePath + "." + of + "]", open: true}
}
