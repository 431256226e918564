package diff

// Bookkeeping names the tools that keep their own state in a table of that name;
// empty for a table of the project's.
func Bookkeeping(table string) string { return bookkeeping[table] }
