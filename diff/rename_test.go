package diff

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func TestSimilarityIsAShare(t *testing.T) {
	name := rapid.StringMatching(`[xy_]{1,8}`)
	rapid.Check(t, func(t *rapid.T) {
		a, b := name.Draw(t, "a"), name.Draw(t, "b")
		if s := similarity(a, b); s < 0 || s > 1 || s != similarity(b, a) {
			t.Errorf("%s and %s are alike by %v, and the other way round by %v", a, b, s, similarity(b, a))
		}
	})
}

func TestAContestedRenameGoesToTheOneThatLeads(t *testing.T) {
	text := func(name string) *schema.Column {
		return &schema.Column{Name: name, Type: schema.Is(schema.Type{Name: "text"})}
	}
	table := func(columns ...string) *schema.Database {
		t := &schema.Table{Kind: schema.KindTable, Schema: "public", Name: "people"}
		for _, c := range columns {
			t.Columns = append(t.Columns, text(c))
		}
		return &schema.Database{Tables: []*schema.Table{t}, Speaks: []schema.Kind{schema.KindTable, schema.KindColumn}}
	}
	for _, c := range []struct {
		declared, live []string
		want           []string
	}{
		{[]string{"full_name", "nickname"}, []string{"fullname"}, []string{"nickname absent", "fullname name"}},
		{[]string{"name_1", "name_2"}, []string{"name_3"}, []string{"name_1 absent", "name_2 absent", "name_3 undeclared"}},
	} {
		var got []string
		for _, d := range Compare(table(c.declared...), table(c.live...), Options{}).Differences {
			if d.Property == ColumnOrder {
				continue
			}
			got = append(got, d.Object.Name+" "+string(d.Property))
			if d.Object.Name == "nickname" && len(d.Candidates) > 0 {
				t.Error("nickname is said to be fullname as well")
			}
		}
		if !sameColumns(got, c.want) {
			t.Errorf("%v against %v: got %q, want %q", c.declared, c.live, got, c.want)
		}
	}
}
