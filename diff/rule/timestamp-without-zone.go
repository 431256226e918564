package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	advise(&Rule{
		ID:       "timestamp-without-zone",
		Layer:    LayerAdvice,
		Title:    "A point in time is kept without its zone",
		Severity: Info,
		Advise:   timestampWithoutZone,
		Doc: doc(`
The column is a timestamp without time zone: a date and the hands of a clock,
and nobody knows whose. It is a warning where the default is now() or another
moment, which is then cut to the clock of whoever wrote the row.`, `
The same row means another moment to a session with another TimeZone. now(), and
a time of Go, Python or JavaScript, lose their zone on the way in; comparing
with a timestamptz depends on the session; an hour is there twice in autumn.`, `
Nothing needs to change: the common types hold both.`, `
Say which zone the values were meant in:

    alter table orders alter column created_at type timestamptz
      using created_at at time zone 'UTC';

This writes the table anew, unless the session's TimeZone is UTC. Leave it where
a clock is meant: the opening hours of a shop.`),
	})
}

// momentDefaults are the expressions that are moments.
var momentDefaults = wordSet("now() CURRENT_TIMESTAMP clock_timestamp() transaction_timestamp() statement_timestamp()")

func timestampWithoutZone(a *Advice) {
	for _, t := range a.facts.tables {
		for _, c := range t.Columns {
			if !own(c) || !builtin(c.Type.Or(schema.Type{}), "timestamp") {
				continue
			}
			f := Finding{
				Message:     "is a timestamp without time zone",
				Live:        "timestamp without time zone",
				Consequence: "the same row means another moment to a session with another TimeZone",
				Remedies: liveRemedy(fmt.Sprintf("%s alter column %s type timestamptz using %[2]s at time zone 'UTC', if that is the zone it was meant in",
					alter(t), sqlIdent(c.Name))),
			}
			if momentDefaults[c.Default.Or("")] {
				f.Severity = Warning
				f.Message += ", and its default is a moment"
				f.Consequence = "each row keeps the time of the clock that the writing session had, and not whose clock that was"
			}
			a.Report(columnRef(t, c), f)
		}
	}
}
