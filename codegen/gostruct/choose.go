package gostruct

import (
	"fmt"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// A chooser finds the Go type of a column, the way the code around it would.
type chooser struct {
	live *schema.Database
	pkg  *pkg
	// levels are the columns to learn from: those of the struct, the file, the
	// package. Each contains the one before.
	levels [][]use
	rows   reader
	pq     bool // lib/pq is at hand
}

// A reader says what fills the fields.
type reader uint8

const (
	readerUnknown reader = iota
	readerPgx            // pgx's own interface
	readerSQL            // a library that is built on database/sql
	readerORM            // a library that scans arrays by itself
)

var readers = map[string]reader{
	"pgx": readerPgx, "scany": readerPgx,
	"database/sql": readerSQL, "sqlx": readerSQL, "pop": readerSQL, "gorm": readerSQL,
	"xorm": readerSQL, "beego": readerSQL, "ent": readerSQL, "sqlboiler": readerSQL,
	"bun": readerORM, "go-pg": readerORM,
}

// libraryOf names the library that fills the model's fields: what its columns
// say, else its dialect.
func libraryOf(m *schema.Table) string {
	for _, c := range m.Columns {
		if c.Host != nil && c.Host.Reader != "" {
			return c.Host.Reader
		}
	}
	return m.Binding.Dialect
}

// readerOf is the library, or what the package imports.
func readerOf(m *schema.Table, p *pkg) reader {
	if r := readers[libraryOf(m)]; r != readerUnknown {
		return r
	}
	for i := range p.imports {
		if strings.HasPrefix(i, "github.com/jackc/pgx/") && !strings.HasSuffix(i, "/stdlib") {
			return readerPgx
		}
	}
	return readerUnknown
}

// A typeError says why no type can be chosen.
type typeError struct{ reason, hint string }

// choose finds the type of a column that is to hold NULL or not.
func (c *chooser) choose(col *schema.Column) (string, *typeError) {
	t := col.Type.Or(schema.Type{})
	if t.IsZero() {
		return "", &typeError{"the type of the column is not known", "give the role that reads the database the right to see it"}
	}
	notNull := col.NotNull.Or(false)
	base, pgtypeName, err := c.base(t, col)
	if err != nil {
		return "", err
	}
	if d, ok := c.domain(t); ok {
		notNull = notNull || d.NotNull.Or(false)
	}
	if notNull {
		return base, nil
	}
	return wrap(base, pgtypeName, c.wrapper(), c.rows), nil
}

// wrapper is how the code around gives NULL a place: a pointer unless it shows
// another way.
func (c *chooser) wrapper() wrapper {
	for _, uses := range c.levels {
		if w := wrapperOf(uses); w != "" {
			return w
		}
	}
	return "*"
}

func (c *chooser) domain(t schema.Type) (*schema.Domain, bool) {
	for _, d := range c.live.Domains {
		if d.Name == t.Name && (t.Schema == "" || d.Schema == t.Schema) && !t.Array {
			return d, true
		}
	}
	return nil, false
}

// resolve follows domains to the type below them.
func (c *chooser) resolve(t schema.Type) schema.Type {
	for range 32 {
		d, ok := c.domain(t)
		if !ok {
			break
		}
		t = d.Base
	}
	return t
}

func (c *chooser) enum(t schema.Type) *schema.Enum {
	for _, e := range c.live.Enums {
		if e.Name == t.Name && (t.Schema == "" || e.Schema == t.Schema) {
			return e
		}
	}
	return nil
}

// base finds the type without a place for NULL.
func (c *chooser) base(t schema.Type, col *schema.Column) (base, pgtypeName string, err *typeError) {
	if t.Array {
		base, err = c.array(t)
		return base, "", err
	}
	if d, ok := c.domain(t); ok {
		if p := c.precedent(t, "", always); p != "" {
			return p, "", nil
		}
		if below := c.resolve(t); below != t {
			if _, circle := c.domain(below); !circle {
				return c.base(below, col)
			}
		}
		return "", "", unknownType(d.Base)
	}
	if e := c.enum(t); e != nil {
		return c.enumType(t, e), "Text", nil
	}
	m, known := mappings[t.Name]
	if !known || t.Schema != "" && t.Schema != "pg_catalog" && !extension(t.Name) {
		// Whatever fields already hold it with is right.
		if p := c.precedent(t, "", always); p != "" {
			return p, "", nil
		}
		return "", "", unknownType(t)
	}
	accept := func(p string, n, of int) bool {
		switch {
		case p == m.std || p == m.pgx || slices.Contains(m.also, p):
			// An array is no map: a default tells.
			return !strings.HasPrefix(p, "map[") || !strings.HasPrefix(col.Default.Or(""), "'[")
		case isPgtype(pathOf(p)):
			return true
		}
		// The project's own types: one that is used widely, for types that many
		// columns share by their nature.
		return m.open && n >= 3 && n*2 > of
	}
	if p := c.precedent(t, m.std, accept); p != "" {
		return p, m.pgtype, nil
	}
	switch {
	case c.rows == readerPgx && m.pgx != "":
		return c.pgxMajor(m.pgx), m.pgtype, nil
	case m.std != "":
		return m.std, m.pgtype, nil
	}
	return "", "", unknownType(t)
}

// extension reports that the type belongs to an extension, which can be
// installed in any schema.
func extension(name string) bool {
	return slices.Contains([]string{"citext", "hstore", "ltree", "vector", "halfvec", "sparsevec", "geometry", "geography"}, name)
}

func unknownType(t schema.Type) *typeError {
	return &typeError{
		"no Go type is known for " + t.String(),
		"write the field by hand; other columns of the type will then get the same type",
	}
}

// pgxMajor adapts a type of pgtype to the version of pgx that the package has.
func (c *chooser) pgxMajor(canonical string) string {
	for _, i := range sorted(c.pkg.imports) {
		if rest, ok := strings.CutPrefix(i, "github.com/jackc/pgx/"); ok {
			if major, _, _ := strings.Cut(rest, "/"); isMajor(major) {
				return strings.ReplaceAll(canonical, pgtypePath, "github.com/jackc/pgx/"+major+"/pgtype")
			}
		}
	}
	return canonical
}

// precedent finds the type that most fields with columns of exactly the type
// have, and that is acceptable, given how many of all have it: in the struct,
// else in the file, else in the package. Where two are equally common, the next
// wider circle decides, and at last the preferred one of them.
func (c *chooser) precedent(t schema.Type, preferred string, accept func(canonical string, n, of int) bool) string {
	wide := c.bases(t, c.levels[len(c.levels)-1])
	total := 0
	for _, n := range wide {
		total += n
	}
	best := ""
	for _, uses := range c.levels {
		counts := c.bases(t, uses)
		most := 0
		best = ""
		var leaders []string
		for _, p := range sortedKeys(counts) {
			if !accept(p, wide[p], total) {
				continue
			}
			switch n := counts[p]; {
			case n > most:
				most, leaders = n, []string{p}
			case n == most:
				leaders = append(leaders, p)
			}
		}
		if len(leaders) == 1 {
			return leaders[0]
		}
		if slices.Contains(leaders, preferred) {
			best = preferred
		} else if len(leaders) > 1 {
			best = leaders[0]
		}
	}
	return best
}

func always(string, int, int) bool { return true }

// bases counts the types of fields that hold columns of the type, without their
// places for NULL.
func (c *chooser) bases(t schema.Type, uses []use) map[string]int {
	counts := map[string]int{}
	seen := map[*field]bool{}
	for _, u := range uses {
		if u.typ == "" || seen[u.field] || u.liveType().Bare() != t.Bare() {
			continue
		}
		seen[u.field] = true
		base, w := unwrap(u.typ)
		if isPgtype(string(w)) && !u.nullable() {
			base = u.typ // the way of this code for values that are not null, too
		}
		counts[base]++
	}
	return counts
}

func sortedKeys(m map[string]int) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// enumType is the type that other columns of the enum have, else a string type
// of the package whose constants are the labels, else string.
func (c *chooser) enumType(t schema.Type, e *schema.Enum) string {
	if p := c.precedent(t, "", always); p != "" {
		return p
	}
	var same []string
	for name, labels := range c.pkg.consts {
		d := c.pkg.types[name]
		if d == nil || conditional(d.src) || c.pkg.canonical(d.src, d.spec.Type, nil) != "string" {
			continue
		}
		if slices.Equal(set(labels), set(e.Labels)) {
			same = append(same, name)
		}
	}
	slices.Sort(same)
	switch {
	case len(same) == 1:
		return "." + same[0]
	case slices.Contains(same, camel(words(e.Name), false)):
		return "." + camel(words(e.Name), false)
	}
	return "string"
}

func set(values []string) []string {
	values = slices.Clone(values)
	slices.Sort(values)
	return slices.Compact(values)
}

// array finds the type of an array column.
func (c *chooser) array(t schema.Type) (string, *typeError) {
	accept := func(p string, n, of int) bool {
		// Where slices cannot be read, any type that can is welcome; elsewhere one of
		// the project's own must be in wide use.
		return !strings.HasPrefix(p, ".") || c.rows == readerSQL || n >= 3 && n*2 > of
	}
	if p := c.precedent(t, "", accept); p != "" {
		return p, nil
	}
	elem, _, err := c.base(t.Elem(), &schema.Column{})
	if err != nil {
		return "", err
	}
	if c.rows != readerSQL {
		return "[]" + elem, nil
	}
	// database/sql reads no slices; lib/pq brings types that do.
	if !c.pq {
		return "", &typeError{
			"database/sql does not read " + t.String() + " into a slice",
			fmt.Sprintf("write the field by hand with a type that has Scan and Value, such as pq.StringArray; other columns of type %s will then get the same type", t),
		}
	}
	if name := mappings[t.Name].pq; name != "" {
		return pqPath + "." + name, nil
	}
	return pqPath + ".StringArray", nil
}
