package schema

import "strconv"

// An Origin is the place in a source file where something is declared. Lines
// and columns count from 1, columns in bytes; File is relative to the directory
// that the source was opened in and uses slashes. The zero Origin means that
// there is no such place, as for objects of a running server.
type Origin struct {
	File   string `json:"file,omitempty"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
	// Symbol is the declaration's name in its language: User, User.Email.
	Symbol string `json:"symbol,omitempty"`
}

// IsZero reports that there is no such place.
func (o Origin) IsZero() bool { return o.File == "" }

// String is file:line:column, without the parts that are not known.
func (o Origin) String() string {
	s := o.File
	if o.Line > 0 {
		s += ":" + strconv.Itoa(o.Line)
		if o.Column > 0 {
			s += ":" + strconv.Itoa(o.Column)
		}
	}
	return s
}

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
