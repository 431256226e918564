package ddl

// A rank is the place of an object that needs no other: about the one that
// pg_dump gives it.
type rank int

const (
	rankDatabase rank = iota
	rankSchema
	rankExtension
	rankLanguage
	rankCollation
	rankShell
	rankType
	rankFunction
	rankAggregate
	rankAccessMethod
	rankOperatorFamily
	rankOperator
	rankOperatorClass
	rankCast
	rankTransform
	rankConversion
	rankTextSearchParser
	rankTextSearchTemplate
	rankTextSearchDictionary
	rankTextSearchConfig
	rankForeignDataWrapper
	rankForeignServer
	rankUserMapping
	rankSequence
	rankTable
	rankView
	rankAttach
	rankSplit
	rankOwnedBy
	rankLargeObject
	rankConstraint
	rankIndex
	rankIndexAttach
	rankStatistics
	rankLateCheck
	rankReplica
	rankRule
	rankTrigger
	rankForeignKey
	rankPolicy
	rankPublication
	rankSubscription
	rankSystem
	rankGrants
	rankDefaultPrivileges
	rankRefresh
	rankEventTrigger
)
