package equal

// waivers are the grades that follow from more than whether the values of
// values.txt come back.
var waivers = []waiver{
	// Better than the marks.
	{"any", "*", "psqg", Lossless, "nothing is promised of what is written"},
	{"struct map", "text varchar(20) bpchar(5) citext bytea json jsonb", "g", Lossless, "it is a column only with a serializer, which the field measured lacks"},
	{"[]*", "text varchar(20) bpchar(5) citext bytea json jsonb", "g", Lossless, "it is a column only with a serializer, which the field measured lacks"},
	{"struct []struct", "json jsonb xml xml[]", "p", Lossless, "the documents have keys that the struct measured lacks"},
	{"[]*", "json jsonb", "p", Lossless, "the documents are no lists; see those of jsonb#list"},
	{"[]any", "citext[] mood[] money[] hstore[] ltree[] pg_lsn[] *range[]", "p", Lossless, "nothing is promised of any"},
	{"*UUID*", "text varchar(20) bpchar(5) citext bytea citext[]", "psqg", Lossy, "the text is no UUID; see text#uuid and bytea#16"},
	{"*ULID", "text varchar(20) bpchar(5) bytea", "psqg", Lossy, "the text is no ULID; see bytea#16"},
	{"*ecimal*", "text varchar(20) bpchar(5) citext citext[]", "psqg", Lossy, "the text is no number; see text#number"},
	{"bool*", "text varchar(20) bpchar(5) mail", "psqg", Lossy, "the text is no truth value; see text#bool"},
	{"*pq.*", "text varchar(20) bpchar(5) mail", "psqg", Lossy, "the text is no array; see text#array"},
	{"map []map", "hstore hstore[]", "p", Lossy, "hstore is not registered in the measurement"},

	// Worse than the marks, for what code does with the type.
	{"time.Time* *Timestamptz", "timestamp", "psqg", Lossy, "moments of another zone come back as others"},
	{"[]time.Time *Timestamptz]", "timestamp[] tsrange", "p", Lossy, "moments of another zone come back as others"},
	{"float32* float64*", "int2 int4", "psqg", Lossy, "pgx cuts off fractions when writing"},
	{"*Uint32 *Uint64", "numeric(10,2) numeric(15,2)", "p", Lossy, "they read no text, so whole numbers neither"},
	{"[]*ecimal", "float4[] float8[]", "p", Lossy, "no element measured is NaN"},
	{"[]float32 []float64 *Float32Array *Float64Array", "int2[] int4[]", "psqg", Lossy, "pgx cuts off fractions when writing"},
	{"*Range[int32]", "int8range", "p", Lossy, "no bound measured is beyond int32"},
	{"*byte*", "bool[] text[] varchar(20)[] bytea[] uuid[] date[] timestamp[] timestamptz[] inet[]", "sqg", Lossy, "it is a text that code must take apart"},
	{"*byte*", "int2[] int4[] int8[] float4[] float8[] numeric[] json[] jsonb[] citext[] mood[] time", "psqg", Lossy, "it is a text that code must take apart"},

	{"*byte*", "money[] interval[] time[] bpchar(5)[] name[] \"char\"[] xml[] bit(3)[] oid[] cidr[] macaddr[] point[] *range[] hstore[] ltree[] pg_lsn[]", "psqg", Lossy, "it is a text that code must take apart"},
	{"[]byte* time.Duration", "small mail", "psg", Lossless, "it is read whole; what pgx cannot write is the cast to a domain, whose number it does not know"},

	// Impossible by meaning, although some values pass.
	{"bool*", "int? numeric* varbit oid cid", "psqg", Impossible, "only 0 and 1 pass"},
	{"int* uint* float* *ecimal* time.Duration *Numeric", "bit(3) varbit", "psqg", Impossible, "the digits of a bit string are no decimal number"},
	{"int* uint* float* *Numeric *Bits", "oid xid cid xid8", "psqg", Impossible, "numbers of transactions and objects are no quantities"},
	{"int32 uint8", "\"char\"", "p", Impossible, "a letter is no number"},
	{"[]byte encoding/json.RawMessage net.IP net.HardwareAddr [][]byte []encoding/json.RawMessage", "*", "p", Impossible, "it is the binary form of the value, or what is no document or address"},
	{"*Null *NullRawMessage *NullString *Text", "*[] *range", "p", Impossible, "it is the binary form of the value"},
	{"net.IP net.HardwareAddr *RawMessage", "*", "sqg", Impossible, "it is the letters of the value"},
	{"*Bits *Line *Point *TID *Path *Polygon *Lseg *Hstore *TSVector", "*", "psqg", Impossible, "the form of the value happens to read"},
	{"*Inet *CIDR", "macaddr8", "psqg", Impossible, "its text happens to be one of IPv6"},
	{"*pq.*", "line *multirange bytea json jsonb", "psqg", Impossible, "its text happens to have braces, or to be empty"},
	{"*pq.*", "*[]", "psqg", Impossible, "only the empty array passes"},
	{"[]* *Multirange*", "*[]", "p", Impossible, "only the empty array passes"},
	{"*Range*", "*range json jsonb json[] jsonb[]", "p", Impossible, "only the empty range or document passes"},
	{"*UUID* *ULID", "uuid[] hstore hstore[] interval numeric(15,2) int2[] text[] bytea[]", "psqg", Impossible, "its text is empty, or has 16 bytes"},
	{"net.IPNet", "json jsonb", "p", Impossible, "it is no document"},
	{"*", "xml", "p", Impossible, "package encoding/xml passes over what it cannot place"},
}
