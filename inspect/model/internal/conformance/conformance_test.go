package conformance

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"github.com/synapscale/synapcheck/inspect/model"
	"github.com/synapscale/synapcheck/inspect/model/beego"
	"github.com/synapscale/synapcheck/inspect/model/bun"
	"github.com/synapscale/synapcheck/inspect/model/gopg"
	"github.com/synapscale/synapcheck/inspect/model/gorm"
	"github.com/synapscale/synapcheck/inspect/model/gosrc"
	"github.com/synapscale/synapcheck/inspect/model/gostruct"
	"github.com/synapscale/synapcheck/inspect/model/reform"
	"github.com/synapscale/synapcheck/inspect/model/xorm"
	"github.com/synapscale/synapcheck/inspect/schema"
)

var dialects = map[string]*gosrc.StructDialect{
	"beego": beego.Dialect, "bun": bun.Dialect, "gopg": gopg.Dialect, "gorm": gorm.Dialect, "gostruct": gostruct.Dialect,
	"reform": reform.Dialect, "xorm": xorm.Dialect,
}

// An entry is an archive of the catalogue.
type entry struct {
	dialect, name string
	archive       *txtar.Archive
	models        []*expected
}

// expected is a model as our reader has it.
type expected struct {
	id, file, symbol string
	reader           string
	table            *schema.Table
	joins            map[string][]string // tables between it and others, with their columns
}

func (m *expected) columnNames() []string {
	var names []string
	for _, c := range m.table.Columns {
		names = append(names, c.Name)
	}
	return names
}

// waived is why a struct of the entry is not held against the library: the line
// "conformance: waived STRUCT: why" in its comment, or that without a name for
// all of them.
func (e *entry) waived(symbol string) string {
	prefix := "conformance: waived " + symbol + ": "
	if symbol == "" {
		prefix = "conformance: waived: "
	}
	for line := range strings.Lines(string(e.archive.Comment)) {
		if why, ok := strings.CutPrefix(line, prefix); ok {
			return strings.TrimSpace(why)
		}
	}
	return ""
}

type answer struct {
	Name    string
	Columns []struct {
		Name, Default, Type string
		Key, NotNull        bool
	}
	Uniques map[string][]string
	Joins   map[string][]string
	Error   string
}

// TestConformance runs the libraries on every entry that is not waived. Without
// the libraries it fails in CI, and is skipped for somebody who has no network.
func TestConformance(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds a program with every library")
	}
	entries := read(t)
	p := newProgram(t)
	var asked []*expected
	waived := 0
	for _, e := range entries {
		if why := e.waived(""); why != "" || len(e.models) == 0 {
			waived++
			continue
		}
		p.add(t, e)
		asked = append(asked, e.models...)
	}
	p.write(t, "ask/main.go", p.main())
	answers := p.run(t)
	for _, m := range asked {
		t.Run(m.id, func(t *testing.T) {
			for _, d := range m.differences(answers[m.id]) {
				t.Error(d)
			}
		})
	}
	t.Logf("%d models of %d entries asked, %d entries waived", len(asked), len(entries)-waived, waived)
}

func (p *program) run(t *testing.T) map[string]answer {
	t.Helper()
	out := filepath.Join(p.dir, "answers.json")
	cmd := exec.Command("go", "run", "-trimpath", "./ask", out)
	cmd.Dir = p.dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=readonly", "GOWORK=off")
	if text, err := cmd.CombinedOutput(); err != nil {
		if strings.Contains(string(text), "dial tcp") && os.Getenv("CI") != "true" {
			t.Skipf("the libraries cannot be fetched: %s", text)
		}
		t.Fatalf("%v\n%s", err, text)
	}
	data, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	answers := map[string]answer{}
	if err := json.Unmarshal(data, &answers); err != nil {
		t.Fatal(err)
	}
	return answers
}

// read reads the catalogue with our own readers.
func read(t *testing.T) []*entry {
	t.Helper()
	var all []*entry
	for _, name := range slices.Sorted(maps.Keys(dialects)) {
		files, err := filepath.Glob("../../../../testdata/model/" + name + "/*.txtar")
		if err != nil || len(files) == 0 {
			t.Fatalf("no entries of %s: %v", name, err)
		}
		for _, file := range files {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			e := &entry{dialect: name, name: strings.TrimSuffix(filepath.Base(file), ".txtar"), archive: archive}
			e.read(t)
			all = append(all, e)
		}
	}
	return all
}

