package equal

import "strings"

// elemOf is the type of a slice's elements; dimensions do not count, as
// PostgreSQL does not keep their number.
func elemOf(host string) (string, bool) {
	elem, found := host, false
	for strings.HasPrefix(elem, "[]") && elem != "[]byte" {
		elem, found = elem[2:], true
	}
	return elem, found
}

// holdSlice is a slice of the element type. Pgx fills it element by element, or
// from a document; database/sql cannot, and gorm only through a serializer.
func holdSlice(r reader, elem string, c column) Holding {
	held := holdType(readPGX, elem, c.element())
	switch {
	case held.Grade == GradeUnknown:
		return held
	case r == readGORM && !c.typ.Array && document.find(r, c).Grade == Lossless:
		return Holding{Grade: Lossless}
	case r == readPGX && !c.typ.Array && (c.name == "json" || c.name == "jsonb"):
		return Holding{Grade: Lossless}
	case !c.typ.Array:
		return Holding{Grade: Impossible}
	case r == readGORM:
		return Holding{Impossible, "gorm does not take a slice for a column without a serializer; pq.StringArray and its like are arrays"}
	case r != readPGX:
		return Holding{Impossible, "every read fails: database/sql does not fill slices; pq.Array and its like do"}
	}
	return held
}

func (c column) element() column {
	c.typ.Array = false
	return c
}

const pqArray = "github.com/lib/pq."

// pqArrays are the types of lib/pq that read arrays from their text, by the type
// that each element becomes.
var pqArrays = map[string]string{
	pqArray + "StringArray": "string", pqArray + "Int64Array": "int64", pqArray + "Int32Array": "int32", pqArray + "BoolArray": "bool",
	pqArray + "Float64Array": "float64", pqArray + "Float32Array": "float32", pqArray + "ByteaArray": "[]byte",
}

// holdArray is an array column in a host type that is no slice.
func holdArray(r reader, host string, c column) Holding {
	elem, pq := pqArrays[host]
	switch {
	case pq && r == readPGX && !c.foreign:
		return Holding{Impossible, "every read fails: pgx gives it the binary form of the array"}
	case pq && elem == "string" && c.name == "bytea":
		return Holding{Grade: Lossless} // each as \x and digits
	case pq && elem == "string" && (c.name == "time" || c.name == "timetz"):
		return Holding{Grade: Lossless} // each as its text, which lib/pq leaves alone in an array
	case pq && elem == "[]byte" && c.name != "bytea":
		return Holding{Lossy, asHex}
	case pq:
		return holdType(readPQ, elem, c.element())
	case host == "string" && (c.foreign || r != readPGX):
		return Holding{Grade: Lossless}
	case host == "[]byte" && r != readPGX:
		return Holding{Lossy, "it gets PostgreSQL's text of the array, {…}"}
	case hosts[host] == nil && integers[host] == (span{}) && floats[host] == (float{}):
		return Holding{}
	}
	return Holding{Grade: Impossible}
}
