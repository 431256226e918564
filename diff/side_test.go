package diff_test

import (
	"slices"
	"testing"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func usersModel(file string, columns ...*schema.Column) *schema.Table {
	m := &schema.Table{
		Kind: schema.KindTable, Name: "users", Columns: columns,
		Binding: schema.Binding{How: "TableName method", Certain: true, Dialect: "db"},
		Origin:  schema.At(file, 1, 0, ""),
	}
	for _, c := range columns {
		c.Origin = schema.At(file, 2, 0, "")
	}
	return m
}

func usersTable(columns ...*schema.Column) *schema.Database {
	return &schema.Database{
		Dialect: "postgres", Speaks: everything, SearchPath: []string{"public"},
		Tables: []*schema.Table{{Kind: schema.KindTable, Schema: "public", Name: "users", Columns: columns}},
	}
}

func modelsOf(tables ...*schema.Table) *schema.Database {
	return &schema.Database{Dialect: "go", Speaks: []schema.Kind{schema.KindColumn}, Tables: tables}
}

// Of several structs over one table the one that suffers most is shown first,
// in whatever order they come.
func TestTheWorseOfSeveralModelsStands(t *testing.T) {
	field := func(typ, spelled string) *schema.Column {
		return &schema.Column{Name: "age", Host: &schema.Host{Language: "go", Type: typ, Spelled: spelled, Reader: "pgx", Null: schema.NullHeld}}
	}
	live := usersTable(&schema.Column{Name: "age", Type: schema.Is(schema.Type{Name: "int8"}), NotNull: schema.Is(true)})
	for _, reversed := range []bool{false, true} {
		models := []*schema.Table{
			usersModel("a.go", field("int32", "int32")),
			usersModel("b.go", field("time.Time", "time.Time")),
			usersModel("c.go", field("int32", "int32")),
		}
		if reversed {
			slices.Reverse(models)
		}
		d := diff.Compare(modelsOf(models...), live, diff.Options{})
		d.Differences = slices.DeleteFunc(d.Differences, func(x *diff.Difference) bool { return x.Property == diff.Claimed })
		if len(d.Differences) != 1 {
			t.Fatalf("%d differences, want one", len(d.Differences))
		}
		x := d.Differences[0]
		if x.Declared != "time.Time" || x.Origin.File() != "b.go" {
			t.Errorf("%s of %s stands first", x.Declared, x.Origin.File())
		}
		var also []string
		for _, o := range x.Also {
			also = append(also, o.File())
		}
		slices.Sort(also)
		if !slices.Equal(also, []string{"a.go", "c.go"}) {
			t.Errorf("also %v", also)
		}
	}
}

// Objects without names are told apart, and keep their names when the others
// are mended.
func TestObjectsWithoutNamesAreToldApart(t *testing.T) {
	column := func() *schema.Column { return &schema.Column{Name: "age", Type: schema.Is(schema.Type{Name: "int8"})} }
	model := usersModel("a.go", column())
	model.Checks = []*schema.Check{{Expr: "age > 0"}, {Expr: "age < 200"}, {Name: "users_check1", Expr: "age <> 13"}}
	model.Indexes = []*schema.Index{
		{Keys: []schema.IndexKey{{Column: "age"}}, Where: schema.Is("age > 5")},
		{Keys: []schema.IndexKey{{Column: "age"}}, Where: schema.Is("age > 9")},
	}
	missing := func(live *schema.Database) []string {
		var names []string
		for _, x := range diff.Compare(modelsOf(model), live, diff.Options{}).Differences {
			names = append(names, x.Object.Name+" "+x.Declared)
		}
		return names
	}
	live := usersTable(column())
	want := []string{
		"users_check age > 0", "users_check1 age <> 13", "users_check2 age < 200",
		"users_age_idx btree (age) where age > 5", "users_age_idx1 btree (age) where age > 9",
	}
	if got := missing(live); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	live.Tables[0].Checks = []*schema.Check{{Name: "positive", Expr: "(age > 0)"}}
	if got := missing(live); !slices.Equal(got, want[1:]) {
		t.Errorf("got  %q\nwant %q", got, want[1:])
	}
}

// A type without a schema is the one that the search path leads to.
func TestTypesAreLookedUpInTheSearchPath(t *testing.T) {
	enum := func(space string, labels ...string) *schema.Enum {
		return &schema.Enum{Schema: space, Name: "mood", Labels: labels}
	}
	declared := &schema.Database{Dialect: "go", Enums: []*schema.Enum{enum("", "ok")}}
	live := &schema.Database{
		Dialect: "postgres", SearchPath: []string{"public", "app"},
		Enums: []*schema.Enum{enum("app", "sad"), enum("public", "ok")},
	}
	d := diff.Compare(declared, live, diff.Options{})
	for _, x := range d.Differences {
		t.Errorf("%s: %s", x.Object, x.Property)
	}
	live.SearchPath = []string{"elsewhere"}
	d = diff.Compare(declared, live, diff.Options{})
	if len(d.Differences) != 0 || len(d.Gaps) != 1 {
		t.Errorf("%d differences and %d gaps, want a gap for what may be either", len(d.Differences), len(d.Gaps))
	}
	live.Enums = live.Enums[:1]
	if d = diff.Compare(declared, live, diff.Options{}); len(d.Differences) != 2 {
		t.Errorf("%d differences, want those of the labels of the only one", len(d.Differences))
	}
}

// An unnamed schema of a foreign key's table is looked up too.
func TestReferencesAreLookedUpInTheSearchPath(t *testing.T) {
	key := func(space string) *schema.ForeignKey {
		return &schema.ForeignKey{Name: "k", Columns: []string{"team"}, RefSchema: space, RefTable: "teams", RefColumns: []string{"id"}}
	}
	for _, c := range []struct {
		path, refers string
		teams        []string
		want         int
	}{
		{"public", "public", []string{"app", "public"}, 0},
		{"public", "app", []string{"app", "public"}, 1},
		{"app", "app", []string{"app", "public"}, 0},
		{"public", "app", []string{"app"}, 0},
		{"other", "app", []string{"app", "public"}, 0}, // it may be either
	} {
		model := usersModel("a.go", &schema.Column{Name: "team"})
		model.Schema, model.ForeignKeys = "public", []*schema.ForeignKey{key("")}
		live := usersTable(&schema.Column{Name: "team"})
		live.SearchPath = []string{c.path}
		live.Tables[0].ForeignKeys = []*schema.ForeignKey{key(c.refers)}
		for _, space := range c.teams {
			live.Tables = append(live.Tables, &schema.Table{Kind: schema.KindTable, Schema: space, Name: "teams"})
		}
		found := 0
		for _, x := range diff.Compare(modelsOf(model), live, diff.Options{}).Differences {
			if x.Property == diff.Reference {
				found++
			}
		}
		if found != c.want {
			t.Errorf("%+v: %d differences of the reference", c, found)
		}
	}
}
