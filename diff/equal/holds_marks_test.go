package equal

import (
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// markedEnv has the types that values.txt uses.
var markedEnv = NewEnv(&schema.Database{
	Enums: []*schema.Enum{{Schema: "public", Name: "mood", Labels: []string{"sad", "ok"}}},
	Domains: []*schema.Domain{
		{Schema: "public", Name: "small", Base: schema.Type{Name: "int4"}},
		{Schema: "public", Name: "mail", Base: schema.Type{Name: "varchar", Args: "20"}},
	},
	Types: []schema.Type{
		{Schema: "public", Name: "comp"},
		{Schema: "public", Name: "citext"},
		{Schema: "public", Name: "hstore"},
		{Schema: "public", Name: "ltree"},
	},
})

// markedColumns are the columns of values.txt, in their order.
func markedColumns(t *testing.T) (names []string, values map[string][]string) {
	t.Helper()
	values = map[string][]string{}
	for _, line := range lines(t, "testdata/values.txt") {
		parts := strings.Split(line, " || ")
		names = append(names, parts[0])
		values[parts[0]] = parts[1:]
	}
	return names, values
}

// readMarks are the marks of marks.txt by host and column.
func readMarks(t *testing.T) (hosts []string, marks map[string]map[string]string) {
	t.Helper()
	marks = map[string]map[string]string{}
	for _, line := range lines(t, "testdata/marks.txt") {
		if !strings.HasPrefix(line, "\t") {
			hosts = append(hosts, line)
			marks[line] = map[string]string{}
			continue
		}
		fields := strings.Fields(line)
		for _, c := range fields[1:] {
			marks[hosts[len(hosts)-1]][c] = fields[0]
		}
	}
	return hosts, marks
}

func lines(t *testing.T, file string) []string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(strings.Split(string(data), "\n"), func(s string) bool {
		return s == "" || strings.HasPrefix(s, "#")
	})
}

// markedType reads a column of values.txt: numeric(10,2), "char", int4[].
func markedType(t *testing.T, column string) schema.Type {
	t.Helper()
	plain, _, _ := strings.Cut(column, "#")
	n, err := parse("x::" + plain)
	if err != nil {
		t.Fatalf("%s: %v", column, err)
	}
	return n.typ
}

// markedHost reads a host of marks.txt: int64, or int64 in database/sql.NullInt64.
func markedHost(name string) *schema.Host {
	h := &schema.Host{Language: "go", Type: name, Spelled: name}
	if carried, wrapper, ok := strings.Cut(name, " in "); ok {
		h.Type, h.Wrapper = carried, wrapper
	}
	return h
}

// A waiver is a grade that is not what the marks alone would say.
type waiver struct {
	hosts, columns string // patterns, set apart by blanks
	readers        string // letters: p for pgx, s for stdlib, q for lib/pq, g for gorm
	grade          Grade
	why            string
}

func (w waiver) covers(host, column string, r reader, g Grade) bool {
	any := func(patterns, name string) bool {
		return slices.ContainsFunc(strings.Fields(patterns), func(p string) bool {
			// Brackets stand for themselves here.
			ok, err := path.Match(strings.NewReplacer("[", "\\[").Replace(strings.ReplaceAll(p, "/", "|")), strings.ReplaceAll(name, "/", "|"))
			return err == nil && ok
		})
	}
	if base := domains[column]; base != "" && w.covers(host, base, r, g) {
		return true
	}
	return w.grade == g && strings.IndexByte(w.readers, "psqg"[r]) >= 0 && any(w.hosts, host) && any(w.columns, column)
}

// domains are what the domains of values.txt are made from.
var domains = map[string]string{"small": "int4", "mail": "varchar(20)"}

// Every grade is what reading and writing back showed, or is waived for a
// reason; and no waiver is stale.
func TestGradesAreWhatWasMeasured(t *testing.T) {
	columns, _ := markedColumns(t)
	hosts, marks := readMarks(t)
	used := make([]bool, len(waivers))
	wrong := map[string][]string{}
	for _, host := range hosts {
		for _, name := range columns {
			if strings.Contains(name, "#") {
				continue
			}
			all := marks[host][name]
			if all == "" {
				all = "xxxx"
			}
			c, known := columnOf(markedType(t, name), markedEnv)
			if !known {
				continue
			}
			for r := range readers {
				if r == readPQ && strings.Contains(host, pgtypePkg) {
					continue // who uses the types of pgx uses its driver
				}
				got := hold(r, markedHost(host), c)
				var ok bool
				switch all[r] {
				case '=':
					ok = got.Grade == Exact || got.Grade == Lossless
				case 'x':
					ok = got.Grade == Impossible
				default:
					ok = got.Grade == Lossy
				}
				if got.Grade == Lossy && got.Consequence == "" {
					t.Errorf("%s in %s by reader %d: nothing is said of what is lost", name, host, r)
				}
				for i, w := range waivers {
					if !ok && w.covers(host, name, r, got.Grade) {
						used[i], ok = true, true
					}
				}
				if !ok {
					key := string("psqg"[r]) + " " + string(all[r]) + " " + got.Grade.String() + "  " + host
					wrong[key] = append(wrong[key], name)
				}
			}
		}
	}
	keys := make([]string, 0, len(wrong))
	for k := range wrong {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		t.Errorf("%s: %s", k, strings.Join(wrong[k], " "))
	}
	for i, w := range waivers {
		if !used[i] {
			t.Errorf("the waiver of %s in %s is stale", w.columns, w.hosts)
		}
	}
}

// What a lossy grade says is lost is all that is lost: the values that are said
// to pass do.
func TestValuesOfTheRightFormPass(t *testing.T) {
	_, marks := readMarks(t)
	for _, c := range []struct{ hosts, column, want string }{
		{"github.com/google/uuid.UUID github.com/gofrs/uuid.UUID", "text#uuid", "===="},
		{"github.com/google/uuid.UUID github.com/gofrs/uuid.UUID", "bytea#16", "~~~~"}, // read as bytes, written as text
		{"github.com/oklog/ulid.ULID", "bytea#16", "===="},
		{"github.com/shopspring/decimal.Decimal", "text#number", "===="},
		{"[]string", "jsonb#list", "=xxx"},
		{"net/netip.Addr", "inet#host", "=xxx"},
		{"bool", "text#bool", "xw~w"},
		{"github.com/lib/pq.StringArray", "text#array", "~~~~"}, // {a,"b c"} comes back as {"a","b c"}
	} {
		for _, host := range strings.Fields(c.hosts) {
			if got := marks[host][c.column]; got != c.want {
				t.Errorf("%s in %s: %s, want %s", c.column, host, got, c.want)
			}
		}
	}
}
