// Package conformance is a module of its own: it asks the libraries themselves
// what they make of the structs in testdata/model. The test that drives it puts
// these structs below snippets and writes a program that asks.
package conformance

// The packages that the structs use besides the libraries.
import (
	_ "github.com/georgysavva/scany/v2/pgxscan"
	_ "github.com/georgysavva/scany/v2/sqlscan"
	_ "github.com/gobuffalo/nulls"
	_ "github.com/gobuffalo/pop/v6/slices"
	_ "github.com/gofrs/uuid/v5"
	_ "github.com/google/uuid"
	_ "github.com/guregu/null/v5"
	_ "github.com/jackc/pgx/v5/pgtype"
	_ "github.com/jackc/pgx/v5/pgxpool"
	_ "github.com/jackc/pgx/v5/stdlib"
	_ "github.com/jmoiron/sqlx"
	_ "github.com/lib/pq"
	_ "github.com/pgvector/pgvector-go"
	_ "github.com/shopspring/decimal"
	_ "github.com/volatiletech/null/v8"
	_ "gorm.io/datatypes"
	_ "xorm.io/xorm"
)
