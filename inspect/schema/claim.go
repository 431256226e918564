package schema

import (
	"encoding/json"
	"slices"
)

// A Claim is what one source says about one property: nothing, one value, or
// any of several values. The zero Claim says nothing. It is as large as a
// pointer, and copies share what they say; no claim changes once made.
type Claim[T any] struct{ said *values[T] }

type values[T any] struct {
	one  T
	rest []T // the further accepted values
}

// Is claims exactly one value. To make many equal claims, make one and copy it.
func Is[T any](value T) Claim[T] { return Claim[T]{&values[T]{one: value}} }

// AnyOf claims that the value is one of those given, the preferred one first.
// Without values it says nothing.
func AnyOf[T any](accepted ...T) Claim[T] {
	if len(accepted) == 0 {
		return Claim[T]{}
	}
	return Claim[T]{&values[T]{one: accepted[0], rest: slices.Clone(accepted[1:])}}
}

// Silent reports that the source says nothing about the property.
func (c Claim[T]) Silent() bool { return c.said == nil }

// IsZero is Silent, by the name that encoding/json looks for.
func (c Claim[T]) IsZero() bool { return c.said == nil }

// Get returns the value, or the preferred one of several, and whether there is
// any.
func (c Claim[T]) Get() (T, bool) {
	if c.said == nil {
		var none T
		return none, false
	}
	return c.said.one, true
}

// Or returns the value, or the preferred one of several, and otherwise if the
// claim is silent.
func (c Claim[T]) Or(otherwise T) T {
	if c.said == nil {
		return otherwise
	}
	return c.said.one
}

// Values returns every accepted value, the preferred one first.
func (c Claim[T]) Values() []T {
	if c.said == nil {
		return nil
	}
	return append([]T{c.said.one}, c.said.rest...)
}

// Accepts reports whether any accepted value satisfies ok. A silent claim
// accepts nothing.
func (c Claim[T]) Accepts(ok func(T) bool) bool {
	return c.said != nil && (ok(c.said.one) || slices.ContainsFunc(c.said.rest, ok))
}

type anyOf[T any] struct {
	AnyOf []T `json:"anyOf"`
}

// MarshalJSON writes the value itself, or {"anyOf": […]} for several. A silent
// claim is null, and left out by omitzero.
func (c Claim[T]) MarshalJSON() ([]byte, error) {
	switch {
	case c.said == nil:
		return []byte("null"), nil
	case len(c.said.rest) == 0:
		return json.Marshal(c.said.one)
	}
	return json.Marshal(anyOf[T]{c.Values()})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (c *Claim[T]) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		*c = Claim[T]{}
		return nil
	}
	var several struct {
		AnyOf *[]T `json:"anyOf"`
	}
	if data[0] == '{' {
		if err := json.Unmarshal(data, &several); err != nil {
			return err
		}
		if several.AnyOf != nil {
			*c = AnyOf(*several.AnyOf...)
			return nil
		}
	}
	var one T
	if err := json.Unmarshal(data, &one); err != nil {
		return err
	}
	*c = Is(one)
	return nil
}
