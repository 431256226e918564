package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "object-missing",
		Title:    "A declared object of another kind does not exist in the database",
		Severity: Warning,
		Explains: topics(diff.Absent, otherKinds()...),
		Check:    each(objectMissing),
		Doc: doc(`
The declared side has an object of a kind that has no rule of its own, and the
database lacks it: an operator, a cast, a text search configuration, a foreign
server, a publication, an event trigger and the like.`, `
What depends on it fails or is left undone; the finding says what that is for
its kind.`, `
Remove it from the declared side.`, `
Create it.
`),
	})
}

// otherKinds are the kinds without a rule of their own.
func otherKinds() []schema.Kind {
	return objectKinds(schema.KindDatabase, schema.KindFunction, schema.KindProcedure, schema.KindAggregate, schema.KindTrigger, schema.KindRule,
		schema.KindPolicy, schema.KindExtension, schema.KindStatistics,
		schema.KindComposite, schema.KindRange, schema.KindBaseType, schema.KindCollation)
}

// lacking says what is missed where there is no such object.
var lacking = map[schema.Kind]string{
	schema.KindLanguage:             "functions in the language fail (42704)",
	schema.KindAccessMethod:         "tables or indexes of the method cannot be made (42704)",
	schema.KindConversion:           "text in the encoding is refused, or converted in another way (22P05)",
	schema.KindOperator:             "expressions with the operator fail: operator does not exist (42883)",
	schema.KindOperatorFamily:       "indexes cannot serve the types of the family (42704)",
	schema.KindOperatorClass:        "indexes with the operator class cannot be made (42704)",
	schema.KindCast:                 "expressions that need the cast fail: cannot cast (42846)",
	schema.KindTransform:            "functions that ask for the transform fail (42704)",
	schema.KindTextSearchParser:     "text search fails (42704)",
	schema.KindTextSearchTemplate:   "dictionaries of the template cannot be made (42704)",
	schema.KindTextSearchDictionary: "text search fails, or finds other words (42704)",
	schema.KindTextSearchConfig:     "to_tsvector and to_tsquery with the configuration fail (42704)",
	schema.KindForeignDataWrapper:   "foreign servers of the wrapper cannot be made (42704)",
	schema.KindForeignServer:        "foreign tables on the server fail (42704)",
	schema.KindUserMapping:          "foreign tables fail for the user: user mapping not found (42704)",
	schema.KindPublication:          "subscribers get no changes (42704)",
	schema.KindSubscription:         "changes of the publisher do not arrive",
	schema.KindEventTrigger:         "what the trigger does at DDL statements is left undone",
	schema.KindDefaultPrivileges:    "objects that are made later have other rights, and roles are refused (42501)",
}

func objectMissing(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Message:     fmt.Sprintf("declared, and the database has no such %s%s", d.Object.Kind, perhaps(d, "renamed to")),
		Consequence: or(lacking[d.Object.Kind], "what depends on it fails (42704)"),
		Remedies: remedies(
			fmt.Sprintf("remove the %s from %s", describe(d), source(p, d)),
			fmt.Sprintf("create %s as declared", sqlObject(d)),
		),
	}
}
