package probe

import (
	"reflect"

	"xorm.io/xorm/caches"
	"xorm.io/xorm/dialects"
	"xorm.io/xorm/names"
	"xorm.io/xorm/schemas"
	"xorm.io/xorm/tags"
)

func init() { Probes["xorm"] = askXORM }

func askXORM(model any, _ []string) Table {
	dialect := dialects.QueryDialect(schemas.POSTGRES)
	if err := dialect.Init(&dialects.URI{DBType: schemas.POSTGRES}); err != nil {
		return Table{Error: err.Error()}
	}
	parser := tags.NewParser("xorm", dialect, names.SnakeMapper{}, names.SnakeMapper{}, caches.NewManager())
	t, err := parser.Parse(reflect.ValueOf(model))
	if err != nil {
		return Table{Error: err.Error()}
	}
	out := Table{Name: t.Name, Uniques: map[string][]string{}}
	for _, c := range t.Columns() {
		out.Columns = append(out.Columns, Column{
			Name: c.Name, Key: c.IsPrimaryKey, NotNull: !c.Nullable, Type: dialect.SQLType(c),
		})
		if !c.DefaultIsEmpty {
			out.Columns[len(out.Columns)-1].Default = c.Default
		}
	}
	for _, i := range t.Indexes {
		if i.Type == schemas.UniqueType {
			out.Uniques[i.XName(t.Name)] = i.Cols
		}
	}
	return out
}
