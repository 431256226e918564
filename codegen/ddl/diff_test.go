package ddl_test

import "strings"

// differences are the lines that only one side has, in the order of both; as few
// as a look ahead finds.
func differences(want, have []string) string {
	var b strings.Builder
	for i, j := 0, 0; i < len(want) || j < len(have); {
		if i < len(want) && j < len(have) && want[i] == have[j] {
			i, j = i+1, j+1
			continue
		}
		di, dj := resume(want[i:], have[j:])
		for _, line := range want[i : i+di] {
			b.WriteString("- " + line + "\n")
		}
		for _, line := range have[j : j+dj] {
			b.WriteString("+ " + line + "\n")
		}
		i, j = i+di, j+dj
	}
	return b.String()
}

// resume is how many lines to leave out on either side until some are equal
// again: three, or the last ones.
func resume(want, have []string) (int, int) {
	const far = 3000
	equal := func(i, j int) bool {
		for k := range 3 {
			if i+k >= len(want) || j+k >= len(have) {
				return i+k >= len(want) && j+k >= len(have)
			}
			if want[i+k] != have[j+k] {
				return false
			}
		}
		return true
	}
	for sum := 1; sum < min(far, len(want)+len(have)); sum++ {
		for i := max(0, sum-len(have)); i <= min(sum, len(want)); i++ {
			if equal(i, sum-i) {
				return i, sum - i
			}
		}
	}
	return len(want), len(have)
}
