// Package gostruct repairs Go structs in place: a column that the database has
// and the struct lacks becomes a field, written as the fields beside it are.
//
// A repair inserts and never rewrites. Comments, order, tags, methods and blank
// lines stay byte for byte; where the file was formatted by gofmt it is so
// afterwards, which at most moves the columns of the block that the field stands
// in. What cannot be repaired with certainty is refused, with the reason.
//
// The choices, in order:
//
//   - place: after the field of the column before it in the table, else before
//     the field of the column after it, else at the end of the fields;
//   - type: what other columns of the same PostgreSQL type have in the struct,
//     else in the file, else in the package, else the table in types.go. A type
//     that loses part of a value without an error, as float64 does for numeric,
//     is not taken over;
//   - null: the way most nullable fields of the struct are written (pointer,
//     sql.NullString, sql.Null[T], pgtype, a generic wrapper of the project's);
//   - name: CamelCase, with initialisms as the package writes them;
//   - tag: the keys, order and spelling of the sibling fields. Keys that say
//     something about a column that its definition does not (validate, index)
//     are not invented. A column that holds a secret is kept out of JSON.
//   - comment: none, unless most fields of the struct have one above them; then
//     the column's comment in the database, on one line.
package gostruct
