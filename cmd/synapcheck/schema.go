package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/synapscale/synapcheck/cmd/config"
	"github.com/synapscale/synapcheck/report"
)

// jsonSchemas are the published schemas by what they describe.
var jsonSchemas = map[string]func() []byte{
	"baseline": report.BaselineSchema,
	"config":   config.Schema,
	"report":   report.JSONSchema,
}

func (a *app) schema() *cobra.Command {
	names := slices.Sorted(maps.Keys(jsonSchemas))
	return &cobra.Command{
		Use:       "schema " + strings.Join(names, "|"),
		Short:     "print the JSON Schema of the report, the configuration or a baseline",
		GroupID:   groupSetup,
		Args:      cobra.MatchAll(cobra.ExactArgs(1), cobra.OnlyValidArgs),
		ValidArgs: names,
		RunE: func(_ *cobra.Command, args []string) error {
			_, err := fmt.Fprintf(a.stdout, "%s\n", strings.TrimSpace(string(jsonSchemas[args[0]]())))
			return err
		},
	}
}
