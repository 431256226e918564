package gosrc

import (
	"maps"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// A hostType is what is known of a type whose source is not at hand.
type hostType struct {
	// carries is the canonical name of the type of its values; "" for the type
	// itself.
	carries string
	// wraps is true for a type that adds NULL to what it carries.
	wraps bool
	// arg is true for a wrapper whose values have the type of its first argument.
	arg bool
	// under is what a named type made from it keeps; "" for a struct.
	under string
	// scans is true for types with a Scan method, value for those with Value.
	scans, value bool
	// null is what becomes of NULL, by reader.
	null nulls
}

// nulls says what becomes of NULL where database/sql, pgx and GORM read it.
type nulls struct{ sql, pgx, gorm schema.Null }

var (
	held     = nulls{schema.NullHeld, schema.NullHeld, schema.NullHeld}
	plain    = nulls{schema.NullRejected, schema.NullRejected, schema.NullZeroed}
	zeroed   = nulls{schema.NullZeroed, schema.NullZeroed, schema.NullZeroed}
	nilSlice = nulls{schema.NullRejected, schema.NullHeld, schema.NullHeld}
	nilAddr  = nulls{schema.NullRejected, schema.NullHeld, schema.NullZeroed}
)

func (h hostType) has(method string) bool {
	switch method {
	case "Scan":
		return h.scans
	case "Value":
		return h.value
	}
	return false
}

// HostTypes returns the names of types outside of the program that a Host.Type
// can be, on its own or behind brackets.
func HostTypes() []string {
	names := map[string]bool{}
	for name, h := range hostTypes {
		switch {
		case h.carries == "" && !h.arg:
			names[name] = true
		case strings.Contains(h.carries, "."):
			names[h.carries] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

var hostTypes = join(
	map[string]hostType{
		"time.Time":                                    {under: "time.Time", null: plain},
		"time.Duration":                                {under: "int64", null: plain},
		"encoding/json.RawMessage":                     {under: "[]byte", null: nilSlice},
		"encoding/json.Number":                         {carries: "string", under: "string", null: plain},
		"net.IP":                                       {under: "[]byte", null: nilSlice},
		"net.IPNet":                                    {null: plain},
		"net.HardwareAddr":                             {under: "[]byte", null: nilSlice},
		"net/netip.Addr":                               {null: nilAddr},
		"net/netip.Prefix":                             {null: nilAddr},
		"math/big.Int":                                 {null: plain},
		"math/big.Rat":                                 {null: plain},
		"math/big.Float":                               {null: plain},
		"database/sql.RawBytes":                        {carries: "[]byte", under: "[]byte", null: held},
		"net/url.URL":                                  {carries: "struct", null: plain},
		"github.com/google/uuid.UUID":                  {under: "[16]byte", scans: true, value: true, null: zeroed},
		"github.com/gofrs/uuid.UUID":                   {under: "[16]byte", scans: true, value: true, null: plain},
		"github.com/satori/go.uuid.UUID":               {under: "[16]byte", scans: true, value: true, null: plain},
		"github.com/oklog/ulid.ULID":                   {under: "[16]byte", scans: true, value: true, null: zeroed},
		"github.com/shopspring/decimal.Decimal":        {scans: true, value: true, null: plain},
		"github.com/govalues/decimal.Decimal":          {scans: true, value: true, null: plain},
		"github.com/ericlagergren/decimal.Big":         {scans: true, value: true, null: plain},
		"github.com/pgvector/pgvector-go.Vector":       {scans: true, value: true, null: plain},
		"github.com/pgvector/pgvector-go.HalfVector":   {scans: true, value: true, null: plain},
		"github.com/pgvector/pgvector-go.SparseVector": {scans: true, value: true, null: plain},
		"github.com/jmoiron/sqlx/types.JSONText":       {carries: "[]byte", under: "[]byte", scans: true, value: true, null: held},
		"github.com/jmoiron/sqlx/types.BitBool":        {carries: "[]byte", under: "bool", scans: true, value: true, null: plain},
		"github.com/jmoiron/sqlx/types.GzippedText":    {carries: "[]byte", under: "[]byte", scans: true, value: true, null: plain},
		"github.com/sqlc-dev/pqtype.Inet":              {scans: true, value: true, null: held},
		"github.com/sqlc-dev/pqtype.CIDR":              {scans: true, value: true, null: held},
		"github.com/sqlc-dev/pqtype.Macaddr":           {scans: true, value: true, null: held},
		"gorm.io/datatypes.JSON":                       {carries: "encoding/json.RawMessage", under: "[]byte", scans: true, value: true, null: held},
		"gorm.io/datatypes.JSONMap":                    {carries: "encoding/json.RawMessage", under: "map", scans: true, value: true, null: held},
		"gorm.io/datatypes.JSONType":                   {carries: "encoding/json.RawMessage", scans: true, value: true, null: zeroed},
		"gorm.io/datatypes.JSONSlice":                  {carries: "encoding/json.RawMessage", scans: true, value: true, null: held},
		"gorm.io/datatypes.Date":                       {under: "time.Time", scans: true, value: true, null: zeroed},
		"gorm.io/datatypes.Time":                       {under: "int64", scans: true, value: true, null: zeroed},
		"gorm.io/datatypes.URL":                        {carries: "string", scans: true, value: true, null: zeroed},
		"gorm.io/datatypes.UUID":                       {carries: "github.com/google/uuid.UUID", under: "[16]byte", scans: true, value: true, null: zeroed},
		"gorm.io/plugin/soft_delete.DeletedAt":         {carries: "uint64", under: "uint64", null: plain},
	},
	map[string]hostType{
		"github.com/gobuffalo/pop/slices.String": {carries: "github.com/lib/pq.StringArray", under: "[]string", scans: true, value: true, null: held},
		"github.com/gobuffalo/pop/slices.Int":    {carries: "github.com/lib/pq.Int64Array", under: "[]int", scans: true, value: true, null: plain},
		"github.com/gobuffalo/pop/slices.Float":  {carries: "github.com/lib/pq.Float64Array", under: "[]float64", scans: true, value: true, null: plain},
		"github.com/gobuffalo/pop/slices.UUID":   {carries: "github.com/lib/pq.StringArray", scans: true, value: true, null: plain},
		"github.com/gobuffalo/pop/slices.Map":    {carries: "encoding/json.RawMessage", under: "map", scans: true, value: true, null: zeroed},
	},
	pqArrays("github.com/lib/pq", map[string]string{
		"StringArray": "[]string", "Int64Array": "[]int64", "Int32Array": "[]int32", "BoolArray": "[]bool",
		"Float64Array": "[]float64", "Float32Array": "[]float32", "ByteaArray": "[][]byte", "GenericArray": "struct",
	}),
	wrappers("database/sql", map[string]string{
		"NullString": "string", "NullBool": "bool", "NullByte": "uint8", "NullInt16": "int16", "NullInt32": "int32",
		"NullInt64": "int64", "NullFloat64": "float64", "NullTime": "time.Time", "Null": "",
	}),
	wrappers("github.com/lib/pq", map[string]string{"NullTime": "time.Time"}),
	wrappers("github.com/go-sql-driver/mysql", map[string]string{"NullTime": "time.Time"}),
	wrappers("github.com/google/uuid", map[string]string{"NullUUID": "github.com/google/uuid.UUID"}),
	wrappers("github.com/gofrs/uuid", map[string]string{"NullUUID": "github.com/gofrs/uuid.UUID"}),
	wrappers("github.com/satori/go.uuid", map[string]string{"NullUUID": "github.com/satori/go.uuid.UUID"}),
	wrappers("github.com/shopspring/decimal", map[string]string{"NullDecimal": "github.com/shopspring/decimal.Decimal"}),
	wrappers("github.com/govalues/decimal", map[string]string{"NullDecimal": "github.com/govalues/decimal.Decimal"}),
	wrappers("github.com/jmoiron/sqlx/types", map[string]string{"NullJSONText": "encoding/json.RawMessage"}),
	wrappers("github.com/sqlc-dev/pqtype", map[string]string{"NullRawMessage": "encoding/json.RawMessage"}),
	wrappers("github.com/uptrace/bun", map[string]string{"NullTime": "time.Time"}),
	wrappers("gorm.io/gorm", map[string]string{"DeletedAt": "time.Time"}),
	wrappers("gorm.io/datatypes", map[string]string{"Null": "", "NullUUID": "github.com/google/uuid.UUID"}),
	wrappers("github.com/guregu/null", map[string]string{
		"String": "string", "Bool": "bool", "Int": "int64", "Int16": "int16", "Int32": "int32", "Byte": "uint8",
		"Float": "float64", "Time": "time.Time", "Value": "",
	}),
	wrappers("github.com/volatiletech/null", volatile),
	wrappers("github.com/aarondl/null", volatile),
	wrappers("github.com/aarondl/opt/null", map[string]string{"Val": ""}),
	wrappers("github.com/gobuffalo/nulls", map[string]string{
		"String": "string", "Bool": "bool", "Int": "int", "Int32": "int32", "Int64": "int64", "UInt32": "uint32",
		"Float32": "float32", "Float64": "float64", "Time": "time.Time", "ByteSlice": "[]byte",
		"UUID": "github.com/gofrs/uuid.UUID",
	}),
	pgtypes,
	pgtypes4,
)

var volatile = map[string]string{
	"String": "string", "Bool": "bool", "Byte": "uint8", "Bytes": "[]byte", "Time": "time.Time",
	"JSON": "encoding/json.RawMessage", "Float32": "float32", "Float64": "float64",
	"Int": "int", "Int8": "int8", "Int16": "int16", "Int32": "int32", "Int64": "int64",
	"Uint": "uint", "Uint8": "uint8", "Uint16": "uint16", "Uint32": "uint32", "Uint64": "uint64",
}

// pgtypes are those of pgx: a null wrapper where it carries a Go type of its own
// meaning, a type by itself where it is made for one PostgreSQL type.
var pgtypes = func() map[string]hostType {
	const pkg = "github.com/jackc/pgx/v5/pgtype"
	all := wrappers(pkg, map[string]string{
		"Bool": "bool", "Int2": "int16", "Int4": "int32", "Int8": "int64", "Float4": "float32", "Float8": "float64",
		"Text": "string", "Uint32": "uint32", "Uint64": "uint64",
	})
	for _, name := range []string{
		"Bits", "Box", "Circle", "Date", "Hstore", "Interval", "Line", "Lseg", "Numeric", "Path", "Point", "Polygon",
		"TID", "Time", "Timestamp", "Timestamptz", "TSVector", "UUID", "Range", "Multirange",
	} {
		all[pkg+"."+name] = hostType{scans: true, value: true, null: held}
	}
	for _, name := range []string{"Array", "FlatArray"} {
		all[pkg+"."+name] = hostType{scans: true, null: held}
	}
	all[pkg+".PreallocBytes"] = hostType{carries: "[]byte", under: "[]byte", null: held}
	all[pkg+".DriverBytes"] = all[pkg+".PreallocBytes"]
	return all
}()

// pgtypes4 are the types of pgx before version 5.
var pgtypes4 = func() map[string]hostType {
	const pkg = "github.com/jackc/pgtype"
	all := wrappers(pkg, map[string]string{
		"Bool": "bool", "Int2": "int16", "Int4": "int32", "Int8": "int64", "Float4": "float32", "Float8": "float64",
		"Text": "string", "Varchar": "string", "BPChar": "string", "Bytea": "[]byte",
		"JSON": "encoding/json.RawMessage", "JSONB": "encoding/json.RawMessage",
	})
	for _, name := range []string{
		"CIDR", "Date", "Hstore", "Inet", "Interval", "Macaddr", "Numeric", "Time", "Timestamp", "Timestamptz", "UUID",
		"BoolArray", "DateArray", "Float4Array", "Float8Array", "Int2Array", "Int4Array", "Int8Array", "JSONBArray",
		"NumericArray", "TextArray", "TimestampArray", "TimestamptzArray", "UUIDArray", "VarcharArray",
		"Daterange", "Int4range", "Int8range", "Numrange", "Tsrange", "Tstzrange",
	} {
		all[pkg+"."+name] = hostType{scans: true, value: true, null: held}
	}
	return all
}()

func wrappers(pkg string, types map[string]string) map[string]hostType {
	all := map[string]hostType{}
	for name, carries := range types {
		all[pkg+"."+name] = hostType{carries: carries, wraps: true, arg: carries == "", scans: true, value: true, null: held}
	}
	return all
}

func pqArrays(pkg string, types map[string]string) map[string]hostType {
	all := map[string]hostType{}
	for name, under := range types {
		all[pkg+"."+name] = hostType{under: under, scans: true, value: true, null: held}
	}
	return all
}

func join(tables ...map[string]hostType) map[string]hostType {
	all := map[string]hostType{}
	for _, table := range tables {
		maps.Copy(all, table)
	}
	return all
}
