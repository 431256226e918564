package diff_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// Two complete sources that differ in one thing, whatever it is, differ.
func TestEveryChangeIsADifference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seed := rapid.IntRange(0, 1<<20).Draw(t, "seed")
		declared := rapid.Custom(completeDatabase).Example(seed)
		text, err := json.Marshal(declared)
		if err != nil {
			t.Fatal(err)
		}
		all := len(changesOf(declared))
		for range 25 {
			i := rapid.IntRange(0, all-1).Draw(t, "change")
			live := new(schema.Database)
			if err := json.Unmarshal(text, live); err != nil {
				t.Fatal(err)
			}
			change := changesOf(live)[i]
			change.make()
			live.Sort()
			if got := diff.Compare(declared, live, diff.Options{}); len(got.Differences) == 0 {
				t.Errorf("nobody sees that %s is another", change.of)
			}
		}
	})
}

// Every field that is not exempt is changed, and every exemption is one of a
// field that there is.
func TestEveryFieldIsChanged(t *testing.T) {
	var w changer
	for seed := range 20 {
		w.walk(reflect.ValueOf(rapid.Custom(completeDatabase).Example(seed)).Elem(), "")
	}
	changed := make(map[string]bool)
	for _, c := range w.changes {
		changed[c.field] = true
	}
	for _, of := range []any{
		schema.Table{},
		schema.Column{},
		schema.PrimaryKey{},
		schema.Unique{},
		schema.ForeignKey{},
		schema.Check{},
		schema.Exclusion{},
		schema.Index{},
		schema.IndexKey{},
		schema.Enum{},
		schema.Domain{},
		schema.Sequence{},
		schema.Schema{},
		schema.Rare{},
		schema.NotNull{},
		schema.About{},
		schema.Grant{},
		schema.Label{},
		schema.Object{},
		schema.Property{},
	} {
		typ := reflect.TypeOf(of)
		for i := range typ.NumField() {
			name := typ.Name() + "." + typ.Field(i).Name
			if exempt[name] == "" && !w.skips(typ.Field(i).Name) && !typ.Field(i).Anonymous && !changed[name] {
				t.Errorf("%s is never changed", name)
			}
		}
	}
	for name := range exempt {
		if !w.exempted[name] {
			t.Errorf("%s is exempt, and there is no such field", name)
		}
	}
}

// exempt are the fields that may differ unseen, and why.
var exempt = map[string]string{
	"Database.Name":       "it names the source",
	"Database.Dialect":    "it is of the source, not of the database",
	"Database.Server":     "it is of the source, not of the database",
	"Database.Speaks":     "it is of the source, not of the database",
	"Database.SearchPath": "complete sources name the schema of everything",
	"Database.Types":      "they serve to tell a declared type from a misspelt one",
	"Database.Counted":    "what is only counted is not compared",
	"Database.Gaps":       "what could not be read is not compared",
	"Database.Complete":   "it is of the source, not of the database",
	"About.Needs":         "what must exist before an object follows from what the object is",
	"Object.System":       "it says whose the object is, which nobody can change",
	"Column.Access":       "only code has it",
	"Column.Computed":     "only code has it",
	"Column.Host":         "only code has it",
	"Column.Optional":     "only code has it",
	"Table.Binding":       "only code has it",
	"Table.Flaws":         "only code has them, and they are told whatever the other side has",
}

type change struct {
	field string // the type's and the field's name
	of    string // where it is
	make  func()
}

func changesOf(d *schema.Database) []change {
	var w changer
	w.walk(reflect.ValueOf(d).Elem(), "")
	return w.changes
}

// A changer collects the changes that can be made of a description.
type changer struct {
	changes  []change
	exempted map[string]bool
	inDomain bool // whose checks go by what they say, and nothing inherits them
}

// skips reports that a field is no part of any object.
func (w *changer) skips(field string) bool { return field == "Origin" }

