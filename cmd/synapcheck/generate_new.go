package main

import (
	"cmp"
	"errors"
	"fmt"
	"go/build"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/synapscale/synapcheck/codegen"
	"github.com/synapscale/synapcheck/codegen/gostruct"
)

// newFlags are the flags for structs that do not exist yet.
type newFlags struct {
	from, name, out, style, null, driver, json, validate string
	oneFile, noRelations, overwrite                      bool
}

// newNames are the flags of newFlags, but for --from.
var newNames = []string{"package", "out", "style", "null", "driver", "json", "validate", "one-file", "no-relations", "overwrite"}

func (f *newFlags) register(c *cobra.Command) {
	flags := c.Flags()
	flags.StringVar(&f.from, "from", "", "write new structs for the tables of this `source`")
	flags.StringVar(&f.name, "package", "", "`name` of the new structs' package (default: that of --out)")
	flags.StringVar(&f.out, "out", "", "`directory` of the new structs")
	flags.StringVar(&f.style, "style", "", "tags of new structs: db, gorm, bun or sqlc (default db)")
	flags.StringVar(&f.null, "null", "", "NULL in new structs: pointer, sql or pgtype (default pointer)")
	flags.StringVar(&f.driver, "driver", "", "what fills new structs: pgx or sql (default: as the style needs it)")
	flags.StringVar(&f.json, "json", "", "names in json tags: snake, camel or none (default snake)")
	flags.StringVar(&f.validate, "validate", "none", "constraints in new structs: tags, methods, both or none")
	flags.BoolVar(&f.oneFile, "one-file", false, "write all structs into models.go")
	flags.BoolVar(&f.noRelations, "no-relations", false, "leave out the fields that gorm and bun fill from other tables")
	flags.BoolVar(&f.overwrite, "overwrite", false, "write over files that are there and differ")
	for name, values := range map[string][]string{
		"style": {"db", "gorm", "bun", "sqlc"}, "null": {"pointer", "sql", "pgtype"}, "driver": {"pgx", "sql"},
		"json": {"snake", "camel", "none"}, "validate": {"tags", "methods", "both", "none"},
	} {
		_ = c.RegisterFlagCompletionFunc(name, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
	}
}

// without is a flag that means nothing without --from; empty if none was given.
func (f *newFlags) without(c *cobra.Command) string {
	for _, name := range newNames {
		if c.Flags().Changed(name) {
			return name
		}
	}
	return ""
}

// generateNew writes structs for the tables of a source.
func (a *app) generateNew(cmd *cobra.Command, sources *sourceFlags, f *newFlags, args []string, write, check bool) error {
	switch {
	case len(args) > 0 || len(sources.models) > 0 || sources.db != "":
		return &usageError{"--from names the source, and so does something else", "give --from alone"}
	case f.out == "":
		return &usageError{"nothing says where the structs go", "name the directory: --out internal/models"}
	case f.validate != "tags" && f.validate != "methods" && f.validate != "both" && f.validate != "none":
		return &usageError{"--validate " + f.validate + ": there is no such way", "it is tags, methods, both or none"}
	}
	root, dir, err := a.place(f.out)
	if err != nil {
		return err
	}
	p, name, err := a.single(sources, []string{f.from})
	if err != nil {
		return err
	}
	done := a.progress("reading " + name)
	db, err := p.read(cmd.Context(), name)
	done()
	if err != nil {
		return err
	}
	c := p.config.Generate
	made, err := gostruct.Generate(db, gostruct.NewOptions{
		Package: cmp.Or(f.name, packageOf(filepath.Join(root, filepath.FromSlash(dir)))), Dir: dir,
		Style: gostruct.Style(cmp.Or(f.style, c.Style)), Null: gostruct.Null(cmp.Or(f.null, c.Null)),
		Driver: gostruct.Driver(cmp.Or(f.driver, c.Driver)), JSON: cmp.Or(f.json, c.JSON),
		OneFile: f.oneFile, NoRelations: f.noRelations, Tables: p.compare.Include,
		ValidateTags: f.validate == "tags" || f.validate == "both", ValidateMethods: f.validate == "methods" || f.validate == "both",
		Types: c.Types, Columns: c.Columns, Names: c.Names, Secrets: c.Secrets, Public: c.Public, Initialisms: c.Initialisms,
	})
	if err != nil {
		return err
	}
	if made.Structs == 0 {
		return &usageError{"the source has no table that a struct could be for", "is it the right database and schema? synapcheck inspect shows what is there"}
	}
	if err := load(root, made.Files); err != nil {
		return err
	}
	return a.finishNew(root, made, write, check, f.overwrite)
}

// place finds the module that the directory is in, and the directory in it: only
// what is in a module is written to.
func (a *app) place(out string) (root, dir string, err error) {
	if !filepath.IsAbs(out) {
		out = filepath.Join(a.dir, out)
	}
	out = filepath.Clean(out)
	for root = out; ; root = filepath.Dir(root) {
		if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
			break
		}
		if root == filepath.Dir(root) {
			return "", "", &usageError{"the directory " + out + " is in no Go module", "go mod init makes one"}
		}
	}
	rel, err := filepath.Rel(root, out)
	if err != nil {
		return "", "", fmt.Errorf("finding %s: %w", out, err)
	}
	here, err := filepath.Rel(root, a.dir)
	if err != nil || here == ".." || strings.HasPrefix(here, ".."+string(filepath.Separator)) {
		return "", "", &usageError{"the directory " + out + " is in another module", "run the command inside of that module"}
	}
	return root, filepath.ToSlash(rel), nil
}

