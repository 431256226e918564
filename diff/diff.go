// Package diff compares two descriptions of a database and says where they
// disagree. It is pure: no I/O, no clock, and neither description is changed.
//
// What a disagreement means, how bad it is and how to mend it is the business
// of package rule.
package diff

import (
	"github.com/synapscale/synapcheck/diff/equal"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// A Verdict is the outcome of comparing one property; see [equal.Verdict].
type Verdict = equal.Verdict

// The verdicts.
const (
	Agree  = equal.Agree
	Differ = equal.Differ
	Unsaid = equal.Unsaid
	Unsure = equal.Unsure
)

// A Property is what a difference is about.
type Property string

// The properties. Absent and Undeclared are about the object as a whole. What a
// [schema.Object] is made of goes by its own names, and is not listed here.
const (
	// Absent: declared, and the live side has no such object.
	Absent Property = "absent"
	// Undeclared: live, and the declared side, which lists the objects of the
	// kind, has none such.
	Undeclared Property = "undeclared"
	// Name: the declared object is probably the live one under another name.
	Name Property = "name"

	Type        Property = "type"         // the PostgreSQL types differ
	UnknownType Property = "unknown type" // the declared type does not exist
	HostType    Property = "host type"    // the field cannot hold every value of the column
	HostNull    Property = "host null"    // the column may be NULL and the field has no place for it
	HostNeeded  Property = "host needed"  // the field may be null and the column refuses it
	NotNull     Property = "not null"
	Default     Property = "default"
	Identity    Property = "identity"
	Generated   Property = "generated"
	Collation   Property = "collation"
	Comment     Property = "comment"
	TagUnread   Property = "tag unread"  // a tag that Go cannot take apart
	TagPassed   Property = "tag passed"  // a tag says something that has no effect
	Unfilled    Property = "unfilled"    // the library never fills the field
	Twice       Property = "twice"       // two fields of one struct stand for the column
	Claimed     Property = "claimed"     // two structs claim the column differently
	HostWrites  Property = "host writes" // the code writes a column that the database computes
	Labels      Property = "labels"      // declared labels that the live type lacks
	MoreLabels  Property = "more labels" // live labels that the declared side lacks
	LabelOrder  Property = "label order"
	ColumnOrder Property = "column order"
	Columns     Property = "columns" // of a key, in order
	Include     Property = "include"
	Nulls       Property = "nulls" // nulls not distinct
	Deferring   Property = "deferrable"
	OnUpdate    Property = "on update"
	OnDelete    Property = "on delete"
	Match       Property = "match"
	Reference   Property = "reference" // what a foreign key refers to
	Validated   Property = "validated"
	Expr        Property = "expression"
	Inherit     Property = "no inherit"
	Definition  Property = "definition"
	Method      Property = "method"
	Uniqueness  Property = "unique"
	Keys        Property = "keys"
	Predicate   Property = "predicate"
	Parameters  Property = "storage parameters"
	Validity    Property = "valid"
	Base        Property = "base type"
	Sequencing  Property = "sequence options"
	Owner       Property = "owned by"

	Role           Property = "owner"       // the role that owns an object
	Grants         Property = "grants"      // declared rights that nobody has
	MoreGrants     Property = "more grants" // rights that are not declared
	SecurityLabels Property = "security labels"

	Query            Property = "query"
	Populated        Property = "populated"
	PartitionOf      Property = "partition of"
	Bound            Property = "partition bound"
	PartitionBy      Property = "partition key"
	Inherits         Property = "inherits"
	OfType           Property = "of type"
	Unlogged         Property = "unlogged"
	AccessMethod     Property = "access method"
	Tablespace       Property = "tablespace"
	ReplicaIdentity  Property = "replica identity"
	RowSecurity      Property = "row security"
	ForceRowSecurity Property = "force row security"
	Server           Property = "server"
	ForeignOptions   Property = "foreign options"

	Storage       Property = "storage"
	Compression   Property = "compression"
	Statistics    Property = "statistics"
	ColumnOptions Property = "column options"
	Inherited     Property = "inherited"           // whether the object itself declares it, or only its parents
	NullName      Property = "not null constraint" // how the constraint behind NOT NULL is called and made

	Enforced  Property = "enforced"
	Temporal  Property = "temporal" // without overlaps, period
	Clustered Property = "clustered"
	PartOf    Property = "part of" // the object of the partitioned table

	AttributeOrder Property = "attribute order" // of a composite type
)

// A Facet groups facts for the score.
type Facet uint8

// The facets, in the order in which a report lists them.
const (
	FacetPresence Facet = iota
	FacetType
	FacetNullability
	FacetDefault
	FacetPrimaryKey
	FacetForeignKey
	FacetUnique
	FacetCheck
	FacetIndex
	FacetOther
	Facets // the number of facets
)

// String is the facet's name.
func (f Facet) String() string {
	return [...]string{
		"presence", "type", "nullability", "default", "primary key",
		"foreign key", "unique", "check", "index", "other",
	}[f]
}

// A Tally counts the facts of one facet by verdict.
type Tally struct{ Agree, Differ, Unsaid, Unsure int }

func (t *Tally) count(v Verdict) {
	switch v {
	case Agree:
		t.Agree++
	case Differ:
		t.Differ++
	case Unsaid:
		t.Unsaid++
	case Unsure:
		t.Unsure++
	}
}

// Facts are the tallies of one object by facet.
type Facts [Facets]Tally

// A Diff is everything that Compare found.
type Diff struct {
	Declared, Live *schema.Database
	// Tables are the relations of both sides, sorted by schema and name.
	Tables []*TablePair
	// Facts about objects that belong to no table: enums, domains, sequences.
	Facts Facts
	// Differences are sorted by object and property.
	Differences []*Difference
	// Left are the live objects of which the declared side says nothing, being of a
	// kind that it cannot express. They are neither drift nor agreement.
	Left []schema.Ref
	// Gaps are both sides' gaps and what the comparison itself had to leave.
	Gaps []schema.Gap
	// Asked are the texts of which the comparison is unsure and that PostgreSQL
	// itself could spell; see [Options.Spellings].
	Asked []Text
}

// A TablePair is one relation on both sides.
type TablePair struct {
	// Ref is the live relation's, or the declared one's if there is no live one.
	Ref schema.Ref
	// Declared are the models of the relation, the most complete one first. More
	// than one stands for several structs over one table.
	Declared []*schema.Table
	// Live is nil where the database has no such relation.
	Live *schema.Table
	// Certain is false where only a name ties the model to the relation.
	Certain bool
	Facts   Facts
}

// Model is the most complete model of the relation, or nil.
func (p *TablePair) Model() *schema.Table {
	if len(p.Declared) == 0 {
		return nil
	}
	return p.Declared[0]
}

// A Difference is one disagreement.
type Difference struct {
	// Object is named as the live side has it, or as declared if it is absent.
	Object   schema.Ref
	Property Property
	Facet    Facet
	// Verdict is Differ or Unsure.
	Verdict Verdict
	// Declared and Live spell what each side says of the property; empty where
	// the side lacks the object or says nothing.
	Declared, Live string
	// Reason adds what the comparison knows: why it is unsure, what happens to
	// a value that the field cannot hold.
	Reason string
	// Grade is how well the field holds the column, for HostType.
	Grade equal.Grade
	// Sign is true for HostType where only negative values are the trouble: an
	// unsigned field that is wide enough otherwise.
	Sign bool
	// Candidates are the objects that an absent one may have been renamed to or
	// from, best first; for Name the first is the proposed one.
	Candidates []Candidate

	// Table is the relation concerned; nil for objects that belong to none.
	Table *TablePair
	// Model is the declared table or struct that the difference was found in.
	Model *schema.Table
	// DeclaredColumn and LiveColumn are set for differences of columns.
	DeclaredColumn, LiveColumn *schema.Column
	// DeclaredObject and LiveObject are the objects themselves for the other
	// kinds: *schema.Index, *schema.Enum …; nil where a side has none.
	DeclaredObject, LiveObject any

	// Origin is where to look in the declared source: the field, or the struct
	// that lacks it.
	Origin schema.Origin
	// Also are further places that declare the same.
	Also []schema.Origin
}

// Reasons of a Name difference that are no guess.
const (
	// ReasonConfirmed: a person has confirmed the rename.
	ReasonConfirmed = "confirmed"
	// ReasonElsewhere: the relation stands in a schema that an unqualified name
	// does not reach, while it reaches others.
	ReasonElsewhere = "outside of the search path"
)

// A Candidate is an object that may be the same under another name.
type Candidate struct {
	Object schema.Ref
	// Confidence is between 0 and 1.
	Confidence float64
	// Reasons say what speaks for it, in clauses.
	Reasons []string
}

// Options narrow and steer a comparison. The zero Options compares everything
// that the declared side speaks of.
type Options struct {
	// Schemas are the only schemas compared; empty for all. These and all other
	// patterns are globs, of which the last that matches decides; one after ! is
	// an exception, and a list that begins with one picks all the rest.
	Schemas []string
	// Include and Exclude are patterns over schema.table or table names; a table is
	// compared if Include picks it (or there is none) and Exclude does not.
	Include, Exclude []string
	// Kinds are the only kinds compared; empty for all. What is left out is counted
	// among the gaps.
	Kinds []string
	// Renames maps declared to live names that a person has confirmed:
	// "users.locked_until" to "account_locked_until", "users" to "accounts".
	Renames map[string]string
	// Spellings are PostgreSQL's own of texts that a former comparison asked about.
	Spellings map[Text]Spelling
}