func (w *changer) walk(object reflect.Value, at string) {
	typ := object.Type()
	if typ == reflect.TypeFor[schema.Domain]() {
		w.inDomain = true
		defer func() { w.inDomain = false }()
	}
	for i := range typ.NumField() {
		if typ.Field(i).Anonymous {
			w.walk(object.Field(i), at)
			continue
		}
		field := typ.Name() + "." + typ.Field(i).Name
		where := at + "." + typ.Field(i).Name
		if w.skips(typ.Field(i).Name) {
			continue
		}
		if exempt[field] != "" {
			if w.exempted == nil {
				w.exempted = make(map[string]bool)
			}
			w.exempted[field] = true
			continue
		}
		if key, ok := object.Addr().Interface().(*schema.IndexKey); ok && (field == "IndexKey.Expr" && key.Column != "" || field == "IndexKey.Column" && key.Expr != "") {
			continue // it is the one or the other
		}
		if o, ok := object.Addr().Interface().(*schema.Object); ok && field == "Object.Signature" {
			if signed := (&schema.Object{Kind: o.Kind, Name: "f", Signature: "()"}).Ref(); signed.Name == "f" {
				continue // objects of the kind are told apart by their names
			}
		}
		if w.inDomain && (field == "Check.Inherited" || field == "Check.Enforced" || field == "Check.NoInherit") {
			continue
		}
		w.field(object.Field(i), field, where)
	}
}

func (w *changer) field(v reflect.Value, field, where string) {
	note := func(how string, make func()) {
		w.changes = append(w.changes, change{field, where + how, make})
	}
	switch x := v.Addr().Interface().(type) {
	case *schema.Claim[string]:
		note("", func() { *x = schema.Is(x.Or("") + "_other") })
	case *schema.Claim[bool]:
		note("", func() {
			*x = schema.Is(!x.Or(field == "Index.Valid" || field == "Check.Validated" || field == "ForeignKey.Validated"))
		})
	case *schema.Claim[int64]:
		note("", func() { *x = schema.Is(x.Or(0) + 1) })
	case *schema.Claim[schema.Type]:
		note("", func() { *x = schema.Is(schema.Type{Name: "inet"}) })
	case *schema.Claim[schema.Identity]:
		note("", func() { *x = schema.Is(schema.IdentityAlways) })
	case *schema.Claim[schema.Generated]:
		note(" kind", func() { *x = schema.Is(schema.Generated{Expr: x.Or(schema.Generated{}).Expr, Virtual: true}) })
		note(" expression", func() { *x = schema.Is(schema.Generated{Expr: "(c0 + 1)"}) })
	case *schema.Claim[[]schema.Grant]:
		note(" and one more", func() {
			*x = schema.Is(append(slices.Clone(x.Or(nil)), schema.Grant{Grantee: "other", Privileges: []string{"select"}}))
		})
		if grants, ok := x.Get(); ok {
			grants = slices.Clone(grants)
			before := len(w.changes)
			w.list(reflect.ValueOf(&grants).Elem(), field, where, note)
			for i := range w.changes[before:] {
				edit := w.changes[before+i].make
				w.changes[before+i].make = func() { edit(); *x = schema.Is(grants) }
			}
		}
	case *bool:
		note("", func() { *x = !*x })
	case **int:
		note("", func() {
			n := 1
			if *x != nil {
				n += **x
			}
			*x = &n
		})
	case *schema.Claim[schema.Deferrable]:
		note("", func() { *x = schema.Is(schema.InitiallyDeferred) })
	case *schema.Claim[schema.Action]:
		note("", func() { *x = schema.Is(schema.SetNull) })
	case *schema.Kind:
		note("", func() { *x = schema.KindView })
	case *[]schema.Ref:
		note(" and one more", func() {
			*x = append(slices.Clone(*x), schema.Ref{Kind: schema.KindTable, Schema: "app", Name: "other"})
		})
		if len(*x) > 1 {
			note(" in another order", func() { slices.Reverse(*x) })
		}
	case **schema.Ref:
		note("", func() { *x = &schema.Ref{Kind: schema.KindIndex, Schema: "app", Parent: "t0", Name: "other"} })
	case **schema.Rare:
		if *x == nil {
			note(" given", func() { *x = &schema.Rare{Storage: "external"} })
			return
		}
		w.list(v, field, where, note)
	case *schema.Type:
		note("", func() { x.Name = "inet" })
	case *schema.Ref:
		note("", func() { x.Name += "_other" })
	case *string:
		note("", func() { *x += "_other" })
	case *[]string:
		note(" and one more", func() { *x = append(slices.Clone(*x), "other") })
	default:
		w.list(v, field, where, note)
	}
}

