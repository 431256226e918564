package probe

import (
	"context"
	"fmt"
	"reflect"
	"strings"

	"github.com/georgysavva/scany/v2/dbscan"
	"github.com/gobuffalo/pop/v6"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jmoiron/sqlx/reflectx"
)

func init() {
	Probes["pop"] = askPop
	Probes["sqlx"] = askSQLX
	Probes["scany"] = askScany
	Probes["pgx"] = askPGX
}

func askPop(model any, _ []string) Table {
	m := pop.NewModel(model, context.Background())
	out := Table{Name: m.TableName()}
	columns := m.Columns()
	for name := range columns.Cols {
		out.Columns = append(out.Columns, Column{Name: name, Key: name == m.IDField()})
	}
	return out
}

// askSQLX reports the names that sqlx finds, those of fields within columns
// aside.
func askSQLX(model any, columns []string) Table {
	m := reflectx.NewMapperFunc("db", strings.ToLower)
	names := m.TypeMap(reflect.TypeOf(model).Elem()).Names
	return accepts(columns, func(column string) error {
		if names[column] == nil {
			return fmt.Errorf("missing destination name %s", column)
		}
		return nil
	})
}

func accepts(columns []string, ask func(string) error) Table {
	var out Table
	for _, column := range columns {
		if err := ask(column); err != nil {
			return Table{Error: err.Error()}
		}
		out.Columns = append(out.Columns, Column{Name: column})
	}
	return out
}

type rows struct {
	columns []string
	left    int
}

func (r *rows) Close() error               { return nil }
func (r *rows) Err() error                 { return nil }
func (r *rows) Next() bool                 { r.left--; return r.left >= 0 }
func (r *rows) Columns() ([]string, error) { return r.columns, nil }
func (r *rows) Scan(...any) error          { return nil }
func (r *rows) NextResultSet() bool        { return false }

func askScany(model any, columns []string) Table {
	if err := dbscan.ScanOne(model, &rows{columns, 1}); err != nil {
		return Table{Error: err.Error()}
	}
	return accepts(columns, func(string) error { return nil })
}

type row struct{ columns []string }

func (r row) FieldDescriptions() []pgconn.FieldDescription {
	all := make([]pgconn.FieldDescription, len(r.columns))
	for i, c := range r.columns {
		all[i].Name = c
	}
	return all
}
func (r row) Scan(...any) error      { return nil }
func (r row) Values() ([]any, error) { return nil, nil }
func (r row) RawValues() [][]byte    { return nil }

// ByName is given by the program that is written for each run: the generic
// function for one struct.
var ByName = map[reflect.Type]func(pgx.CollectableRow) error{}

// Take makes ByName know a struct.
func Take[T any]() {
	ByName[reflect.TypeFor[T]()] = func(r pgx.CollectableRow) error {
		_, err := pgx.RowToStructByName[T](r)
		return err
	}
}

// askPGX asks pgx, which wants exactly the columns of the struct.
func askPGX(model any, columns []string) Table {
	read := ByName[reflect.TypeOf(model).Elem()]
	if read == nil {
		return Table{Error: "the struct is not known"}
	}
	if err := read(row{columns}); err != nil {
		return Table{Error: err.Error()}
	}
	return accepts(columns, func(string) error { return nil })
}
