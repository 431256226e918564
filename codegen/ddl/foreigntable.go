package ddl

// foreignOptions are the options that a wrapper reads, as OPTIONS has them in
// parentheses.
func foreignOptions(described string) string {
	list := splitOptions(described)
	if len(list) == 0 {
		return ""
	}
	return described
}
