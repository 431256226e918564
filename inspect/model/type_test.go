package model_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/synapscale/synapcheck/inspect/model"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func TestParseType(t *testing.T) {
	for _, c := range []struct {
		text string
		want schema.Type
	}{
		{"int", schema.Type{Name: "int4"}},
		{"INTEGER", schema.Type{Name: "int4"}},
		{"int2", schema.Type{Name: "int2"}},
		{"smallint", schema.Type{Name: "int2"}},
		{"bigint", schema.Type{Name: "int8"}},
		{"bigserial", schema.Type{Name: "int8"}},
		{"Serial", schema.Type{Name: "int4"}},
		{"serial8", schema.Type{Name: "int8"}},
		{"real", schema.Type{Name: "float4"}},
		{"float", schema.Type{Name: "float8"}},
		{"float(24)", schema.Type{Name: "float4"}},
		{"float(25)", schema.Type{Name: "float8"}},
		{"double precision", schema.Type{Name: "float8"}},
		{"DOUBLE  PRECISION[]", schema.Type{Name: "float8", Array: true}},
		{"decimal", schema.Type{Name: "numeric"}},
		{"dec(7)", schema.Type{Name: "numeric", Args: "7,0"}},
		{"decimal(10, 2)", schema.Type{Name: "numeric", Args: "10,2"}},
		{"numeric(3,-2)", schema.Type{Name: "numeric", Args: "3,-2"}},
		{"numeric(10,2)[]", schema.Type{Name: "numeric", Args: "10,2", Array: true}},
		{"boolean", schema.Type{Name: "bool"}},
		{"text", schema.Type{Name: "text"}},
		{"varchar", schema.Type{Name: "varchar"}},
		{"varchar (255)", schema.Type{Name: "varchar", Args: "255"}},
		{"character varying(255)", schema.Type{Name: "varchar", Args: "255"}},
		{"char varying(3)", schema.Type{Name: "varchar", Args: "3"}},
		{"national character varying(3)", schema.Type{Name: "varchar", Args: "3"}},
		{"char", schema.Type{Name: "bpchar", Args: "1"}},
		{"character(36)", schema.Type{Name: "bpchar", Args: "36"}},
		{"nchar(2)", schema.Type{Name: "bpchar", Args: "2"}},
		{"bpchar", schema.Type{Name: "bpchar"}},
		{`"char"`, schema.Type{Name: "char"}},
		{"bit", schema.Type{Name: "bit", Args: "1"}},
		{"bit varying(5)", schema.Type{Name: "varbit", Args: "5"}},
		{"timestamp", schema.Type{Name: "timestamp"}},
		{"timestamp without time zone", schema.Type{Name: "timestamp"}},
		{"timestamp with time zone", schema.Type{Name: "timestamptz"}},
		{"timestamp(3) with time zone", schema.Type{Name: "timestamptz", Args: "3"}},
		{"timestamptz(3)", schema.Type{Name: "timestamptz", Args: "3"}},
		{"time(0)", schema.Type{Name: "time", Args: "0"}},
		{"time with time zone", schema.Type{Name: "timetz"}},
		{"timestamp with time zone[]", schema.Type{Name: "timestamptz", Array: true}},
		{"interval", schema.Type{Name: "interval"}},
		{"interval(3)", schema.Type{Name: "interval", Args: "3"}},
		{"interval year to month", schema.Type{Name: "interval", Args: "year to month"}},
		{"interval DAY TO SECOND (3)", schema.Type{Name: "interval", Args: "day to second(3)"}},
		{"interval second(2)[]", schema.Type{Name: "interval", Args: "second(2)", Array: true}},
		{"text[]", schema.Type{Name: "text", Array: true}},
		{"text[][]", schema.Type{Name: "text", Array: true}},
		{"integer[3]", schema.Type{Name: "int4", Array: true}},
		{"integer ARRAY[4]", schema.Type{Name: "int4", Array: true}},
		{"uuid", schema.Type{Name: "uuid"}},
		{"JSONB", schema.Type{Name: "jsonb"}},
		{"citext", schema.Type{Name: "citext"}},
		{"tstzrange", schema.Type{Name: "tstzrange"}},
		{"geometry(Point, 4326)", schema.Type{Name: "geometry", Args: "Point,4326"}},
		{"vector(1536)", schema.Type{Name: "vector", Args: "1536"}},
		{"Mood", schema.Type{Name: "mood"}},
		{`"Mood"`, schema.Type{Name: "Mood"}},
		{`app.mood[]`, schema.Type{Schema: "app", Name: "mood", Array: true}},
		{`"My App"."Mo""od"`, schema.Type{Schema: "My App", Name: `Mo"od`}},
		{"pg_catalog.int8", schema.Type{Name: "int8"}},
		{"datetime", schema.Type{Name: "datetime"}},
	} {
		got, err := model.ParseType(c.text)
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s: %s", c.text, d)
		}
		if c.text == "bpchar" {
			continue // without a length it has no standard spelling
		}
		again, err := model.ParseType(got.String())
		if err != nil || again != got {
			t.Errorf("%s is spelt %s, which is read as %v, %v", c.text, got, again, err)
		}
	}
}

func TestParseTypeRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"":                    `type "": there is no name`,
		"  ":                  `type "  ": there is no name`,
		"(3)":                 `type "(3)": a name was expected`,
		"app.":                `type "app.": a name was expected after the dot`,
		`"open`:               `type "\"open": a name was expected`,
		"varchar(":            `type "varchar(": the parenthesis is not closed`,
		"varchar()":           `type "varchar()": empty modifier`,
		"varchar(max)":        `type "varchar(max)": "max" is not a number`,
		"varchar(1,2)":        `type "varchar(1,2)": varchar takes at most 1 modifiers`,
		"int(11)":             `type "int(11)": int4 takes no modifiers`,
		"float(99)":           `type "float(99)": the precision of float is a number from 1 to 53`,
		"text[":               `type "text[": the bracket is not closed`,
		"bigint unsigned":     `type "bigint unsigned": unexpected "unsigned" after bigint`,
		"text not null":       `type "text not null": unexpected "not null" after text`,
		"enum('sad','happy')": `type "enum('sad','happy')": PostgreSQL has no enum with the labels in place`,
	} {
		_, err := model.ParseType(text)
		if err == nil || err.Error() != want {
			t.Errorf("%q: want %s, have %v", text, want, err)
		}
	}
}

func TestTypeErrorHints(t *testing.T) {
	for text, want := range map[string]string{
		"bigint unsigned": "PostgreSQL's integers are signed; take the next larger one",
		"enum('a')":       "name a type that CREATE TYPE … AS ENUM has made",
	} {
		_, err := model.ParseType(text)
		var te *model.TypeError
		if !errors.As(err, &te) || te.Hint() != want {
			t.Errorf("%q: want the hint %q, have %v", text, want, err)
		}
	}
}

func TestCutTypeLeavesTheRest(t *testing.T) {
	for text, want := range map[string]string{
		"varchar(20) not null":                     "not null",
		"timestamp with time zone default now()":   "default now()",
		"timestamp with love":                      "with love",
		"text COLLATE \"C\"":                       `COLLATE "C"`,
		"uuid":                                     "",
		"interval day to nowhere":                  "to nowhere",
		"double trouble":                           "trouble",
		"numeric(10,2)[] check (array_length > 0)": "check (array_length > 0)",
	} {
		_, rest, err := model.CutType(text)
		if err != nil || rest != want {
			t.Errorf("%q: want the rest %q, have %q, %v", text, want, rest, err)
		}
	}
}

func TestSerial(t *testing.T) {
	for text, want := range map[string]bool{
		"bigserial": true, "SERIAL": true, "smallserial not null": true, "serial4": true,
		"bigint": false, `"serial"`: false, "": false,
	} {
		if got := model.Serial(text); got != want {
			t.Errorf("Serial(%q) is %v", text, got)
		}
	}
}

func FuzzParseType(f *testing.F) {
	for _, s := range []string{
		"int", "varchar(255)", `"a""b"."c"[]`, "timestamp(3) with time zone", "interval day to second(3)",
		"numeric(10,2)[][]", "x('a,b',c)", "\xff", `"`, "char varying", "integer ARRAY[4]", "float(7)",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := model.ParseType(text)
		if err != nil {
			return
		}
		if got.Name == "" {
			t.Fatalf("%q is a type without a name", text)
		}
		if strings.Contains(text, `"`) || got.Bare().Elem() == (schema.Type{Name: "bpchar"}) {
			return // a quoted alias or a bare bpchar is another type once it is spelt without
		}
		again, err := model.ParseType(got.String())
		if err != nil {
			t.Fatalf("%q is spelt %q, which is not understood: %v", text, got, err)
		}
		if again != got {
			t.Fatalf("%q is spelt %q, which is read as %#v and not %#v", text, got, again, got)
		}
	})
}
