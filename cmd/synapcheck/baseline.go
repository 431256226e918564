package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/synapscale/synapcheck/diff/rule"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/report"
)

// usualBaseline is where the baseline is unless something else is said.
const usualBaseline = ".synapcheck/baseline.json"

// A baselineFlag says which findings are known.
type baselineFlag struct {
	file string
	none bool
}

func (f *baselineFlag) register(c *cobra.Command) {
	c.Flags().StringVar(&f.file, "baseline", "", "`file` of known findings, which fail no gate (default "+usualBaseline+", if it is there)")
	c.Flags().BoolVar(&f.none, "no-baseline", false, "let every finding count")
	c.MarkFlagsMutuallyExclusive("baseline", "no-baseline")
}

// place is the baseline's file, what messages call it, and whether somebody
// named it.
func (f *baselineFlag) place(a *app, p *plan) (file, shown string, named bool) {
	shown, named = f.file, f.file != ""
	if !named {
		shown, named = p.config.Baseline, p.config.Baseline != ""
		if shown = cmp.Or(shown, usualBaseline); !filepath.IsAbs(shown) {
			shown = filepath.Join(p.config.Dir, shown)
		}
	}
	file = shown
	if !filepath.IsAbs(file) {
		file = filepath.Join(a.dir, file)
	}
	return file, filepath.ToSlash(shown), named
}

// read is the baseline, or nil where there is none and nobody named one.
func (f *baselineFlag) read(a *app, p *plan) (*report.Baseline, string, error) {
	if f.none {
		return nil, "", nil
	}
	file, shown, named := f.place(a, p)
	data, err := os.ReadFile(file)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !named:
		return nil, "", nil
	case errors.Is(err, fs.ErrNotExist):
		return nil, "", &usageError{fmt.Sprintf("there is no baseline %s", shown), "synapcheck baseline create --reason TEXT makes one"}
	case err != nil:
		return nil, "", fmt.Errorf("reading baseline: %w", err)
	}
	b, err := report.ReadBaseline(bytes.NewReader(data))
	if err != nil {
		return nil, "", fmt.Errorf("%s: %w", shown, err)
	}
	return b, shown, nil
}

// today is the day, as baselines write it.
func today() string { return time.Now().UTC().Format(time.DateOnly) }

// looked reports whether the comparison looked at what an entry names.
func (c *compared) looked(k report.Known) bool {
	if _, err := rule.Lookup(k.Rule); err != nil {
		return false
	}
	if !slices.ContainsFunc(c.layers, func(l report.Layer) bool { return k.Layer == "" || l.Diff.Declared.Dialect == k.Layer }) {
		return false
	}
	if kinds := c.plan.compare.Kinds; len(kinds) > 0 && k.Kind != "" {
		picked := strings.HasPrefix(kinds[0], "!")
		for _, pattern := range kinds {
			glob, not := strings.CutPrefix(pattern, "!")
			if ok, _ := path.Match(glob, k.Kind); ok {
				picked = !not
			}
		}
		if !picked {
			return false
		}
	}
	if k.Table == "" {
		return true
	}
	for _, l := range c.layers {
		for _, p := range l.Diff.Tables {
			if p.Ref.Table().Path() == k.Table {
				return true
			}
		}
	}
	// A table that neither side has any more is looked at if it would be compared.
	in, name, _ := strings.Cut(k.Table, ".")
	if name == "" {
		in, name = "", in
	}
	return !strings.Contains(k.Table, `"`) && c.plan.compare.Covers(&schema.Table{Kind: schema.KindTable, Schema: in, Name: name})
}

