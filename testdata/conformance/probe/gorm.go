package probe

import (
	"slices"
	"sync"

	"gorm.io/driver/postgres"
	"gorm.io/gorm"
	"gorm.io/gorm/schema"
)

func init() { Probes["gorm"] = askGORM }

func askGORM(model any, _ []string) Table {
	config := &gorm.Config{}
	if given, ok := Given.(*gorm.Config); ok {
		config = given
	}
	d := postgres.Dialector{Config: &postgres.Config{}}
	if err := d.Apply(config); err != nil {
		return Table{Error: err.Error()}
	}
	cache := &sync.Map{}
	s, err := schema.Parse(model, cache, config.NamingStrategy)
	if err != nil {
		return Table{Error: err.Error()}
	}
	out := Table{Name: s.Table, Joins: map[string][]string{}}
	for _, name := range s.DBNames {
		f := s.FieldsByDBName[name]
		c := Column{Name: name, Key: f.PrimaryKey, NotNull: f.NotNull || f.PrimaryKey, Type: d.DataTypeOf(f)}
		if f.HasDefaultValue && f.DefaultValueInterface == nil {
			c.Default = f.DefaultValue
		}
		out.Columns = append(out.Columns, c)
	}
	for _, r := range s.Relationships.Many2Many {
		out.Joins[r.JoinTable.Table] = r.JoinTable.DBNames
		slices.Sort(r.JoinTable.DBNames)
	}
	return out
}
