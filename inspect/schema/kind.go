package schema

import "slices"

// A Kind is a kind of database object, by PostgreSQL's own name for it.
type Kind string

// The kinds.
const (
	// The database itself is an object without a name: two databases differ in
	// what they are, and not in how they are called.
	KindDatabase         Kind = "database"
	KindSchema           Kind = "schema"
	KindExtension        Kind = "extension"
	KindLanguage         Kind = "language"
	KindAccessMethod     Kind = "access method"
	KindCollation        Kind = "collation"
	KindConversion       Kind = "conversion"
	KindBaseType         Kind = "base type"
	KindEnum             Kind = "enum"
	KindDomain           Kind = "domain"
	KindComposite        Kind = "composite"
	KindRange            Kind = "range"
	KindSequence         Kind = "sequence"
	KindTable            Kind = "table"
	KindPartition        Kind = "partition"
	KindForeignTable     Kind = "foreign table"
	KindView             Kind = "view"
	KindMaterializedView Kind = "materialized view"

	KindColumn     Kind = "column"
	KindPrimaryKey Kind = "primary key"
	KindUnique     Kind = "unique"
	KindForeignKey Kind = "foreign key"
	KindCheck      Kind = "check"
	KindExclusion  Kind = "exclusion"
	KindNotNull    Kind = "not null"
	KindIndex      Kind = "index"
	KindStatistics Kind = "statistics"
	KindTrigger    Kind = "trigger"
	KindRule       Kind = "rule"
	KindPolicy     Kind = "policy"

	KindFunction             Kind = "function"
	KindProcedure            Kind = "procedure"
	KindAggregate            Kind = "aggregate"
	KindOperator             Kind = "operator"
	KindOperatorFamily       Kind = "operator family"
	KindOperatorClass        Kind = "operator class"
	KindCast                 Kind = "cast"
	KindTransform            Kind = "transform"
	KindTextSearchParser     Kind = "text search parser"
	KindTextSearchTemplate   Kind = "text search template"
	KindTextSearchDictionary Kind = "text search dictionary"
	KindTextSearchConfig     Kind = "text search configuration"

	KindForeignDataWrapper Kind = "foreign-data wrapper"
	KindForeignServer      Kind = "foreign server"
	KindUserMapping        Kind = "user mapping"
	KindPublication        Kind = "publication"
	KindSubscription       Kind = "subscription"
	KindEventTrigger       Kind = "event trigger"
	KindDefaultPrivileges  Kind = "default privileges"
	KindLargeObject        Kind = "large object"

	// Comments, grants and security labels are properties of what they are on;
	// the kinds serve to name what a source does not say, and to leave it out.
	KindGrant         Kind = "grant"
	KindComment       Kind = "comment"
	KindSecurityLabel Kind = "security label"
)

// Kinds returns every kind, in the order in which a description lists them.
func Kinds() []Kind {
	return slices.Clone(kinds[:])
}

var kinds = [...]Kind{
	KindDatabase, KindSchema, KindExtension, KindLanguage, KindAccessMethod, KindCollation, KindConversion,
	KindBaseType, KindEnum, KindDomain, KindComposite, KindRange, KindSequence,
	KindTable, KindPartition, KindForeignTable, KindView, KindMaterializedView,
	KindColumn, KindPrimaryKey, KindUnique, KindForeignKey, KindCheck, KindExclusion, KindNotNull, KindIndex,
	KindStatistics, KindTrigger, KindRule, KindPolicy,
	KindFunction, KindProcedure, KindAggregate,
	KindOperator, KindOperatorFamily, KindOperatorClass, KindCast, KindTransform,
	KindTextSearchParser, KindTextSearchTemplate, KindTextSearchDictionary, KindTextSearchConfig,
	KindForeignDataWrapper, KindForeignServer, KindUserMapping, KindPublication, KindSubscription,
	KindEventTrigger, KindDefaultPrivileges, KindLargeObject,
	KindGrant, KindComment, KindSecurityLabel,
}

// Rank orders kinds as [Kinds] lists them; an unknown kind comes last.
func (k Kind) Rank() int {
	if i := slices.Index(kinds[:], k); i >= 0 {
		return i
	}
	return len(kinds)
}

// Relation reports whether objects of the kind have columns.
func (k Kind) Relation() bool {
	switch k {
	case KindTable, KindPartition, KindForeignTable, KindView, KindMaterializedView:
		return true
	}
	return false
}
