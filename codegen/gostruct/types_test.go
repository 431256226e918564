package gostruct

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgtype"

	"github.com/synapscale/synapcheck/diff/equal"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// lossy are the pairs that lose something and are taken all the same, each with
// the reason.
var lossy = map[string]string{
	"hstore map":                             "taken over only from other columns",
	"macaddr net.HardwareAddr database/sql":  "taken over only from other columns",
	"macaddr8 net.HardwareAddr database/sql": "taken over only from other columns",
	"uuid [16]byte database/sql":             "taken over only from other columns",
	"timestamp time.Time":                    "Go has no time without a zone",
	"timetz time.Time":                       "taken over only from other columns",
	"date string pgx":                        "taken over only from other columns, which pgx would fail on as well",
	"timestamptz string pgx":                 "taken over only from other columns, which pgx would fail on as well",
	"timestamp string pgx":                   "taken over only from other columns, which pgx would fail on as well",
	"interval time.Duration":                 "taken over only from other columns: months have no fixed length",
	"inet net/netip.Addr":                    "taken over only from other columns: it has no room for a mask",
	"json map":                               "taken over only from other columns, for what is an object by default",
	"jsonb map":                              "taken over only from other columns, for what is an object by default",
	"oid int64 pgx":                          "taken over only from other columns, which pgx would fail on as well",
	"cidr net.IPNet database/sql":            "taken over only from other columns",
}

// What a field is given must hold what the comparison says that it holds: a
// repaired struct is no reason for the next finding.
func TestChosenTypesHoldTheirColumns(t *testing.T) {
	used := map[string]bool{}
	env := equal.NewEnv(&schema.Database{})
	for _, name := range slices.Sorted(maps.Keys(mappings)) {
		m := mappings[name]
		for _, rows := range []string{"pgx", "database/sql"} {
			types := append([]string{m.std}, m.also...)
			if rows == "pgx" && m.pgx != "" {
				types[0] = m.pgx
			}
			for _, typ := range types {
				if typ == "" {
					continue
				}
				if strings.HasPrefix(typ, "map[") {
					typ = "map"
				}
				h := equal.Holds(&schema.Host{Language: "go", Type: typ, Spelled: typ, Reader: rows}, schema.Type{Name: name}, env)
				if h.Grade <= equal.Lossless {
					continue
				}
				pair := name + " " + typ
				if lossy[pair] == "" {
					pair += " " + rows
				}
				if used[pair] = true; lossy[pair] == "" {
					t.Errorf("%s: %s, %s", pair, h.Grade, h.Consequence)
				}
			}
		}
	}
	for pair := range lossy {
		if !used[pair] {
			t.Errorf("%s loses nothing, and is said to", pair)
		}
	}
}

// The types of pgtype, from the package itself: a name that it does not have does
// not compile.
var pgtypes = map[string]any{
	"Bits": pgtype.Bits{}, "Bool": pgtype.Bool{}, "Box": pgtype.Box{}, "Circle": pgtype.Circle{}, "Date": pgtype.Date{},
	"Float4": pgtype.Float4{}, "Float8": pgtype.Float8{}, "Hstore": pgtype.Hstore{}, "Int2": pgtype.Int2{},
	"Int4": pgtype.Int4{}, "Int8": pgtype.Int8{}, "Interval": pgtype.Interval{}, "Line": pgtype.Line{},
	"Lseg": pgtype.Lseg{}, "Numeric": pgtype.Numeric{}, "Path": pgtype.Path{}, "Point": pgtype.Point{},
	"Polygon": pgtype.Polygon{}, "Range": pgtype.Range[pgtype.Int4]{}, "TSVector": pgtype.TSVector{}, "Text": pgtype.Text{},
	"Time": pgtype.Time{}, "Timestamp": pgtype.Timestamp{}, "Timestamptz": pgtype.Timestamptz{}, "UUID": pgtype.UUID{},
	"Uint32": pgtype.Uint32{},
}

func TestPgtypeHasTheTypes(t *testing.T) {
	var named []string
	for _, m := range mappings {
		if m.pgtype != "" {
			named = append(named, m.pgtype)
		}
		for _, part := range strings.FieldsFunc(m.pgx, func(r rune) bool { return r == '[' || r == ']' }) {
			if name, ok := strings.CutPrefix(part, pgtypePath+"."); ok {
				named = append(named, name)
			}
		}
	}
	for _, name := range append(named, slices.Collect(maps.Keys(pgtypeHolds))...) {
		if pgtypes[name] == nil {
			t.Errorf("pgtype.%s is not known to exist", name)
		}
	}
}
