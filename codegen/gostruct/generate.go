package gostruct

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/codegen"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/diff/equal"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// A Style is the library that new structs are written for.
type Style string

// The styles.
const (
	StyleDB   Style = "db"   // db tags: pgx, scany, sqlx
	StyleGORM Style = "gorm" // gorm tags
	StyleBun  Style = "bun"  // bun tags
	StyleSQLC Style = "sqlc" // no tags that name columns, as sqlc writes structs
)

// A Null is how new structs give NULL a place.
type Null string

// The ways.
const (
	NullPointer Null = "pointer" // *string
	NullSQL     Null = "sql"     // sql.Null[string]
	NullPgtype  Null = "pgtype"  // pgtype.Text
)

// A Driver is what reads rows into new structs.
type Driver string

// The drivers.
const (
	DriverPGX Driver = "pgx" // pgx's own interface
	DriverSQL Driver = "sql" // database/sql, or a library built on it
)

// NewOptions say how new structs are written. The zero value of each is a
// choice: db tags, pointers, pgx for db and sqlc and database/sql for the rest.
type NewOptions struct {
	Package string
	// Dir is where the files go, below the root that they are written under; with
	// slashes.
	Dir    string
	Style  Style
	Null   Null
	Driver Driver
	// JSON is how the json tags spell names: snake, camel or none.
	JSON string
	// OneFile puts everything into models.go.
	OneFile bool
	// Tags adds validate tags, Methods Validate methods.
	ValidateTags, ValidateMethods bool
	// NoRelations leaves out the fields that gorm and bun fill from other tables.
	NoRelations bool
	// Tables are the only tables, as globs over schema.table or table names.
	Tables []string
	// Types are Go types by PostgreSQL type, as uuid or public.mood; Columns by
	// column, as users.id or public.users.id. Both as google/uuid.UUID is spelled
	// with its path: github.com/google/uuid.UUID.
	Types, Columns map[string]string
	// Names are names of fields by column, and of structs by table.
	Names map[string]string
	// Secrets are further columns that hold secrets, and Public those that only
	// look so, as globs over table.column.
	Secrets, Public []string
	// Initialisms are further words that are written in capitals.
	Initialisms []string
}

// A New is what Generate wrote.
type New struct {
	Files   []codegen.File // sorted by path; Before is left to the caller
	Structs int
	// Refused are the tables and columns that have no place in the structs.
	Refused []Refusal
	// Notes are for the person who takes the files over.
	Notes []string
}

// Generate writes structs for the tables and views of a database.
func Generate(db *schema.Database, opts NewOptions) (*New, error) {
	g, err := newGenerator(db, opts)
	if err != nil {
		return nil, err
	}
	g.survey()
	g.types()
	for _, t := range g.tables {
		g.columns(t)
	}
	if g.opts.Style == StyleGORM || g.opts.Style == StyleBun {
		g.relations()
	}
	g.write()
	slices.SortStableFunc(g.out.Refused, func(a, b Refusal) int { return a.Object.Compare(b.Object) })
	slices.Sort(g.out.Notes)
	g.out.Notes = slices.Compact(g.out.Notes)
	return g.out, nil
}

// An OptionError reports an option that has no such value.
type OptionError struct{ Option, Value, Known string }

func (e *OptionError) Error() string { return fmt.Sprintf("%s: there is no %q", e.Option, e.Value) }

// Hint names the values.
func (e *OptionError) Hint() string { return e.Known }

// A generator is one run of Generate.
type generator struct {
	db    *schema.Database
	env   *equal.Env
	opts  NewOptions
	out   *New
	names map[string]bool // at package level
	files map[string]bool // file names that are given out, in lower case

	tables  []*genTable
	byTable map[schema.Ref]*genTable
	enums   []*genEnum
	domains []*genDomain
	byType  map[schema.Type]string // named types of the package by PostgreSQL type
	initial map[string]bool
	secrets bool // some field needs the type Secret
	sealed  bool // some field needs the type SecretBytes
	modules map[string]bool
}

// A genTable is a table and its struct.
type genTable struct {
	*schema.Table
	name    string // of the struct
	file    string // without .go
	fields  []*genField
	taken   map[string]bool
	enums   []*genEnum // of CHECK constraints
	members map[string]*genField
}

// A genField is a field of a struct.
type genField struct {
	name, typ string // canonical
	base      string // the type without its place for NULL
	column    *schema.Column
	secret    bool
	enum      *genEnum
	doc       []string
	tags      []tagPart
	rules     []demand
}

