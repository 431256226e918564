package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/synapscale/synapcheck/cmd/config"
	"github.com/synapscale/synapcheck/codegen"
	"github.com/synapscale/synapcheck/codegen/gostruct"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect"
	"github.com/synapscale/synapcheck/inspect/live"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/inspect/scratch"
	"github.com/synapscale/synapcheck/report"
	"github.com/synapscale/synapcheck/testdata/synapscale"
)

func (a *app) demo() *cobra.Command {
	return &cobra.Command{
		Use:   "demo",
		Short: "tell the whole story on a built-in case, on a throwaway PostgreSQL",
		Long: `demo starts a PostgreSQL of its own, loads a database of five tables, and holds
it against Go models that lack 34 of its columns: it shows the drift, repairs a
copy of the models, compiles it, and compares again. It needs no configuration
and leaves nothing behind.`,
		GroupID: groupCheck,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			dir, err := os.MkdirTemp("", "synapcheck-demo-")
			if err != nil {
				return fmt.Errorf("starting the demo: %w", err)
			}
			defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
			d := &demonstration{app: a, dir: dir}
			return d.run(cmd.Context())
		},
	}
}

// A demonstration is one run of the demo in a directory of its own.
type demonstration struct {
	*app
	dir      string
	db       *scratch.DB
	required []config.Requirement
}

func (d *demonstration) heading(n int, text string) {
	fmt.Fprintf(d.stdout, "\n%d. %s\n\n", n, text)
}

func (d *demonstration) run(ctx context.Context) (err error) {
	done := d.progress("starting a PostgreSQL to throw away")
	opts := scratch.FromEnv(d.getenv)
	opts.Progress = d.downloading()
	server, err := scratch.Start(ctx, opts)
	if err != nil {
		done()
		return err
	}
	defer func() { err = errors.Join(err, server.Stop()) }()
	err = d.load(ctx, server)
	done()
	if err != nil {
		return err
	}

	first, err := d.compare(ctx)
	if err != nil {
		return err
	}
	d.heading(1, "A database and the Go models that should describe it")
	d.introduce(first)

	d.heading(2, fmt.Sprintf("What the requirements say is missing: %d columns", len(d.required)))
	if err := d.tick(first); err != nil {
		return err
	}

	d.heading(3, "What it costs: synapcheck diff")
	if err := d.show(first, true); err != nil {
		return err
	}

	d.heading(4, "The repair: synapcheck generate go --write")
	if err := d.repair(first); err != nil {
		return err
	}

	d.heading(5, "Do the repaired models compile?")
	if err := d.compile(ctx); err != nil {
		return err
	}

	d.heading(6, "Compared again")
	second, err := d.compare(ctx)
	if err != nil {
		return err
	}
	if err := d.show(second, false); err != nil {
		return err
	}
	if n := len(second.Findings); n > 0 {
		return fmt.Errorf("the repaired models still differ: %s", count(n, "finding"))
	}
	fmt.Fprint(d.stdout, `
Now yours:  synapcheck init && synapcheck diff
In CI:      synapcheck check
`)
	return nil
}

// load builds the database and copies the models.
func (d *demonstration) load(ctx context.Context, server *scratch.Server) error {
	db, err := server.NewDatabase(ctx)
	if err != nil {
		return err
	}
	d.db = db
	for _, name := range []string{"schema.sql", "seed.sql"} {
		sql, err := fs.ReadFile(synapscale.Files, name)
		if err != nil {
			return err
		}
		if err := db.Exec(ctx, string(sql)); err != nil {
			return fmt.Errorf("loading %s: %w", name, err)
		}
	}
	const list = "requirements.yaml"
	data, err := fs.ReadFile(synapscale.Files, list)
	if err != nil {
		return err
	}
	if d.required, err = config.Requirements(list, data); err != nil {
		return err
	}
	if err := os.CopyFS(d.dir, synapscale.Files); err != nil {
		return fmt.Errorf("copying the models: %w", err)
	}
	const module = "module synapscale\n\ngo 1.23\n"
	return os.WriteFile(filepath.Join(d.dir, "go.mod"), []byte(module), 0o644)
}

// A comparison is one comparison of the models with the database.
type comparison struct {
	*report.Report
	Findings []report.Finding
	diff     *diff.Diff
}

