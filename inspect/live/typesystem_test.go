package live_test

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"golang.org/x/tools/txtar"

	"github.com/synapscale/synapcheck/inspect/live"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

// TestEveryPropertyIsDescribed runs what testdata/typesystem holds as a
// superuser, and reads the outcome as a role that may do no more than log in.
// Lines that end in "-- since 17" or "-- before 17" are for servers from that
// version on, or older than it.
func TestEveryPropertyIsDescribed(t *testing.T) {
	files, err := filepath.Glob("testdata/typesystem/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files in testdata/typesystem: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			db := scratchtest.Database(t)
			admin := dial(t, db.AdminURL())
			bare := role(t, db, "")
			t.Cleanup(func() {
				conn, err := pgx.Connect(context.Background(), db.AdminURL())
				if err != nil {
					t.Error(err)
					return
				}
				defer conn.Close(context.Background())
				if _, err := conn.Exec(context.Background(), "reassign owned by synapcheck_test_"+db.Name()+" to synapcheck_admin"); err != nil {
					t.Error(err)
				}
			})
			script, want := since(t, string(archive.Files[0].Data)), since(t, string(archive.Files[1].Data))
			run(t, admin, strings.NewReplacer("$ADMIN", "synapcheck_admin", "$ROLE", "synapcheck_test_"+db.Name()).Replace(script))
			have := facts(read(t, bare, live.Options{AllowEmpty: true}))
			have = strings.ReplaceAll(have, "synapcheck_test_"+db.Name(), "$ROLE")
			if d := gocmp.Diff(want, have); d != "" && !*update {
				t.Errorf("%s (-want +have):\n%s", file, d)
			}
			if *update && want != have {
				archive.Files[1].Data = []byte(have)
				if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// since is the text without the lines for other servers.
func since(t *testing.T, text string) string {
	t.Helper()
	mark := regexp.MustCompile(` *-- (since|before) (\d+)$`)
	var b strings.Builder
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if m := mark.FindStringSubmatch(line); m != nil {
			version, err := strconv.Atoi(m[2])
			if err != nil {
				t.Fatal(err)
			}
			if (major(t) >= version) != (m[1] == "since") {
				continue
			}
			line = strings.TrimSuffix(line, m[0])
		}
		b.WriteString(line + "\n")
	}
	return b.String()
}

// facts are the objects and everything that is known about anything: owners
// other than the superuser, comments, rights and labels.
func facts(db *schema.Database) string {
	var lines []string
	var b strings.Builder
	add := func(name string, about schema.About) {
		fmt.Fprintf(&b, "%s\n", name)
		if o := about.Owner.Or("synapcheck_admin"); o != "synapcheck_admin" {
			fmt.Fprintf(&b, "  owner %s\n", o)
		}
		if c := about.Comment.Or(""); c != "" {
			fmt.Fprintf(&b, "  comment %s\n", c)
		}
		for _, g := range about.Grants.Or(nil) {
			fmt.Fprintf(&b, "  %s\n", grant(g))
		}
		for _, l := range about.Labels {
			fmt.Fprintf(&b, "  label %s: %s\n", l.Provider, l.Text)
		}
	}
	end := func() {
		lines = append(lines, b.String())
		b.Reset()
	}
	for _, s := range db.Schemas {
		if s.Name != "public" || len(s.Grants.Or(nil)) > 0 {
			add("schema "+s.Name, s.About)
			end()
		}
	}
	for _, e := range db.Enums {
		add(e.Ref().String(), e.About)
		end()
	}
	for _, d := range db.Domains {
		add(d.Ref().String(), d.About)
		for _, c := range d.Checks {
			fmt.Fprintf(&b, "  check %s: %s\n", c.Name, c.Comment.Or(""))
		}
		end()
	}
	for _, s := range db.Sequences {
		add(s.Ref().String(), s.About)
		end()
	}
	for _, table := range db.Tables {
		add(table.Ref().String(), table.About)
		for _, c := range table.Columns {
			fmt.Fprintf(&b, "  %s: %s\n", c.Name, c.Comment.Or(""))
			if c.Rare != nil {
				for _, g := range c.Rare.Grants {
					fmt.Fprintf(&b, "    %s\n", grant(g))
				}
				for _, l := range c.Rare.Labels {
					fmt.Fprintf(&b, "    label %s: %s\n", l.Provider, l.Text)
				}
				if n := c.Rare.NotNull; n != nil {
					fmt.Fprintf(&b, "    not null %s: %s\n", n.Name, n.Comment)
				}
			}
		}
		if k := table.PrimaryKey; k != nil {
			fmt.Fprintf(&b, "  primary key %s: %s\n", k.Name, k.Comment.Or(""))
		}
		for _, k := range table.Checks {
			fmt.Fprintf(&b, "  check %s: %s\n", k.Name, k.Comment.Or(""))
		}
		for _, x := range table.Indexes {
			fmt.Fprintf(&b, "  index %s: %s\n", x.Name, x.Comment.Or(""))
		}
		end()
	}
	for _, o := range changed(db.Objects) {
		if o.Kind == schema.KindExtension || o.Kind == schema.KindFunction && len(o.Grants.Or(nil)) == 0 && o.Comment.Or("") == "" {
			continue
		}
		name := o.Ref().String()
		if o.System {
			name = "system " + name
		}
		add(name, o.About)
		for _, p := range o.Properties {
			if o.Kind != schema.KindFunction {
				fmt.Fprintf(&b, "  %s = %s\n", p.Name, p.Value)
			}
		}
		end()
	}
	for _, c := range db.Counted {
		if c.Kind == schema.KindLargeObject {
			lines = append(lines, c.String()+"\n")
		}
	}
	for _, g := range db.Gaps {
		lines = append(lines, "gap: "+g.Subject+": "+g.Reason+"\n")
	}
	slices.SortStableFunc(lines, func(a, b string) int { return cmp.Compare(a, b) })
	return strings.Join(lines, "")
}

// changed leaves out the database itself where it is like every other.
func changed(objects []*schema.Object) []*schema.Object {
	return slices.DeleteFunc(slices.Clone(objects), func(o *schema.Object) bool {
		const made = 4 // encoding, two locales and their provider
		return o.Kind == schema.KindDatabase && len(o.Properties) == made && o.Comment.Or("") == "" && len(o.Grants.Or(nil)) == 0
	})
}

func grant(g schema.Grant) string {
	text := "grant " + strings.Join(g.Privileges, ", ") + " to " + g.Grantee
	if len(g.Grantable) > 0 {
		text += ", may pass on " + strings.Join(g.Grantable, ", ")
	}
	if g.Grantor != "" {
		text += ", by " + g.Grantor
	}
	return text
}
