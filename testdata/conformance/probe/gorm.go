package probe

import (
	"sync"

	"gorm.io/driver/postgres"
	"gorm.io/gorm"
	"gorm.io/gorm/schema"
)

func init() { Probes["gorm"] = askGORM }

func askGORM(model any, _ []string) Table {
	s, err := schema.Parse(model, &sync.Map{}, schema.NamingStrategy{IdentifierMaxLength: 63})
	if err != nil {
		return Table{Error: err.Error()}
	}
	d := postgres.Dialector{Config: &postgres.Config{}}
	_ = gorm.Config{}
	out := Table{Name: s.Table}
	for _, name := range s.DBNames {
		f := s.FieldsByDBName[name]
		c := Column{Name: name, Key: f.PrimaryKey, NotNull: f.NotNull || f.PrimaryKey, Type: d.DataTypeOf(f)}
		if f.HasDefaultValue && f.DefaultValueInterface == nil {
			c.Default = f.DefaultValue
		}
		out.Columns = append(out.Columns, c)
	}
	return out
}
