package diff_test

import (
	"testing"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// Models that spread one table over several structs agree with themselves.
func TestSeveralModelsOfOneTableAreOneLiveTable(t *testing.T) {
	model := func(symbol string, columns ...string) *schema.Table {
		m := &schema.Table{
			Kind: schema.KindTable, Name: "users",
			Binding: schema.Binding{How: "TableName method", Certain: true, Dialect: "db"},
			Origin:  schema.At("user.go", len(columns), 0, symbol),
		}
		for _, c := range columns {
			m.Columns = append(m.Columns, &schema.Column{Name: c})
		}
		return m
	}
	models := &schema.Database{
		Dialect: "go", Speaks: []schema.Kind{schema.KindColumn},
		Tables: []*schema.Table{model("Name", "id", "name"), model("Mail", "id", "email"), model("User", "id", "created_at")},
	}
	d := diff.Compare(models, models, diff.Options{})
	for _, x := range d.Differences {
		t.Errorf("%s: %s", x.Object, x.Property)
	}
	if len(models.Tables) != 3 || len(models.Tables[0].Columns) != 2 {
		t.Error("the models are changed")
	}
	if len(d.Tables) != 1 {
		t.Errorf("%d pairs, want one", len(d.Tables))
	}
}

// Where they contradict each other the first one counts, and a gap says so.
func TestModelsThatContradictEachOtherLeaveAGap(t *testing.T) {
	model := func(file, typ string) *schema.Table {
		return usersModel(file, &schema.Column{Name: "age", Type: schema.Is(schema.Type{Name: typ}), NotNull: schema.Is(true)})
	}
	models := modelsOf(model("a.go", "int4"), model("b.go", "int8"))
	d := diff.Compare(&schema.Database{Dialect: "go"}, models, diff.Options{})
	if len(d.Gaps) != 1 || d.Gaps[0].Subject != "column users.age" || d.Gaps[0].Origin.File() != "b.go" {
		t.Errorf("gaps %+v, want one of users.age in b.go", d.Gaps)
	}
	if len(models.Gaps) != 0 {
		t.Error("the models are changed")
	}
}
