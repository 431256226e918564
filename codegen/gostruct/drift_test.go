package gostruct_test

import (
	"bytes"
	"context"
	"fmt"
	"go/format"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"github.com/synapscale/synapcheck/codegen"
	"github.com/synapscale/synapcheck/codegen/gostruct"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/diff/rule"
	"github.com/synapscale/synapcheck/inspect/model/bun"
	"github.com/synapscale/synapcheck/inspect/model/gorm"
	"github.com/synapscale/synapcheck/inspect/model/gosrc"
	db "github.com/synapscale/synapcheck/inspect/model/gostruct"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

// driftCatalogue are structs that agree with a database.
func driftCatalogue(t *testing.T) (files map[string]string, live *schema.Database) {
	t.Helper()
	a, err := txtar.ParseFile("../../testdata/codegen/drift/catalogue.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files = map[string]string{}
	script := ""
	for _, f := range a.Files {
		if f.Name == "schema.sql" {
			script = string(f.Data)
		} else {
			files[f.Name] = string(f.Data)
		}
	}
	return files, readSource(t, t.TempDir(), scratchtest.Database(t, script).URL())
}

// A drifted package is what a person may have made of the catalogue.
type drifted struct {
	files   fstest.MapFS
	renames map[string]string
	log     []string
}

// judge reads the structs with the readers of the program and compares.
func judge(files fs.FS, live *schema.Database, renames map[string]string) (*diff.Diff, []rule.Finding, error) {
	r, err := gosrc.Read(context.Background(), files, []string{"./..."}, gorm.Dialect, bun.Dialect, db.Dialect)
	if err != nil {
		return nil, nil, err
	}
	for _, g := range r.Database.Gaps {
		if strings.Contains(g.Reason, "well-formed") || strings.Contains(g.Reason, "has no option") {
			return nil, nil, fmt.Errorf("%s: %s", g.Subject, g.Reason)
		}
	}
	d := diff.Compare(r.Database, live, diff.Options{Renames: renames})
	return d, rule.Judge(d, rule.All()), nil
}

var fieldLine = regexp.MustCompile("^(\\s+)(\\w+(?:, \\w+)*)( +)([^`/ ]\\S*(?: \\S+)*?)( +`[^`]*`)?( +//.*)?$")

func isField(line string) bool {
	return fieldLine.MatchString(line) && !strings.HasSuffix(line, "*/")
}

// structLines are the lines of fields that stand for columns, by struct.
func structLines(text string) (at []int, of []string) {
	current := ""
	for i, line := range strings.Split(text, "\n") {
		if m := typeLine.FindStringSubmatch(line); m != nil {
			current = m[1]
			continue
		}
		if strings.TrimSpace(line) == "}" {
			current = ""
		}
		if current != "" && isField(line) && !strings.Contains(line, "BaseModel") && !strings.Contains(line, "loaded") {
			at, of = append(at, i), append(of, current)
		}
	}
	return at, of
}

var typeLine = regexp.MustCompile(`^\s*(?:type )?(\w+) struct \{`)

var tableOf = map[string]string{
	"Account": "accounts", "Session": "sessions", "Product": "products", "Vendor": "vendors", "Trip": "trips", "Stamps": "accounts",
}

var (
	columnIn = regexp.MustCompile(`(db:"|column:|bun:")(\w+)`)
	digits   = regexp.MustCompile(`(size:|\()(\d+)`)
)

// drawDrift changes the catalogue by lot.
func drawDrift(t *rapid.T, catalogue map[string]string) drifted {
	d := drifted{files: fstest.MapFS{"go.mod": {Data: []byte("module example.com/app\n\ngo 1.25\n")}}, renames: map[string]string{}}
	for _, name := range sortedKeys(catalogue) {
		text := catalogue[name]
		for range rapid.IntRange(0, 4).Draw(t, "changes of "+name) {
			text = d.change(t, name, text)
		}
		data := []byte(text)
		if rapid.IntRange(0, 3).Draw(t, "formatted") > 0 {
			if formatted, err := format.Source(data); err == nil {
				data = formatted
			}
		}
		if rapid.IntRange(0, 4).Draw(t, "windows") == 0 {
			data = bytes.ReplaceAll(data, []byte("\n"), []byte("\r\n"))
		}
		d.files[name] = &fstest.MapFile{Data: data, Mode: 0o644}
	}
	return d
}

func (d *drifted) change(t *rapid.T, name, text string) string {
	lines := strings.Split(text, "\n")
	at, of := structLines(text)
	if len(at) == 0 {
		return text
	}
	n := rapid.IntRange(0, len(at)-1).Draw(t, "field")
	i, owner := at[n], of[n]
	m := fieldLine.FindStringSubmatch(lines[i])
	put := func(parts ...string) { lines[i] = strings.Join(parts, "") }
	what := rapid.SampledFrom([]string{"remove", "retype", "rename", "reorder", "null", "option", "option", "enum", "extra"}).Draw(t, "what")
	d.log = append(d.log, what+" "+owner+"."+m[2])
	switch what {
	case "remove":
		lines = slices.Delete(lines, i, i+1)
	case "retype":
		types := []string{"int64", "int32", "int16", "string", "bool", "float64", "float32", "*string", "*int32", "[]byte", "time.Time"}
		put(m[1], m[2], m[3], rapid.SampledFrom(types).Draw(t, "type"), m[5], m[6])
	case "rename":
		c := columnIn.FindStringSubmatchIndex(m[5])
		if c == nil || owner == "Stamps" {
			break
		}
		column := m[5][c[4]:c[5]]
		put(m[1], m[2], m[3], m[4], m[5][:c[5]]+"_old"+m[5][c[5]:], m[6])
		if rapid.IntRange(0, 3).Draw(t, "confirmed") > 0 {
			d.renames[tableOf[owner]+"."+column+"_old"] = column
		}
	case "reorder":
		if n+1 < len(at) && of[n+1] == owner {
			lines[i], lines[at[n+1]] = lines[at[n+1]], lines[i]
		}
	case "null":
		typ, pointer := strings.CutPrefix(m[4], "*")
		switch {
		case pointer:
			put(m[1], m[2], m[3], typ, m[5], m[6])
		case !strings.Contains(typ, ".Null") && !strings.HasPrefix(typ, "["):
			put(m[1], m[2], m[3], "*"+typ, m[5], m[6])
		}
	case "option":
		put(m[1], m[2], m[3], m[4], drawOption(t, m[5]), m[6])
	case "enum":
		gone := rapid.SampledFrom([]string{"PlanTeam", "PlanEnterprise"}).Draw(t, "constant")
		if !strings.Contains(text, "AllPlans = []Plan{PlanFree, PlanTeam, PlanEnterprise}") {
			break
		}
		text = regexp.MustCompile(`(?m)^\t`+gone+` .*\n`).ReplaceAllString(strings.Join(lines, "\n"), "")
		text = strings.NewReplacer(", "+gone, "", ",\n\t\t"+gone, "", " || p == "+gone, "").Replace(text)
		return text
	case "extra":
		column := fmt.Sprintf("zz%d_gone", len(d.log))
		tag := map[string]string{"shop": `gorm:"column:%s"`, "fleet": `bun:"%s"`, "accounts": `db:"%s" json:"-"`}[strings.Split(name, "/")[0]]
		line := fmt.Sprintf("%sZz%d *string `"+tag+"`", m[1], len(d.log), column)
		lines = slices.Insert(lines, i+1, line)
	}
	return strings.Join(lines, "\n")
}

// drawOption changes an option of a gorm or bun tag.
func drawOption(t *rapid.T, tag string) string {
	sep := ";"
	if strings.Contains(tag, "bun:") {
		sep = ","
	} else if !strings.Contains(tag, "gorm:") {
		return tag
	}
	switch rapid.IntRange(0, 4).Draw(t, "option") {
	case 0:
		return digits.ReplaceAllString(tag, "${1}1${2}")
	case 1:
		return regexp.MustCompile(sep+`not ?null`).ReplaceAllString(tag, "")
	case 2:
		return regexp.MustCompile(`default:[^;,"]+`).ReplaceAllString(tag, "default:7")
	case 3:
		if strings.Contains(tag, "unique") || strings.Contains(tag, "primaryKey") {
			return tag
		}
		return regexp.MustCompile(`((?:gorm|bun):"[^"]*)"`).ReplaceAllString(tag, "${1}"+sep+"unique\"")
	}
	more := sep + "notnull"
	if sep == ";" {
		more = ";index:idx_drifted"
	}
	if strings.Contains(tag, "notnull") {
		return tag
	}
	return regexp.MustCompile(`((?:gorm|bun):"[^"]*)"`).ReplaceAllString(tag, "${1}"+more+"\"")
}

func sortedKeys(m map[string]string) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// Structs that have drifted in any way are mended: what is left was refused, the
// code compiles, no other line has changed, and a second repair has nothing to do.
// make repair-property does it often.
func TestRepairMendsAnyDrift(t *testing.T) {
	catalogue, live := driftCatalogue(t)
	whole := fstest.MapFS{}
	for name, text := range catalogue {
		whole[name] = &fstest.MapFile{Data: []byte(text)}
	}
	if _, found, err := judge(whole, live, nil); err != nil || len(found) > 0 {
		t.Fatalf("the catalogue does not agree: %v %+v", err, found)
	}
	if err := compile(whole); err != nil {
		t.Fatal(err)
	}
	var runs, changes, findings, refused, compiled atomic.Int64
	rapid.Check(t, func(t *rapid.T) {
		d := drawDrift(t, catalogue)
		show := func(plan *gostruct.Plan) string {
			var b strings.Builder
			fmt.Fprintln(&b, strings.Join(d.log, ", "))
			_ = codegen.Diff(&b, plan.Files)
			for _, r := range plan.Refused {
				fmt.Fprintf(&b, "refused %s: %s\n", r.Object, r.Reason)
			}
			return b.String()
		}
		how := gostruct.Options{Info: true, Prune: true, Uncertain: true}
		before, found, err := judge(d.files, live, d.renames)
		if err != nil {
			t.Skip(err) // two fields of a column, no column at all
		}
		plan, err := gostruct.Repair(d.files, before, how)
		if err != nil {
			t.Fatalf("%v\n%s", err, strings.Join(d.log, ", "))
		}
		after := fstest.MapFS{}
		for name, f := range d.files {
			after[name] = f
		}
		for _, f := range plan.Files {
			after[f.Path] = &fstest.MapFile{Data: f.After}
			if reason := unconcerned(f.Path, string(f.Before), string(f.After), plan); reason != "" {
				t.Fatalf("%s: %s\n%s", f.Path, reason, show(plan))
			}
		}
		runs.Add(1)
		changes.Add(int64(len(d.log)))
		findings.Add(int64(len(found)))
		refused.Add(int64(len(plan.Refused)))
		if compile(d.files) == nil {
			compiled.Add(1)
			if err := compile(after); err != nil {
				t.Fatalf("%v\n%s", err, show(plan))
			}
		}
		rest, found, err := judge(after, live, d.renames)
		if err != nil {
			t.Fatalf("%v\n%s", err, show(plan))
		}
		for _, f := range found {
			if f.Difference != nil && f.Difference.Verdict == diff.Unsure {
				continue // nobody can tell, a repair neither
			}
			if !slices.ContainsFunc(plan.Refused, func(r gostruct.Refusal) bool { return r.Object == f.Object }) {
				t.Fatalf("still %s %s: %s, %s\n%s", f.Rule, f.Object, f.Message, f.Consequence, show(plan))
			}
		}
		again, err := gostruct.Repair(after, rest, how)
		if err != nil || len(again.Files) > 0 {
			t.Fatalf("repaired twice: %v\n%s\nand\n%s", err, show(plan), show(again))
		}
	})
	t.Logf("%d runs with %d changes and %d findings, %d refused; %d compiled before and after", runs.Load(), changes.Load(), findings.Load(), refused.Load(), compiled.Load())
}

// unconcerned names a line that has changed and stands for nothing that the plan
// speaks of; empty if there is none.
func unconcerned(file, before, after string, plan *gostruct.Plan) string {
	concerned := map[string]bool{}
	for _, x := range plan.Added {
		concerned[x.Struct+"."+x.Field] = true
	}
	for _, x := range plan.Altered {
		concerned[x.Struct+"."+x.Field] = true
	}
	for _, x := range plan.Renamed {
		concerned[x.Struct+"."+x.Field] = true
	}
	for _, x := range plan.Removed {
		concerned[x.Struct+"."+x.Field] = true
		concerned["comment of "+x.Struct+"."+x.Field] = true
	}
	plain := strings.ReplaceAll(before, "\r\n", "\n")
	formatted, err := format.Source([]byte(plain))
	tidy := err == nil && string(formatted) == plain
	// A line that several fields share is concerned as a whole.
	kept(before, concerned, true)
	old, now := kept(before, concerned, false), kept(after, concerned, false)
	i := 0
	for n, line := range now {
		if i < len(old) && strings.TrimSpace(old[i]) == "" && strings.TrimSpace(line) != "" && i > 0 && typeLine.MatchString(old[i-1]) {
			i++ // an empty line below the opening brace
		}
		switch {
		case i < len(old) && old[i] == line:
			i++
		case i < len(old) && tidy && strings.HasPrefix(line, "\t") && strings.Join(strings.Fields(old[i]), " ") == strings.Join(strings.Fields(line), " "):
			i++
		case strings.TrimSpace(line) == "" && n > 0: // that keeps embedded structs apart
		default:
			was := "(the end)"
			if i < len(old) {
				was = old[i]
			}
			return fmt.Sprintf("%q was %q", line, was)
		}
	}
	if i < len(old) {
		return fmt.Sprintf("%q is gone", old[i])
	}
	return ""
}

// withoutComment drops the comment that the lines end with.
func withoutComment(lines []string) []string {
	for len(lines) > 0 {
		last := strings.TrimSpace(lines[len(lines)-1])
		switch {
		case strings.HasSuffix(last, "*/"):
			for !strings.Contains(lines[len(lines)-1], "/*") {
				lines = lines[:len(lines)-1]
			}
		case !strings.HasPrefix(last, "//"):
			return lines
		}
		lines = lines[:len(lines)-1]
	}
	return lines
}

var constantLine = regexp.MustCompile(`\bPlan(Free|Team|Enterprise)\b`)

// kept are the lines that nothing is to happen to.
func kept(text string, concerned map[string]bool, learn bool) []string {
	var lines []string
	current, importing := "", false
	all := strings.Split(text, "\n")
	for i, line := range all {
		bare := strings.TrimSuffix(line, "\r")
		switch {
		case strings.HasPrefix(bare, "import ("):
			importing = true
			continue
		case importing:
			importing = bare != ")"
			continue
		case strings.HasPrefix(bare, "import "), constantLine.MatchString(bare):
			continue
		}
		if m := typeLine.FindStringSubmatch(bare); m != nil {
			current = m[1]
		} else if strings.TrimSpace(bare) == "}" {
			current = ""
		} else if m := fieldLine.FindStringSubmatch(bare); current != "" && m != nil {
			names := strings.Split(m[2], ", ")
			if slices.ContainsFunc(names, func(n string) bool { return concerned[current+"."+n] }) {
				if concerned["comment of "+current+"."+names[0]] && !isField(strings.TrimSuffix(all[i-1], "\r")) { // which went with the field
					lines = withoutComment(lines)
				}
				for _, n := range names {
					if learn {
						concerned[current+"."+n] = true
					}
				}
				continue
			}
		}
		lines = append(lines, line)
	}
	return lines
}
