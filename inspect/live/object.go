package live

import "github.com/synapscale/synapcheck/inspect/schema"

// An objectQuery reads objects of one kind, or more of what was read of them.
type objectQuery struct {
	what string
	sql  query
	read func(*reading, *row)
	// class is the catalog that must hold rows of users, those numbered from
	// firstUserOID on, for the query to find anything.
	class string
	// global is true for a query that does not depend on the chosen schemas, and
	// so takes no arguments; others take their oids.
	global bool
}

func (q objectQuery) catalogQuery() catalogQuery {
	return catalogQuery{what: q.what, sql: q.sql, read: q.read, class: q.class, scoped: !q.global}
}

// firstUserOID is the lowest oid of an object that initdb did not make
// (FirstNormalObjectId).
const firstUserOID = 16384

// objectQueries read rows as the catalog has them, which waits for no lock, in
// an order in which each finds what it refers to.
var objectQueries = []objectQuery{}

// spelledQueries have PostgreSQL spell expressions and definitions, for which it
// opens the tables that occur in them. They complete what objectQueries found.
var spelledQueries = []objectQuery{}

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
