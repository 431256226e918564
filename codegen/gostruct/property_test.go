package gostruct_test

import (
	"bytes"
	"fmt"
	"go/format"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"github.com/synapscale/synapcheck/codegen/gostruct"
)

// A drawnColumn is the type of a column and that of its field.
type drawnColumn struct{ sql, goType string }

var drawnTypes = []drawnColumn{
	{sql: "int8 not null", goType: "int64"},
	{sql: "text", goType: "*string"},
	{sql: "text", goType: "sql.NullString"},
	{sql: "varchar(20) not null", goType: "string"},
	{sql: "timestamptz", goType: "*time.Time"},
	{sql: "jsonb not null", goType: "json.RawMessage"},
	{sql: "bool not null", goType: "bool"},
	{sql: "text[]", goType: "[]string"},
	{sql: "numeric not null", goType: "string"},
	{sql: "bytea", goType: "[]byte"},
}

// drawStruct writes a struct whose fields stand in every sort of company, and
// describes its table; the dropped columns are missing in it.
func drawStruct(t *rapid.T, name string) (src, table string) {
	style := rapid.SampledFrom([]string{`db:"%s"`, `db:"%s" json:"%[1]s"`, `json:"%s,omitempty" db:"%[1]s"`, `gorm:"column:%s;not null" db:"%[1]s"`, `db:"%s"    json:"%[1]s"`}).Draw(t, "style")
	names := rapid.SliceOfNDistinct(rapid.StringMatching(`[a-z]{1,3}(_[a-z]{1,7})?`), 1, 10, rapid.ID[string]).Draw(t, "columns")
	var b strings.Builder
	fmt.Fprintf(&b, "// %s is a row.\ntype %s struct {%s\n", name, name, rapid.SampledFrom([]string{"", " // behind the brace", "\n\t// detached\n"}).Draw(t, "open"))
	if rapid.Bool().Draw(t, "base") {
		b.WriteString("\tBase\n" + rapid.SampledFrom([]string{"", "\n"}).Draw(t, "gap"))
	}
	table = fmt.Sprintf("table %ss = models/m.go %s\n", strings.ToLower(name), name)
	seen := map[string]bool{}
	for i, column := range names {
		// Fields are named by number, so that those added collide with none.
		c := drawnTypes[rapid.IntRange(0, len(drawnTypes)-1).Draw(t, "type")]
		if key := strings.ReplaceAll(column, "_", ""); seen[key] || key == "id" {
			continue
		} else {
			seen[key] = true
		}
		table += "  " + column + " " + c.sql + "\n"
		if rapid.Bool().Draw(t, "dropped") {
			continue
		}
		switch rapid.IntRange(0, 5).Draw(t, "above") {
		case 0:
			b.WriteString("\n")
		case 1:
			fmt.Fprintf(&b, "\t// F%d is documented.\n", i)
		case 2:
			b.WriteString("\n\t// Set apart.\n\n")
		case 3:
			fmt.Fprintf(&b, "\t/* block\n\tof two lines */\n")
		}
		fmt.Fprintf(&b, "\tF%d %s `"+style+"`", i, c.goType, column)
		b.WriteString(rapid.SampledFrom([]string{"\n", "\n", " // behind\n", " /* behind */\n", "\n\t// below\n"}).Draw(t, "behind"))
	}
	if rapid.Bool().Draw(t, "more") {
		b.WriteString("\n\tother, more int // no columns\n\tRel *" + name + " `db:\"-\"`\n")
	}
	b.WriteString("}\n\nfunc (x *" + name + ") method() string {\n\treturn `raw }\n\tstring`\n}\n\n")
	return b.String(), table
}

const drawnHead = `// Package models is drawn by lot.
package models

import (
	"database/sql" // with a comment
	"encoding/json"
	"time"
)

type Base struct {
	ID int64 ` + "`db:\"id\"`" + `
}

var _ = []any{sql.ErrNoRows, json.Valid, time.Second}

`

func TestOnlyWhatIsMissingIsAdded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		src, tables := drawnHead, ""
		for _, name := range []string{"Alpha", "Beta"} {
			s, table := drawStruct(t, name)
			src, tables = src+s, tables+table
		}
		if rapid.Bool().Draw(t, "formatted") {
			formatted, err := format.Source([]byte(src))
			if err != nil {
				t.Fatalf("%v\n%s", err, src)
			}
			src = string(formatted)
		}
		data := []byte(src)
		if rapid.Bool().Draw(t, "windows") {
			data = bytes.ReplaceAll(data, []byte("\n"), []byte("\r\n"))
		}
		c := &testCase{files: fstest.MapFS{"models/m.go": {Data: data, Mode: 0o640}}, tables: tables}
		plan, err := c.repair()
		if err != nil {
			t.Fatalf("%v\n%s", err, src)
		}
		lacking := strings.Count(tables, "\n  ")
		if len(plan.Refused) > 0 || len(plan.Added) > lacking {
			t.Fatalf("%d added, refused: %v", len(plan.Added), plan.Refused)
		}
		for _, f := range plan.Files {
			if reason := untouched(string(f.Before), string(f.After), plan); reason != "" {
				t.Fatalf("%s\n%s\n---\n%s", reason, f.Before, f.After)
			}
		}
		if err := compile(c.repaired(plan)); err != nil {
			t.Fatalf("%v\n%s", err, c.repaired(plan)["models/m.go"].Data)
		}
		second := &testCase{files: c.repaired(plan), tables: tables}
		again, err := second.repair()
		if err != nil || len(again.Files) > 0 {
			t.Fatalf("repaired twice: %v\n%s", err, c.repaired(plan)["models/m.go"].Data)
		}
	})
}

// untouched says which line has not survived: without the lines of the new
// fields, the file must be what it was, byte for byte outside the structs that
// got fields, and but for alignment in them.
func untouched(before, after string, plan *gostruct.Plan) string {
	added := map[int]bool{}
	for _, x := range plan.Added {
		added[x.Origin.Line()] = true
	}
	old, repaired := strings.Split(before, "\n"), strings.Split(after, "\n")
	formatted, err := format.Source([]byte(strings.ReplaceAll(before, "\r\n", "\n")))
	tidy := err == nil && string(formatted) == strings.ReplaceAll(before, "\r\n", "\n")
	i, inside := 0, false
	for n, line := range repaired {
		if added[n+1] {
			if !inside {
				return fmt.Sprintf("line %d was added outside a struct", n+1)
			}
			continue
		}
		if strings.HasPrefix(line, "type ") {
			inside = true
		}
		if i == len(old) {
			return fmt.Sprintf("line %d is new: %q", n+1, line)
		}
		switch {
		case old[i] == line:
		case inside && tidy && strings.Join(strings.Fields(old[i]), "") == strings.Join(strings.Fields(line), ""):
		case inside && strings.TrimSpace(line) == "" && strings.TrimSpace(repaired[max(n-1, 0)]) == "Base":
			continue // the line that keeps embedded structs apart
		default:
			return fmt.Sprintf("line %d was %q and is %q", n+1, old[i], line)
		}
		i++
		if strings.HasPrefix(line, "}") {
			inside = false
		}
	}
	if i != len(old) {
		return fmt.Sprintf("line %d is gone: %q", i+1, old[i])
	}
	return ""
}
