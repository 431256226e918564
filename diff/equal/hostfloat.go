package equal

import "fmt"

// A float is what a host type keeps of a number.
type float struct {
	column string // the column type that has the same values
	digits int    // decimal digits that are surely kept
	whole  uint64 // up to here, integers are exact
}

var floats = map[string]float{
	"float32": {"float4", 6, 1 << 24},
	"float64": {"float8", 15, 1 << 53},
}

func holdFloat(r reader, host string, c column) Holding {
	f := floats[host]
	switch c.name {
	case f.column:
		return Holding{Grade: Exact}
	case "float4":
		return Holding{Grade: Lossless}
	case "float8":
		return Holding{Lossy, "digits after the 6th are lost, and great values fail to scan or become infinite"}
	case "numeric":
		if m := modifiers(c.typ); c.typ.Args != "" && max(m[0], m[1]) <= f.digits {
			return Holding{Grade: Lossless}
		}
		return Holding{Lossy, fmt.Sprintf("digits after the %dth are lost", f.digits)}
	case "int2", "int4", "int8":
		if integerColumns[c.name].most > f.whole {
			return Holding{Lossy, fmt.Sprintf("integers above %d lose digits", f.whole)}
		}
		return Holding{Lossy, "a value with a fraction is cut to an integer when it is written (lib/pq refuses it)"}
	case "oid", "xid", "cid":
		switch {
		case r == readPGX:
			return Holding{Grade: Impossible}
		case integerColumns[c.name].most > f.whole:
			return Holding{Lossy, fmt.Sprintf("integers above %d lose digits", f.whole)}
		}
		return Holding{Grade: Lossless}
	case "text", "varchar", "bpchar":
		return Holding{Impossible, notNumber[false]}
	}
	return Holding{Grade: Impossible}
}

// numericHosts are the types of numbers of any length.
var numericHosts = map[string]table{
	"github.com/shopspring/decimal.Decimal": decimal,
	"github.com/govalues/decimal.Decimal": {
		{"numeric", "SSSS", "values of more than 19 digits fail to scan"},
		{"int2 int4 int8", "LLLL", ""},
		{"float4 float8", "SSSS", "NaN and the infinities fail to scan"},
		{"text varchar bpchar", "SSSS", "text that is no number fails to scan"},
	},
	pgtypePkg + "Numeric": {
		{"numeric", "EEXE", ""},
		{"int2 int4 int8", "LXXX", ""},
		{"float4 float8", "SXXX", "the infinities fail to scan"},
	},
	"math/big.Int":   {},
	"math/big.Rat":   {},
	"math/big.Float": {},
}

var decimal = table{
	{"numeric", "EEEE", ""},
	{"int2 int4 int8 oid xid cid xid8", "LLLL", ""},
	{"float4 float8", "SSSS", "NaN and the infinities fail to scan"},
	{"text varchar bpchar citext", "SSSS", "text that is no number fails to scan"},
}
