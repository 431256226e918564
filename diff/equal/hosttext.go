package equal

const (
	notUTF8   = "bytes that are no UTF-8 text come out broken and cannot be written back"
	asHex     = "what is written arrives as \\x and hexadecimal digits"
	padded    = "values come padded with blanks"
	zeroYear  = "it is read as a moment of the year 0, and cannot be written back"
	wireBytes = "it gets the bytes of the wire format, without an error"
)

// textHosts are strings and bytes. Over database/sql a string takes the text of
// any type; pgx itself gives it only to types that are text on the wire, or that
// it does not know.
var textHosts = map[string]table{
	"string": {
		{"text varchar citext", "EEEE", ""},
		{"bpchar name char xml json jsonb enum hstore ltree vector halfvec sparsevec", "LLLL", ""},
		{"int2 int4 int8 float4 float8 numeric money uuid macaddr macaddr8", "LLLL", ""},
		{"oid xid cid xid8 tid pg_lsn jsonpath tsquery refcursor", "LLLL", ""},
		{"regclass regtype regproc regrole regnamespace txid_snapshot pg_snapshot", "LLLL", ""},
		{"time timetz", "LLSL", zeroYear},
		{"bytea", "XSLS", notUTF8},
		{"bool date timestamp timestamptz interval inet cidr tsvector bit varbit", "XLLL", ""},
		{"int4range int8range numrange daterange tsrange tstzrange", "XLLL", ""},
		{"int4multirange int8multirange nummultirange datemultirange tsmultirange tstzmultirange", "XLLL", ""},
		{"point line lseg box path polygon circle", "XLLL", ""},
	},
	"[]byte": {
		{"bytea", "EEEE", ""},
		{"text varchar bpchar name json jsonb xml jsonpath", "LLLL", ""},
		{"uuid", "LSLS", "it is read as the 36 bytes of its text, and cannot be written back so"},
		{"citext enum hstore ltree vector halfvec sparsevec tsquery refcursor", "SSLS", asHex},
		{"regclass regtype regproc regrole regnamespace txid_snapshot pg_snapshot", "SSLS", asHex},
		{"int2 int4 int8 float4 float8 numeric oid xid cid xid8 tid macaddr macaddr8", "XLLL", ""},
		{"bool char date timestamp timestamptz interval inet cidr tsvector bit varbit", "XLLL", ""},
		{"time timetz", "XSSS", "it gets a text that cannot be written back"},
		{"money pg_lsn", "XSLS", asHex},
		{"int4range int8range numrange daterange tsrange tstzrange", "XLLL", ""},
		{"int4multirange int8multirange nummultirange datemultirange tsmultirange tstzmultirange", "XLLL", ""},
		{"point line lseg box path polygon circle", "XLLL", ""},
	},
	"bool": {
		{"bool", "EEEE", ""},
		{"text varchar bpchar", "XSSS", "text that is no truth value fails to scan, and pgx does not write a bool as text"},
	},
}
