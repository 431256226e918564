package model

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// A TypeError reports a text that is not the name of a PostgreSQL type.
type TypeError struct {
	Text   string // as it was given
	Reason string
	hint   string
}

func (e *TypeError) Error() string { return fmt.Sprintf("type %q: %s", e.Text, e.Reason) }

// Hint says what to write instead, where that is known.
func (e *TypeError) Hint() string { return e.hint }

// ParseType reads the name of a type as SQL spells it: integer, varchar(255),
// timestamp(3) with time zone, numeric(10,2)[], app."Mood". Aliases become the
// names of the catalog, unquoted names lower case. A well-formed name that
// PostgreSQL does not define is taken for a type of the user's.
func ParseType(text string) (schema.Type, error) {
	t, rest, err := CutType(text)
	if err != nil {
		return schema.Type{}, err
	}
	if rest != "" {
		e := &TypeError{Text: text, Reason: fmt.Sprintf("unexpected %q after %s", rest, t)}
		if word, _, _ := strings.Cut(strings.ToLower(rest), " "); word == "unsigned" || word == "zerofill" {
			e.hint = "PostgreSQL's integers are signed; take the next larger one"
		}
		return schema.Type{}, e
	}
	return t, nil
}

// CutType reads the name of a type at the start of text and returns what
// follows it, as in "varchar(20) not null".
func CutType(text string) (t schema.Type, rest string, err error) {
	l := &lexer{text: text}
	t, err = l.typeName()
	if err != nil {
		return schema.Type{}, "", err
	}
	return t, strings.TrimSpace(text[l.pos:]), nil
}

// Serial reports whether the text names a serial type, which stands for an
// integer with a sequence of its own as default.
func Serial(text string) bool {
	l := &lexer{text: text}
	name, quoted, ok := l.name()
	if !ok || quoted {
		return false
	}
	switch strings.ToLower(name) {
	case "smallserial", "serial2", "serial", "serial4", "bigserial", "serial8":
		return true
	}
	return false
}

// BuiltIn returns the type that a name alone stands for in PostgreSQL itself.
func BuiltIn(text string) (schema.Type, bool) {
	t, err := ParseType(text)
	if err != nil || t.Schema != "" || t.Array || strings.Contains(text, `"`) {
		return schema.Type{}, false
	}
	l := &lexer{text: text}
	name, _, _ := l.name()
	_, known := aliases[l.words(name)]
	return t, known || t.Name == "interval" || name == "float"
}

// typeName reads schema, name, modifiers and brackets.
func (l *lexer) typeName() (schema.Type, error) {
	if strings.TrimSpace(l.text) == "" {
		return schema.Type{}, l.fail("there is no name")
	}
	name, quoted, ok := l.name()
	if !ok {
		return schema.Type{}, l.fail("a name was expected")
	}
	t := schema.Type{Name: name}
	if l.symbol('.') {
		if t.Name, _, ok = l.name(); !ok {
			return schema.Type{}, l.fail("a name was expected after the dot")
		}
		if t.Schema = name; t.Schema == "pg_catalog" {
			t.Schema = ""
		}
		quoted = true // no alias has a schema
	}
	var err error
	if quoted {
		t.Args, err = l.modifiers()
	} else {
		err = l.builtin(&t)
	}
	if err != nil {
		return schema.Type{}, err
	}
	return t, l.brackets(&t)
}

// builtin reads what follows an unquoted name without a schema, and replaces an
// alias by the name of the catalog.
func (l *lexer) builtin(t *schema.Type) error {
	t.Name = l.words(t.Name)
	args, err := l.modifiers()
	if err != nil {
		return err
	}
	switch t.Name {
	case "time", "timestamp":
		if l.word("with", "time", "zone") {
			t.Name += "tz"
		} else {
			l.word("without", "time", "zone")
		}
	case "interval":
		return l.interval(t, args)
	case "enum", "set":
		if args != "" {
			return &TypeError{
				Text: l.text, Reason: "PostgreSQL has no " + t.Name + " with the labels in place",
				hint: "name a type that CREATE TYPE … AS ENUM has made",
			}
		}
	}
	return l.canonical(t, args)
}

