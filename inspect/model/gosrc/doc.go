// Package gosrc reads Go source by syntax alone: which structs a set of packages
// declares, what their fields are, and what tables they stand for. No toolchain
// is run, no dependency is needed and no user code is executed; packages that do
// not compile are read all the same, as long as they parse.
//
// The dialects of struct tags build on it: each is a [StructDialect], and [Read]
// decides struct by struct which of them speaks.
//
// # What names a table
//
// In this order: the directive //synapcheck:table [schema.]name in the comment
// above the type, a TableName method that returns one constant, and the naming
// rule of the dialect. The directive //synapcheck:ignore leaves a struct out.
//
// # Which structs are models
//
// A struct that a directive or a TableName method of its own names; one with tags
// of a dialect, its own before those of embedded structs, and of several dialects
// the first that says more than that a field is no column; one that code hands to
// GORM's AutoMigrate or Model, or that another model relates to; one that sqlc has
// written for a table; and, uncertainly, one that has no sign of its own, stands
// among models and could be one. Structs that only lend their fields to others,
// generic ones and those that are stored within a column are no models.
//
// The binding says how sure that is. A struct that extends a model, or is named
// for what travels in and out of the program, need not have every column.
//
// # The names of host types
//
// [schema.Host.Type] is one of the following.
//
//   - A predeclared type: bool, string, int … uint64, float32, float64, any.
//     byte is uint8 and rune is int32; complex64, complex128 and uintptr are
//     named too, though no reader fills them.
//   - []byte, [16]byte (or another length), and [] before any other name of this
//     list: []string, []struct, []github.com/google/uuid.UUID.
//   - struct and map, for what only JSON can carry.
//   - A type outside of the module with a meaning of its own, by import path
//     without major version, except for pgx/v5: time.Time, time.Duration,
//     encoding/json.RawMessage, net.IP, net/netip.Addr, math/big.Int,
//     github.com/google/uuid.UUID, github.com/gofrs/uuid.UUID,
//     github.com/shopspring/decimal.Decimal, github.com/lib/pq.StringArray,
//     github.com/pgvector/pgvector-go.Vector,
//     github.com/jackc/pgx/v5/pgtype.Numeric. [HostTypes] lists them.
package gosrc
