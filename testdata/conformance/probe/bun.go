package probe

import (
	"reflect"

	"github.com/uptrace/bun/dialect/pgdialect"
	"github.com/uptrace/bun/schema"
)

func init() { Probes["bun"] = askBun }

func askBun(model any, _ []string) Table {
	t := schema.NewTables(pgdialect.New()).Get(reflect.TypeOf(model))
	out := Table{Name: t.Name, Uniques: map[string][]string{}}
	for _, f := range t.Fields {
		out.Columns = append(out.Columns, Column{
			Name: f.Name, Key: f.IsPK, NotNull: f.NotNull, Default: f.SQLDefault, Type: f.UserSQLType,
		})
	}
	for name, fields := range t.Unique {
		for _, f := range fields {
			if name == "" {
				out.Uniques["("+f.Name+")"] = []string{f.Name}
				continue
			}
			out.Uniques[name] = append(out.Uniques[name], f.Name)
		}
	}
	return out
}
