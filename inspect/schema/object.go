package schema

import "slices"

// An Object is one of the kinds whose definition is a list of named properties
// and nothing that other objects are made of: a function, a trigger, a policy,
// a collation, an operator. Only a source that says everything of an object
// describes it, so that an absent property is PostgreSQL's default.
type Object struct {
	Kind   Kind   `json:"kind"`
	Schema string `json:"schema,omitempty"`
	// Parent is the table of a trigger, rule or policy.
	Parent string `json:"parent,omitempty"`
	Name   string `json:"name"`
	// Signature completes the name where one name serves several objects: the
	// argument types of a function or operator, "(integer, text)", or the access
	// method of an operator class, " using btree".
	Signature string `json:"signature,omitempty"`
	About
	// Properties are in the order in which the object's CREATE statement has them.
	Properties []Property `json:"properties,omitempty"`
	// System marks an object of PostgreSQL's own or of an extension that only its
	// changed comment or rights make worth telling.
	System bool   `json:"system,omitempty"`
	Origin Origin `json:"origin,omitzero"`
}

// A Property is one fact of an object. Name is SQL's word for it in lower case:
// "volatility", "using", "lc_collate".
type Property struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Ref identifies the object. The name of one with a signature is quoted where
// SQL needs it and followed by the signature.
func (o *Object) Ref() Ref {
	name := o.Name
	if o.Kind.signed() {
		switch o.Kind {
		case KindOperator, KindCast, KindTransform:
		default:
			name = QuoteIdent(name)
		}
		name += o.Signature
	}
	return Ref{Kind: o.Kind, Schema: o.Schema, Parent: o.Parent, Name: name}
}

// Property returns the value of that name, or "".
func (o *Object) Property(name string) string {
	i := slices.IndexFunc(o.Properties, func(p Property) bool { return p.Name == name })
	if i < 0 {
		return ""
	}
	return o.Properties[i].Value
}

// Set adds a property, unless its value is empty.
func (o *Object) Set(name, value string) {
	if value != "" {
		o.Properties = append(o.Properties, Property{name, value})
	}
}

// signed reports whether names of the kind come with a signature.
func (k Kind) signed() bool {
	switch k {
	case KindFunction, KindProcedure, KindAggregate, KindOperator, KindOperatorClass, KindOperatorFamily, KindCast, KindTransform:
		return true
	}
	return false
}
