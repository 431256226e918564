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
			Origin:  schema.Origin{File: "user.go", Line: len(columns), Symbol: symbol},
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
