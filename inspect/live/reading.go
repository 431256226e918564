package live

import (
	"strconv"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// rawQueries read the catalogs as they are, in an order in which each finds what
// it refers to. They wait for nobody: only functions that spell definitions do.
var rawQueries = []catalogQuery{
	{what: "parts of extensions", sql: load("member"), read: (*reading).member},
	{what: "access methods and languages", sql: load("name"), read: (*reading).named},
	{what: "collations", sql: load("collation"), read: (*reading).collation},
	{what: "types", sql: load("type", "owntype"), read: (*reading).typeRow, done: (*reading).domainBases},
	{what: "enums", sql: load("enum"), read: (*reading).enum, class: "pg_enum"},
	{what: "operator classes", sql: load("opclass"), read: (*reading).opclass},
	{what: "tables", sql: load("relation"), read: (*reading).table, done: (*reading).toastOptions},
	{what: "parents", sql: load("inherit"), read: (*reading).inherit, class: "pg_inherits"},
	{what: "foreign tables", sql: load("foreigntable"), read: (*reading).foreignTable, class: "pg_foreign_server"},
	{what: "columns", sql: load("column"), read: (*reading).columns, done: (*reading).arrange},
	{what: "defaults", sql: load("default"), read: (*reading).defaults},
	{what: "constraints", sql: load("constraint"), read: (*reading).constraint},
	{what: "indexes", sql: load("index"), read: (*reading).index, done: (*reading).indexOptions},
	{what: "sequences", sql: load("sequence"), read: (*reading).sequence},
}

// A catalogQuery reads one catalog.
type catalogQuery struct {
	what string
	sql  query
	read func(*reading, *row)
	// class is the catalog that must hold rows of users, those numbered from 16384
	// on (FirstNormalObjectId), or what else must have been seen, for the query to
	// find anything; empty to ask always.
	class string
	// scoped queries take the oids of the chosen schemas.
	scoped bool
	// late queries ask for what was written after initdb, whose last transaction
	// they take.
	late bool
	// done is called after the last row.
	done func(*reading)
}

// described are the kinds of which every object is listed.
var described = []schema.Kind{
	schema.KindSchema, schema.KindEnum, schema.KindDomain, schema.KindSequence,
	schema.KindTable, schema.KindPartition, schema.KindForeignTable,
	schema.KindView, schema.KindMaterializedView,
	schema.KindColumn, schema.KindPrimaryKey, schema.KindUnique, schema.KindForeignKey,
	schema.KindCheck, schema.KindExclusion, schema.KindNotNull, schema.KindIndex,
	schema.KindExtension, schema.KindFunction, schema.KindProcedure, schema.KindAggregate,
	schema.KindTrigger, schema.KindRule, schema.KindPolicy, schema.KindStatistics,
	schema.KindEventTrigger, schema.KindPublication, schema.KindSubscription,
}

// A reading puts the answers of one transaction together. Objects refer to each
// other by oid, and are known by name only to the server of that moment.
type reading struct {
	server int
	initdb int64  // its last transaction
	path   string // the search path as the role has it set
	moment moment // the transaction's snapshot
	moved  bool   // something was renamed while it was spelt
	doubts map[doubt]bool
	db     *schema.Database

	schemas    map[oid]string
	extensions map[oid]bool // schemas that extensions keep for themselves
	chosen     []oid
	within     map[oid]bool // the chosen schemas
	missing    []string     // schemas asked for that do not exist
	filled     map[string]bool
	objects    registry
	abouts     abouts

	members    map[member]bool
	names      map[member]string // of access methods, languages and tablespaces
	types      map[oid]*typ
	others     map[oid]schema.Type // user-defined, and not yet described
	rowTypes   []*group            // columns of a type that is not read yet
	collations map[oid]qualified
	opclasses  map[oid]*opclass
	defaulting map[oid][]*opclass // the default ones of each index method
	relations  map[oid]*relation
	toasted    map[oid][]string // options of TOAST tables
	enums      map[oid]*schema.Enum
	domains    map[oid]*schema.Domain
	bases      []domainBase
	spelling   spelling
	keys       constraints
	indexes    map[oid]*schema.Index
	indexRefs  map[oid]schema.Ref // of partitioned tables
	sequences  map[oid]*schema.Sequence
	identities map[oid]identity
	parents    map[oid][]parent
	needs      []need
	rows       map[oid]oid // tables by the type of their rows
	words      map[string]string
	claims     map[string]schema.Claim[string]
	yes, no    schema.Claim[bool]
	none       schema.Claim[string]
	rares      map[string]*schema.Rare
	variants   map[variant]*schema.Column
	owned      map[*schema.Column]bool // by one table
}

// A member is an object of a catalog, by the oids of both.
type member struct{ class, object oid }

// The oids of catalogs, which never change (pg_class.dat and catalog headers).
const (
	classTablespace   oid = 1213
	classType         oid = 1247
	classClass        oid = 1259
	classAccessMethod oid = 2601
	classLanguage     oid = 2612
	classNamespace    oid = 2615
)

func newReading(server int) *reading {
	return &reading{
		server: server,
		db: &schema.Database{
			Dialect: "postgres", Server: server, Speaks: append([]schema.Kind(nil), described...), Complete: true,
		},
		doubts:     make(map[doubt]bool),
		schemas:    make(map[oid]string),
		extensions: make(map[oid]bool),
		within:     make(map[oid]bool),
		filled:     make(map[string]bool),
		members:    make(map[member]bool),
		names:      make(map[member]string),
		types:      make(map[oid]*typ),
		others:     make(map[oid]schema.Type),
		collations: make(map[oid]qualified),
		opclasses:  make(map[oid]*opclass),
		defaulting: make(map[oid][]*opclass),
		relations:  make(map[oid]*relation),
		toasted:    make(map[oid][]string),
		enums:      make(map[oid]*schema.Enum),
		domains:    make(map[oid]*schema.Domain),
		spelling:   newSpelling(),
		keys:       newConstraints(),
		indexes:    make(map[oid]*schema.Index),
		indexRefs:  make(map[oid]schema.Ref),
		sequences:  make(map[oid]*schema.Sequence),
		identities: make(map[oid]identity),
		parents:    make(map[oid][]parent),
		rows:       make(map[oid]oid),
		words:      make(map[string]string),
		claims:     make(map[string]schema.Claim[string]),
		yes:        schema.Is(true),
		no:         schema.Is(false),
		none:       schema.Is(""),
		rares:      make(map[string]*schema.Rare),
		variants:   make(map[variant]*schema.Column),
		owned:      make(map[*schema.Column]bool),
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

// claim returns one claim for all equal texts.
func (r *reading) claim(text string) schema.Claim[string] {
	if text == "" {
		return r.none
	}
	c, ok := r.claims[text]
	if !ok {
		c = schema.Is(text)
		r.claims[text] = c
	}
	return c
}

func (r *reading) flag(set bool) schema.Claim[bool] {
	if set {
		return r.yes
	}
	return r.no
}

func (r *reading) gap(g schema.Gap) { r.db.Gaps = append(r.db.Gaps, g) }

func (r *reading) member(f *row) { r.members[member{f.oid(), f.oid()}] = true }

func (r *reading) named(f *row) {
	n := member{f.oid(), f.oid()}
	r.names[n] = f.text()
	if n.object >= firstNormal {
		r.filled[catalogName(n.class)] = true
	}
}

// oidArray writes oids as the text of an array.
func oidArray(oids []oid) string {
	words := make([]string, len(oids))
	for i, o := range oids {
		words[i] = strconv.FormatUint(uint64(o), 10)
	}
	return "{" + strings.Join(words, ",") + "}"
}
