package live

import (
	"slices"
	"strconv"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// kinds are the queries of one reading, in an order in which each finds what it
// refers to.
var kinds = []struct {
	what   string
	sql    query
	read   func(*reading, *row)
	global bool // does not depend on the chosen schemas
}{
	{what: "types", sql: load("type"), read: (*reading).typ, global: true},
	{what: "collations", sql: load("collation"), read: (*reading).collation, global: true},
	{what: "operator classes", sql: load("opclass"), read: (*reading).opclass, global: true},
	{what: "tables", sql: load("table"), read: (*reading).table},
	{what: "columns", sql: load("column"), read: (*reading).column},
	{what: "defaults", sql: load("default"), read: (*reading).defaultExpr},
	{what: "comments", sql: load("comment"), read: (*reading).comment},
	{what: "not null constraints", sql: load("notnull"), read: (*reading).notNull},
	{what: "primary keys", sql: load("primarykey"), read: (*reading).primaryKey},
	{what: "unique constraints", sql: load("unique"), read: (*reading).unique},
	{what: "foreign keys", sql: load("foreignkey"), read: (*reading).foreignKey},
	{what: "domains", sql: load("domain"), read: (*reading).domain},
	{what: "checks", sql: load("check"), read: (*reading).check},
	{what: "exclusion constraints", sql: load("exclusion"), read: (*reading).exclusion},
	{what: "indexes", sql: load("index"), read: (*reading).index},
	{what: "index expressions", sql: load("indexexpr"), read: (*reading).indexExpr},
	{what: "enums", sql: load("enum"), read: (*reading).enum},
	{what: "sequences", sql: load("sequence"), read: (*reading).sequence},
}

// described are the kinds of which every object is listed.
var described = []schema.Kind{
	schema.KindSchema, schema.KindEnum, schema.KindDomain, schema.KindSequence,
	schema.KindTable, schema.KindPartition, schema.KindForeignTable,
	schema.KindView, schema.KindMaterializedView,
	schema.KindColumn, schema.KindPrimaryKey, schema.KindUnique, schema.KindForeignKey,
	schema.KindCheck, schema.KindExclusion, schema.KindIndex,
}

// A reading puts the answers of one transaction together. Objects refer to each
// other by oid, and are known by name only to the server of that moment.
type reading struct {
	server int
	path   string   // the search path as the role has it set
	before []string // the fingerprints of the catalog
	after  []string
	db     *schema.Database

	schemas    map[oid]string
	extensions map[oid]bool // schemas that extensions keep for themselves
	comments   map[oid]string
	chosen     []oid
	missing    []string // schemas asked for that do not exist

	types      map[oid]*typ
	others     map[oid]schema.Type // user-defined, and not yet described
	collations map[oid]string      // as SQL names them
	opclasses  map[oid]*opclass
	defaults   map[oid][]*opclass // of each index method
	relations  map[oid]*relation
	domains    map[oid]*schema.Domain
	indexes    map[oid]*index
	words      map[string]string
	objects    registry
}

func newReading(server int) *reading {
	return &reading{
		server:     server,
		db:         &schema.Database{Dialect: "postgres", Server: server, Speaks: slices.Clone(described)},
		schemas:    make(map[oid]string),
		extensions: make(map[oid]bool),
		comments:   make(map[oid]string),
		types:      make(map[oid]*typ),
		others:     make(map[oid]schema.Type),
		collations: make(map[oid]string),
		opclasses:  make(map[oid]*opclass),
		defaults:   make(map[oid][]*opclass),
		relations:  make(map[oid]*relation),
		domains:    make(map[oid]*schema.Domain),
		indexes:    make(map[oid]*index),
		words:      make(map[string]string),
	}
}

// word returns one string for all equal ones: of defaults and checks a large
// schema has few that differ.
func (r *reading) word(text []byte) string {
	if w, ok := r.words[string(text)]; ok {
		return w
	}
	w := string(text)
	r.words[w] = w
	return w
}

func (r *reading) gap(g schema.Gap) { r.db.Gaps = append(r.db.Gaps, g) }

// oidArray writes oids as the text of an array.
func oidArray(oids []oid) string {
	words := make([]string, len(oids))
	for i, o := range oids {
		words[i] = strconv.FormatUint(uint64(o), 10)
	}
	return "{" + strings.Join(words, ",") + "}"
}