func (a *app) baseline() *cobra.Command {
	c := &cobra.Command{
		Use:   "baseline",
		Short: "accept the findings that are there, so that the gate sees new ones",
		Long: `A baseline lists the findings that are known: they fail no gate, are counted on
every run, and still cost the score. What it covers is told by rule, object and
property, and not by lines or values.`,
		GroupID: groupCheck,
		RunE:    func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(a.baselineCreate(), a.baselinePrune())
	return c
}

func (a *app) baselineCreate() *cobra.Command {
	var sources sourceFlags
	var flag baselineFlag
	var like report.Known
	c := &cobra.Command{
		Use:   "create --reason TEXT [DECLARED [LIVE]]",
		Short: "list what is found as known",
		Long: `create adds every finding to the baseline, for the reason that is given. What it
lists already stays as it is, and what has expired is renewed.`,
		Example: `  synapcheck baseline create --reason 'from before the gate' --owner platform
  synapcheck baseline create --reason 'until the migration' --expires 2027-01-31`,
		Args: cobra.MaximumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if like.Reason = strings.TrimSpace(like.Reason); like.Reason == "" {
				return &usageError{"no reason is given", "say with --reason why these findings are let stand"}
			}
			like.Added = today()
			if like.Expires != "" {
				if _, err := time.Parse(time.DateOnly, like.Expires); err != nil {
					return &usageError{fmt.Sprintf("--expires %s: not a day", like.Expires), "as in 2027-01-31"}
				}
				if like.Expired(like.Added) {
					return &usageError{fmt.Sprintf("--expires %s: the day is past", like.Expires), "give a day that is still to come"}
				}
			}
			p, err := a.plan(&sources, args)
			if err != nil {
				return err
			}
			file, shown, _ := flag.place(a, p)
			b, _, err := flag.read(a, p)
			if missing := (*usageError)(nil); errors.As(err, &missing) || err == nil && b == nil {
				b = &report.Baseline{}
			} else if err != nil {
				return err
			}
			found, err := a.compareAll(cmd.Context(), p)
			if err != nil {
				return err
			}
			added, renewed := b.Add(found.layers, like)
			if err := writeBaseline(file, b); err != nil {
				return fmt.Errorf("writing %s: %w", shown, err)
			}
			_, err = fmt.Fprintf(a.stdout, "%s: %d added, %d renewed, %d in all\n", shown, added, renewed, len(b.Findings))
			return err
		},
	}
	sources.register(c)
	f := c.Flags()
	f.StringVar(&flag.file, "baseline", "", "`file` to write (default "+usualBaseline+")")
	f.StringVar(&like.Reason, "reason", "", "why the findings are let stand (required)")
	f.StringVar(&like.Owner, "owner", "", "who will see to them")
	f.StringVar(&like.Expires, "expires", "", "last `day` on which the entries hold, as 2027-01-31 (default never)")
	return c
}

func (a *app) baselinePrune() *cobra.Command {
	var sources sourceFlags
	var flag baselineFlag
	var unmatched bool
	c := &cobra.Command{
		Use:   "prune [DECLARED [LIVE]]",
		Short: "remove what is fixed from the baseline",
		Long: `prune compares as check does and removes the entries whose finding is gone. What
the run did not look at stays, unless --unmatched is given; what has expired and
is still found stays too.`,
		Args: cobra.MaximumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := a.plan(&sources, args)
			if err != nil {
				return err
			}
			file, shown, _ := flag.place(a, p)
			b, _, err := flag.read(a, p)
			if err == nil && b == nil {
				err = &usageError{fmt.Sprintf("there is no baseline %s", shown), "synapcheck baseline create --reason TEXT makes one"}
			}
			if err != nil {
				return err
			}
			found, err := a.compareAll(cmd.Context(), p)
			if err != nil {
				return err
			}
			states := []string{report.Fixed}
			if unmatched {
				states = append(states, report.Unmatched)
			}
			_, match := b.Apply(found.layers, today(), found.looked)
			pruned := b.Prune(match, states...)
			if len(pruned) > 0 {
				if err := writeBaseline(file, b); err != nil {
					return fmt.Errorf("writing %s: %w", shown, err)
				}
			}
			for _, s := range pruned {
				fmt.Fprintf(a.stdout, "%s %s %s\n", s.State, report.Visible(s.Rule), report.Visible(s.Object))
			}
			_, err = fmt.Fprintf(a.stdout, "%s: %d removed, %d in all\n", shown, len(pruned), len(b.Findings))
			return err
		},
	}
	sources.register(c)
	c.Flags().StringVar(&flag.file, "baseline", "", "`file` to prune (default "+usualBaseline+")")
	c.Flags().BoolVar(&unmatched, "unmatched", false, "remove what the run did not look at, too")
	return c
}

func writeBaseline(file string, b *report.Baseline) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	var out bytes.Buffer
	if err := b.Write(&out); err != nil {
		return err
	}
	return replaceFile(file, out.Bytes())
}
