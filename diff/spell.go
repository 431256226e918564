package diff

import (
	"fmt"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// Spell writes what a source says of a column on one line: its type in code or
// in SQL, and what follows it.
func Spell(c *schema.Column) string {
	var b strings.Builder
	t, typed := c.Type.Get()
	if c.Host != nil {
		b.WriteString(c.Host.Spelled)
		if typed {
			fmt.Fprintf(&b, " (%s)", t)
		}
	} else if typed {
		b.WriteString(t.String())
	}
	if c.NotNull.Or(false) {
		b.WriteString(" not null")
	}
	if g, ok := c.Generated.Get(); ok && g.Expr != "" {
		fmt.Fprintf(&b, " generated (%s)", g.Expr)
	} else if d := c.Default.Or(""); d != "" {
		b.WriteString(" default " + SpellDefault(d))
	}
	if id := c.Identity.Or(schema.IdentityNone); id != schema.IdentityNone {
		fmt.Fprintf(&b, " identity %s", id)
	}
	return strings.TrimSpace(b.String())
}

// SpellDefault writes a default expression as a person would: PostgreSQL adds a
// cast to every literal, which is left out here.
func SpellDefault(expr string) string {
	if !strings.HasPrefix(expr, "'") {
		return expr
	}
	for i := 1; i < len(expr); i++ {
		if expr[i] != '\'' {
			continue
		}
		if i+1 < len(expr) && expr[i+1] == '\'' {
			i++
			continue
		}
		rest := expr[i+1:]
		if strings.HasPrefix(rest, "::") && !strings.ContainsAny(rest, "'()|+*/<>=") {
			return expr[:i+1]
		}
		break
	}
	return expr
}

func tableSpelling(t *schema.Table) string {
	return plural(len(t.Columns), "column")
}

func list(columns []string) string {
	quoted := make([]string, len(columns))
	for i, c := range columns {
		quoted[i] = schema.QuoteIdent(c)
	}
	return "(" + strings.Join(quoted, ", ") + ")"
}

func yesNo(b bool, yes, no string) string {
	if b {
		return yes
	}
	return no
}
