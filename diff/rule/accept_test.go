package rule_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/synapscale/synapcheck/diff/rule"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func TestAcceptanceCoversByRuleAndObject(t *testing.T) {
	column := schema.Ref{Kind: schema.KindColumn, Schema: "public", Parent: "users", Name: "tenant_id"}
	finding := rule.Finding{Rule: "column-undeclared", Object: column}
	for _, test := range []struct {
		name       string
		acceptance rule.Acceptance
		want       bool
	}{
		{"its rule", rule.Acceptance{Rule: "column-undeclared"}, true},
		{"another rule", rule.Acceptance{Rule: "column-missing"}, false},
		{"its whole path", rule.Acceptance{Objects: []string{"public.users.tenant_id"}}, true},
		{"without the schema", rule.Acceptance{Objects: []string{"users.tenant_id"}}, true},
		{"a pattern", rule.Acceptance{Objects: []string{"*.tenant_id"}}, true},
		{"the second of two", rule.Acceptance{Objects: []string{"orders.*", "users.*"}}, true},
		{"another column", rule.Acceptance{Objects: []string{"*.owner_id"}}, false},
		{"another rule for it", rule.Acceptance{Rule: "column-missing", Objects: []string{"*.tenant_id"}}, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			test.acceptance.Reason = "agreed"
			open, accepted, unused := rule.Accept([]rule.Finding{finding}, []rule.Acceptance{test.acceptance})
			want := map[string]int{"open": 1, "accepted": 0, "unused": 1}
			if test.want {
				want = map[string]int{"open": 0, "accepted": 1, "unused": 0}
			}
			got := map[string]int{"open": len(open), "accepted": len(accepted), "unused": len(unused)}
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("-want +got\n%s", d)
			}
			if test.want && accepted[0].Reason != "agreed" {
				t.Errorf("the reason is lost")
			}
		})
	}
}
