package ddl

// foreignOptions are the options that a wrapper reads, as OPTIONS has them. They
// are described as SQL spells them: "host 'db', port '5432'".
func foreignOptions(described string) string {
	if described == "" {
		return ""
	}
	return "(" + described + ")"
}
