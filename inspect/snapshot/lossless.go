package snapshot

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
)

// lossless makes sure that everything in the file is in the description, by
// writing it again and comparing. The decoder's own strictness does not reach
// into values that read themselves.
func lossless(data []byte, e envelope) error {
	again, err := json.Marshal(e)
	if err != nil {
		return fmt.Errorf("comparing the snapshot: %w", err)
	}
	have, err := tree(data)
	if err != nil {
		return err
	}
	want, err := tree(again)
	if err != nil {
		return err
	}
	return same("", have, want)
}

func tree(data []byte) (any, error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	var v any
	if err := dec.Decode(&v); err != nil {
		return nil, &FormatError{Reason: err.Error(), hint: damaged}
	}
	return v, nil
}

// same compares the file, have, with what was understood of it, want.
func same(path string, have, want any) error {
	switch have := have.(type) {
	case map[string]any:
		want, ok := want.(map[string]any)
		if !ok {
			return unknown(path)
		}
		for _, key := range slices.Sorted(maps.Keys(have)) {
			under := path + "." + key
			if path == "" {
				under = key
			}
			value, ok := want[key]
			if !ok {
				return unknown(under)
			}
			if err := same(under, have[key], value); err != nil {
				return err
			}
		}
		return nil
	case []any:
		want, ok := want.([]any)
		if !ok || len(have) != len(want) {
			return unknown(path)
		}
		for i := range have {
			under := fmt.Sprintf("%s[%d]", path, i)
			if have[i] == nil {
				return unknown(under)
			}
			if err := same(under, have[i], want[i]); err != nil {
				return err
			}
		}
		return nil
	}
	if have != want {
		return unknown(path)
	}
	return nil
}

func unknown(path string) error {
	return &FormatError{Reason: fmt.Sprintf("%.200q is not understood", path), hint: damaged}
}
