package rule

import (
	"fmt"
	"math"
	"slices"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	advise(&Rule{
		ID:       "key-near-end",
		Layer:    LayerAdvice,
		Title:    "A primary key has used up half of its numbers",
		Severity: Warning,
		Dear:     true,
		Advise:   keyNearEnd,
		Doc: doc(`
The sequence behind a primary key of type integer or smallint has passed half of
what the type holds: 2147483647 or 32767. It is an error beyond three quarters.`, `
At the last number every INSERT fails: "nextval: reached maximum value" (2200H),
or "integer out of range" (22003). Making the column larger then writes the
whole table, and every table that refers to it, while nothing can be inserted.`, `
Use a 64-bit type for the field, and for the fields that refer to it, before the
column grows.`, `
Make it larger while there is time; with many rows, through a second column that
is filled bit by bit:

    alter table orders alter column id type bigint;
    alter sequence orders_id_seq as bigint;

Columns that refer to it need the same.`),
	})
}

// full is how much of a range of numbers is used up, in percent; 0 for less than
// half.
func full(last, first, end, increment int64) int {
	if increment < 0 {
		first, end, last = -first, -end, -last // it counts down
		if first > end {
			return 0
		}
	}
	if end <= first || last < first {
		return 0
	}
	share := (float64(last) - float64(first)) / (float64(end) - float64(first)) * 100
	if share < 50 {
		return 0
	}
	return int(math.Floor(min(share, 100)))
}

// integerMax is the last number of an integer type; 0 for another type.
func integerMax(t schema.Type) int64 {
	switch {
	case builtin(t, "int2"):
		return math.MaxInt16
	case builtin(t, "int4"):
		return math.MaxInt32
	case builtin(t, "int8"):
		return math.MaxInt64
	}
	return 0
}

// fed is a column that a sequence gives numbers, if it is one of the tables to
// advise on.
func fed(a *Advice, s schema.SequenceUse) (*schema.Table, *schema.Column) {
	t := a.facts.relation[s.Column.Table()]
	if s.Column.Name == "" || t == nil || !slices.Contains(a.facts.tables, t) {
		return nil, nil
	}
	return t, t.Column(s.Column.Name)
}

// narrowKey reports that the column is a primary key that a smallint or integer
// holds.
func narrowKey(t *schema.Table, c *schema.Column, base schema.Type) bool {
	return t != nil && c != nil && t.PrimaryKey != nil && slices.Equal(t.PrimaryKey.Columns, []string{c.Name}) && builtin(base, "int2", "int4")
}

func keyNearEnd(a *Advice) {
	for _, s := range a.Usage.Sequences {
		t, c := fed(a, s)
		if t == nil || c == nil {
			continue
		}
		base := a.facts.base(c)
		if !narrowKey(t, c, base) || s.Increment <= 0 || s.Cycle {
			continue
		}
		end := min(integerMax(base), s.Max)
		share := full(s.Last, max(s.Min, 0), end, s.Increment)
		if share == 0 {
			continue
		}
		f := Finding{
			Message:     fmt.Sprintf("%d %% of its numbers are used up: %d of %d", share, s.Last, end),
			Live:        fmt.Sprint(s.Last),
			Consequence: "at the last number every INSERT fails (2200H, 22003)",
			Remedies: liveRemedy(fmt.Sprintf("%s alter column %s type bigint, which writes the table anew, the same for the columns that refer to it, and alter sequence %s as bigint",
				alter(t), sqlIdent(c.Name), sqlName(s.Sequence))),
		}
		if share >= 75 {
			f.Severity = Error
		}
		a.Report(columnRef(t, c), f)
	}
}