func (e *entry) read(t *testing.T) {
	fsys := fstest.MapFS{}
	for _, f := range e.archive.Files {
		if f.Name != "want" {
			fsys[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	r, err := gosrc.Read(t.Context(), fsys, []string{"./..."}, dialects[e.dialect])
	if err != nil {
		return // an entry about an error
	}
	for _, table := range r.Database.Tables {
		m := &expected{
			id:   path.Join(e.dialect, e.name, table.Origin.File(), table.Origin.Symbol()),
			file: table.Origin.File(), symbol: table.Origin.Symbol(), reader: e.dialect, table: table, joins: map[string][]string{},
		}
		if strings.Contains(m.symbol, ".") {
			continue // a table between models has no struct
		}
		for _, join := range r.Database.Tables {
			if strings.HasPrefix(join.Origin.Symbol(), m.symbol+".") {
				m.joins[join.Name] = slices.Sorted(slices.Values((&expected{table: join}).columnNames()))
			}
		}
		for _, c := range table.Columns {
			if c.Host != nil {
				m.reader = c.Host.Reader
			}
		}
		if e.waived(m.symbol) == "" && m.reader != "database/sql" && m.reader != "" { // which map nothing by themselves
			e.models = append(e.models, m)
		}
	}
}

// differences are what the library says otherwise.
func (m *expected) differences(a answer) []string {
	if a.Error != "" {
		return []string{"the library fails: " + a.Error}
	}
	var all []string
	say := func(format string, args ...any) { all = append(all, fmt.Sprintf(format, args...)) }
	name := m.table.Name
	if m.table.Schema != "" {
		name = m.table.Schema + "." + name
	}
	if a.Name != "" && strings.ReplaceAll(a.Name, `"`, "") != name && m.table.Binding.How != "directive" {
		say("table: the library says %s, we %s", a.Name, name)
	}
	var ours, theirs []string
	ours = m.columnNames()
	for _, c := range a.Columns {
		theirs = append(theirs, c.Name)
	}
	slices.Sort(ours)
	slices.Sort(theirs)
	if !slices.Equal(ours, theirs) {
		say("columns: the library says %v, we %v", theirs, ours)
	}
	if silent[m.reader] {
		return all
	}
	for _, c := range a.Columns {
		col := m.table.Column(c.Name)
		if col == nil {
			continue
		}
		key := m.table.PrimaryKey != nil && slices.Contains(m.table.PrimaryKey.Columns, c.Name)
		if key != c.Key {
			say("key: for the library %s is in it: %t", c.Name, c.Key)
		}
		if notNull := col.NotNull.Or(false); notNull != c.NotNull && m.reader != "reform" && m.reader != "pop" {
			say("NOT NULL: for the library %s is: %t", c.Name, c.NotNull)
		}
		if def := col.Default.Or(""); c.Default != "" && def != c.Default && !strings.EqualFold(strings.Trim(def, "'"), strings.Trim(c.Default, "'")) {
			say("default of %s: the library says %q, we %q", c.Name, c.Default, def)
		}
		if typ, ok := col.Type.Get(); ok && c.Type != "" {
			parsed, _, err := model.CutType(c.Type)
			if err != nil || !slices.Contains(col.Type.Values(), parsed) {
				say("type of %s: the library says %s, we %s", c.Name, c.Type, typ)
			}
		}
	}
	for name, columns := range m.joins {
		if a.Joins != nil && !slices.Equal(a.Joins[name], columns) {
			say("join table %s: the library says %v, we %v", name, a.Joins[name], columns)
		}
	}
	return append(all, m.uniques(a)...)
}

// silent are the readers that say nothing but which columns they take.
var silent = map[string]bool{"sqlx": true, "scany": true, "pgx": true}

func (m *expected) uniques(a answer) []string {
	if a.Uniques == nil {
		return nil
	}
	ours := map[string]bool{}
	for _, u := range m.table.Uniques {
		ours[strings.Join(u.Columns, ",")] = true
	}
	for _, i := range m.table.Indexes {
		var columns []string
		for _, k := range i.Keys {
			columns = append(columns, k.Column)
		}
		if i.Unique.Or(false) {
			ours[strings.Join(columns, ",")] = true
		}
	}
	theirs := map[string]bool{}
	for _, columns := range a.Uniques {
		theirs[strings.Join(columns, ",")] = true
	}
	if !maps.Equal(ours, theirs) {
		return []string{fmt.Sprintf("unique: the library says %v, we %v", slices.Sorted(maps.Keys(theirs)), slices.Sorted(maps.Keys(ours)))}
	}
	return nil
}