func newGenerator(db *schema.Database, o NewOptions) (*generator, error) {
	o.Style, o.Null, o.JSON = cmp.Or(o.Style, StyleDB), cmp.Or(o.Null, NullPointer), cmp.Or(o.JSON, "snake")
	if o.Driver == "" {
		o.Driver = DriverSQL
		if o.Style == StyleDB || o.Style == StyleSQLC {
			o.Driver = DriverPGX
		}
	}
	for _, x := range []struct {
		option, value string
		known         []string
	}{
		{"style", string(o.Style), []string{"db", "gorm", "bun", "sqlc"}},
		{"null", string(o.Null), []string{"pointer", "sql", "pgtype"}},
		{"driver", string(o.Driver), []string{"pgx", "sql"}},
		{"json", o.JSON, []string{"snake", "camel", "none"}},
	} {
		if !slices.Contains(x.known, x.value) {
			return nil, &OptionError{x.option, x.value, "it is one of " + strings.Join(x.known, ", ")}
		}
	}
	if o.Null == NullPgtype && o.Driver == DriverSQL {
		return nil, &OptionError{"null", "pgtype", "the types of pgtype go with driver pgx; database/sql has pointer and sql"}
	}
	if !isPackageName(o.Package) {
		return nil, &OptionError{"package", o.Package, "a package's name is one word of small letters and digits, and no keyword"}
	}
	g := &generator{
		db: db, env: equal.NewEnv(db), opts: o, out: &New{}, names: map[string]bool{}, files: map[string]bool{},
		byTable: map[schema.Ref]*genTable{}, byType: map[schema.Type]string{}, initial: map[string]bool{}, modules: map[string]bool{},
	}
	for _, w := range o.Initialisms {
		g.initial[strings.ToLower(w)] = true
	}
	for _, n := range []string{"Secret", "SecretBytes", "ConstraintError"} {
		g.names[n] = true
	}
	return g, nil
}

func (g *generator) refuse(object schema.Ref, reason, hint string) {
	g.out.Refused = append(g.out.Refused, Refusal{Object: object, Reason: reason, Hint: hint})
}

func (g *generator) note(format string, args ...any) {
	g.out.Notes = append(g.out.Notes, fmt.Sprintf(format, args...))
}

// survey chooses the tables and names their structs and files.
func (g *generator) survey() {
	for _, t := range g.db.Tables {
		if t.Kind == schema.KindPartition || t.Kind == schema.KindComposite || t.PartitionOf != (schema.Ref{}) || diff.Bookkeeping(t.Name) != "" {
			continue
		}
		chosen := func(pattern string) bool { return matches(pattern, t.Ref()) }
		if len(g.opts.Tables) > 0 && !slices.ContainsFunc(g.opts.Tables, chosen) {
			continue
		}
		if len(t.Columns) == 0 {
			g.refuse(t.Ref(), "it has no columns", "")
			continue
		}
		x := &genTable{Table: t, taken: map[string]bool{}, members: map[string]*genField{}}
		for _, name := range reserved {
			x.taken[name] = true
		}
		x.name = g.claim(g.structName(t))
		x.file = g.fileName(t)
		g.tables = append(g.tables, x)
		g.byTable[schema.Ref{Schema: t.Schema, Name: t.Name}] = x
	}
	g.out.Structs = len(g.tables)
}

// reserved are names that no field of a column has: methods have them, and what
// bun embeds.
var reserved = [...]string{"TableName", "Validate", "BaseModel"}

// columns decides on the fields of one table's columns.
func (g *generator) columns(t *genTable) {
	g.checks(t)
	for _, c := range t.Columns {
		f := &genField{column: c, doc: commentLines(c.Comment.Or(""))}
		f.secret = g.isSecret(t, c)
		if !g.choose(t, f) {
			continue
		}
		plain := g.opts.Names[t.Schema+"."+t.Name+"."+c.Name]
		if f.name = cmp.Or(plain, g.opts.Names[t.Name+"."+c.Name]); !isExported(f.name) || t.taken[f.name] {
			f.name = goNameWith(c.Name, g.initial, t.taken)
		}
		if err := g.tag(t, f); err != nil {
			g.refuse(t.Child(schema.KindColumn, c.Name), err.Error(), "rename the column; nothing in Go can name it so")
			continue
		}
		t.taken[f.name] = true
		t.fields = append(t.fields, f)
		t.members[c.Name] = f
		if f.secret {
			g.note("%s.%s holds a secret by its name: it is kept out of JSON and logs", t.name, f.name)
		}
	}
	g.fieldRules(t)
	if g.opts.ValidateTags {
		for _, f := range t.fields {
			if v := validateTag(f); v != "" {
				f.tags = append(f.tags, tagPart{key: "validate", value: v})
			}
		}
	}
}

func (g *generator) isSecret(t *genTable, c *schema.Column) bool {
	is := func(pattern string) bool {
		for _, name := range []string{c.Name, t.Name + "." + c.Name, t.Schema + "." + t.Name + "." + c.Name} {
			if ok, err := path.Match(pattern, name); err == nil && ok {
				return true
			}
		}
		return false
	}
	if slices.ContainsFunc(g.opts.Public, is) {
		return false
	}
	base := g.env.Resolve(c.Type.Or(schema.Type{}))
	if base.Array {
		base = base.Elem()
	}
	return slices.ContainsFunc(g.opts.Secrets, is) || isSecret(c.Name, base)
}
