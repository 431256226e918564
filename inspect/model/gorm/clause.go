package gorm

import (
	"regexp"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// clauses reads what people write behind a type although other options serve:
// varchar(20) not null default ”. It reports whether all of it is understood.
func (t *tabler) clauses(f *field, col *schema.Column, rest string) bool {
	whole := rest
	for rest != "" {
		m, c := match(rest)
		if c == nil {
			t.ColumnGap(f.Field, f.column, "what follows its type is not understood: "+quoted(whole), "")
			return false
		}
		c.apply(t, f, col, m)
		rest = strings.TrimSpace(rest[len(m[0]):])
	}
	return true
}

func match(text string) ([]string, *clause) {
	for i := range clauses {
		if m := clauses[i].is.FindStringSubmatch(text); m != nil {
			return m, &clauses[i]
		}
	}
	return nil, nil
}

// A clause of a column definition.
type clause struct {
	is    *regexp.Regexp
	apply func(t *tabler, f *field, col *schema.Column, m []string)
}

var clauses = []clause{
	{regexp.MustCompile(`(?i)^not\s+null\b`), func(_ *tabler, _ *field, col *schema.Column, _ []string) {
		col.NotNull = schema.Is(true)
	}},
	{regexp.MustCompile(`(?i)^null\b`), func(*tabler, *field, *schema.Column, []string) {}},
	{regexp.MustCompile(`(?i)^unique\b`), func(t *tabler, f *field, _ *schema.Column, _ []string) {
		t.Table.Uniques = append(t.Table.Uniques, &schema.Unique{Columns: []string{f.column}, Origin: f.Origin})
	}},
	{regexp.MustCompile(`(?i)^primary\s+key\b`), func(t *tabler, f *field, col *schema.Column, _ []string) {
		if col.NotNull = schema.Is(true); !f.primary {
			f.primary = true
			t.mould.primary = append(t.mould.primary, f)
		}
	}},
	{regexp.MustCompile(`(?i)^collate\s+("[^"]+"|[^\s"]+)`), func(_ *tabler, _ *field, col *schema.Column, m []string) {
		col.Collation = schema.Is(collation(m[1]))
	}},
	{regexp.MustCompile(`(?i)^generated\s+(always|by\s+default)\s+as\s+identity(\s*\([^()]*\))?`), func(_ *tabler, _ *field, col *schema.Column, m []string) {
		col.Identity = schema.Is(schema.IdentityByDefault)
		if strings.EqualFold(m[1], "always") {
			col.Identity = schema.Is(schema.IdentityAlways)
		}
	}},
	{regexp.MustCompile(`(?is)^generated\s+always\s+as\s*\((.*)\)\s*(stored|virtual)`), func(_ *tabler, _ *field, col *schema.Column, m []string) {
		col.Generated = schema.Is(schema.Generated{Expr: strings.TrimSpace(m[1]), Virtual: strings.EqualFold(m[2], "virtual")})
	}},
	{regexp.MustCompile(`(?i)^default\s+('(?:[^']|'')*'(?:::[\w ]+(?:\[\])?)?|[\w.]+\([^()]*\)|[-+\w.]+)`), func(_ *tabler, _ *field, col *schema.Column, m []string) {
		col.Default = schema.Is(m[1])
	}},
}

// collation is a name as SQL spells it: without the quotes that it does not need.
func collation(name string) string {
	name = strings.TrimSpace(name)
	if quoted, ok := strings.CutPrefix(name, `"`); ok {
		return schema.QuoteIdent(strings.TrimSuffix(quoted, `"`))
	}
	return strings.ToLower(name)
}
