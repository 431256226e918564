package diff_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// Models that only a naming rule ties to a table are tied by their columns too.
func TestModelsArePairedByNameThenByColumns(t *testing.T) {
	live := func(name string, columns ...string) *schema.Table {
		table := &schema.Table{Kind: schema.KindTable, Schema: "public", Name: name}
		for _, c := range columns {
			table.Columns = append(table.Columns, &schema.Column{Name: c})
		}
		return table
	}
	model := func(symbol, name, other string, columns ...string) *schema.Table {
		m := live(name, columns...)
		m.Schema = ""
		m.Binding = schema.Binding{How: "naming rule", OtherName: other, Dialect: "db"}
		m.Origin = schema.At("m.go", 1, 0, symbol)
		return m
	}
	declared := &schema.Database{Dialect: "go", Speaks: []schema.Kind{schema.KindColumn}, Tables: []*schema.Table{
		model("User", "users", "user", "id", "name"),
		model("BannedIP", "banned_ips", "banned_ip", "id", "ip"),
		model("Attempt", "attempts", "attempt", "id", "remote_ip", "username", "successful"),
		model("Pair", "pairs", "pair", "left_id", "right_id", "weight"),
		model("Other", "others", "other", "id", "unrelated", "columns", "only"),
	}}
	database := &schema.Database{Dialect: "postgres", SearchPath: []string{"public"}, Tables: []*schema.Table{
		live("users", "id", "name"),
		live("banned_ip", "id", "ip"),
		live("authentication_logs", "id", "remote_ip", "username", "successful"),
		live("twin_a", "left_id", "right_id", "weight"),
		live("twin_b", "left_id", "right_id", "weight"),
	}}
	got := make(map[string]string)
	for _, p := range diff.Compare(declared, database, diff.Options{}).Tables {
		if m := p.Model(); m != nil && p.Live != nil {
			got[m.Origin.Symbol()] = p.Live.Name
		}
	}
	want := map[string]string{"User": "users", "BannedIP": "banned_ip", "Attempt": "authentication_logs"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}
