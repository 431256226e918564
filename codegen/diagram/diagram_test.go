package diagram_test

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/synapscale/synapcheck/codegen/diagram"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func column(name, typ string, notNull bool) *schema.Column {
	return &schema.Column{Name: name, Type: schema.Is(schema.Type{Name: typ}), NotNull: schema.Is(notNull)}
}

func shop() *schema.Database {
	d := &schema.Database{Name: "shop", Tables: []*schema.Table{
		{
			Kind: schema.KindTable, Schema: "public", Name: "customers",
			Columns:    []*schema.Column{column("id", "int4", true), column("email", "text", true)},
			PrimaryKey: &schema.PrimaryKey{Name: "customers_pkey", Columns: []string{"id"}},
			Uniques:    []*schema.Unique{{Name: "email_once", Columns: []string{"email"}}},
		},
		{
			Kind: schema.KindTable, Schema: "sales", Name: "orders",
			Columns: []*schema.Column{
				column("id", "int8", true), column("customer_id", "int4", false),
				{Name: "total", Type: schema.Is(schema.Type{Name: "numeric", Args: "10,2"}), NotNull: schema.Is(true)},
			},
			PrimaryKey: &schema.PrimaryKey{Columns: []string{"id"}},
			ForeignKeys: []*schema.ForeignKey{{
				Name: "orders_customer", Columns: []string{"customer_id"}, RefSchema: "public", RefTable: "customers", RefColumns: []string{"id"},
			}},
		},
		{Kind: schema.KindPartition, Schema: "sales", Name: "orders_1"},
		{Kind: schema.KindTable, Schema: "public", Name: "nothing"},
	}}
	d.Sort()
	return d
}

func TestDiagrams(t *testing.T) {
	for name, want := range map[string]string{
		"mermaid": `erDiagram
  t1["customers"] {
    integer id PK
    text email UK
  }
  t2["nothing"]
  t3["sales.orders"] {
    bigint id PK
    integer customer_id FK "null"
    numeric(10_2) total
  }
  t3 }o--o| t1 : "orders_customer"
`,
		"dot": `digraph schema {
  rankdir=LR;
  node [shape=plain, fontname="sans-serif"];
  edge [fontname="sans-serif", fontsize=10];
  t1 [label=<
    <table border="0" cellborder="1" cellspacing="0">
      <tr><td colspan="3" bgcolor="lightgrey"><b>customers</b></td></tr>
      <tr><td align="left" port="c1">id</td><td align="left">integer</td><td>PK</td></tr>
      <tr><td align="left" port="c2">email</td><td align="left">text</td><td>UK</td></tr>
    </table>>];
  t2 [label=<
    <table border="0" cellborder="1" cellspacing="0">
      <tr><td colspan="3" bgcolor="lightgrey"><b>nothing</b></td></tr>
    </table>>];
  t3 [label=<
    <table border="0" cellborder="1" cellspacing="0">
      <tr><td colspan="3" bgcolor="lightgrey"><b>sales.orders</b></td></tr>
      <tr><td align="left" port="c1">id</td><td align="left">bigint</td><td>PK</td></tr>
      <tr><td align="left" port="c2">customer_id</td><td align="left">integer null</td><td>FK</td></tr>
      <tr><td align="left" port="c3">total</td><td align="left">numeric(10,2)</td><td></td></tr>
    </table>>];
  t3:c2 -> t1:c1 [label="orders_customer"];
}
`,
	} {
		have := draw(t, name, shop())
		if diff := cmp.Diff(want, have); diff != "" {
			t.Errorf("%s (-want +have):\n%s", name, diff)
		}
		parse(t, name, have)
	}
}

