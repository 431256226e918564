package schema

// Usage is what a server knows of the work that a database does. It changes from
// minute to minute, so it is no part of a description: only advice wants it.
type Usage struct {
	// Days is since how many whole days the server has counted without a break, as
	// far as it says; 0 for less than one, or where it does not say. A standby
	// counts only what is asked of it.
	Days    int  `json:"days,omitempty"`
	Standby bool `json:"standby,omitempty"`
	// Unused are the indexes that no query has used since.
	Unused []IndexUse `json:"unused,omitempty"`
	// Sequences are those whose last value may be read.
	Sequences []SequenceUse `json:"sequences,omitempty"`
	// Queries are the texts of statements that were run, where
	// pg_stat_statements may be read; constants are left out by the server.
	Queries []string `json:"queries,omitempty"`
	// Faults are what the extension plpgsql_check finds wrong with functions.
	Faults []Fault `json:"faults,omitempty"`
	// Others are the relations that a description leaves out: those of extensions,
	// and of schemas that were not asked for. Listed is true if these are all.
	Others []Ref `json:"others,omitempty"`
	Listed bool  `json:"listed,omitempty"`
	// Gaps are what may not be read.
	Gaps []Gap `json:"gaps,omitempty"`
}

// An IndexUse is an index and how large it is.
type IndexUse struct {
	Index Ref   `json:"index"`
	Bytes int64 `json:"bytes"`
}

// A SequenceUse is how far a sequence has come.
type SequenceUse struct {
	Sequence Ref `json:"sequence"`
	// Column is the one whose values it gives; zero for none.
	Column    Ref   `json:"column,omitzero"`
	Last      int64 `json:"last"`
	Max       int64 `json:"max"`
	Min       int64 `json:"min"`
	Increment int64 `json:"increment"`
	Cycle     bool  `json:"cycle,omitempty"`
}

// A Fault is what is wrong with a function.
type Fault struct {
	Function Ref    `json:"function"`
	Line     int    `json:"line,omitempty"`
	Message  string `json:"message"`
}
