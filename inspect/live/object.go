package live

import "github.com/synapscale/synapcheck/inspect/schema"

// objectQueries read rows as the catalog has them, which waits for no lock, in
// an order in which each finds what it refers to: all others name roles.
var objectQueries = []catalogQuery{
	{what: "roles", sql: load("role"), read: (*reading).role},
	{what: "extensions", sql: load("extension"), read: (*reading).extension, class: "pg_extension"},
	{what: "functions", sql: load("function"), read: (*reading).function, class: "pg_proc", scoped: true},
	{what: "triggers", sql: load("trigger"), read: (*reading).trigger, class: "pg_trigger"},
	{what: "event triggers", sql: load("eventtrigger"), read: (*reading).eventTrigger, class: "pg_event_trigger"},
	{what: "publications", sql: load("publication"), read: (*reading).publication, class: "pg_publication"},
	{what: "subscriptions", sql: load("subscription"), read: (*reading).subscription, class: "pg_subscription"},
}

// foundQueries read what the first packet has shown to exist.
var foundQueries = []catalogQuery{
	{what: "aggregates", sql: load("aggregate"), read: (*reading).aggregate, class: "pg_aggregate", scoped: true},
	{what: baseTypes, sql: load("basetype"), read: (*reading).baseType, class: baseTypes, scoped: true},
	{what: rangeTypes, sql: load("range"), read: (*reading).rangeType, class: rangeTypes, scoped: true},
	{what: compositeTypes, sql: load("composite"), read: (*reading).composite, class: compositeTypes, scoped: true},
	{what: "languages", sql: load("language"), read: (*reading).language, class: "pg_language"},
	{what: "users' access methods", sql: load("accessmethod"), read: (*reading).accessMethod, class: "pg_am"},
	{what: systemRights, sql: load("systemright", "departedright", "systemcolumnright"), read: (*reading).systemRight, class: systemRights},
	{what: "rights on parts of extensions", sql: load("memberright", "departedright"), read: (*reading).systemRight, class: "pg_extension"},
	{what: systemComments, sql: load("systemcomment"), read: (*reading).systemComment, class: systemComments, late: true},
}

// spelledQueries have PostgreSQL spell expressions and definitions, for which it
// opens the tables that occur in them. They complete what objectQueries found.
var spelledQueries = []catalogQuery{
	{what: "expressions of functions", sql: load("functionexpr"), read: (*reading).functionExpr, class: "pg_proc", scoped: true},
	{what: "rules", sql: load("rule"), read: (*reading).rule, class: "pg_rewrite", scoped: true},
	{what: "large objects", sql: load("largeobject"), read: (*reading).counted, class: "pg_largeobject_metadata"},
	{what: "policies", sql: load("policy"), read: (*reading).policy, class: "pg_policy", scoped: true},
	{what: "statistics", sql: load("statistics"), read: (*reading).statistics, class: "pg_statistic_ext", scoped: true},
	{what: "tables of publications", sql: load("publicationtable"), read: (*reading).publicationTable, class: "pg_publication"},
	{what: "schemas of publications", sql: load("publicationschema"), read: (*reading).publicationSchema, class: "pg_publication"},
	{what: "objects that need extensions", sql: load("dependence"), read: (*reading).dependence, class: "pg_extension"},
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
