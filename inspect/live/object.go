package live

import "github.com/synapscale/synapcheck/inspect/schema"

// An objectQuery reads objects of one kind, or more of what was read of them.
type objectQuery struct {
	what string
	sql  query
	read func(*reading, *row)
	// class is the catalog that must hold rows of users, those numbered from 16384
	// on (FirstNormalObjectId), for the query to find anything.
	class string
	// global is true for a query that does not depend on the chosen schemas, and
	// so takes no arguments; others take their oids.
	global bool
}

func (q objectQuery) catalogQuery() catalogQuery {
	return catalogQuery{what: q.what, sql: q.sql, read: q.read, class: q.class, scoped: !q.global}
}

// objectQueries read rows as the catalog has them, which waits for no lock, in
// an order in which each finds what it refers to.
var objectQueries = []objectQuery{
	{what: "extensions", sql: load("extension"), read: (*reading).extension, class: "pg_extension", global: true},
	{what: "functions", sql: load("function"), read: (*reading).function, class: "pg_proc"},
	{what: "aggregates", sql: load("aggregate"), read: (*reading).aggregate, class: "pg_proc"},
	{what: "triggers", sql: load("trigger"), read: (*reading).trigger, class: "pg_trigger", global: true},
	{what: "event triggers", sql: load("eventtrigger"), read: (*reading).eventTrigger, class: "pg_event_trigger", global: true},
	{what: "publications", sql: load("publication"), read: (*reading).publication, class: "pg_publication", global: true},
	{what: "subscriptions", sql: load("subscription"), read: (*reading).subscription, class: "pg_subscription", global: true},
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