// hostile are names made to break out of where they stand.
var hostile = []string{
	"a b", `q"uote`, "it's", "two\nlines", "cr\rlf", "tab\t", "#35;", "#quot;", "%%", "%% comment", `back\slash`, `end\`, "]]", "}", "{", "<b>", "&amp;",
	"\u202ertl", "\u2028", "ünï", "日本", "1st", "", " ", "--", "||--o{", "::", ";", "`code`", "<script>alert(1)</script>", "title", "erDiagram", "direction",
	"PK", "uk", "FK(", "graph", "\x00", "\ufffe", strings.Repeat("n", 63), "a,b", "(", ")", "[", "*", "style", "classDef", "class", "\u00d7", "\u00a0", "emoji 😀", "$&",
}

func nasty() *schema.Database {
	d := &schema.Database{}
	for i, name := range hostile {
		t := &schema.Table{Kind: schema.KindTable, Schema: "s", Name: name}
		for n, column := range hostile {
			t.Columns = append(t.Columns, &schema.Column{
				Name: fmt.Sprint(column, n), Type: schema.Is(schema.Type{Schema: "x", Name: column, Args: "a\"b,\nc", Array: n%2 == 0}),
			})
		}
		t.Columns = append(t.Columns, &schema.Column{Name: name})
		t.ForeignKeys = []*schema.ForeignKey{{
			Name: name, Columns: []string{name}, RefSchema: "s", RefTable: hostile[(i+1)%len(hostile)], RefColumns: []string{hostile[(i+1)%len(hostile)]},
		}}
		d.Tables = append(d.Tables, t)
	}
	return d
}

// No name breaks out of its place: every line is of one of the few shapes that
// the notation has.
func TestNamesAreOnlyNames(t *testing.T) {
	text := `"[^"\n%\\#;]*"`
	word := `[A-Za-z_\x{c0}-\x{ffff}(][0-9A-Za-z_\[\]()\x{c0}-\x{ffff}]*`
	shapes := map[string]*regexp.Regexp{
		"mermaid": regexp.MustCompile(`^(erDiagram|  t\d+\[` + text + `]( \{)?|    ` + word + ` ` + word + `( (PK|FK|UK)(, (PK|FK|UK))*)?( ` + text + `)?|  \}|  t\d+ [}|][o|]--[o|][|] t\d+ : ` + text + `)$`),
		"dot": regexp.MustCompile(`^(digraph schema \{|  \w+=LR;|  (node|edge) \[.*\];|  t\d+ \[label=<|    <table [^<>]*>` +
			`|      <tr>(<td[^<>]*>(<b>)?[^<>]*(</b>)?</td>)+</tr>|    </table>>\];|  t\d+(:c\d+)? -> t\d+(:c\d+)? \[label="([^"\\]|\\\\|\\")*"\];|\})$`),
	}
	for name, shape := range shapes {
		have := draw(t, name, nasty())
		lines := strings.Split(strings.TrimSuffix(have, "\n"), "\n")
		for i, line := range lines {
			if !shape.MatchString(line) {
				t.Errorf("%s, line %d: %q", name, i+1, line)
			}
		}
		parse(t, name, have)
	}
}

func draw(t *testing.T, notation string, d *schema.Database) string {
	t.Helper()
	write := map[string]func(io.Writer, *schema.Database) error{"mermaid": diagram.Mermaid, "dot": diagram.Dot}[notation]
	var b bytes.Buffer
	if err := write(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// parse asks the real parsers, where SYNAPCHECK_DIAGRAM_PARSERS names a directory
// that has them: see testdata/parse.mjs.
func parse(t *testing.T, notation, text string) {
	t.Helper()
	dir := os.Getenv("SYNAPCHECK_DIAGRAM_PARSERS")
	if dir == "" {
		t.Logf("%s: only its shape was checked, SYNAPCHECK_DIAGRAM_PARSERS names no parsers", notation)
		return
	}
	c := exec.CommandContext(t.Context(), "node", "testdata/parse.mjs", dir, notation)
	c.Stdin = strings.NewReader(text)
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%.3000s", notation, err, out)
	}
	if len(bytes.TrimSpace(out)) == 0 {
		t.Errorf("%s: the parser found nothing", notation)
	}
}
