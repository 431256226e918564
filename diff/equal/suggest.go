package equal

import (
	"cmp"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// foreign are the words of other databases and languages for what PostgreSQL
// calls otherwise.
var foreign = map[string]string{
	"array": "text[]", "binary": "bytea", "blob": "bytea", "bytes": "bytea",
	"clob": "text", "datetime": "timestamp with time zone", "datetime2": "timestamp with time zone",
	"datetimeoffset": "timestamp with time zone", "dict": "jsonb", "double": "double precision",
	"enum": "text", "float32": "real", "float64": "double precision", "guid": "uuid",
	"image": "bytea", "int16": "smallint", "int32": "integer", "int64": "bigint",
	"long": "bigint", "longblob": "bytea", "longtext": "text", "map": "jsonb",
	"mediumblob": "bytea", "mediumint": "integer", "mediumtext": "text", "number": "numeric",
	"nvarchar": "varchar", "object": "jsonb", "short": "smallint", "smalldatetime": "timestamp",
	"str": "text", "string": "text", "tinyblob": "bytea", "tinyint": "smallint",
	"tinytext": "text", "uint": "bigint", "uint32": "bigint", "uint64": "numeric",
	"uniqueidentifier": "uuid", "varbinary": "bytea", "varchar2": "varchar",
}

// internal are types that hardly any table of a user's has.
var internal = set(`aclitem cid gtsvector int2vector oid oidvector pg_lsn pg_snapshot
	refcursor regclass regcollation regconfig regdictionary regnamespace regoper
	regoperator regproc regprocedure regrole regtype tid txid_snapshot xid xid8`)

// Suggest is the name of the type that is nearest to one that does not exist,
// as PostgreSQL or the database spells it; empty if none is near.
func (e *Env) Suggest(name string) string {
	word := strings.ToLower(strings.Join(strings.Fields(name), " "))
	if word == "" {
		return ""
	}
	type candidate struct {
		distance, rank int
		name           string
	}
	best := candidate{distance: max(1, len(word)/3) + 1}
	try := func(spelt, means string, rank int) {
		c := candidate{schema.Distance(word, strings.ToLower(spelt)), rank, means}
		// A short name has no room for as many slips as a long one.
		if 2*c.distance > len(spelt) {
			return
		}
		if cmp.Or(cmp.Compare(c.distance, best.distance), cmp.Compare(c.rank, best.rank), cmp.Compare(c.name, best.name)) < 0 {
			best = c
		}
	}
	if e != nil {
		for _, names := range [][]string{keys(e.enums), keys(e.domains), keys(e.others)} {
			for _, n := range names {
				try(n, n, 0)
			}
		}
	}
	for n := range builtins {
		rank := 1
		if internal[n] {
			rank = 3
		}
		try(n, n, rank)
	}
	for n := range aliases {
		try(n, n, 1)
	}
	for n, means := range foreign {
		try(n, means, 2)
	}
	return best.name
}

func keys[V any](m map[string]V) []string {
	names := make([]string, 0, len(m))
	for n := range m {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}
