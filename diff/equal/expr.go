package equal

// Expr compares conditions and expressions.
func Expr(declared, live string) Verdict {
	if declared == live {
		return Agree
	}
	return Unsure
}
