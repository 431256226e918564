package rule

import (
	"github.com/synapscale/synapcheck/diff"
)

// What PostgreSQL itself says, with its SQLSTATE, so that somebody who has seen
// the error finds the finding.

func noRelation(name string) string { return `relation "` + name + `" does not exist (42P01)` }

func noType(name string) string { return `type "` + name + `" does not exist (42704)` }

func noColumn(d *diff.Difference, column string) string {
	return `column "` + column + `" of relation "` + d.Object.Parent + `" does not exist (42703)`
}

func nullRefused(column string) string {
	return `null value in column "` + column + `" violates not-null constraint (23502)`
}

func valueRefused(column string) string {
	return `cannot insert a non-DEFAULT value into column "` + column + `" (428C9)`
}
