package rule

import (
	"strings"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// objectWords are what SQL calls the kinds for which it has another word.
var objectWords = map[schema.Kind]string{
	schema.KindEnum:               "type",
	schema.KindComposite:          "type",
	schema.KindRange:              "type",
	schema.KindBaseType:           "type",
	schema.KindPartition:          "table",
	schema.KindPrimaryKey:         "constraint",
	schema.KindUnique:             "constraint",
	schema.KindForeignKey:         "constraint",
	schema.KindCheck:              "constraint",
	schema.KindExclusion:          "constraint",
	schema.KindNotNull:            "constraint",
	schema.KindForeignDataWrapper: "foreign data wrapper",
	schema.KindForeignServer:      "server",
}

// objectKinds are the kinds that are lists of properties.
func objectKinds(but ...schema.Kind) []schema.Kind {
	typed := []schema.Kind{
		schema.KindSchema, schema.KindEnum, schema.KindDomain, schema.KindSequence,
		schema.KindTable, schema.KindPartition, schema.KindForeignTable, schema.KindView, schema.KindMaterializedView,
		schema.KindColumn, schema.KindPrimaryKey, schema.KindUnique, schema.KindForeignKey, schema.KindCheck,
		schema.KindExclusion, schema.KindNotNull, schema.KindIndex,
		schema.KindGrant, schema.KindComment, schema.KindSecurityLabel,
		schema.KindLargeObject, // it is data
	}
	left := make(map[schema.Kind]bool)
	for _, k := range append(typed, but...) {
		left[k] = true
	}
	var kinds []schema.Kind
	for _, k := range schema.Kinds() {
		if !left[k] {
			kinds = append(kinds, k)
		}
	}
	return kinds
}

// currentDatabase names the database that psql is connected to in a statement
// for it: statements about a database want its name, and its description has none.
const currentDatabase = `database :"DBNAME"`

// sqlObject names the object of d as a statement about it does: trigger touch on
// public.users.
func sqlObject(d *diff.Difference) string {
	r := d.Object
	word := objectWords[r.Kind]
	if word == "" {
		word = string(r.Kind)
	}
	switch r.Kind {
	case schema.KindDatabase:
		return currentDatabase
	case schema.KindColumn:
		return word + " " + sqlName(r.Table()) + "." + sqlIdent(r.Name)
	case schema.KindFunction, schema.KindProcedure, schema.KindAggregate, schema.KindOperator,
		schema.KindOperatorClass, schema.KindOperatorFamily, schema.KindCast, schema.KindTransform:
		if r.Schema == "" {
			return word + " " + r.Name
		}
		return word + " " + sqlIdent(r.Schema) + "." + r.Name
	case schema.KindIndex, schema.KindStatistics:
		return word + " " + sqlName(schema.Ref{Schema: r.Schema, Name: r.Name})
	}
	if r.Parent == "" {
		return word + " " + sqlName(r)
	}
	on := " on "
	if d.Object.Kind == schema.KindCheck && d.Table == nil {
		on = " on domain "
	}
	return word + " " + sqlIdent(r.Name) + on + sqlName(r.Table())
}

// describe names the object of d in a sentence: the trigger touch of public.users.
func describe(d *diff.Difference) string {
	r := d.Object
	if r.Kind == schema.KindDatabase {
		return r.String()
	}
	if r.Parent == "" {
		return string(r.Kind) + " " + r.Path()
	}
	own := r
	own.Schema, own.Parent = "", ""
	return string(r.Kind) + " " + own.Path() + " of " + r.Table().Path()
}

// objectOf is the object of d, as the live side has it, or else the declared one.
func objectOf(d *diff.Difference) *schema.Object {
	if o, ok := d.LiveObject.(*schema.Object); ok {
		return o
	}
	if o, ok := d.DeclaredObject.(*schema.Object); ok {
		return o
	}
	return new(schema.Object)
}

// apart are the first lines in which two texts differ, cut to a length that a
// line of a report has room for.
func apart(declared, live string) (string, string) {
	want, have := textLines(declared), textLines(live)
	i := 0
	for i < len(want) && i < len(have) && want[i] == have[i] {
		i++
	}
	return lineAt(want, i), lineAt(have, i)
}

func textLines(text string) []string {
	var lines []string
	for line := range strings.Lines(text) {
		if line = oneLine(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

func lineAt(lines []string, i int) string {
	const longest = 70
	if i >= len(lines) {
		if len(lines) == 0 {
			return "nothing"
		}
		return "no further line"
	}
	if line := []rune(lines[i]); len(line) > longest {
		return strings.TrimSpace(string(line[:longest])) + "…"
	}
	return lines[i]
}

// textContrast is contrast over the first lines that differ.
func textContrast(p *Pass, d *diff.Difference) string {
	want, have := apart(d.Declared, d.Live)
	return contrast(p, d, want, have)
}

// usual are the values of properties that are not given, where they have a name.
var usual = map[diff.Property]string{
	"volatility": "volatile",
	"parallel":   "unsafe",
	"for each":   "statement",
	"for":        "all",
	"to":         "public",
	"as":         "permissive",
}

// propertyWords is a property of an object in words: security definer, volatility
// immutable, without cost.
func propertyWords(p diff.Property, value string) string {
	name := string(p)
	switch {
	case value == "" && usual[p] != "":
		return name + " " + usual[p]
	case value == "":
		return "without " + name
	case value == "true":
		return name
	}
	return name + " " + oneLine(value)
}

// fires are the states of a trigger or rule.
var fires = map[string]string{"": "enabled", "no": "disabled", "replica": "enabled for replicas only", "always": "enabled for replicas too"}

// sideWords are the values of a difference. Those of an object's property that
// only mean something beside the property's name are put into words.
func sideWords(d *diff.Difference) (declared, live string) {
	_, object := d.LiveObject.(*schema.Object)
	if !object || d.DeclaredObject == nil || aboutAny[d.Property] {
		return d.Declared, d.Live
	}
	say := func(value string) string {
		switch {
		case d.Property == "enabled":
			return or(fires[value], value)
		case value == "true":
			return string(d.Property)
		case value == "" && (d.Declared == "true" || d.Live == "true"):
			return "not " + string(d.Property)
		case value == "":
			return usual[d.Property]
		}
		return value
	}
	return say(d.Declared), say(d.Live)
}

// propertyContrast is contrast over a property of an object. Of texts it shows the
// first lines that differ.
func propertyContrast(p *Pass, d *diff.Difference) string {
	want, have := shortWords(d)
	return contrast(p, d, want, have)
}

func shortWords(d *diff.Difference) (declared, live string) {
	declared, live = d.Declared, d.Live
	if declared != "" && live != "" {
		declared, live = apart(declared, live)
	}
	return propertyWords(d.Property, declared), propertyWords(d.Property, live)
}
