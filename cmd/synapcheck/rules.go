package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/synapscale/synapcheck/diff/rule"
)

func (a *app) rules() *cobra.Command {
	return &cobra.Command{
		Use:     "rules",
		Short:   "list the rules and their severities",
		GroupID: groupFix,
		RunE: func(*cobra.Command, []string) error {
			w := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
			for _, r := range rule.Every() {
				fmt.Fprintf(w, "%s\t%s\t%s\n", r.ID, r.Severity, r.Title)
			}
			return w.Flush()
		},
	}
}

func (a *app) explain() *cobra.Command {
	return &cobra.Command{
		Use:     "explain RULE",
		Short:   "say what a rule means and how to mend what it finds",
		Example: "  synapcheck explain column-undeclared",
		GroupID: groupFix,
		Args:    cobra.ExactArgs(1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
			var ids []cobra.Completion
			for _, r := range rule.Every() {
				ids = append(ids, cobra.CompletionWithDesc(r.ID, r.Title))
			}
			return ids, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			r, err := rule.Lookup(strings.ToLower(args[0]))
			if err != nil {
				return err
			}
			return rule.Explain(a.stdout, r)
		},
	}
}
