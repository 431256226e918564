package gosrc_test

import (
	"fmt"
	"strconv"
	"testing"

	"github.com/synapscale/synapcheck/inspect/model/beego"
	"github.com/synapscale/synapcheck/inspect/model/bob"
	"github.com/synapscale/synapcheck/inspect/model/boil"
	"github.com/synapscale/synapcheck/inspect/model/bun"
	"github.com/synapscale/synapcheck/inspect/model/gopg"
	"github.com/synapscale/synapcheck/inspect/model/gorm"
	"github.com/synapscale/synapcheck/inspect/model/gosrc"
	"github.com/synapscale/synapcheck/inspect/model/gostruct"
	"github.com/synapscale/synapcheck/inspect/model/reform"
	"github.com/synapscale/synapcheck/inspect/model/xorm"
)

// FuzzTags gives every dialect's parser of tags the same text, as the tag of a
// field, of an embedded struct and of a relation. None may panic, hang or make a
// column without a name.
func FuzzTags(f *testing.F) {
	for _, tag := range []string{
		"id,pk", "column:mail;not null", "coloumn:x", "type:varchar(20),notnull,default:'a,b'", "table:users,alias:u",
		"'name' varchar(20) notnull index(a) unique(b)", "pk;auto;column(id);rel(fk)", "-", "-:migration", "->;<-:create",
		"embedded;embeddedPrefix:a_", "many2many:a_b;foreignKey:X;references:Y", "index:,unique,where:a > 1,priority:2", "rel:has-many,join:id=user_id",
		"m2m:a_to_b,join:X=Y", `default:'it\'s'`, "\"quoted\"", "extends", "comment('x)')", "check:a,b > 1", "type:enum('a','b'", "decimal(10,,2)", "((((", "',", "a:b:c;;;:", "column:",
	} {
		f.Add(tag)
	}
	all := []*gosrc.StructDialect{
		boil.Dialect, bob.Dialect, gorm.Dialect, bun.Dialect, gopg.Dialect, xorm.Dialect, beego.Dialect, reform.Dialect, gostruct.Dialect,
	}
	f.Fuzz(func(t *testing.T, tag string) {
		for _, d := range all {
			if d.Tag == "" {
				continue
			}
			of := strconv.Quote(d.Tag + ":" + strconv.Quote(tag))
			src := fmt.Sprintf("package m\n\nimport \"github.com/uptrace/bun\"\n\n"+
				"type Base struct {\n\tNote string %[1]s\n}\n\n//reform:users\ntype User struct {\n\tbun.BaseModel %[1]s\n\ttableName struct{} %[1]s\n\tID int64\n\tA string %[1]s\n\tB *int32 %[1]s\n\tC []string %[1]s\n\tD map[string]any %[1]s\n\tBase %[1]s\n\tE Base %[1]s\n\tF []User %[1]s\n\tG *User %[1]s\n}\n", of)
			r, err := gosrc.Read(t.Context(), files("go.mod", "module m\n", "m.go", src), []string{"./..."}, d)
			if err != nil {
				continue
			}
			for _, table := range r.Database.Tables {
				if table.Name == "" {
					t.Errorf("%s: a table without a name", d.Name)
				}
				for _, c := range table.Columns {
					if c.Name == "" {
						t.Errorf("%s: a column without a name for %q", d.Name, tag)
					}
				}
			}
		}
	})
}
