package main

import (
	"fmt"
	"io"

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
	var format string
	c := &cobra.Command{
		Use:   "inspect [SOURCE]",
		Short: "print what a source says of the database",
		Long: `inspect prints the description of one source: the live database, unless another
is named. --format json is a snapshot that any later run can use as a source,
sql is a script that rebuilds the database, and mermaid and dot draw its tables.`,
		Example: `  synapcheck inspect
  synapcheck inspect go:./models
  synapcheck inspect postgres://localhost/app --format json > snapshot.json
  synapcheck inspect --format sql | psql --dbname copy`,
		GroupID: groupCheck,
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			write := descriptions[format]
			if write == nil {
				return &usageError{fmt.Sprintf("--format %s: not a format of descriptions", format), descriptionWords}
			}
			p, name, err := a.single(&sources, args)
			if err != nil {
				return err
			}
			p.inspect.Live.Needs = format == "sql"
			done := a.progress("reading " + inspect.Shown(name))
			d, err := p.read(cmd.Context(), name)
			done()
			if err != nil {
				return err
			}
			return write(a.stdout, d)
		},
	}
	sources.register(c)
	c.Flags().StringVar(&format, "format", "text", "`format`: "+descriptionWords)
	_ = c.RegisterFlagCompletionFunc("format", cobra.FixedCompletions([]string{"text", "json", "sql", "mermaid", "dot"}, cobra.ShellCompDirectiveNoFileComp))
	return c
}
