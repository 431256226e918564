package main

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/diff/rule"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/report"
)

// compared is the outcome of comparing every declared source with the live one.
type compared struct {
	plan   *plan
	layers []report.Layer
	live   *schema.Database
}

// compareAll reads both sides and compares them.
func (a *app) compareAll(ctx context.Context, p *plan) (*compared, error) {
	done := sync.OnceFunc(a.progress("reading models and database"))
	defer done()
	// The models are read first: they cost little, and a mistake in them should
	// not wait for the database.
	declared, err := p.declaredDatabases(ctx)
	if err != nil {
		return nil, err
	}
	p.inspect.Known = formerReading(declared)
	live, err := p.readLive(ctx)
	if err != nil {
		return nil, err
	}
	c := &compared{plan: p, live: live}
	for _, d := range declared {
		layer, err := a.layer(ctx, p, d, live)
		if err != nil {
			return nil, err
		}
		c.layers = append(c.layers, layer)
	}
	done() // before anything else is said
	_, _, unused := rule.Accept(p.found, p.ignored())
	for _, x := range unused {
		if r, err := rule.Lookup(x.Rule); err == nil && r.Layer != "" {
			continue // of the advice, which is not always looked for
		}
		a.note("synapcheck.yaml: the ignore entry for %s matches nothing (reason: %s)", cmp.Or(x.Rule, strings.Join(x.Objects, ", ")), x.Reason)
	}
	for _, pattern := range diff.Unmatched(p.compare, append(declared, live)...) {
		a.note("%s: the pattern %s matches nothing", cmp.Or(p.config.Where(pattern), "on the command line"), pattern)
	}
	return c, nil
}

// formerReading is the description among those that a server was read into; nil
// if none is. Where that server is the live side and has not changed since, it
// need not be read again.
func formerReading(ds []*schema.Database) *schema.Database {
	i := slices.IndexFunc(ds, func(d *schema.Database) bool { return d.State != nil })
	if i < 0 {
		return nil
	}
	return ds[i]
}

// layer compares one declared source and judges what was found.
func (a *app) layer(ctx context.Context, p *plan, declared, live *schema.Database) (report.Layer, error) {
	d, err := a.compareTwo(ctx, p, declared, live)
	if err != nil {
		return report.Layer{}, err
	}
	if err := nothingCompared(d); err != nil {
		return report.Layer{}, err
	}
	findings, err := rule.Apply(rule.Judge(d, rule.All()), p.overrides())
	if err != nil {
		return report.Layer{}, err
	}
	p.found = append(p.found, findings...)
	open, accepted, _ := rule.Accept(findings, append(p.ignored(), p.off()...))
	return report.Layer{Diff: d, Findings: open, Accepted: accepted}, nil
}

// An unmatchedError reports a comparison in which no model met a table: a wrong
// database or a wrong directory, which must not pass for agreement.
type unmatchedError struct {
	declared, live string
	models, tables int
}

func (e *unmatchedError) Error() string {
	return fmt.Sprintf("nothing to compare: none of the %d models of %s is a table of %s, which has %d",
		e.models, e.declared, e.live, e.tables)
}

// Hint says what is likely to be wrong.
func (e *unmatchedError) Hint() string {
	return "is it the right database and schema? synapcheck doctor shows what was found on both sides;\n" +
		"write //synapcheck:table NAME above a struct whose table has another name"
}

func nothingCompared(d *diff.Diff) error {
	for _, p := range d.Tables {
		if len(p.Declared) > 0 {
			return nil
		}
	}
	return &unmatchedError{d.Declared.Name, d.Live.Name, len(d.Declared.Tables), len(d.Live.Tables)}
}

// outputs are where the report goes and in which formats.
type outputs struct {
	specs []string
	all   bool
	ascii bool
}

func (o *outputs) register(c *cobra.Command) {
	c.Flags().StringArrayVarP(&o.specs, "output", "o", nil,
		"`format[=file]` of the report: "+strings.Join(formatNames(), ", ")+" (repeatable; default text)")
	c.Flags().BoolVar(&o.all, "all", false, "print every finding and every gap in full")
	c.Flags().BoolVar(&o.ascii, "ascii", false, "use no characters beyond ASCII")
	_ = c.RegisterFlagCompletionFunc("output", cobra.FixedCompletions(formatNames(), cobra.ShellCompDirectiveNoFileComp))
}

func formatNames() []string {
	var names []string
	for _, f := range report.All() {
		names = append(names, f.Name)
	}
	return names
}

// write renders the report in every format that was asked for. All formats are
// known to exist and all files to be distinct before the first is written.
func (a *app) write(r *report.Report, o *outputs, profile string) error {
	specs := o.specs
	if len(specs) == 0 {
		specs = []string{"text"}
	}
	type job struct {
		format *report.Format
		file   string
	}
	var jobs []job
	files := make(map[string]string)
	for _, spec := range specs {
		name, file, named := strings.Cut(spec, "=")
		if named && file == "" {
			return &usageError{fmt.Sprintf("-o %s: it names no file", spec), "write " + spec + "FILE, or " + name + " for stdout"}
		}
		format, err := report.ByName(name)
		if err != nil {
			return fmt.Errorf("-o %s: %w", spec, err)
		}
		if file != "" && !filepath.IsAbs(file) {
			file = filepath.Join(a.dir, file)
		}
		if other, taken := files[file]; taken {
			return &usageError{fmt.Sprintf("-o %s and -o %s go to the same place", other, spec), "name a file for one of them: -o " + name + "=FILE"}
		}
		files[file] = spec
		jobs = append(jobs, job{format, file})
	}
	colored, err := a.colored()
	if err != nil {
		return err
	}
	for _, j := range jobs {
		style := report.Style{ASCII: o.ascii, All: o.all, Profile: profile}
		if j.file == "" {
			style.Color, style.Width = colored, a.width()
		}
		if err := a.render(j.format, j.file, r, style); err != nil {
			return err
		}
	}
	return nil
}
