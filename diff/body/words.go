package body

import "strings"

func set(words string) map[string]bool {
	all := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		all[w] = true
	}
	return all
}

// reserved are the words that name nothing without quotes
// (pg_get_keywords().catcode R and T), of versions 13 to 18.
var reserved = set(`all analyse analyze and any array as asc asymmetric
	authorization binary both case cast check collate collation column
	concurrently constraint create cross current_catalog current_date
	current_role current_schema current_time current_timestamp current_user
	default deferrable desc distinct do else end except false fetch for foreign
	freeze from full grant group having ilike in initially inner intersect into
	is isnull join lateral leading left like limit localtime localtimestamp
	natural not notnull null offset on only or order outer overlaps placing
	primary references returning right select session_user similar some
	symmetric system_user table tablesample then to trailing true union unique
	user using variadic verbose when where window with`)

// special are further words of the grammar that stand in expressions without
// being names of columns. A column that is called so is never said to be missing.
var special = set(`absent at atomic between by conditional content current cycle day default document
	empty error escape exclude filter first following groups hour ignore indent insensitive interval
	json keep key keys last leading local lower match minute month names nested next nfc nfd nfkc nfkd
	no nothing nulls object of omit only operator ordinality others outer over overriding partition path
	plan preceding quarter quotes range recursive ref repeatable respect returning row rows scalar second
	sets share skip standalone strict string strip symmetric temporal ties time timestamp to treat
	unbounded unconditional uncond unknown update upper value values varying version wait whitespace
	within without work wrapper year yes zone system epoch dow doy isodow isoyear week century decade
	millennium microseconds milliseconds timezone timezone_hour timezone_minute julian
	ctid xmin xmax cmin cmax tableoid oid found sqlstate sqlerrm lateral rollup cube grouping
	char character bit double precision float decimal dec numeric integer int smallint bigint real boolean
	varchar nchar national setof merge_action session`)

// hidden are the columns that every table has.
var hidden = set("ctid xmin xmax cmin cmax tableoid oid")
