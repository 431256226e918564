package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"
)

// An app is one run of the program: everything that enters from outside.
type app struct {
	stdout    *output
	stderr    io.Writer
	lookupEnv func(string) (string, bool)
	// dir is the working directory, absolute.
	dir string

	// What the flags that every command has say.
	configPath string
	color      string
	quiet      bool
}

// getenv is a variable of the environment; empty if it is not set.
func (a *app) getenv(name string) string {
	value, _ := a.lookupEnv(name)
	return value
}

func (a *app) main(ctx context.Context, args []string) int {
	a.stderr = &redactor{to: a.stderr}
	// What a panic says goes through the redactor too.
	return guarded(a.stderr, func() int {
		root := a.root()
		root.SetArgs(args)
		root.SetOut(a.stdout)
		root.SetErr(a.stderr)
		err := root.ExecuteContext(ctx)
		if err == nil && a.stdout.err != nil {
			err = fmt.Errorf("writing to stdout: %w", a.stdout.err)
		}
		return a.exitCode(ctx, err)
	})
}

const (
	groupCheck = "check"
	groupFix   = "fix"
	groupSetup = "setup"
)

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "synapcheck",
		Short: "hold the models in code against the live PostgreSQL",
		Long: `synapcheck reads the catalog of a live PostgreSQL, holds it against the models
that code declares, says what disagrees and what it will break, and repairs it.
The database is only ever read.`,
		Example: `  synapcheck demo                                         the whole story, no set-up
  synapcheck diff go:./models postgres://localhost/app    what disagrees
  synapcheck check                                        the same as a gate for CI
  synapcheck generate go --write                          add the missing fields`,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			hint := "run synapcheck --help"
			if near := c.SuggestionsFor(args[0]); len(near) > 0 {
				hint = "did you mean " + strings.Join(near, " or ") + "?"
			}
			return &usageError{fmt.Sprintf("unknown command %q", args[0]), hint}
		},
		RunE:    func(c *cobra.Command, _ []string) error { return c.Help() },
		Version: programVersion(),
	}
	root.SuggestionsMinimumDistance = 2
	root.SetVersionTemplate("{{.Name}} {{.Version}}\n")
	root.SetUsageTemplate(root.UsageTemplate() + `
Exit codes: 0 in sync or nothing at the gate, 2 drift or something to do,
1 could not decide (1 never means drift).
`)
	flags := root.PersistentFlags()
	flags.StringVar(&a.configPath, "config", "", "configuration `file` (default: the nearest synapcheck.yaml)")
	flags.StringVar(&a.color, "color", "auto", "colour: auto, always or never")
	flags.BoolVarP(&a.quiet, "quiet", "q", false, "print no notes on stderr")
	root.AddGroup(
		&cobra.Group{ID: groupCheck, Title: "Check:"},
		&cobra.Group{ID: groupFix, Title: "Fix:"},
		&cobra.Group{ID: groupSetup, Title: "Set up:"},
	)
	root.SetHelpCommandGroupID(groupSetup)
	root.SetCompletionCommandGroupID(groupSetup)
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return &usageError{err.Error(), fmt.Sprintf("run %s --help", c.CommandPath())}
	})
	root.AddCommand(
		a.demo(), a.diff(), a.check(), a.report(), a.baseline(), a.requirements(), a.inspect(),
		a.generate(), a.explain(), a.rules(),
		a.init(), a.doctor(), a.schema(), a.version(),
	)
	for _, c := range root.Commands() {
		a.strictArgs(c)
	}
	return root
}

// strictArgs gives errors about arguments a hint, and an unknown command its
// neighbours.
func (a *app) strictArgs(c *cobra.Command) {
	check := c.Args
	if check == nil {
		check = cobra.NoArgs
	}
	c.Args = func(c *cobra.Command, args []string) error {
		if err := check(c, args); err != nil {
			return &usageError{err.Error(), fmt.Sprintf("run %s --help", c.CommandPath())}
		}
		return nil
	}
	for _, sub := range c.Commands() {
		a.strictArgs(sub)
	}
}

// colored decides about colour on stdout: flag, then NO_COLOR, then whether
// anybody sees it. https://no-color.org says that any value but the empty one
// counts.
func (a *app) colored() (bool, error) {
	switch a.color {
	case "always":
		return true, nil
	case "never":
		return false, nil
	case "auto":
		return a.getenv("NO_COLOR") == "" && a.getenv("TERM") != "dumb" && terminal(a.stdout.to), nil
	}
	return false, &usageError{fmt.Sprintf("--color %s: not a way to colour", a.color), "auto, always or never"}
}

func terminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// progress tells a person at a terminal what a slow step is busy with. Nothing is
// printed before 300 ms, nor where nobody watches. The returned function ends it.
func (a *app) progress(what string) (done func()) {
	r, ok := a.stderr.(*redactor)
	if !ok || a.quiet || !terminal(r.to) {
		return func() {}
	}
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		select {
		case <-stop:
		case <-time.After(300 * time.Millisecond):
			fmt.Fprintf(r, "\rsynapcheck: %s …\x1b[K", what)
			<-stop
			fmt.Fprint(r, "\r\x1b[K")
		}
	}()
	return func() {
		close(stop)
		<-stopped
	}
}

func (a *app) version() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "print the version",
		GroupID: groupSetup,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintln(a.stdout, "synapcheck", programVersion())
			return err
		},
	}
}

// programVersion is what the module system knows of this binary.
func programVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(devel)"
	}
	return info.Main.Version
}
