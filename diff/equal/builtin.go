package equal

import "strings"

// builtins are the types of pg_catalog that a column can have, by
// pg_type.typname. PostgreSQL 14 added the multiranges.
var builtins = set(`aclitem bit bool box bpchar bytea char cid cidr circle date
	datemultirange daterange float4 float8 gtsvector inet int2 int2vector int4
	int4multirange int4range int8 int8multirange int8range interval json jsonb
	jsonpath line lseg macaddr macaddr8 money name numeric nummultirange numrange
	oid oidvector path pg_lsn pg_snapshot point polygon refcursor regclass
	regcollation regconfig regdictionary regnamespace regoper regoperator regproc
	regprocedure regrole regtype text tid time timestamp timestamptz timetz
	tsmultirange tsquery tsrange tstzmultirange tstzrange tsvector txid_snapshot
	uuid varbit varchar xid xid8 xml`)

// aliases are the names that PostgreSQL's grammar turns into a catalog name.
// The SQL word char is not among them: in the catalog, char is another type.
var aliases = map[string]string{
	"bigint":                      "int8",
	"bigserial":                   "int8",
	"bit varying":                 "varbit",
	"boolean":                     "bool",
	"character":                   "bpchar",
	"character varying":           "varchar",
	"dec":                         "numeric",
	"decimal":                     "numeric",
	"double precision":            "float8",
	"float":                       "float8",
	"int":                         "int4",
	"integer":                     "int4",
	"national char":               "bpchar",
	"national char varying":       "varchar",
	"national character":          "bpchar",
	"national character varying":  "varchar",
	"nchar":                       "bpchar",
	"nchar varying":               "varchar",
	"real":                        "float4",
	"serial":                      "int4",
	"serial2":                     "int2",
	"serial4":                     "int4",
	"serial8":                     "int8",
	"smallint":                    "int2",
	"smallserial":                 "int2",
	"time with time zone":         "timetz",
	"time without time zone":      "time",
	"timestamp with time zone":    "timestamptz",
	"timestamp without time zone": "timestamp",
}

// serials are the names that also stand for a default and a sequence.
var serials = set("bigserial serial serial2 serial4 serial8 smallserial")

func set(words string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
