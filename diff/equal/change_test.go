package equal_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/synapscale/synapcheck/diff/equal"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func TestCompareSaysWhichWay(t *testing.T) {
	type T = schema.Type
	for _, c := range []struct {
		declared, live T
		want           equal.Change
	}{
		{T{Name: "integer"}, T{Name: "int4"}, equal.None},
		{T{Name: "text"}, T{Name: "varchar", Args: "20"}, equal.Widening},
		{T{Name: "varchar", Args: "20"}, T{Name: "text"}, equal.Narrowing},
		{T{Name: "varchar", Args: "20"}, T{Name: "varchar", Args: "10"}, equal.Widening},
		{T{Name: "varchar"}, T{Name: "text"}, equal.Widening},
		{T{Name: "int8"}, T{Name: "int4"}, equal.Widening},
		{T{Name: "int4"}, T{Name: "int8"}, equal.Narrowing},
		{T{Name: "int4", Array: true}, T{Name: "int8", Array: true}, equal.Narrowing},
		{T{Name: "int4", Array: true}, T{Name: "int4"}, equal.Other},
		{T{Name: "numeric", Args: "12,4"}, T{Name: "numeric", Args: "10,2"}, equal.Widening},
		{T{Name: "numeric", Args: "10,4"}, T{Name: "numeric", Args: "10,2"}, equal.Modifier},
		{T{Name: "numeric"}, T{Name: "int8"}, equal.Widening},
		{T{Name: "numeric", Args: "18,0"}, T{Name: "int8"}, equal.Other},
		{T{Name: "timestamptz"}, T{Name: "timestamp"}, equal.Other},
		{T{Name: "timestamp", Args: "3"}, T{Name: "timestamp"}, equal.Narrowing},
		{T{Name: "float4"}, T{Name: "float8"}, equal.Narrowing},
		{T{Name: "uuid"}, T{Name: "text"}, equal.Other},
		{T{Name: "jsonb"}, T{Name: "json"}, equal.Other},
		{T{Name: "mood"}, T{Schema: "app", Name: "feeling"}, equal.Other},
		{T{Name: "vector", Args: "3"}, T{Schema: "public", Name: "vector", Args: "4"}, equal.Modifier},
	} {
		if got := equal.Compare(c.declared, c.live); got != c.want {
			t.Errorf("declared %v, live %v: %v, want %v", c.declared, c.live, got, c.want)
		}
	}
}

// atLimits are values at the limits of types that others may have room for.
var atLimits = []struct {
	typ    schema.Type
	values []string
}{
	{schema.Type{Name: "int2"}, []string{"-32768", "32767"}},
	{schema.Type{Name: "int4"}, []string{"-2147483648", "2147483647"}},
	{schema.Type{Name: "int8"}, []string{"-9223372036854775808", "9223372036854775807"}},
	{schema.Type{Name: "float4"}, []string{"3.4028235e38", "0.1", "1e-45"}},
	{schema.Type{Name: "float8"}, []string{"1.7976931348623157e308", "0.1"}},
	{schema.Type{Name: "numeric"}, []string{"1e40", "0.000000000000000000001"}},
	{schema.Type{Name: "numeric", Args: "10,0"}, []string{"9999999999"}},
	{schema.Type{Name: "numeric", Args: "10,2"}, []string{"99999999.99"}},
	{schema.Type{Name: "numeric", Args: "12,4"}, []string{"99999999.9999"}},
	{schema.Type{Name: "numeric", Args: "19,0"}, []string{"9999999999999999999"}},
	{schema.Type{Name: "text"}, []string{strings.Repeat("x", 300), "a  "}},
	{schema.Type{Name: "varchar"}, []string{strings.Repeat("x", 300), "a  "}},
	{schema.Type{Name: "varchar", Args: "5"}, []string{"xxxxx", "a  "}},
	{schema.Type{Name: "varchar", Args: "9"}, []string{"xxxxxxxxx"}},
	{schema.Type{Name: "bpchar", Args: "5"}, []string{"xxxxx", "a"}},
	{schema.Type{Name: "name"}, []string{strings.Repeat("x", 63)}},
	{schema.Type{Name: "date"}, []string{"9999-12-31", "0001-01-01"}},
	{schema.Type{Name: "timestamp"}, []string{"9999-12-31 23:59:59.999999"}},
	{schema.Type{Name: "timestamp", Args: "3"}, []string{"9999-12-31 23:59:59.999"}},
	{schema.Type{Name: "time"}, []string{"23:59:59.999999"}},
	{schema.Type{Name: "interval"}, []string{"1 year 2 mons 3 days 04:05:06.789"}},
	{schema.Type{Name: "interval", Args: "day to second"}, []string{"3 days 04:05:06"}},
	{schema.Type{Name: "bit", Args: "3"}, []string{"101"}},
	{schema.Type{Name: "varbit"}, []string{"10101"}},
	{schema.Type{Name: "varbit", Args: "3"}, []string{"101"}},
	{schema.Type{Name: "inet"}, []string{"10.0.0.1/8"}},
	{schema.Type{Name: "cidr"}, []string{"10.0.0.0/8"}},
	{schema.Type{Name: "macaddr"}, []string{"08:00:2b:01:02:03"}},
	{schema.Type{Name: "macaddr8"}, []string{"08:00:2b:01:02:03:04:05"}},
}

// Whatever is called a widening keeps every value at the limits, there and back.
func TestWideningKeepsValues(t *testing.T) {
	conn := connect(t, "")
	for _, live := range atLimits {
		for _, declared := range atLimits {
			kept := true
			for _, v := range live.values {
				var same bool
				err := conn.QueryRow(t.Context(), fmt.Sprintf("select ('%s'::%s::%s::%[2]s)::text = ('%[1]s'::%[2]s)::text", v, live.typ, declared.typ)).Scan(&same)
				kept = kept && err == nil && same
			}
			change := equal.Compare(declared.typ, live.typ)
			if (change == equal.None || change == equal.Widening) && !kept {
				t.Errorf("%v to %v is called %v and loses a value", live.typ, declared.typ, change)
			}
		}
	}
}
