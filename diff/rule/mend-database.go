package rule

import "strings"

// mendDatabase are the rule's statements about the database, which it writes as
// psql takes them, as every client does.
func mendDatabase(text string) []string {
	if !strings.Contains(text, currentDatabase) {
		return nil
	}
	var statements []string
	for s := range strings.SplitSeq(text, "; ") {
		before, after, _ := strings.Cut(s, currentDatabase)
		double := func(s string) string { return strings.ReplaceAll(s, "%", "%%") }
		format := sqlString(double(before) + "database %I" + double(after))
		statements = append(statements, "do "+sqlString("begin execute format("+format+", current_database()); end"))
	}
	return statements
}
