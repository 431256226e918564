package equal

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
)

// canonJSON writes a document without blanks, its keys sorted, its numbers in
// one way.
func canonJSON(text string) (string, bool) {
	in := json.NewDecoder(strings.NewReader(text))
	in.UseNumber()
	var v any
	if in.Decode(&v) != nil {
		return text, false
	}
	if _, err := in.Token(); err != io.EOF {
		return text, false
	}
	var b bytes.Buffer
	out := json.NewEncoder(&b)
	out.SetEscapeHTML(false)
	if out.Encode(plainNumbers(v)) != nil {
		return text, false
	}
	return strings.TrimSuffix(b.String(), "\n"), true
}

// plainNumbers respells the numbers of a document in place.
func plainNumbers(v any) any {
	switch v := v.(type) {
	case json.Number:
		if n, ok := canonNumber(v.String()); ok {
			return json.Number(plainNumber(n))
		}
	case []any:
		for i := range v {
			v[i] = plainNumbers(v[i])
		}
	case map[string]any:
		for k := range v {
			v[k] = plainNumbers(v[k])
		}
	}
	return v
}
