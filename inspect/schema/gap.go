package schema

// A Gap is something that a source could not read or understand, or that was
// found and is not compared. Gaps are never findings; they are listed in the
// report so that nothing is passed over in silence.
type Gap struct {
	// Subject names what is missing: "struct models.Audit", "3 triggers".
	Subject string `json:"subject"`
	// Reason says why, in a clause without a full stop.
	Reason string `json:"reason"`
	// Hint says how to close the gap; empty where nothing can be done.
	Hint string `json:"hint,omitempty"`
	// Undetermined marks a gap that leaves a fact of a compared object open, so
	// that full agreement cannot be claimed. Others merely narrow the scope.
	Undetermined bool `json:"undetermined,omitempty"`
	// Object is the object with the open fact, where there is one.
	Object Ref    `json:"object,omitzero"`
	Origin Origin `json:"origin,omitzero"`
}