// canonical turns an alias and its modifiers into what the catalog has.
func (l *lexer) canonical(t *schema.Type, args string) error {
	if t.Name == "float" {
		return l.float(t, args)
	}
	a, known := aliases[t.Name]
	if !known {
		t.Args = args
		return nil
	}
	t.Name = a.name
	if args == "" {
		t.Args = a.args
		return nil
	}
	n := strings.Count(args, ",") + 1
	if n > a.most {
		if a.most == 0 {
			return l.fail(a.name + " takes no modifiers")
		}
		return l.fail(fmt.Sprintf("%s takes at most %d modifiers", a.name, a.most))
	}
	for arg := range strings.SplitSeq(args, ",") {
		if _, err := strconv.Atoi(arg); err != nil {
			return l.fail(fmt.Sprintf("%q is not a number", arg))
		}
	}
	if t.Name == "numeric" && n == 1 {
		args += ",0" // as the catalog keeps it
	}
	t.Args = args
	return nil
}

func (l *lexer) float(t *schema.Type, args string) error {
	t.Name = "float8"
	if args == "" {
		return nil
	}
	bits, err := strconv.Atoi(args)
	if err != nil || bits < 1 || bits > 53 {
		return l.fail("the precision of float is a number from 1 to 53")
	}
	if bits <= 24 {
		t.Name = "float4"
	}
	return nil
}

// interval reads the fields of an interval: year to month, day to second(3).
func (l *lexer) interval(t *schema.Type, args string) error {
	t.Args = args
	if args != "" {
		if _, err := strconv.Atoi(args); err != nil {
			return l.fail(fmt.Sprintf("%q is not a number", args))
		}
		return nil
	}
	for _, fields := range intervals {
		if !l.word(fields...) {
			continue
		}
		t.Args = strings.Join(fields, " ")
		if fields[len(fields)-1] != "second" {
			return nil
		}
		precision, err := l.modifiers()
		if precision != "" {
			t.Args += "(" + precision + ")"
		}
		return err
	}
	return nil
}

var intervals = [][]string{
	{"year", "to", "month"},
	{"day", "to", "hour"},
	{"day", "to", "minute"},
	{"day", "to", "second"},
	{"hour", "to", "minute"},
	{"hour", "to", "second"},
	{"minute", "to", "second"},
	{"year"},
	{"month"},
	{"day"},
	{"hour"},
	{"minute"},
	{"second"},
}

// aliases are the names that the grammar or the catalog defines: what the
// catalog calls them, how many modifiers they take, and those they have where
// none are given.
var aliases = map[string]struct {
	name string
	most int
	args string
}{
	"int2":        {name: "int2"},
	"smallint":    {name: "int2"},
	"smallserial": {name: "int2"},
	"serial2":     {name: "int2"},
	"int":         {name: "int4"},
	"int4":        {name: "int4"},
	"integer":     {name: "int4"},
	"serial":      {name: "int4"},
	"serial4":     {name: "int4"},
	"int8":        {name: "int8"},
	"bigint":      {name: "int8"},
	"bigserial":   {name: "int8"},
	"serial8":     {name: "int8"},
	"float4":      {name: "float4"},
	"real":        {name: "float4"},
	"float8":      {name: "float8"},
	"numeric":     {name: "numeric", most: 2},
	"decimal":     {name: "numeric", most: 2},
	"dec":         {name: "numeric", most: 2},
	"bool":        {name: "bool"},
	"boolean":     {name: "bool"},
	"varchar":     {name: "varchar", most: 1},
	"bpchar":      {name: "bpchar", most: 1},
	"char":        {name: "bpchar", most: 1, args: "1"},
	"varbit":      {name: "varbit", most: 1},
	"bit":         {name: "bit", most: 1, args: "1"},
	"time":        {name: "time", most: 1},
	"timetz":      {name: "timetz", most: 1},
	"timestamp":   {name: "timestamp", most: 1},
	"timestamptz": {name: "timestamptz", most: 1},
	"text":        {name: "text"},
	"bytea":       {name: "bytea"},
	"uuid":        {name: "uuid"},
	"json":        {name: "json"},
	"jsonb":       {name: "jsonb"},
	"date":        {name: "date"},
}
