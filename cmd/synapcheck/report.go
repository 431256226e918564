package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/synapscale/synapcheck/cmd/config"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/diff/requirement"
	"github.com/synapscale/synapcheck/inspect/model"
	"github.com/synapscale/synapcheck/report"
)

func (a *app) report() *cobra.Command {
	var sources sourceFlags
	var out outputs
	var known baselineFlag
	var list string
	c := &cobra.Command{
		Use:   "report [RUN.json | DECLARED [LIVE]]",
		Short: "write the report, from a saved run or a new one",
		Long: `report compares as diff does and writes what it finds; given a run that
-o json=RUN.json has saved, it writes that again in any format, without a
database. --requirements holds a list of required columns against both sides. It
exits 0 whatever it finds: the gate is check.`,
		Example: `  synapcheck report run.json -o markdown=comment.md -o sarif=drift.sarif
  synapcheck report --requirements requirements.yaml`,
		GroupID: groupCheck,
		Args:    cobra.MaximumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 && strings.HasSuffix(args[0], ".json") && !strings.Contains(args[0], ":") {
				if len(args) > 1 || list != "" {
					return &usageError{"a saved run is written as it is", "leave out the database and --requirements"}
				}
				r, err := a.saved(args[0])
				if err != nil {
					return err
				}
				return a.write(r, &out, "")
			}
			p, err := a.plan(&sources, args)
			if err != nil {
				return err
			}
			var required []requirement.Requirement
			if list != "" {
				if required, err = a.required(list); err != nil {
					return err
				}
			}
			r, found, err := a.runOn(cmd.Context(), p, &known)
			if err != nil {
				return err
			}
			if list != "" {
				diffs := make([]*diff.Diff, len(found.layers))
				for i, l := range found.layers {
					diffs[i] = l.Diff
				}
				r.Require(requirement.Judge(required, found.live, diffs))
			}
			return a.write(r, &out, p.config.Profile)
		},
	}
	sources.register(c)
	out.register(c)
	known.register(c)
	c.Flags().StringVar(&list, "requirements", "", "`file` that lists required columns")
	return c
}

func (a *app) path(file string) string {
	if filepath.IsAbs(file) {
		return file
	}
	return filepath.Join(a.dir, file)
}

func (a *app) saved(file string) (*report.Report, error) {
	data, err := os.ReadFile(a.path(file))
	if err != nil {
		return nil, fmt.Errorf("reading report: %w", err)
	}
	return report.Read(bytes.NewReader(data))
}

// required reads a list of required columns.
func (a *app) required(file string) ([]requirement.Requirement, error) {
	data, err := os.ReadFile(a.path(file))
	if err != nil {
		return nil, fmt.Errorf("reading requirements: %w", err)
	}
	list, err := config.Requirements(file, data)
	if err != nil {
		return nil, err
	}
	all := make([]requirement.Requirement, len(list))
	for i, q := range list {
		all[i] = requirement.Requirement{Table: q.Table, Column: q.Column, Default: q.Default}
		if in, name, qualified := strings.Cut(q.Table, "."); qualified {
			all[i].Schema, all[i].Table = in, name
		}
		if q.Type == "" {
			continue
		}
		if all[i].Type, err = model.ParseType(q.Type); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", file, q.Line, err)
		}
	}
	return all, nil
}

func (a *app) requirements() *cobra.Command {
	c := &cobra.Command{
		Use:     "requirements",
		Short:   "make a list of required columns of a document",
		GroupID: groupSetup,
		RunE:    func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	var file string
	importing := &cobra.Command{
		Use:   "import DOCUMENT",
		Short: "read required columns from the lists of a Markdown document",
		Long: `import reads the columns that a document lists under a line naming their table,
as in **USERS TABLE**, each as an entry like this one:

  - ` + "`status`" + ` (character varying, default: 'active')

An entry that names a column and is not understood is an error with its line.`,
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			data, err := os.ReadFile(a.path(args[0]))
			if err != nil {
				return fmt.Errorf("reading requirements: %w", err)
			}
			list, passed, err := config.ImportRequirements(args[0], data)
			if err != nil {
				return err
			}
			for _, q := range list {
				if q.Type == "" {
					continue
				}
				if _, err := model.ParseType(q.Type); err != nil {
					return fmt.Errorf("%s:%d: %w", args[0], q.Line, err)
				}
			}
			if _, err := os.Lstat(a.path(file)); err == nil {
				return &usageError{file + " is there already", "remove it, or name another with -o"}
			}
			var b bytes.Buffer
			if err := config.WriteRequirements(&b, list); err != nil {
				return err
			}
			if err := replaceFile(a.path(file), b.Bytes()); err != nil {
				return fmt.Errorf("writing %s: %w", file, err)
			}
			a.note("%s passed over, as no table stands above them", count(passed, "list item"))
			_, err = fmt.Fprintf(a.stdout, "%s: %s\n", file, count(len(list), "column"))
			return err
		},
	}
	importing.Flags().StringVarP(&file, "output", "o", "requirements.yaml", "`file` to write")
	c.AddCommand(importing)
	return c
}
