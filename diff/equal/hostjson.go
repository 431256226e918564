package equal

// jsonHosts are what holds documents. Whether a document has the shape of a
// struct or map is not for the column's type to say. Over gorm, a struct or map
// is a column only with a serializer, which also goes with text.
var jsonHosts = map[string]table{
	"encoding/json.RawMessage": {
		{"json jsonb", "EEEE", ""},
		{"bytea", "LLLL", ""},
		{"text varchar bpchar", "LXXX", ""},
		{"citext", "XXLX", ""},
	},
	"struct": append(table{
		{"xml", "LXXX", ""},
	}, document...),
	"map": append(table{
		{"hstore", "SXXX", "every read fails unless the type hstore is registered with pgx"},
	}, document...),
}

var document = table{
	{"json jsonb", "LXXL", ""},
	{"text varchar bpchar citext bytea", "XXXL", ""},
}
