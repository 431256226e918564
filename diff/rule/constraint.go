package rule

import (
	"fmt"
	"strings"

	"github.com/synapscale/synapcheck/diff"
)

// addConstraint is the statement that gives the relation what is declared. The
// name is left to PostgreSQL where the declared side leaves it open.
func addConstraint(d *diff.Difference, definition string) string {
	name := ""
	if d.Object.Name != "" {
		name = "constraint " + sqlIdent(d.Object.Name) + " "
	}
	return alterTable(d) + " add " + name + oneLine(definition)
}

// dropConstraint is the statement that lets the live constraint go.
func dropConstraint(d *diff.Difference) string {
	return alterTable(d) + " drop constraint " + sqlIdent(d.Object.Name)
}

// replaceConstraint says how a constraint is changed, which PostgreSQL can only
// do by making it anew.
func replaceConstraint(d *diff.Difference, definition string) string {
	return fmt.Sprintf("drop the constraint %s of %s and add it again as %s",
		sqlIdent(d.Object.Name), tableName(d), oneLine(definition))
}

// createIndex is the statement that makes the declared index. spelled is what a
// difference says of it: "unique btree (email) where …".
func createIndex(d *diff.Difference, spelled string) string {
	unique := ""
	if rest, ok := strings.CutPrefix(spelled, "unique "); ok {
		unique, spelled = "unique ", rest
	}
	name := ""
	if d.Object.Name != "" {
		name = sqlIdent(d.Object.Name) + " "
	}
	return fmt.Sprintf("create %sindex concurrently %son %s using %s", unique, name, sqlName(d.Object.Table()), oneLine(spelled))
}

// dropIndex is the statement that lets the live index go.
func dropIndex(d *diff.Difference) string {
	index := d.Object
	index.Parent = ""
	return "drop index concurrently " + sqlName(index)
}
