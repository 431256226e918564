package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/synapscale/synapcheck/cmd/config"
	"github.com/synapscale/synapcheck/inspect"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func (a *app) init() *cobra.Command {
	var force bool
	c := &cobra.Command{
		Use:   "init",
		Short: "write synapcheck.yaml from what is found",
		Long: `init looks for models below the working directory and writes a synapcheck.yaml
in which every setting is explained. It never overwrites one without --force.`,
		GroupID: groupSetup,
		RunE: func(cmd *cobra.Command, _ []string) error {
			const name = "synapcheck.yaml"
			file := filepath.Join(a.dir, name)
			if _, err := os.Stat(file); err == nil && !force {
				return &usageError{name + " is already there", "edit it, or write a new one with --force"}
			}
			models, notes, err := a.findModels(cmd)
			if err != nil {
				return err
			}
			c := &config.Config{Version: 1, Models: models}
			switch {
			case a.getenv("SYNAPCHECK_DB") != "":
				c.DB = "${SYNAPCHECK_DB}"
			case a.getenv("DATABASE_URL") != "":
				c.DB = "${DATABASE_URL}"
			}
			var b bytes.Buffer
			if err := config.Write(&b, c); err != nil {
				return err
			}
			if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil {
				return fmt.Errorf("writing %s: %w", name, err)
			}
			fmt.Fprintf(a.stdout, "wrote %s\n", name)
			for _, n := range notes {
				fmt.Fprintln(a.stdout, n)
			}
			switch {
			case len(models) == 0:
			case c.DB == "":
				fmt.Fprintln(a.stdout, "next: set $SYNAPCHECK_DB to the database, then run synapcheck diff")
			default:
				fmt.Fprintln(a.stdout, "next: synapcheck diff")
			}
			return nil
		},
	}
	c.Flags().BoolVar(&force, "force", false, "overwrite a synapcheck.yaml that is there")
	return c
}

// findModels reads all Go code below the working directory and names the
// directories with structs that stand for tables.
func (a *app) findModels(cmd *cobra.Command) (models, notes []string, err error) {
	src, err := inspect.Open("go:./...", inspect.Options{Dir: a.dir})
	if err != nil {
		return nil, nil, err
	}
	d, err := src.Read(cmd.Context())
	switch {
	case inspect.IsNothing(err):
		return nil, []string{"no models found: write them into synapcheck.yaml"}, nil
	case err != nil:
		return nil, nil, err
	}
	rebase(d, src.(*inspect.Models).Shown)
	structs := make(map[string]int)
	for _, t := range d.Tables {
		if t.Binding.Certain || t.Binding.Dialect == "db" && !t.Binding.Partial {
			structs[dirOf(t)]++
		}
	}
	if len(structs) == 0 {
		return nil, []string{"no structs with db or gorm tags found: write the models into synapcheck.yaml"}, nil
	}
	for dir, n := range structs {
		models = append(models, "go:./"+strings.TrimPrefix(dir, "./"))
		notes = append(notes, fmt.Sprintf("found %s in %s", count(n, "model"), dir))
	}
	slices.Sort(models)
	slices.Sort(notes)
	return models, notes, nil
}

func dirOf(t *schema.Table) string {
	return filepath.ToSlash(filepath.Dir(t.Origin.File()))
}
