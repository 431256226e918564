package equal

import (
	"strconv"
	"strings"
)

// canonNumber writes a number in one way. Whether it was written as an integer
// stays visible, as 2 and 2.0 divide differently.
func canonNumber(s string) (string, bool) {
	s = strings.TrimSpace(s)
	sign := ""
	switch {
	case strings.HasPrefix(s, "-"):
		sign, s = "-", s[1:]
	case strings.HasPrefix(s, "+"):
		s = s[1:]
	}
	mantissa, power, scientific := strings.Cut(strings.ToLower(s), "e")
	exponent := 0
	if scientific {
		n, err := strconv.Atoi(power)
		if err != nil || n > 1<<20 || n < -1<<20 {
			return "", false
		}
		exponent = n
	}
	whole, fraction, pointed := strings.Cut(mantissa, ".")
	digits := whole + fraction
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return "", false
	}
	digits = strings.TrimLeft(digits, "0")
	if !pointed && !scientific {
		if digits == "" {
			return "0", true
		}
		return sign + digits, true
	}
	exponent -= len(fraction)
	for strings.HasSuffix(digits, "0") {
		digits, exponent = digits[:len(digits)-1], exponent+1
	}
	switch {
	case digits == "":
		return "0.0", true
	case exponent >= 0 && exponent <= 40:
		digits += strings.Repeat("0", exponent) + ".0"
	case exponent < 0 && exponent >= -80:
		if missing := 1 - exponent - len(digits); missing > 0 {
			digits = strings.Repeat("0", missing) + digits
		}
		digits = digits[:len(digits)+exponent] + "." + digits[len(digits)+exponent:]
	default:
		digits += "e" + strconv.Itoa(exponent)
	}
	return sign + digits, true
}

// plainNumber is a canonical number without the mark of a decimal one.
func plainNumber(s string) string { return strings.TrimSuffix(s, ".0") }

// isInteger reports that a canonical number was written as an integer.
func isInteger(s string) bool { return !strings.ContainsAny(s, ".e") }

// decimals counts the digits of a canonical number behind the point; many for
// one that is only written with an exponent.
func decimals(s string) int {
	if strings.Contains(s, "e") {
		return 1 << 20
	}
	_, fraction, _ := strings.Cut(plainNumber(s), ".")
	return len(fraction)
}
