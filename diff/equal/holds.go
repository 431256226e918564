package equal

import (
	"fmt"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// A Grade says how well a type of a programming language holds the values of a
// PostgreSQL type, NULL aside.
type Grade uint8

// The grades, from not known to worst.
const (
	// GradeUnknown: the type or its reader is not understood; nothing is claimed.
	GradeUnknown Grade = iota
	// Exact: every value of each has its counterpart in the other.
	Exact
	// Lossless: every value of the column fits, and not the other way round.
	Lossless
	// Lossy: some values of the column lose something or fail to be read, or what
	// the code writes loses something.
	Lossy
	// Impossible: no value, or hardly any, can be read.
	Impossible
)

// String is the grade's name in lower case.
func (g Grade) String() string {
	return [...]string{"unknown", "exact", "lossless", "lossy", "impossible"}[g]
}

// A Holding is what becomes of a column's values in a type of code. The
// Consequence is a clause for people, empty where nothing happens.
type Holding struct {
	Grade       Grade
	Consequence string
}

// Holds says what becomes of the column's values in the host type, NULL aside.
// Values that a PostgreSQL type has for what is no number and no moment, such
// as the infinite date, are left aside too.
func Holds(h *schema.Host, live schema.Type, e *Env) Holding {
	if h == nil || h.Language != "go" || h.Type == "" || h.Scans {
		return Holding{}
	}
	if h.Type == "any" {
		return Holding{Grade: Lossless}
	}
	c, ok := columnOf(live, e)
	if !ok {
		return Holding{}
	}
	holds := func(r reader) Holding {
		held := hold(r, h, c)
		if held.Grade == Impossible && held.Consequence == "" {
			held.Consequence = fmt.Sprintf("every read fails: %s does not read %s into %s", readerNames[r], live, h.Spelled)
		}
		return held
	}
	if ownZone[h.Reader] && h.Type == "time.Time" && live.Name == "timestamp" && !live.Array {
		return Holding{Grade: Lossless}
	}
	switch h.Reader {
	case "pgx":
		return holds(readPGX)
	case "database/sql", "sqlx", "pop":
		return standard(h, holds)
	case "gorm":
		if h.Driver == driverPQ {
			return milder(holds(readGORM), holds(readPQ))
		}
		return holds(readGORM)
	case "scany":
		switch h.Driver {
		case driverPGX:
			return holds(readPGX)
		case driverStdlib, driverPQ:
			return standard(h, holds)
		}
		return milder(holds(readPGX), standard(h, holds))
	}
	// Nothing tells, or the library has ways of its own: what none of the readers
	// does is wrong, and nothing else.
	return milder(milder(holds(readPGX), standard(h, holds)), holds(readGORM))
}

// The drivers that a Host names.
const (
	driverPGX    = "pgx"
	driverStdlib = "pgx/stdlib"
	driverPQ     = "lib/pq"
)

// ownZone are the libraries that write every moment in one zone, UTC or one that
// is set, and read it back in the same, so that timestamp keeps it.
var ownZone = map[string]bool{"bun": true, "go-pg": true, "xorm": true, "beego": true}

// A reader is a way from the server into a field.
type reader uint8

const (
	readPGX  reader = iota // pgx itself
	readSQL                // database/sql over pgx
	readPQ                 // database/sql over lib/pq
	readGORM               // gorm, whose driver is pgx
	readers
)

var readerNames = [readers]string{"pgx", "database/sql", "database/sql", "gorm"}

// standard is what database/sql does over the driver. Where the code does not tell
// which it is, the kinder of the two counts; where it does and the other one is
// kinder, it is said with which the value is lost.
func standard(h *schema.Host, holds func(reader) Holding) Holding {
	a, b := holds(readSQL), holds(readPQ)
	switch {
	case strings.HasPrefix(h.Type, pgtypePkg) || strings.HasPrefix(h.Wrapper, pgtypePkg):
		return a // who uses the types of pgx uses its driver
	case h.Driver == driverStdlib:
		return a.with("the driver of pgx", b)
	case h.Driver == driverPQ:
		return b.with("the driver lib/pq", a)
	}
	return milder(a, b)
}

// with says by which driver a value is lost, if the other driver is kinder.
func (h Holding) with(driver string, other Holding) Holding {
	if h.Grade >= Lossy && other.Grade < h.Grade && other.Grade != GradeUnknown {
		h.Consequence = "with " + driver + ", " + h.Consequence
	}
	return h
}

// milder is what holds whichever of the two it is. A reader that is not
// understood does not contradict the other.
func milder(a, b Holding) Holding {
	if a.Grade == GradeUnknown || b.Grade < a.Grade && b.Grade != GradeUnknown {
		return b
	}
	return a
}

// A column is the type of a column as the tables name it.
type column struct {
	// name is a type of pg_catalog, "enum", or the type of a well-known extension.
	name string
	// typ has the modifiers, and says whether it is an array.
	typ schema.Type
	// foreign is true for types that a driver does not know by number and gets as
	// text.
	foreign bool
}

// extensions are the types of extensions that the tables speak of.
var extensions = set("citext halfvec hstore ltree sparsevec vector")

// measured are the built-in types whose values have been read into every host
// type and written back. Nothing is claimed of another.
var measured = set(`
	bool int2 int4 int8 float4 float8 numeric money text varchar bpchar name char bytea uuid
	date time timetz timestamp timestamptz interval json jsonb xml jsonpath
	inet cidr macaddr macaddr8 bit varbit tsvector tsquery
	int4range int8range numrange daterange tsrange tstzrange
	int4multirange int8multirange nummultirange datemultirange tsmultirange tstzmultirange
	point line lseg box path polygon circle
	oid xid cid xid8 tid pg_lsn regclass regtype regproc regrole regnamespace
	txid_snapshot pg_snapshot refcursor`)

// unlisted are the types whose arrays pgx does not know, though it does know them.
var unlisted = set("money pg_lsn")

// columnOf names a type; the type under a domain counts. It fails for types
// that nothing is known of.
func columnOf(live schema.Type, e *Env) (column, bool) {
	base := canon(e.Resolve(live))
	switch {
	case live.Array && e.Resolve(live) != live:
		return column{}, false // an array of a domain is a type of its own to drivers
	case isBuiltin(base):
		if !measured[base.Name] {
			return column{}, false
		}
		return column{name: base.Name, typ: base, foreign: base.Array && unlisted[base.Name]}, true
	case e.Enum(base) != nil:
		return column{name: "enum", typ: base, foreign: true}, true
	case extensions[base.Name]:
		return column{name: base.Name, typ: base, foreign: true}, true
	}
	return column{}, false
}

// hold finds the cell of the tables. The zero Holding is for a host that no
// table has.
func hold(r reader, h *schema.Host, c column) Holding {
	if r == readPGX && scansItself(h.Wrapper) {
		// The wrapper asks the driver for what database/sql would give it.
		if c.typ.Array && !c.foreign || subtypes[c.name] != "" {
			return Holding{Impossible, "it gets the bytes of the wire format, without an error"}
		}
		r = readSQL
	}
	if held, ok := pgtypeWrapper(r, h.Wrapper, c); ok {
		return held
	}
	return holdType(r, h.Type, c)
}

// scansItself reports that a null wrapper reads by database/sql's rules under every
// reader, as all do that are not of pgx.
func scansItself(wrapper string) bool {
	return wrapper != "" && wrapper != "*" && !strings.HasPrefix(wrapper, pgtypePkg)
}

// holdType finds the cell of a type without a wrapper.
func holdType(r reader, host string, c column) Holding {
	if host == "any" {
		return Holding{Grade: Lossless}
	}
	if elem, ok := elemOf(host); ok {
		return holdSlice(r, elem, c)
	}
	if sub, ok := rangeOf(host); ok {
		return holdRange(r, sub, c)
	}
	switch {
	case c.typ.Array:
		return holdArray(r, host, c)
	case integers[host] != (span{}):
		return holdInteger(r, host, c)
	case floats[host] != (float{}):
		return holdFloat(r, host, c)
	}
	return hosts[host].find(r, c)
}
