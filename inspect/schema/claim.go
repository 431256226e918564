package schema

import (
	"encoding/json"
	"slices"
)

// A Claim is what one source says about one property: nothing, one value, or
// any of several values. The zero Claim says nothing.
type Claim[T any] struct {
	one  T
	rest *[]T // the further accepted values; nil for at most one
	said bool
}

// Is claims exactly one value.
func Is[T any](value T) Claim[T] { return Claim[T]{one: value, said: true} }

// AnyOf claims that the value is one of those given, the preferred one first.
// Without values it says nothing.
func AnyOf[T any](values ...T) Claim[T] {
	if len(values) == 0 {
		return Claim[T]{}
	}
	c := Is(values[0])
	if len(values) > 1 {
		rest := slices.Clone(values[1:])
		c.rest = &rest
	}
	return c
}

// Silent reports that the source says nothing about the property.
func (c Claim[T]) Silent() bool { return !c.said }

// IsZero is Silent, by the name that encoding/json looks for.
func (c Claim[T]) IsZero() bool { return !c.said }

// Get returns the value, or the preferred one of several, and whether there is
// any.
func (c Claim[T]) Get() (T, bool) { return c.one, c.said }

// Or returns the value, or the preferred one of several, and otherwise if the
// claim is silent.
func (c Claim[T]) Or(otherwise T) T {
	if c.said {
		return c.one
	}
	return otherwise
}

// Values returns every accepted value, the preferred one first.
func (c Claim[T]) Values() []T {
	switch {
	case !c.said:
		return nil
	case c.rest == nil:
		return []T{c.one}
	}
	return append([]T{c.one}, *c.rest...)
}

// Accepts reports whether any accepted value satisfies ok. A silent claim
// accepts nothing.
func (c Claim[T]) Accepts(ok func(T) bool) bool {
	if !c.said {
		return false
	}
	return ok(c.one) || c.rest != nil && slices.ContainsFunc(*c.rest, ok)
}

type anyOf[T any] struct {
	AnyOf []T `json:"anyOf"`
}

// MarshalJSON writes the value itself, or {"anyOf": […]} for several. A silent
// claim is null, and left out by omitzero.
func (c Claim[T]) MarshalJSON() ([]byte, error) {
	switch {
	case !c.said:
		return []byte("null"), nil
	case c.rest == nil:
		return json.Marshal(c.one)
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