// list takes an object away, and changes what each of them says.
func (w *changer) list(v reflect.Value, field, where string, note func(string, func())) {
	if v.Kind() == reflect.Pointer {
		if !v.IsNil() {
			if !v.Elem().IsZero() {
				note(" gone", func() { v.SetZero() })
			}
			w.walk(v.Elem(), where)
		}
		return
	}
	for i := range v.Len() {
		at := fmt.Sprintf("%s[%d]", where, i)
		if !public(v.Index(i)) {
			w.changes = append(w.changes, change{field, at + " gone", func() {
				rest := reflect.MakeSlice(v.Type(), 0, v.Len()-1)
				rest = reflect.AppendSlice(rest, v.Slice(0, i))
				v.Set(reflect.AppendSlice(rest, v.Slice(i+1, v.Len())))
			}})
		}
		w.walk(reflect.Indirect(v.Index(i)), at)
	}
}

// public reports that the object is the schema that every new database has: it
// is never reported.
func public(v reflect.Value) bool {
	s, ok := v.Interface().(*schema.Schema)
	return ok && s.Name == "public"
}

// completeDatabase draws a description in which every claim is made, with more
// objects beside those of randomDatabase, some over the same columns.
func completeDatabase(t *rapid.T) *schema.Database {
	d := randomDatabase(t)
	flag := rapid.Bool()
	one := func(name string) []string { return []string{rapid.SampledFrom([]string{"c0", "c1"}).Draw(t, name)} }
	for _, table := range d.Tables {
		if flag.Draw(t, "second unique") {
			table.Uniques = append(table.Uniques, &schema.Unique{Name: table.Name + "_key2", Columns: one("unique columns"), Include: []string{"c3"}})
		}
		if flag.Draw(t, "unique index") {
			table.Indexes = append(table.Indexes, &schema.Index{
				Name: table.Name + "_idx2", Unique: schema.Is(true), Method: schema.Is("btree"), Keys: []schema.IndexKey{{Column: one("index columns")[0]}},
			})
		}
		if flag.Draw(t, "expression index") {
			table.Indexes = append(table.Indexes, &schema.Index{
				Name: table.Name + "_idx3", Method: schema.Is("btree"), Keys: []schema.IndexKey{{Expr: "lower(c1)"}, {Column: "c0"}}, Include: []string{"c2"},
			})
		}
		if flag.Draw(t, "second foreign key") {
			table.ForeignKeys = append(table.ForeignKeys, &schema.ForeignKey{
				Name: table.Name + "_fkey2", Columns: []string{"c0", "c1"}, RefSchema: "app", RefTable: "t0", RefColumns: []string{"c0", "c1"},
				OnDelete: schema.Is(schema.NoAction), OnUpdate: schema.Is(schema.Cascade), Validated: schema.Is(true), SetColumns: []string{"c1"},
			})
		}
		if flag.Draw(t, "exclusion") {
			table.Exclusions = append(table.Exclusions, &schema.Exclusion{Name: table.Name + "_excl", Definition: "EXCLUDE USING gist (c0 WITH =)"})
		}
	}
	d.Domains[0].Checks = []*schema.Check{{Name: "email_check", Expr: "(VALUE <> ''::text)", Validated: schema.Is(true)}}
	d.Sequences[0].OwnedBy = schema.Ref{Kind: schema.KindColumn, Schema: "public", Parent: "t0", Name: "c0"}
	addRare(t, d)
	addObjects(t, d)
	d.Complete = true
	d.Speaks = schema.Kinds()
	d.Sort()
	say(reflect.ValueOf(d))
	return d
}

