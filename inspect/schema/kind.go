package schema

import "slices"

// A Kind is a kind of database object, by PostgreSQL's own name for it.
type Kind string

// The kinds. Those without a file of their own are counted by the inspector and
// listed as found but not compared.
const (
	KindSchema           Kind = "schema"
	KindTable            Kind = "table"
	KindView             Kind = "view"
	KindMaterializedView Kind = "materialized view"
	KindForeignTable     Kind = "foreign table"
	KindPartition        Kind = "partition"
	KindColumn           Kind = "column"
	KindPrimaryKey       Kind = "primary key"
	KindUnique           Kind = "unique"
	KindForeignKey       Kind = "foreign key"
	KindCheck            Kind = "check"
	KindExclusion        Kind = "exclusion"
	KindIndex            Kind = "index"
	KindEnum             Kind = "enum"
	KindDomain           Kind = "domain"
	KindComposite        Kind = "composite"
	KindRange            Kind = "range"
	KindSequence         Kind = "sequence"
	KindFunction         Kind = "function"
	KindProcedure        Kind = "procedure"
	KindAggregate        Kind = "aggregate"
	KindTrigger          Kind = "trigger"
	KindPolicy           Kind = "policy"
	KindRule             Kind = "rule"
	KindExtension        Kind = "extension"
	KindCollation        Kind = "collation"
	KindGrant            Kind = "grant"
	KindComment          Kind = "comment"

	KindBaseType             Kind = "base type"
	KindOperator             Kind = "operator"
	KindOperatorClass        Kind = "operator class"
	KindCast                 Kind = "cast"
	KindConversion           Kind = "conversion"
	KindLanguage             Kind = "language"
	KindStatistics           Kind = "statistics"
	KindTextSearchConfig     Kind = "text search configuration"
	KindTextSearchDictionary Kind = "text search dictionary"
	KindEventTrigger         Kind = "event trigger"
	KindForeignServer        Kind = "foreign server"
	KindPublication          Kind = "publication"
)

// Kinds returns every kind, in the order in which a description lists them.
func Kinds() []Kind {
	return slices.Clone(kinds[:])
}

var kinds = [...]Kind{
	KindSchema, KindExtension, KindCollation,
	KindEnum, KindDomain, KindComposite, KindRange, KindSequence,
	KindTable, KindPartition, KindForeignTable, KindView, KindMaterializedView,
	KindColumn, KindPrimaryKey, KindUnique, KindForeignKey, KindCheck, KindExclusion, KindIndex,
	KindFunction, KindProcedure, KindAggregate, KindTrigger, KindRule, KindPolicy,
	KindGrant, KindComment,
	KindBaseType, KindOperator, KindOperatorClass, KindCast, KindConversion, KindLanguage,
	KindStatistics, KindTextSearchConfig, KindTextSearchDictionary,
	KindEventTrigger, KindForeignServer, KindPublication,
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
