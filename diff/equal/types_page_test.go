package equal

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/synapscale/synapcheck/inspect/schema"
)

var updatePage = flag.Bool("update", false, "rewrite docs/types.md")

const typesPage = "../../docs/types.md"

// The page is written from the tables that comparisons use.
func TestTypesPageIsUpToDate(t *testing.T) {
	want := typesText(t)
	if *updatePage {
		if err := os.WriteFile(typesPage, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(typesPage)
	if err != nil {
		t.Fatal(err)
	}
	if string(have) != want {
		t.Error("docs/types.md is not what the tables say; write it with make docs")
	}
}

func typesText(t *testing.T) string {
	columns, _ := markedColumns(t)
	hosts, _ := readMarks(t)
	var b strings.Builder
	b.WriteString(typesHead)
	for _, name := range columns {
		if strings.Contains(name, "#") {
			continue
		}
		typ := markedType(t, name)
		c, known := columnOf(typ, markedEnv)
		if !known {
			continue
		}
		var rows []string
		for _, host := range hosts {
			if row := typesRow(host, c, typ); row != "" {
				rows = append(rows, row)
			}
		}
		fmt.Fprintf(&b, "\n## %s\n\n| Go | pgx | pgx/stdlib | lib/pq | GORM | what is lost |\n|---|---|---|---|---|---|\n%s", name, strings.Join(rows, ""))
	}
	return b.String()
}

// typesRow is empty for a host that nobody reads the column into.
func typesRow(host string, c column, typ schema.Type) string {
	var cells []string
	var lost []string
	h := markedHost(host)
	possible := false
	for r := range readers {
		held := hold(r, h, c)
		if held.Grade == GradeUnknown || r == readPQ && strings.Contains(host, pgtypePkg) {
			cells = append(cells, "unsure")
			continue
		}
		cells = append(cells, held.Grade.String())
		possible = possible || held.Grade != Impossible
		if held.Grade == Lossy && !slices.Contains(lost, held.Consequence) {
			lost = append(lost, held.Consequence)
		}
	}
	if !possible {
		return ""
	}
	return fmt.Sprintf("| `%s` | %s | %s |\n", host, strings.Join(cells, " | "), strings.ReplaceAll(strings.Join(lost, "; "), "|", "\\|"))
}

const typesHead = `# What a Go type holds

Written from the tables that comparisons use; make docs writes it again.

For each type of column this page says how the types of Go fare that hold any of its
values: over pgx itself, over database/sql with the driver of pgx and with lib/pq, and
over GORM. A type that is not listed under a column holds none of its values, or
only such as happen to have the right form: there the grade is *impossible*. NULL is
another question, and so are values that are no number and no moment, such as the
infinite date.

| grade | means | is reported as |
|---|---|---|
| exact | every value of each has its counterpart in the other | nothing |
| lossless | every value of the column fits | nothing |
| lossy | some values lose something, or fail to be read or written | a warning; an error where an integer is out of range |
| impossible | no value, or hardly any, can be read | an error |
| unsure | it was never measured | nothing, and it is listed as not compared |

Which driver a module has is taken from how it opens connections, from its imports and
from its go.mod; synapcheck doctor shows it. Where the code does not tell, the kindest
of the drivers counts. Where GORM is used over lib/pq, the kinder of the two does.

Domains are what they are made from. Whatever is not on this page is unsure: composite
types, arrays of domains, types of extensions, types of Go with a Scan method.

Every grade is held against a measurement: values at the limits of each type were read
into each Go type and written back on a real server with the real libraries, and a
test compares. Two of the four readers are measured again on every run of the tests.
Where the grade is not what the measurement alone says, the reason is written in
diff/equal/holds_waivers_test.go.
`
