package main

import (
	"fmt"
	"io"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/synapscale/synapcheck/codegen/ddl"
	"github.com/synapscale/synapcheck/codegen/diagram"
	"github.com/synapscale/synapcheck/inspect"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/inspect/snapshot"
)

// descriptions are the formats in which a description can be printed.
var descriptions = map[string]func(io.Writer, *schema.Database) error{
	"text":    schema.Dump,
	"json":    snapshot.Write,
	"sql":     func(w io.Writer, d *schema.Database) error { return ddl.Write(w, d, ddl.Options{}) },
	"mermaid": diagram.Mermaid,
	"dot":     diagram.Dot,
}

const descriptionWords = "text, json, sql, mermaid or dot"

func (a *app) inspect() *cobra.Command {
	var sources sourceFlags
	var format, file string
	var fingerprint bool
	c := &cobra.Command{
		Use:   "inspect [SOURCE]",
		Short: "print what a source says of the database",
		Long: `inspect prints the description of one source: the live database, unless another
is named. --format json is a snapshot that any later run can use as a source,
sql is a script that rebuilds the database, and mermaid and dot draw its tables.
With --format json -o FILE, a database that has not changed since FILE was saved
is not read again. --fingerprint prints a line for each object that changes only
if the object does, and a last one for all of them.`,
		Example: `  synapcheck inspect
  synapcheck inspect go:./models
  synapcheck inspect postgres://localhost/app --format json -o snapshot.json
  synapcheck inspect --fingerprint
  synapcheck inspect --format sql | psql --dbname copy`,
		GroupID: groupCheck,
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			write := descriptions[format]
			if write == nil {
				return &usageError{fmt.Sprintf("--format %s: not a format of descriptions", format), descriptionWords}
			}
			if fingerprint {
				if cmd.Flags().Changed("format") {
					return &usageError{"--fingerprint and --format are both given", "leave one out; a snapshot holds the fingerprints too"}
				}
				write = snapshot.WriteFingerprints
			}
			p, name, err := a.single(&sources, args)
			if err != nil {
				return err
			}
			p.inspect.Live.Needs = format == "sql" || format == "json"
			p.inspect.Live.State = format == "json"
			shown := file
			if file != "" && !filepath.IsAbs(file) {
				file = filepath.Join(a.dir, file)
			}
			if format == "json" && file != "" && inspect.Server(name) && len(sources.tables) == 0 {
				// A file that is no snapshot, or none that is understood, is written anew.
				p.inspect.Known, _ = snapshot.Open(file).Read(cmd.Context())
			}
			done := a.progress("reading " + inspect.Shown(name))
			d, err := p.read(cmd.Context(), name)
			done()
			if err == nil && len(sources.tables) > 0 {
				d, err = narrow(d, sources.tables)
			}
			if err != nil {
				return err
			}
			if file == "" {
				return write(a.stdout, d)
			}
			if known := p.inspect.Known; known != nil && known.State != nil && d.State == known.State {
				a.note("the database is unchanged since %s was saved; nothing was read again", shown)
				return nil
			}
			if err := rewriteFile(file, func(w io.Writer) error { return write(w, d) }); err != nil {
				return fmt.Errorf("writing %s: %w", shown, err)
			}
			return nil
		},
	}
	sources.register(c)
	c.Flags().StringVar(&format, "format", "text", "`format`: "+descriptionWords)
	c.Flags().StringVarP(&file, "output", "o", "", "write to this `file` instead of stdout")
	c.Flags().BoolVar(&fingerprint, "fingerprint", false, "print the fingerprint of each object and of all")
	_ = c.RegisterFlagCompletionFunc("format", cobra.FixedCompletions([]string{"text", "json", "sql", "mermaid", "dot"}, cobra.ShellCompDirectiveNoFileComp))
	return c
}
