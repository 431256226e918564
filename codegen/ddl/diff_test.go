package ddl_test

import "strings"

// differences are the entries that only one side has, and then, if there are
// none, the first that stands elsewhere.
func differences(want, have []string) string {
	var b strings.Builder
	only := func(mark string, these, those []string) {
		count := map[string]int{}
		for _, x := range those {
			count[x]++
		}
		for _, x := range these {
			if count[x]--; count[x] < 0 {
				b.WriteString(mark + strings.ReplaceAll(strings.TrimRight(x, "\n"), "\n", "\n"+mark) + "\n")
			}
		}
	}
	only("- ", want, have)
	only("+ ", have, want)
	if b.Len() > 0 {
		return b.String()
	}
	// What is called the same, as overloaded operators are, pg_dump orders by oid.
	heading := func(entry string) string { h, _, _ := strings.Cut(entry, "\n"); return h }
	for i := range want {
		if heading(want[i]) != heading(have[i]) {
			return "in another order from here:\n- " + want[i] + "\n+ " + have[i] + "\n"
		}
	}
	return ""
}
