package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/synapscale/synapcheck/diff/rule"
	"github.com/synapscale/synapcheck/report"
)

// profiles are the sets of severities.
var profiles = []string{"default", "strict"}

func (a *app) check() *cobra.Command {
	var sources sourceFlags
	var out outputs
	var known baselineFlag
	var failOn, failOnAdvice, profile string
	var minScore float64
	var strictCoverage, advice bool
	c := &cobra.Command{
		Use:   "check [DECLARED [LIVE]]",
		Short: "fail on drift, for CI",
		Long: `check compares as diff does and fails, with exit code 2, on a finding at or
above --fail-on or on a score below --min-score. It never passes when it could
not look: that is exit code 1.`,
		Example: `  synapcheck check
  synapcheck check --fail-on warning -o text -o json=drift.json
  synapcheck check --profile strict --min-score 100`,
		GroupID: groupCheck,
		Args:    cobra.MaximumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			p, err := a.plan(&sources, args)
			if err != nil {
				return err
			}
			p.config.Profile = cmp.Or(profile, p.config.Profile)
			if !slices.Contains(profiles, cmp.Or(p.config.Profile, "default")) {
				return &usageError{fmt.Sprintf("--profile %s: not a profile", profile), strings.Join(profiles, " or ")}
			}
			gate := report.Gate{MinScore: p.config.MinScore, StrictCoverage: strictCoverage}
			if cmd.Flags().Changed("min-score") {
				gate.MinScore = minScore
			}
			if !(gate.MinScore >= 0 && gate.MinScore <= 100) { // which NaN is not either
				return &usageError{fmt.Sprintf("--min-score %v: not a score", gate.MinScore), "a number from 0 to 100"}
			}
			level := cmp.Or(failOn, p.config.FailOn, "error")
			severity, ok := rule.Severities()[level]
			if !ok {
				return &usageError{fmt.Sprintf("--fail-on %s: not a severity", level), "error, warning or info"}
			}
			gate.FailOn = severity
			if failOnAdvice != "" {
				if gate.FailOnAdvice, ok = rule.Severities()[failOnAdvice]; !ok {
					return &usageError{fmt.Sprintf("--fail-on-advice %s: not a severity", failOnAdvice), "error, warning or info"}
				}
			}
			if advice || p.config.Advice || failOnAdvice != "" {
				p.wantAdvice()
			}
			r, err := a.run(cmd.Context(), p, &known)
			if err != nil {
				return err
			}
			outcome := gate.Decide(r)
			r.Gate = &outcome
			if err := a.write(r, &out, p.config.Profile); err != nil {
				return err
			}
			if !outcome.Pass {
				return errDrift
			}
			return nil
		},
	}
	sources.register(c)
	out.register(c)
	known.register(c)
	adviceFlag(c, &advice)
	f := c.Flags()
	f.StringVar(&failOnAdvice, "fail-on-advice", "", "least `severity` of advice that fails: error, warning or info (default none)")
	f.StringVar(&failOn, "fail-on", "", "least `severity` that fails: error, warning or info (default error)")
	f.StringVar(&profile, "profile", "", "default, or strict: every disagreement is an error")
	f.Float64Var(&minScore, "min-score", 0, "least `score` that passes, 0 to 100")
	_ = c.RegisterFlagCompletionFunc("profile", cobra.FixedCompletions(profiles, cobra.ShellCompDirectiveNoFileComp))
	_ = c.RegisterFlagCompletionFunc("fail-on", cobra.FixedCompletions([]string{"error", "warning", "info"}, cobra.ShellCompDirectiveNoFileComp))
	_ = c.RegisterFlagCompletionFunc("fail-on-advice", cobra.FixedCompletions([]string{"error", "warning", "info"}, cobra.ShellCompDirectiveNoFileComp))
	f.BoolVar(&strictCoverage, "strict-coverage", false, "fail on anything that could not be decided")
	return c
}
