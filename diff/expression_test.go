package diff_test

import (
	"testing"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// An expression that a person wrote may mean what the database has; one that
// PostgreSQL of the same major version spelt would then be spelt the same.
func TestExpressionsThatPostgreSQLSpeltAreNeverUnsure(t *testing.T) {
	for _, test := range []struct {
		name           string
		declared, live int
		want           diff.Verdict
	}{
		{"a model", 0, 150018, diff.Unsure},
		{"the same server", 150018, 150018, diff.Differ},
		{"another minor version", 150001, 150018, diff.Differ},
		{"another major version", 140012, 150018, diff.Unsure},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := diff.Compare(checked(test.declared, "f(a) > 0"), checked(test.live, "g(a) > 0"), diff.Options{})
			if len(d.Differences) != 1 || d.Differences[0].Property != diff.Expr || d.Differences[0].Verdict != test.want {
				t.Errorf("%d differences, want one that is %s", len(d.Differences), test.want)
			}
		})
	}
}

func checked(server int, expr string) *schema.Database {
	return &schema.Database{
		Dialect: "test", Server: server, Speaks: []schema.Kind{schema.KindTable, schema.KindCheck},
		Tables: []*schema.Table{{
			Kind: schema.KindTable, Schema: "public", Name: "t",
			Checks: []*schema.Check{{Name: "sane", Expr: expr}},
		}},
	}
}