// addRare gives some columns, and what else has a list of them, what few have.
func addRare(t *rapid.T, d *schema.Database) {
	flag := rapid.Bool()
	some := 100
	grants := []schema.Grant{{Grantee: "app", Grantor: "boss", Privileges: []string{"insert", "select"}, Grantable: []string{"select"}}}
	labels := []schema.Label{{Provider: "dummy", Text: "secret"}}
	for _, table := range d.Tables {
		table.Inherits = []schema.Ref{{Kind: schema.KindTable, Schema: "app", Name: "p0"}, {Kind: schema.KindTable, Schema: "app", Name: "p1"}}
		table.PartitionOf = schema.Ref{Kind: schema.KindTable, Schema: "app", Name: "whole"}
		if flag.Draw(t, "rights") {
			table.Grants, table.Labels = schema.Is(grants), labels
		}
		for _, c := range table.Columns {
			if !flag.Draw(t, "rare") {
				continue
			}
			c.Rare = &schema.Rare{
				Storage: "main", Compression: "lz4", Statistics: &some, Options: "n_distinct=-1", ForeignOptions: "column_name=x", Inherited: true,
				Sequence: &schema.Sequence{Schema: "app", Name: "numbers", Increment: schema.Is(int64(5))},
				NotNull:  &schema.NotNull{Name: "there", NoInherit: true, NotValid: true, Inherited: true, Comment: "why"},
				Grants:   grants, Labels: labels,
			}
		}
	}
}

// addObjects adds objects that are lists of properties.
func addObjects(t *rapid.T, d *schema.Database) {
	of := d.Tables[0]
	d.Objects = []*schema.Object{
		{Kind: schema.KindFunction, Schema: "app", Name: "f", Signature: "(integer)", Properties: []schema.Property{{Name: "returns", Value: "integer"}, {Name: "body", Value: "select 1"}}},
		{Kind: schema.KindTrigger, Schema: of.Schema, Parent: of.Name, Name: "touch", Properties: []schema.Property{{Name: "when", Value: "(new.c0 > 0)"}, {Name: "events", Value: "insert, update"}}},
		{Kind: schema.KindExtension, Name: "hstore", Properties: []schema.Property{{Name: "version", Value: rapid.SampledFrom([]string{"1.8", "1.9"}).Draw(t, "version")}}},
		{Kind: schema.KindLanguage, Name: "plpgsql", System: true, About: schema.About{Comment: schema.Is("mine"), Grants: schema.Is([]schema.Grant{{Grantee: "public", Privileges: []string{"usage"}}})}},
	}
}

// say makes every silent claim one of the zero value.
func say(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			say(v.Elem())
		}
		return
	case reflect.Slice:
		for i := range v.Len() {
			say(v.Index(i))
		}
		return
	case reflect.Struct:
	default:
		return
	}
	if !v.CanAddr() {
		return
	}
	switch c := v.Addr().Interface().(type) {
	case *schema.Claim[string]:
		utter(c)
	case *schema.Claim[bool]:
		utter(c)
	case *schema.Claim[int64]:
		utter(c)
	case *schema.Claim[schema.Type]:
		utter(c)
	case *schema.Claim[schema.Identity]:
		utter(c)
	case *schema.Claim[schema.Generated]:
		utter(c)
	case *schema.Claim[schema.Deferrable]:
		utter(c)
	case *schema.Claim[[]schema.Grant]:
		utter(c)
	case *schema.Claim[schema.Action]:
		utter(c)
	default:
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				say(v.Field(i))
			}
		}
	}
}

func utter[T any](c *schema.Claim[T]) {
	if c.Silent() {
		var zero T
		*c = schema.Is(zero)
	}
}
