package rule_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/diff/rule"
)

func TestOverridesHaveTheLastWord(t *testing.T) {
	differ, unsure := &diff.Difference{Verdict: diff.Differ}, &diff.Difference{Verdict: diff.Unsure}
	findings := []rule.Finding{
		{Rule: "column-default", Severity: rule.Warning, Difference: differ},
		{Rule: "column-default", Severity: rule.Info, Difference: unsure},
		{Rule: "comment", Severity: rule.Info, Difference: differ},
		{Rule: "table-missing", Severity: rule.Error, Difference: differ},
	}
	for _, test := range []struct {
		name      string
		overrides rule.Overrides
		want      []string
	}{
		{
			"none",
			rule.Overrides{},
			[]string{"column-default warning", "column-default info", "comment info", "table-missing error"},
		},
		{
			"strict",
			rule.Overrides{Strict: true},
			[]string{"column-default error", "column-default info", "comment error", "table-missing error"},
		},
		{
			"one rule",
			rule.Overrides{Severities: map[string]string{"column-default": "error", "table-missing": "info"}},
			[]string{"column-default error", "column-default info", "comment info", "table-missing info"},
		},
		{
			"off",
			rule.Overrides{Severities: map[string]string{"column-default": "off"}},
			[]string{"comment info", "table-missing error"},
		},
		{
			"a rule in a strict profile",
			rule.Overrides{Severities: map[string]string{"comment": "info"}, Strict: true},
			[]string{"column-default error", "column-default info", "comment info", "table-missing error"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			kept, err := rule.Apply(findings, test.overrides)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range kept {
				got = append(got, f.Rule+" "+f.Severity.String())
			}
			if d := cmp.Diff(test.want, got); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
	if findings[0].Severity != rule.Warning || findings[3].Severity != rule.Error {
		t.Error("the findings given are changed")
	}
}

func TestUnknownRuleIsAnErrorWithAHint(t *testing.T) {
	for _, test := range []struct{ id, severity, want, hint string }{
		{"colum-default", "off", `no rule is called "colum-default"`, "did you mean column-default?"},
		{"SC1001", "off", `no rule is called "SC1001"`, "synapcheck rules lists them"},
		{"column-default", "fatal", `rule column-default: no severity is called "fatal"`, "use error, warning, info or off"},
		{"column-default", "", `rule column-default: no severity is called ""`, "use error, warning, info or off"},
	} {
		_, err := rule.Apply(nil, rule.Overrides{Severities: map[string]string{test.id: test.severity}})
		var hinted interface {
			error
			Hint() string
		}
		if !errors.As(err, &hinted) || err.Error() != test.want || hinted.Hint() != test.hint {
			t.Errorf("%s: error %v, want %s with hint %s", test.id, err, test.want, test.hint)
		}
	}
}
