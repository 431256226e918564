package gorm_test

import (
	"strconv"
	"testing"
	"testing/fstest"

	"github.com/synapscale/synapcheck/inspect/model/gorm"
	"github.com/synapscale/synapcheck/inspect/model/gosrc"
)

// FuzzTag reads any gorm tag on fields of several types.
func FuzzTag(f *testing.F) {
	for _, tag := range []string{
		"column:x;type:varchar(20) not null default 'a'", "index:,unique,composite:c,where:a > 1,expression:lower(x) desc",
		"default:'it''s';check:n,x > 1", "foreignKey:ID;references:ID;constraint:fk,OnDelete:SET NULL", `a\;b:c\`,
		"embedded;embeddedPrefix:x_", "many2many:t;joinForeignKey:A", "->:false;<-:create", "serializer:json;size:10",
		"type:", "default:", "index:", ":", ";;", "-", "-:all", "type:bigint generated always as identity",
	} {
		f.Add(tag)
	}
	f.Fuzz(func(t *testing.T, tag string) {
		literal := strconv.Quote("gorm:" + strconv.Quote(tag))
		src := "package m\n\ntype User struct {\n\tID int64 `gorm:\"primaryKey\"`\n"
		for i, typ := range []string{"string", "*int32", "[]byte", "Other", "[]Other", "map[string]int", "bool"} {
			src += "\tF" + strconv.Itoa(i) + " " + typ + " " + literal + "\n"
		}
		src += "}\n\ntype Other struct {\n\tID, UserID int64\n}\n"
		fsys := fstest.MapFS{"m.go": &fstest.MapFile{Data: []byte(src)}}
		r, err := gosrc.Read(t.Context(), fsys, []string{"."}, gorm.Dialect)
		if err != nil {
			t.Fatal(err)
		}
		for _, table := range r.Database.Tables {
			for _, c := range table.Columns {
				if c.Name == "" {
					t.Errorf("%q makes a column without a name", tag)
				}
			}
		}
	})
}