func (d *demonstration) compare(ctx context.Context) (*comparison, error) {
	p := &plan{
		config: &config.Config{},
		inspect: inspect.Options{
			Dir:  d.dir,
			Live: live.Options{Schemas: []string{"public"}},
		},
	}
	declared, err := p.read(ctx, "go:./models")
	if err != nil {
		return nil, err
	}
	liveDB, err := p.read(ctx, d.db.URL())
	if err != nil {
		return nil, err
	}
	// The throwaway server's database has a random name.
	liveDB.Name = "synapscale at a throwaway server"
	layer, err := d.layer(ctx, p, declared, liveDB)
	if err != nil {
		return nil, err
	}
	r := report.Build(programVersion(), []report.Layer{layer})
	return &comparison{r, r.Targets[0].Findings, layer.Diff}, nil
}

func (d *demonstration) introduce(c *comparison) {
	for _, t := range c.diff.Tables {
		if m := t.Model(); m != nil && t.Live != nil {
			fmt.Fprintf(d.stdout, "  %-12s %2d columns    %-12s %2d fields    %s\n",
				t.Live.Name, len(t.Live.Columns), m.Origin.Symbol(), len(m.Columns), m.Origin)
		}
	}
}

// tick holds every required column against what was found. It fails if the list
// and the findings are not the same.
func (d *demonstration) tick(c *comparison) error {
	undeclared := make(map[string]*schema.Column)
	for _, x := range c.diff.Differences {
		if x.Property == diff.Undeclared && x.LiveColumn != nil {
			undeclared[x.Object.Parent+"."+x.Object.Name] = x.LiveColumn
		}
	}
	table := ""
	for _, q := range d.required {
		col := undeclared[q.Table+"."+q.Column]
		if col == nil {
			return fmt.Errorf("the required column %s.%s was not found", q.Table, q.Column)
		}
		if q.Table != table {
			table = q.Table
			fmt.Fprintf(d.stdout, "  %s\n", table)
		}
		fmt.Fprintf(d.stdout, "    ✓ %-22s %s\n", q.Column, diff.Spell(col))
		delete(undeclared, q.Table+"."+q.Column)
	}
	if len(undeclared) > 0 || len(c.Findings) != len(d.required) {
		return fmt.Errorf("found %s, and the list has %d", count(len(c.Findings), "difference"), len(d.required))
	}
	fmt.Fprintf(d.stdout, "\n  All %d are in the database and in no model, and nothing else differs.\n", len(d.required))
	return nil
}

func (d *demonstration) show(c *comparison, all bool) error {
	format, err := report.ByName("text")
	if err != nil {
		return err
	}
	colored, err := d.colored()
	if err != nil {
		return err
	}
	return d.render(format, "", c.Report, report.Style{Color: colored, Width: d.width(), All: all})
}

func (d *demonstration) repair(c *comparison) error {
	plan, err := gostruct.Repair(os.DirFS(d.dir), c.diff, gostruct.Options{})
	if err != nil {
		return err
	}
	if err := codegen.Diff(d.stdout, plan.Files); err != nil {
		return err
	}
	if err := codegen.Write(d.dir, plan.Files); err != nil {
		return err
	}
	fmt.Fprintf(d.stdout, "\n  %s added in %s. Comments, methods, tags and order stay as they were.\n",
		count(len(plan.Added), "field"), count(len(plan.Files), "file"))
	return nil
}

func (d *demonstration) compile(ctx context.Context) error {
	goTool, err := exec.LookPath("go")
	if err != nil {
		fmt.Fprintln(d.stdout, "  Not tried: there is no go command here.")
		return nil
	}
	build := exec.CommandContext(ctx, goTool, "vet", "./...")
	build.Dir = d.dir
	// The copy is a module of its own, wherever the demo runs.
	// What it leaves when it is interrupted goes with the demo.
	build.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=mod", "GOPROXY=off", "GOTMPDIR="+d.dir)
	build.Cancel = func() error { return build.Process.Signal(os.Interrupt) }
	build.WaitDelay = 2 * time.Second
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("compiling the repaired models: %w\n%s", err, strings.TrimSpace(string(out)))
	}
	fmt.Fprintln(d.stdout, "  Yes: go vet ./... has nothing to say.")
	return nil
}
