package main

import (
	"database/sql"
	"encoding/json"
	"math/big"
	"net"
	"net/netip"
	"time"

	gofrs "github.com/gofrs/uuid/v5"
	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/lib/pq"
	"github.com/oklog/ulid/v2"
	"github.com/shopspring/decimal"
	"github.com/sqlc-dev/pqtype"
)

type row[T any] struct {
	V T `gorm:"column:v"`
}

type target struct {
	name string
	new  func() any // *T
	row  func() any // *row[T]
	read func(any) any
}

func of[T any](name string) target {
	return target{
		name, func() any { return new(T) }, func() any { return new(row[T]) },
		func(r any) any { return r.(*row[T]).V },
	}
}

type doc struct {
	A int `json:"a"`
}

const (
	pgt = "github.com/jackc/pgx/v5/pgtype."
	dsq = "database/sql."
	lpq = "github.com/lib/pq."
)

var targets = []target{
	of[bool]("bool"), of[int]("int"), of[int8]("int8"), of[int16]("int16"), of[int32]("int32"), of[int64]("int64"),
	of[uint]("uint"), of[uint8]("uint8"), of[uint16]("uint16"), of[uint32]("uint32"), of[uint64]("uint64"),
	of[float32]("float32"), of[float64]("float64"), of[string]("string"), of[any]("any"),
	of[[]byte]("[]byte"), of[[16]byte]("[16]byte"),
	of[time.Time]("time.Time"), of[time.Duration]("time.Duration"), of[json.RawMessage]("encoding/json.RawMessage"),
	of[doc]("struct"), of[map[string]any]("map"),
	of[net.IP]("net.IP"), of[net.IPNet]("net.IPNet"), of[net.HardwareAddr]("net.HardwareAddr"),
	of[netip.Addr]("net/netip.Addr"), of[netip.Prefix]("net/netip.Prefix"),
	of[big.Int]("math/big.Int"), of[big.Rat]("math/big.Rat"), of[big.Float]("math/big.Float"),
	of[[]string]("[]string"), of[[]bool]("[]bool"), of[[]int]("[]int"), of[[]int16]("[]int16"), of[[]int32]("[]int32"), of[[]int64]("[]int64"),
	of[[]uint32]("[]uint32"), of[[]float32]("[]float32"), of[[]float64]("[]float64"), of[[]time.Time]("[]time.Time"), of[[][]byte]("[][]byte"),
	of[[][16]byte]("[][16]byte"), of[[]doc]("[]struct"), of[[]map[string]any]("[]map"), of[[]any]("[]any"),
	of[[]json.RawMessage]("[]encoding/json.RawMessage"), of[[]netip.Addr]("[]net/netip.Addr"), of[[]netip.Prefix]("[]net/netip.Prefix"),
	of[[]uuid.UUID]("[]github.com/google/uuid.UUID"), of[[]gofrs.UUID]("[]github.com/gofrs/uuid.UUID"), of[[]decimal.Decimal]("[]github.com/shopspring/decimal.Decimal"),
	of[uuid.UUID]("github.com/google/uuid.UUID"), of[gofrs.UUID]("github.com/gofrs/uuid.UUID"), of[ulid.ULID]("github.com/oklog/ulid.ULID"),
	of[decimal.Decimal]("github.com/shopspring/decimal.Decimal"),
	of[pq.StringArray](lpq + "StringArray"), of[pq.Int64Array](lpq + "Int64Array"), of[pq.Int32Array](lpq + "Int32Array"), of[pq.BoolArray](lpq + "BoolArray"),
	of[pq.Float64Array](lpq + "Float64Array"), of[pq.Float32Array](lpq + "Float32Array"), of[pq.ByteaArray](lpq + "ByteaArray"),
	of[pqtype.Inet]("github.com/sqlc-dev/pqtype.Inet"), of[pqtype.CIDR]("github.com/sqlc-dev/pqtype.CIDR"), of[pqtype.Macaddr]("github.com/sqlc-dev/pqtype.Macaddr"),
	of[pgtype.Bits](pgt + "Bits"), of[pgtype.Box](pgt + "Box"), of[pgtype.Circle](pgt + "Circle"), of[pgtype.Date](pgt + "Date"), of[pgtype.Hstore](pgt + "Hstore"),
	of[pgtype.Interval](pgt + "Interval"), of[pgtype.Line](pgt + "Line"), of[pgtype.Lseg](pgt + "Lseg"), of[pgtype.Numeric](pgt + "Numeric"), of[pgtype.Path](pgt + "Path"),
	of[pgtype.Point](pgt + "Point"), of[pgtype.Polygon](pgt + "Polygon"), of[pgtype.TID](pgt + "TID"), of[pgtype.Time](pgt + "Time"), of[pgtype.Timestamp](pgt + "Timestamp"),
	of[pgtype.Timestamptz](pgt + "Timestamptz"), of[pgtype.TSVector](pgt + "TSVector"), of[pgtype.UUID](pgt + "UUID"),
	of[pgtype.Range[pgtype.Int4]](pgt + "Range[int32]"), of[pgtype.Range[pgtype.Int8]](pgt + "Range[int64]"), of[pgtype.Range[pgtype.Numeric]](pgt + "Range[" + pgt + "Numeric]"),
	of[pgtype.Range[pgtype.Date]](pgt + "Range[" + pgt + "Date]"), of[pgtype.Range[pgtype.Timestamp]](pgt + "Range[" + pgt + "Timestamp]"), of[pgtype.Range[pgtype.Timestamptz]](pgt + "Range[" + pgt + "Timestamptz]"),
	of[pgtype.Multirange[pgtype.Range[pgtype.Int4]]](pgt + "Multirange[" + pgt + "Range[int32]]"),
	// Wrappers: what they carry, and what carries it.
	of[sql.NullString]("string in " + dsq + "NullString"), of[sql.NullBool]("bool in " + dsq + "NullBool"), of[sql.NullByte]("uint8 in " + dsq + "NullByte"),
	of[sql.NullInt16]("int16 in " + dsq + "NullInt16"), of[sql.NullInt32]("int32 in " + dsq + "NullInt32"), of[sql.NullInt64]("int64 in " + dsq + "NullInt64"),
	of[sql.NullFloat64]("float64 in " + dsq + "NullFloat64"), of[sql.NullTime]("time.Time in " + dsq + "NullTime"),
	of[sql.Null[string]]("string in " + dsq + "Null"), of[sql.Null[int64]]("int64 in " + dsq + "Null"), of[sql.Null[[]byte]]("[]byte in " + dsq + "Null"), of[sql.Null[uuid.UUID]]("github.com/google/uuid.UUID in " + dsq + "Null"),
	of[pgtype.Bool]("bool in " + pgt + "Bool"), of[pgtype.Int2]("int16 in " + pgt + "Int2"), of[pgtype.Int4]("int32 in " + pgt + "Int4"), of[pgtype.Int8]("int64 in " + pgt + "Int8"),
	of[pgtype.Float4]("float32 in " + pgt + "Float4"), of[pgtype.Float8]("float64 in " + pgt + "Float8"), of[pgtype.Text]("string in " + pgt + "Text"),
	of[pgtype.Uint32]("uint32 in " + pgt + "Uint32"), of[pgtype.Uint64]("uint64 in " + pgt + "Uint64"),
	of[uuid.NullUUID]("github.com/google/uuid.UUID in github.com/google/uuid.NullUUID"), of[decimal.NullDecimal]("github.com/shopspring/decimal.Decimal in github.com/shopspring/decimal.NullDecimal"),
	of[pqtype.NullRawMessage]("encoding/json.RawMessage in github.com/sqlc-dev/pqtype.NullRawMessage"),
}
