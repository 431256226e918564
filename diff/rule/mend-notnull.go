package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// mendNotNull makes the constraint behind NOT NULL, an object since PostgreSQL 18,
// the declared one. What parents declare is theirs to change.
func mendNotNull(d *diff.Difference, declared, live *schema.Column) []string {
	want, have := notNullOf(declared), notNullOf(live)
	if want.Inherited || have.Inherited {
		return nil
	}
	table := alterTable(d)
	wanted, had := notNullName(d, want), notNullName(d, have)
	if wanted == "" || had == "" {
		return nil
	}
	if want.NotValid && !have.NotValid {
		// What has been held to a constraint cannot become unchecked again.
		anew := fmt.Sprintf("%s add constraint %s not null %s not valid", table, sqlIdent(wanted), sqlIdent(live.Name))
		if want.NoInherit {
			anew += " no inherit"
		}
		return []string{alterColumn(d) + " drop not null", anew}
	}
	var sql []string
	if wanted != had {
		sql = append(sql, fmt.Sprintf("%s rename constraint %s to %s", table, sqlIdent(had), sqlIdent(wanted)))
	}
	if have.NotValid && !want.NotValid {
		sql = append(sql, fmt.Sprintf("%s validate constraint %s", table, sqlIdent(wanted)))
	}
	if want.NoInherit != have.NoInherit {
		how := "inherit"
		if want.NoInherit {
			how = "no inherit"
		}
		sql = append(sql, fmt.Sprintf("%s alter constraint %s %s", table, sqlIdent(wanted), how))
	}
	if want.Comment != have.Comment {
		text := "null"
		if want.Comment != "" {
			text = sqlString(want.Comment)
		}
		sql = append(sql, fmt.Sprintf("comment on constraint %s on %s is %s", sqlIdent(wanted), tableName(d), text))
	}
	return sql
}

func notNullOf(c *schema.Column) schema.NotNull {
	if c.Rare == nil || c.Rare.NotNull == nil {
		return schema.NotNull{}
	}
	return *c.Rare.NotNull
}

// notNullName is the constraint's name: where it has none of its own, the one
// that PostgreSQL makes, unless it would have to be cut.
func notNullName(d *diff.Difference, n schema.NotNull) string {
	const room = 63
	name := n.Name
	if name == "" {
		name = d.Object.Parent + "_" + d.Object.Name + "_not_null"
	}
	if len(name) > room {
		return ""
	}
	return name
}
