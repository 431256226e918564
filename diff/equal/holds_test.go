package equal_test

import (
	"strings"
	"testing"

	"github.com/synapscale/synapcheck/diff/equal"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func TestHoldsByReader(t *testing.T) {
	env := equal.NewEnv(&schema.Database{
		Enums: []*schema.Enum{{Schema: "public", Name: "mood"}},
		Domains: []*schema.Domain{
			{Schema: "public", Name: "count", Base: schema.Type{Name: "int8"}},
			{Schema: "public", Name: "feeling", Base: schema.Type{Schema: "public", Name: "mood"}},
		},
		Types: []schema.Type{{Schema: "public", Name: "geometry"}, {Schema: "public", Name: "vector"}},
	})
	const uuid, decimal, pq = "github.com/google/uuid.UUID", "github.com/shopspring/decimal.Decimal", "github.com/lib/pq."
	for _, c := range []struct {
		host, column, reader string // or reader over driver
		grade                equal.Grade
		says                 string
	}{
		{"int64", "int8", "pgx", equal.Exact, ""},
		{"int", "int8", "sqlx", equal.Exact, ""},
		{"int32", "int8", "gorm", equal.Lossy, "below -2147483648 or above 2147483647"},
		{"uint32", "int8", "pgx", equal.Lossy, "below 0 or above 4294967295"},
		{"uint64", "int8", "pgx", equal.Lossy, "negative values"},
		{"int64", "int4", "pgx", equal.Lossless, ""},
		{"int64", "count", "pgx", equal.Exact, ""},
		{"int16", "numeric(4,0)", "pgx", equal.Lossless, ""},
		{"int16", "numeric(5,0)", "pgx", equal.Lossy, "above 32767"},
		{"uint64", "numeric(19,0)", "pgx", equal.Lossy, "negative"},
		{"int64", "numeric(10,2)", "pgx", equal.Lossy, "fraction"},
		{"int64", "numeric(10,2)", "sqlx", equal.Impossible, "fraction"},
		{"float64", "numeric(15,2)", "sqlx", equal.Lossless, ""},
		{"float64", "numeric(16,2)", "sqlx", equal.Lossy, "15th"},
		{"float64", "int4", "pgx", equal.Lossy, "cut to an integer"},
		{"float32", "float8", "pgx", equal.Lossy, "6th"},
		{decimal, "numeric", "gorm", equal.Exact, ""},
		{"string", "numeric", "pgx", equal.Lossless, ""},
		{"bool", "int4", "sqlx", equal.Impossible, ""},
		{"string", "text", "pgx", equal.Exact, ""},
		{"string", "uuid", "gorm", equal.Lossless, ""},
		{"string", "timestamptz", "pgx", equal.Impossible, "pgx does not read timestamp with time zone into string"},
		{"string", "timestamptz", "sqlx", equal.Lossless, ""},
		{"string", "timestamptz", "scany", equal.Lossless, ""},
		{"string", "mood", "pgx", equal.Lossless, ""},
		{"string", "feeling", "database/sql", equal.Lossless, ""},
		{uuid, "uuid", "pgx", equal.Exact, ""},
		{uuid, "varchar(36)", "gorm", equal.Lossy, "no UUID"},
		{"[16]byte", "uuid", "database/sql", equal.Impossible, ""},
		{"time.Time", "timestamptz", "pop", equal.Exact, ""},
		{"time.Time", "timestamp", "sqlx", equal.Lossy, "zone"},
		{"time.Time", "date", "sqlx", equal.Lossless, ""},
		{"time.Time", "time", "pgx", equal.Lossless, ""},
		{"time.Time", "time", "gorm", equal.Impossible, ""},
		{"time.Time", "time", "sqlx", equal.Lossless, ""},
		{"time.Time", "time", "sqlx over pgx/stdlib", equal.Impossible, "with the driver of pgx"},
		{"time.Time", "time", "sqlx over lib/pq", equal.Lossless, ""},
		{"string", "bytea", "sqlx over lib/pq", equal.Lossless, ""},
		{"string", "bytea", "sqlx over pgx/stdlib", equal.Lossy, "UTF-8"},
		{"string", "time", "sqlx over lib/pq", equal.Lossy, "with the driver lib/pq"},
		{"string", "time", "sqlx", equal.Lossless, ""},
		{"string", "timestamptz", "scany over pgx", equal.Impossible, ""},
		{"struct", "jsonb", "scany over pgx/stdlib", equal.Impossible, ""},
		{"time.Time", "time", "gorm over lib/pq", equal.Lossless, ""},
		{"[]string", "text[]", "", equal.Exact, ""},
		{pq + "StringArray", "text[]", "", equal.Exact, ""},
		{"time.Time", "text", "pgx", equal.Impossible, ""},
		{"time.Duration", "interval", "pgx", equal.Lossy, "30 days"},
		{"time.Duration", "interval", "sqlx", equal.Impossible, ""},
		{"encoding/json.RawMessage", "jsonb", "gorm", equal.Exact, ""},
		{"struct", "jsonb", "pgx", equal.Lossless, ""},
		{"struct", "jsonb", "sqlx", equal.Impossible, ""},
		{"struct", "jsonb", "gorm", equal.Lossless, ""},
		{"map", "jsonb", "scany", equal.Lossless, ""},
		{"[]string", "jsonb", "pgx", equal.Lossless, ""},
		{"[]string", "text[]", "pgx", equal.Exact, ""},
		{"[]int32", "int8[]", "pgx", equal.Lossy, "above 2147483647"},
		{"[]string", "text[]", "sqlx", equal.Impossible, "slices"},
		{"[]string", "text[]", "gorm", equal.Impossible, "serializer"},
		{pq + "StringArray", "text[]", "sqlx", equal.Exact, ""},
		{pq + "StringArray", "text[]", "pgx", equal.Impossible, "binary"},
		{"[]byte", "bytea", "sqlx", equal.Exact, ""},
		{"net/netip.Addr", "inet", "pgx", equal.Lossy, "mask"},
		{"github.com/pgvector/pgvector-go.Vector", "vector", "pgx", equal.Exact, ""},
		{"any", "geometry", "pgx", equal.Lossless, ""},
		{"string", "geometry", "pgx", equal.GradeUnknown, ""},
		{"string", "money", "pgx", equal.Lossless, ""},
		{"float64", "money", "pgx", equal.Impossible, ""},
		{"[]int64", "count[]", "pgx", equal.GradeUnknown, ""}, // drivers know it by another number than int8[]
		{"[]int32", "int4", "pgx", equal.Impossible, ""},
		{"[]example.com/unknown.Type", "int4[]", "pgx", equal.GradeUnknown, ""},
		{"example.com/unknown.Type", "int4", "pgx", equal.GradeUnknown, ""},
		{"", "int4", "pgx", equal.GradeUnknown, ""},
		{"struct", "jsonb", "", equal.Lossless, ""},
		{"string", "inet", "", equal.Lossless, ""},
		{"bool", "text", "", equal.Lossy, "no truth value"},
		{"bool", "text", "pgx", equal.Impossible, ""},
		{pq + "StringArray", "text", "sqlx over lib/pq", equal.Lossy, "no array"},
		{"string", "regclass", "pgx", equal.Lossless, ""},
		{"uint32", "xid", "pgx", equal.Exact, ""},
		{"string", "gtsvector", "pgx", equal.GradeUnknown, ""}, // never measured
	} {
		live := parseType(c.column)
		reader, driver, _ := strings.Cut(c.reader, " over ")
		got := equal.Holds(&schema.Host{Language: "go", Type: c.host, Spelled: c.host, Reader: reader, Driver: driver}, live, env)
		if got.Grade != c.grade || !strings.Contains(got.Consequence, c.says) {
			t.Errorf("%s in %s by %q: %v %q, want %v %q", c.column, c.host, c.reader, got.Grade, got.Consequence, c.grade, c.says)
		}
		if (got.Grade >= equal.Lossy) != (got.Consequence != "") {
			t.Errorf("%s in %s by %q: %v, and it is said %q", c.column, c.host, c.reader, got.Grade, got.Consequence)
		}
	}
}

func parseType(s string) schema.Type {
	s, array := strings.CutSuffix(s, "[]")
	name, args, _ := strings.Cut(strings.TrimSuffix(s, ")"), "(")
	return schema.Type{Name: name, Args: args, Array: array}
}

func TestHoldsClaimsNothingOfScanners(t *testing.T) {
	for _, h := range []*schema.Host{
		nil,
		{Language: "go", Type: "string", Scans: true},
		{Language: "python", Type: "str"},
	} {
		if got := equal.Holds(h, schema.Type{Name: "int4"}, nil); got.Grade != equal.GradeUnknown {
			t.Errorf("%+v: %v", h, got)
		}
	}
}

func TestHoldsInWrappers(t *testing.T) {
	const pgtype = "github.com/jackc/pgx/v5/pgtype."
	for _, c := range []struct {
		host, wrapper, column, reader string
		grade                         equal.Grade
	}{
		{"string", "database/sql.NullString", "text", "pgx", equal.Exact},
		{"string", "database/sql.NullString", "timestamptz", "pgx", equal.Lossless}, // not so without the wrapper
		{"string", "database/sql.NullString", "text[]", "pgx", equal.Impossible},
		{"string", "database/sql.NullString", "text[]", "sqlx", equal.Lossless},
		{"int32", "database/sql.NullInt32", "int8", "sqlx", equal.Lossy},
		{"int64", "*", "int8", "pgx", equal.Exact},
		{"string", "*", "timestamptz", "pgx", equal.Impossible},
		{"time.Time", "database/sql.NullTime", "timestamptz", "gorm", equal.Exact},
		{"string", pgtype + "Text", "uuid", "pgx", equal.Lossless},
		{"string", pgtype + "Text", "date", "pgx", equal.Impossible},
		{"int64", pgtype + "Int8", "int8", "sqlx", equal.Exact},
		{"float64", pgtype + "Float8", "int4", "database/sql", equal.Impossible},
	} {
		h := &schema.Host{Language: "go", Type: c.host, Wrapper: c.wrapper, Spelled: c.wrapper, Reader: c.reader}
		if got := equal.Holds(h, parseType(c.column), nil); got.Grade != c.grade {
			t.Errorf("%s in %s by %s: %v, want %v", c.column, c.wrapper, c.reader, got, c.grade)
		}
	}
}

func TestNullConsequence(t *testing.T) {
	for _, c := range []struct {
		host schema.Host
		want string
	}{
		{schema.Host{Language: "go", Type: "string", Spelled: "string", Reader: "sqlx", Null: schema.NullRejected}, "the first NULL fails the whole read: converting NULL to string is unsupported"},
		{schema.Host{Language: "go", Type: "int64", Spelled: "int64", Reader: "pgx", Null: schema.NullRejected}, "the first NULL fails the whole read: cannot scan NULL into *int64"},
		{schema.Host{Language: "go", Type: "string", Spelled: "string", Reader: "gorm", Null: schema.NullZeroed}, "NULL is read as the empty string without an error, and the next save writes that back"},
		{schema.Host{Language: "go", Type: "github.com/google/uuid.UUID", Spelled: "uuid.UUID", Reader: "sqlx", Null: schema.NullZeroed}, "NULL is read as 00000000-0000-0000-0000-000000000000 without an error, and is written back so"},
		{schema.Host{Language: "go", Type: "string", Wrapper: "*", Spelled: "*string", Reader: "pgx", Null: schema.NullHeld}, ""},
		{schema.Host{Language: "go", Spelled: "Thing"}, ""},
	} {
		if got := equal.NullConsequence(&c.host); got != c.want {
			t.Errorf("%s by %s: %q, want %q", c.host.Spelled, c.host.Reader, got, c.want)
		}
	}
}
