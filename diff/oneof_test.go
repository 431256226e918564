package diff

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestOneOfReadsBothSpellings(t *testing.T) {
	type result struct {
		Column string
		Labels []string
		OK     bool
	}
	for expr, want := range map[string]result{
		`((status)::text = ANY ((ARRAY['draft'::character varying, 'it''s'::character varying])::text[]))`: {"status", []string{"draft", "it's"}, true},
		`(status = ANY (ARRAY['a'::text, 'b'::text]))`:                                                     {"status", []string{"a", "b"}, true},
		`status IN ('a', 'b')`:                            {"status", []string{"a", "b"}, true},
		`status in('a')`:                                  {"status", []string{"a"}, true},
		`("Status" = 'a'::text)`:                          {"Status", []string{"a"}, true},
		`(length(status) > 3)`:                            {},
		`((status = 'a'::text) OR (status = 'b'::text))`:  {},
		`(status <> ALL (ARRAY['a'::text]))`:              {},
		`((status = ANY (ARRAY['a'::text])) AND (n > 0))`: {},
		`(n = ANY (ARRAY[1, 2]))`:                         {},
		`(status = ANY (ARRAY['a'::text, 'b`:              {},
		``:                                                {},
	} {
		var got result
		got.Column, got.Labels, got.OK = oneOf(expr)
		if !got.OK {
			got = result{}
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: -want +got\n%s", expr, d)
		}
	}
}
