package schema

// A Binding says how a model is tied to its table and how sure that is.
type Binding struct {
	// How names the evidence: "TableName method", "directive", "tag",
	// "naming rule of gorm", "naming rule".
	How string `json:"how,omitempty"`
	// Certain is false where only the name of a struct speaks for the table; such
	// a model without a table is listed as a gap, not reported as missing.
	Certain bool `json:"certain,omitempty"`
	// OtherName is the next name that the table may have where a naming rule alone
	// speaks for its name: the singular, say.
	OtherName string `json:"otherName,omitempty"`
	// Unmentioned is true if the queries of the same code name tables, and not the
	// one that the naming rule gives.
	Unmentioned bool `json:"unmentioned,omitempty"`
	// Dialect is the dialect that the struct was read with: "db", "gorm".
	Dialect string `json:"dialect,omitempty"`
	// Writes is true for dialects whose library writes rows from the struct.
	Writes bool `json:"writes,omitempty"`
	// Partial is true for a model that need not have every column of its table.
	Partial bool `json:"partial,omitempty"`
	// Generator names the program that wrote the model's file: it must be run
	// again, and the file not edited. Empty for hand-written code.
	Generator string `json:"generator,omitempty"`
}

// IsZero reports that the source names tables outright.
func (b Binding) IsZero() bool { return b == Binding{} }
