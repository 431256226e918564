package equal

import (
	"fmt"
	"math"
	"math/big"
)

// A span is the least and the greatest integer of a type.
type span struct {
	least int64
	most  uint64
}

// integers are the spans of the host types. On the platforms that servers run
// on, int has 64 bits.
var integers = map[string]span{
	"int": {math.MinInt64, math.MaxInt64}, "int8": {math.MinInt8, math.MaxInt8}, "int16": {math.MinInt16, math.MaxInt16},
	"int32": {math.MinInt32, math.MaxInt32}, "int64": {math.MinInt64, math.MaxInt64},
	"uint": {0, math.MaxUint64}, "uint8": {0, math.MaxUint8}, "uint16": {0, math.MaxUint16},
	"uint32": {0, math.MaxUint32}, "uint64": {0, math.MaxUint64},
	"time.Duration": {math.MinInt64, math.MaxInt64},
}

// integerColumns are the spans of the column types.
var integerColumns = map[string]span{
	"int2": {math.MinInt16, math.MaxInt16}, "int4": {math.MinInt32, math.MaxInt32}, "int8": {math.MinInt64, math.MaxInt64},
	"oid": {0, math.MaxUint32}, "xid": {0, math.MaxUint32}, "cid": {0, math.MaxUint32}, "xid8": {0, math.MaxUint64},
}

// alone are the column types that pgx reads into one host type only.
var alone = map[string]string{"oid": "uint32", "xid": "uint32", "cid": "uint32", "xid8": "uint64"}

func holdInteger(r reader, host string, c column) Holding {
	has := integers[host]
	needs, ok := integerColumns[c.name]
	switch {
	case ok && r == readPGX && alone[c.name] != "" && alone[c.name] != host:
		return Holding{Grade: Impossible}
	case c.name == "xid8" && host == "uint" && r != readPQ:
		return Holding{Lossy, "values above 9223372036854775807 cannot be written"}
	case ok && has == needs:
		return Holding{Grade: Exact}
	case ok:
		return within(has, needs)
	case c.name == "numeric":
		return integerOfNumeric(r, has, c)
	case c.name == "float4" || c.name == "float8":
		return Holding{Lossy, "values with a fraction, and great ones, fail to scan"}
	case c.name == "interval" && host == "time.Duration" && r == readPGX:
		return Holding{Lossy, "a month counts as 30 days and a day as 24 hours"}
	case c.name == "bool" || textual[c.name]:
		return Holding{Impossible, notNumber[c.name == "bool"]}
	}
	return Holding{Grade: Impossible}
}

var notNumber = map[bool]string{
	true:  "every read fails: true and false are no numbers",
	false: "text that is no number fails to scan",
}

// within says which values of one span another lacks.
func within(has, needs span) Holding {
	low, high := needs.least < has.least, needs.most > has.most
	switch {
	case low && high:
		return Holding{Lossy, fmt.Sprintf("values below %d or above %d fail to scan", has.least, has.most)}
	case low:
		return Holding{Lossy, "negative values fail to scan"}
	case high:
		return Holding{Lossy, fmt.Sprintf("values above %d fail to scan", has.most)}
	}
	return Holding{Grade: Lossless}
}

func integerOfNumeric(r reader, has span, c column) Holding {
	m := modifiers(c.typ)
	switch {
	case c.typ.Args == "":
		return Holding{Lossy, "values with a fraction, and great ones, fail to scan"}
	case m[1] > 0 && r != readPGX:
		return Holding{Impossible, "every read fails: the text of a value has a fraction, even if it is zero"}
	case m[1] > 0:
		return Holding{Lossy, "values with a fraction fail to scan"}
	}
	most := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(m[0]-m[1])), nil)
	most.Sub(most, big.NewInt(1))
	if !most.IsInt64() {
		return within(has, span{math.MinInt64, math.MaxUint64})
	}
	return within(has, span{-most.Int64(), most.Uint64()})
}
