package report_test

import (
	"context"
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/diff/rule"
	"github.com/synapscale/synapcheck/inspect"
	"github.com/synapscale/synapcheck/report"
)

// The library is the pipeline: a name becomes a source, a source a description,
// two descriptions a diff, a diff findings, and findings a report.
func Example() {
	ctx := context.Background()
	models, err := inspect.Open("go:./testdata/example", inspect.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	declared, err := models.Read(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}
	saved, err := inspect.Open("snapshot:testdata/example/snapshot.json", inspect.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	live, err := saved.Read(ctx)
	if err != nil {
		fmt.Println(err)
		return
	}

	d := diff.Compare(declared, live, diff.Options{})
	findings := rule.Judge(d, rule.All())
	for _, f := range findings {
		fmt.Println(f.Severity, f.Rule, f.Object.Path())
	}
	r := report.Build("example", []report.Layer{{Diff: d, Findings: findings}})
	fmt.Println("score", *r.Targets[0].Score)
	// Output:
	// error field-null public.users.email
	// warning column-undeclared public.users.locale
	// score 63.4
}
