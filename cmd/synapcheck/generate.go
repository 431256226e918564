package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/synapscale/synapcheck/codegen"
	"github.com/synapscale/synapcheck/codegen/gostruct"
	"github.com/synapscale/synapcheck/inspect"
)

func (a *app) generate() *cobra.Command {
	c := &cobra.Command{
		Use:     "generate",
		Short:   "repair the models, or migrate the database",
		GroupID: groupFix,
		Args:    cobra.NoArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.generateGo(), a.generateMigration())
	return c
}

func (a *app) generateGo() *cobra.Command {
	var sources sourceFlags
	var write, check bool
	var how gostruct.Options
	var fresh newFlags
	c := &cobra.Command{
		Use:   "go [MODELS [LIVE]]",
		Short: "bring Go structs to what the database has, in place, or write new structs",
		Long: `generate go brings each struct to what its table is: it adds the fields for
columns that the struct lacks, in column order and in the struct's own style,
changes types that do not hold their columns, options in tags of gorm and bun
that say what is no longer so, and gives types the constants that an enum has got.
Nothing else in the files moves. It prints a unified diff and writes nothing,
unless --write is given.

With --from it writes structs where there are none yet: for every table of a
source, into the files of one package.`,
		Example: `  synapcheck generate go
  synapcheck generate go --table users --write
  synapcheck generate go --check
  synapcheck generate go --from postgres://localhost/app --package models --out internal/models --write`,
		Args: cobra.MaximumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if write && check {
				return &usageError{"--write and --check contradict each other", "--check only says whether --write would do anything"}
			}
			if fresh.from != "" {
				return a.generateNew(cmd, &sources, &fresh, args, write, check)
			}
			if flag := fresh.without(cmd); flag != "" {
				return &usageError{"--" + flag + " is for new structs, and there is no --from", "name the source of the tables: --from postgres://…"}
			}
			p, err := a.plan(&sources, args)
			if err != nil {
				return err
			}
			name, err := p.goSource()
			if err != nil {
				return err
			}
			how.Tables = sources.tables
			repair, err := a.repairGo(cmd.Context(), p, name, how)
			if err != nil {
				return err
			}
			return a.finishRepair(repair, write, check)
		},
	}
	sources.register(c)
	fresh.register(c)
	c.Flags().BoolVar(&write, "write", false, "write the files")
	c.Flags().BoolVar(&how.Info, "info", false, "mend what is for information only, too")
	c.Flags().BoolVar(&how.Prune, "prune", false, "remove fields whose columns are gone, unless code uses them")
	c.Flags().BoolVar(&check, "check", false, "write nothing, and exit 2 if there is anything to do")
	return c
}

// finishRepair shows or writes what a repair would change.
func (a *app) finishRepair(r *goRepair, write, check bool) error {
	open := 0
	for _, x := range r.plan.Refused {
		if !x.Standing {
			open++
		}
		a.note("left alone: %s: %s", x.Object, x.Reason)
		if x.Hint != "" {
			a.note("hint: %s", x.Hint)
		}
	}
	if n := r.plan.Passed; n > 0 {
		a.note("%s for information only left alone; --info mends them, too", count(n, "difference"))
	}
	a.tell(r.plan)
	changes := amount(r.plan)
	stale := codegen.Stale(r.plan.Files)
	switch {
	case !stale && open > 0:
		a.note("nothing to change, %s left alone", count(len(r.plan.Refused), "difference"))
		if check {
			return errDrift
		}
		return nil
	case !stale:
		a.note("nothing to change")
		return nil
	case write:
		if err := codegen.Write(r.root, r.plan.Files); err != nil {
			return err
		}
		a.note("%s in %s", changes, count(len(r.plan.Files), "file"))
		return nil
	}
	if err := codegen.Diff(a.stdout, r.plan.Files); err != nil {
		return err
	}
	if check {
		a.note("would have %s in %s", changes, count(len(r.plan.Files), "file"))
		return errDrift
	}
	a.note("would have %s in %s; nothing is written without --write", changes, count(len(r.plan.Files), "file"))
	return nil
}

// tell says in words what a diff does not.
func (a *app) tell(p *gostruct.Plan) {
	for _, x := range p.Renamed {
		a.note("%s.%s: the column %s is %s now", x.Struct, x.Field, x.From, x.Object.Name)
	}
	for _, x := range p.Removed {
		a.note("%s.%s goes with the column %s", x.Struct, x.Field, x.Object.Name)
	}
	for _, x := range p.Added {
		if x.Note != "" {
			a.note("%s.%s: %s", x.Struct, x.Field, x.Note)
		}
	}
	for _, x := range p.Altered {
		if x.Note != "" {
			a.note("%s.%s: %s", x.Struct, x.Field, x.Note)
		}
	}
}

// amount is what a repair does, in numbers: "added 2 fields, changed 1 field".
func amount(p *gostruct.Plan) string {
	fields, constants := map[string]bool{}, 0
	for _, x := range p.Renamed {
		fields[x.Struct+"."+x.Field] = true
	}
	for _, x := range p.Altered {
		if x.Constant {
			constants++
		} else {
			fields[x.Struct+"."+x.Field] = true
		}
	}
	var parts []string
	for _, x := range []struct {
		verb string
		n    int
		word string
	}{
		{"added", len(p.Added), "field"},
		{"changed", len(fields), "field"},
		{"removed", len(p.Removed), "field"},
		{"added", constants, "constant"},
	} {
		if x.n > 0 {
			parts = append(parts, x.verb+" "+count(x.n, x.word))
		}
	}
	return strings.Join(parts, ", ")
}

// goSource is the one declared source that is Go.
func (p *plan) goSource() (string, error) {
	if len(p.declared) == 0 {
		return "", noModels()
	}
	var found []string
	for _, name := range mergeNames(p.declared) {
		if inspect.Language(name) == "go" {
			found = append(found, name)
		}
	}
	if len(found) == 0 {
		return "", &usageError{"none of the models is in Go", "name them: synapcheck generate go go:./models"}
	}
	if len(found) > 1 {
		return "", &usageError{"the Go models are named in several dialects", "name one of them, or go: for all"}
	}
	return found[0], nil
}

func count(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}