// packageOf is the name of the package that the directory has, or that its own
// name suggests.
func packageOf(dir string) string {
	if p, err := build.ImportDir(dir, 0); err == nil && p.Name != "" {
		return p.Name
	}
	return strings.ToLower(strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, filepath.Base(dir)))
}

// load enters what the files hold now.
func load(root string, files []codegen.File) error {
	r, err := os.OpenRoot(root)
	if err != nil {
		return fmt.Errorf("opening the module: %w", err)
	}
	defer r.Close()
	for i := range files {
		switch data, err := r.ReadFile(files[i].Path); {
		case err == nil:
			files[i].Before = append([]byte{}, data...)
		case errors.Is(err, fs.ErrNotExist):
		default:
			return fmt.Errorf("reading %s: %w", files[i].Path, err)
		}
	}
	return nil
}

// finishNew shows or writes new structs.
func (a *app) finishNew(root string, made *gostruct.New, write, check, overwrite bool) error {
	for _, x := range made.Refused {
		a.note("left out: %s: %s", x.Object, x.Reason)
		if x.Hint != "" {
			a.note("hint: %s", x.Hint)
		}
	}
	for _, n := range made.Notes {
		a.note("%s", n)
	}
	stale, differ := 0, ""
	for _, f := range made.Files {
		if !f.Stale() {
			continue
		}
		stale++
		if !f.New() {
			differ = cmp.Or(differ, f.Path)
		}
	}
	switch {
	case stale == 0:
		a.note("nothing to write: the structs are as they would be written")
		return nil
	case write && differ != "" && !overwrite:
		return &usageError{
			differ + " is there and is not what would be written",
			"its edits would be lost: generate go without --from repairs structs in place; --overwrite writes them anew",
		}
	case write:
		if err := codegen.Write(root, made.Files); err != nil {
			return err
		}
		a.note("wrote %s in %s", count(made.Structs, "struct"), count(stale, "file"))
		return nil
	}
	if err := codegen.Diff(a.stdout, made.Files); err != nil {
		return err
	}
	a.note("would write %s; nothing is written without --write", count(stale, "file"))
	if check {
		return errDrift
	}
	return nil
}
