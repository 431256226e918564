package schema

// A Host is the type of a programming language that a column's values pass
// through: what it can hold is compared with the column's PostgreSQL type.
type Host struct {
	// Language is "go", "python", "typescript".
	Language string `json:"language"`
	// Type is the canonical name of the type that carries a value, without
	// pointers and null wrappers, qualified by its import path: "int32",
	// "time.Time", "github.com/google/uuid.UUID", "[]string". A named type of
	// the user's is its underlying type. "struct" and "map" stand for any
	// composite that a driver can only send as JSON. Empty if not understood.
	Type string `json:"type,omitempty"`
	// Spelled is the type as the source writes it: "*string", "sql.NullInt64".
	Spelled string `json:"spelled"`
	// Wrapper is the canonical name of the null wrapper around Type, if any:
	// "*", "database/sql.NullString", "database/sql.Null",
	// "github.com/jackc/pgx/v5/pgtype.Text".
	Wrapper string `json:"wrapper,omitempty"`
	// Scans is true for a type that decides itself what it accepts (it has a
	// Scan or UnmarshalJSON-backed reader of its own): nothing is claimed about
	// the PostgreSQL type.
	Scans bool `json:"scans,omitempty"`
	// Null says what happens when the column's value is NULL.
	Null Null `json:"null,omitempty"`
	// Reader is the library that fills the field: "database/sql", "sqlx",
	// "pgx", "scany", "pop", "gorm". It decides consequences.
	Reader string `json:"reader,omitempty"`
	// Driver is what carries the rows to the reader: "pgx", "pgx/stdlib" for pgx
	// under database/sql, "lib/pq", "pgdriver". Empty where the code does not tell.
	Driver string `json:"driver,omitempty"`
	// Basis says what is known of Type beyond its spelling.
	Basis Basis `json:"basis,omitempty"`
	// Labels are the constants of a named string type, in source order: the
	// enumeration as the code knows it. Nil where there are none.
	Labels []string `json:"labels,omitempty"`
}

// A Basis is what the understanding of a type in code rests on.
type Basis string

const (
	// BasisLanguage: it is of the language itself, or not understood.
	BasisLanguage Basis = ""
	// BasisDeclared: its declarations were read, down to the language itself.
	BasisDeclared Basis = "declared"
	// BasisName: its import path and name are known, and its source was not read.
	BasisName Basis = "name"
)

// Null says what becomes of NULL in a field of a programming language.
type Null string

const (
	// NullUnknown: the type or its reader is not understood.
	NullUnknown Null = ""
	// NullHeld: the type has a value of its own for NULL.
	NullHeld Null = "held"
	// NullRejected: reading NULL is an error.
	NullRejected Null = "rejected"
	// NullZeroed: NULL silently becomes the zero value, and is written back as such.
	NullZeroed Null = "zeroed"
)
