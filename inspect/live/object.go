package live

import "github.com/synapscale/synapcheck/inspect/schema"

// An objectQuery reads objects of one kind, or more of what was read of them.
type objectQuery struct {
	what string
	sql  query
	read func(*reading, *row)
	// class is the catalog that must hold rows of users, those numbered from 16384
	// on (FirstNormalObjectId), or what else must have been seen, for the query to
	// find anything.
	class string
	// global is true for a query that does not depend on the chosen schemas, and
	// so takes no arguments; others take their oids.
	global bool
	// late queries ask for what was written after initdb, whose last transaction
	// they take.
	late bool
}

func (q objectQuery) catalogQuery() catalogQuery {
	return catalogQuery{what: q.what, sql: q.sql, read: q.read, class: q.class, scoped: !q.global, late: q.late}
}

// objectQueries read rows as the catalog has them, which waits for no lock, in
// an order in which each finds what it refers to: all others name roles.
var objectQueries = []objectQuery{
	{what: "roles", sql: load("role"), read: (*reading).role, global: true},
	{what: "extensions", sql: load("extension"), read: (*reading).extension, class: "pg_extension", global: true},
	{what: "functions", sql: load("function"), read: (*reading).function, class: "pg_proc"},
	{what: "triggers", sql: load("trigger"), read: (*reading).trigger, class: "pg_trigger", global: true},
	{what: "event triggers", sql: load("eventtrigger"), read: (*reading).eventTrigger, class: "pg_event_trigger", global: true},
	{what: "publications", sql: load("publication"), read: (*reading).publication, class: "pg_publication", global: true},
	{what: "subscriptions", sql: load("subscription"), read: (*reading).subscription, class: "pg_subscription", global: true},
}

// foundQueries read what the first packet has shown to exist.
var foundQueries = []objectQuery{
	{what: "aggregates", sql: load("aggregate"), read: (*reading).aggregate, class: "pg_aggregate"},
	{what: baseTypes, sql: load("basetype"), read: (*reading).baseType, class: baseTypes},
	{what: rangeTypes, sql: load("range"), read: (*reading).rangeType, class: rangeTypes},
	{what: compositeTypes, sql: load("composite"), read: (*reading).composite, class: compositeTypes},
	{what: "languages", sql: load("language"), read: (*reading).language, class: "pg_language", global: true},
	{what: "users' access methods", sql: load("accessmethod"), read: (*reading).accessMethod, class: "pg_am", global: true},
	{what: systemRights, sql: load("systemright", "departedright", "systemcolumnright"), read: (*reading).systemRight, class: systemRights, global: true},
	{what: "rights on parts of extensions", sql: load("memberright", "departedright"), read: (*reading).systemRight, class: "pg_extension", global: true},
	{what: systemComments, sql: load("systemcomment"), read: (*reading).systemComment, class: systemComments, global: true, late: true},
}

// spelledQueries have PostgreSQL spell expressions and definitions, for which it
// opens the tables that occur in them. They complete what objectQueries found.
var spelledQueries = []objectQuery{
	{what: "expressions of functions", sql: load("functionexpr"), read: (*reading).functionExpr, class: "pg_proc"},
	{what: "rules", sql: load("rule"), read: (*reading).rule, class: "pg_rewrite"},
	{what: "large objects", sql: load("largeobject"), read: (*reading).counted, class: "pg_largeobject_metadata", global: true},
	{what: "policies", sql: load("policy"), read: (*reading).policy, class: "pg_policy"},
	{what: "statistics", sql: load("statistics"), read: (*reading).statistics, class: "pg_statistic_ext"},
	{what: "tables of publications", sql: load("publicationtable"), read: (*reading).publicationTable, class: "pg_publication", global: true},
	{what: "schemas of publications", sql: load("publicationschema"), read: (*reading).publicationSchema, class: "pg_publication", global: true},
	{what: "objects that need extensions", sql: load("dependence"), read: (*reading).dependence, class: "pg_extension", global: true},
}

// A registry holds the objects that were read by their catalog's name and their
// oid in it.
type registry map[string]map[oid]*schema.Object

// object keeps an object for those who know more of it, and describes it.
func (r *reading) object(class string, id oid, o *schema.Object) {
	if r.objects == nil {
		r.objects = make(registry)
	}
	if r.objects[class] == nil {
		r.objects[class] = make(map[oid]*schema.Object)
	}
	r.objects[class][id] = o
	r.db.Objects = append(r.db.Objects, o)
}
