package report

import "encoding/json"

// MarshalJSON writes null for the empty Value.
func (v Value) MarshalJSON() ([]byte, error) {
	if v == "" {
		return []byte("null"), nil
	}
	return json.Marshal(string(v))
}

// UnmarshalJSON reads null as the empty Value.
func (v *Value) UnmarshalJSON(data []byte) error {
	return json.Unmarshal(data, (*string)(v))
}
