package equal_test

import (
	"testing"

	"github.com/synapscale/synapcheck/diff/equal"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func TestTypesKnowsEverySpelling(t *testing.T) {
	type T = schema.Type
	for _, c := range []struct {
		declared, live T
		want           bool
	}{
		{T{Name: "integer"}, T{Name: "int4"}, true},
		{T{Name: "serial"}, T{Name: "int4"}, true},
		{T{Name: "BIGSERIAL"}, T{Name: "int8"}, true},
		{T{Name: "int4"}, T{Name: "int8"}, false},
		{T{Name: "decimal", Args: "10, 2"}, T{Name: "numeric", Args: "10,2"}, true},
		{T{Name: "numeric", Args: "10"}, T{Name: "numeric", Args: "10,0"}, true},
		{T{Name: "numeric"}, T{Name: "numeric", Args: "10,2"}, false},
		{T{Name: "float", Args: "24"}, T{Name: "float4"}, true},
		{T{Name: "float", Args: "25"}, T{Name: "float8"}, true},
		{T{Name: "float"}, T{Name: "float8"}, true},
		{T{Name: "character varying", Args: "20"}, T{Name: "varchar", Args: "20"}, true},
		{T{Name: "varchar"}, T{Name: "varchar", Args: "20"}, false},
		{T{Name: "varchar"}, T{Name: "text"}, false},
		{T{Name: "bpchar"}, T{Name: "bpchar", Args: "1"}, true},
		{T{Name: "bpchar", Args: "1"}, T{Name: "bpchar"}, false},
		{T{Name: "char"}, T{Name: "bpchar", Args: "1"}, false},
		{T{Name: "bit"}, T{Name: "bit", Args: "1"}, true},
		{T{Name: "varbit"}, T{Name: "varbit", Args: "1"}, false},
		{T{Name: "timestamp", Args: "6"}, T{Name: "timestamp"}, true},
		{T{Name: "timestamp with time zone"}, T{Name: "timestamptz"}, true},
		{T{Name: "timestamp"}, T{Name: "timestamptz"}, false},
		{T{Name: "timestamp", Args: "3"}, T{Name: "timestamp"}, false},
		{T{Name: "interval", Args: "day to second(6)"}, T{Name: "interval", Args: "day to second"}, true},
		{T{Name: "text", Array: true}, T{Name: "text"}, false},
		{T{Name: "_text"}, T{Name: "text", Array: true}, true},
		{T{Name: "int", Array: true}, T{Name: "int4", Array: true}, true},
		{T{Schema: "pg_catalog", Name: "text"}, T{Name: "text"}, true},
		{T{Name: "mood"}, T{Schema: "app", Name: "mood"}, true},
		{T{Schema: "app", Name: "mood"}, T{Schema: "public", Name: "mood"}, false},
		{T{Name: "Mood"}, T{Schema: "app", Name: "mood"}, false},
		{T{Name: "text"}, T{Schema: "app", Name: "text"}, false},
		{T{Name: "vector", Args: "3"}, T{Schema: "public", Name: "vector", Args: "3"}, true},
		{T{Name: "geometry", Args: "Point, 4326"}, T{Schema: "public", Name: "geometry", Args: "Point,4326"}, true},
	} {
		if got := equal.Types(c.declared, c.live); got != c.want {
			t.Errorf("%v and %v: %t", c.declared, c.live, got)
		}
		if !equal.Types(c.live, c.live) || !equal.Types(c.declared, c.declared) {
			t.Errorf("%v or %v is not itself", c.declared, c.live)
		}
	}
}

func TestEnvFindsTypes(t *testing.T) {
	e := equal.NewEnv(&schema.Database{
		SearchPath: []string{"app", "public"},
		Enums: []*schema.Enum{
			{Schema: "app", Name: "mood", Labels: []string{"sad"}},
			{Schema: "other", Name: "mood", Labels: []string{"ok"}},
			{Schema: "other", Name: "size"},
			{Schema: "x", Name: "twice"},
			{Schema: "y", Name: "twice"},
		},
		Domains: []*schema.Domain{
			{Schema: "app", Name: "email", Base: schema.Type{Name: "varchar", Args: "99"}},
			{Schema: "app", Name: "work_email", Base: schema.Type{Schema: "app", Name: "email"}},
			{Schema: "app", Name: "emails", Base: schema.Type{Name: "text", Array: true}},
			{Schema: "app", Name: "feeling", Base: schema.Type{Schema: "other", Name: "mood"}},
			{Schema: "app", Name: "a", Base: schema.Type{Schema: "app", Name: "b"}},
			{Schema: "app", Name: "b", Base: schema.Type{Schema: "app", Name: "a"}},
		},
		Types: []schema.Type{{Schema: "public", Name: "citext"}},
	})
	for name, want := range map[string]string{
		"email": "character varying(99)", "work_email": "character varying(99)", "emails": "text[]",
		"int4": "integer", "nothing": "nothing", "feeling": "other.mood",
	} {
		if got := e.Resolve(schema.Type{Name: name}).String(); got != want {
			t.Errorf("%s resolves to %s, want %s", name, got, want)
		}
	}
	if got := e.Resolve(schema.Type{Name: "work_email", Array: true}).String(); got != "character varying(99)[]" {
		t.Errorf("an array of a domain resolves to %s", got)
	}
	e.Resolve(schema.Type{Name: "a"}) // a circle ends

	for _, c := range []struct {
		typ  schema.Type
		want string
	}{
		{schema.Type{Name: "mood"}, "app"},
		{schema.Type{Name: "mood", Array: true}, "app"},
		{schema.Type{Schema: "other", Name: "mood"}, "other"},
		{schema.Type{Name: "size"}, "other"},
		{schema.Type{Name: "feeling"}, "other"},
		{schema.Type{Name: "twice"}, ""},
		{schema.Type{Name: "text"}, ""},
	} {
		got := ""
		if x := e.Enum(c.typ); x != nil {
			got = x.Schema
		}
		if got != c.want {
			t.Errorf("enum %v is found in schema %q, want %q", c.typ, got, c.want)
		}
	}
	for _, known := range []schema.Type{{Name: "text"}, {Name: "serial"}, {Name: "citext"}, {Name: "twice"}, {Name: "email"}, {Schema: "public", Name: "citext"}} {
		if !e.Known(known) {
			t.Errorf("%v is not known", known)
		}
	}
	for _, unknown := range []schema.Type{{Name: "strng"}, {Schema: "app", Name: "citext"}, {Schema: "app", Name: "text"}} {
		if e.Known(unknown) {
			t.Errorf("%v is known", unknown)
		}
	}
	var none *equal.Env
	if !none.Known(schema.Type{Name: "text"}) || none.Known(schema.Type{Name: "citext"}) || none.Enum(schema.Type{Name: "mood"}) != nil {
		t.Error("no environment knows other types than PostgreSQL's")
	}
}

func TestSuggestIsARealType(t *testing.T) {
	e := equal.NewEnv(&schema.Database{Enums: []*schema.Enum{{Schema: "app", Name: "mood"}}})
	for misspelt, want := range map[string]string{
		"strng": "text", "string": "text", "intger": "integer", "Integr": "integer", "timestamptx": "timestamptz",
		"datetime": "timestamp with time zone", "varchr": "varchar", "jsnb": "jsonb", "txet": "text", "uid": "uuid", "boolen": "boolean",
		"mod": "mood", "double": "double precision", "tinyint": "smallint", "guid": "uuid", "longtext": "text",
		"": "", "frobnicate": "", "x": "", "customer_status": "",
	} {
		if got := e.Suggest(misspelt); got != want {
			t.Errorf("%q is near %q, want %q", misspelt, got, want)
		}
	}
}
