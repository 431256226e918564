package main

import (
	"github.com/spf13/cobra"
)

func (a *app) diff() *cobra.Command {
	var sources sourceFlags
	var out outputs
	var known baselineFlag
	var exitCode, advice bool
	c := &cobra.Command{
		Use:   "diff [DECLARED [LIVE]]",
		Short: "show what disagrees, for people",
		Long: `diff shows what the models and the database disagree on, table by table, with
file and line, what breaks, and the command that mends it. It exits 0 whether
or not there is drift, unless --exit-code is given: the gate is check.`,
		Example: `  synapcheck diff
  synapcheck diff go:./internal/models postgres://localhost/app
  synapcheck diff --table 'billing_*' -o json`,
		GroupID: groupCheck,
		Args:    cobra.MaximumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := a.plan(&sources, args)
			if err != nil {
				return err
			}
			if advice || p.config.Advice {
				p.wantAdvice()
			}
			r, err := a.run(cmd.Context(), p, &known)
			if err != nil {
				return err
			}
			if err := a.write(r, &out, p.config.Profile); err != nil {
				return err
			}
			if exitCode && len(r.Targets[0].Findings) > 0 {
				return errDrift
			}
			return nil
		},
	}
	sources.register(c)
	out.register(c)
	known.register(c)
	adviceFlag(c, &advice)
	c.Flags().BoolVar(&exitCode, "exit-code", false, "exit 2 if anything disagrees")
	return c
}
