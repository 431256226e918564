package schema

import "strings"

// QuoteIdent writes an identifier for people as PostgreSQL's quote_ident
// would, but for reserved words, which need no quotes to be understood.
func QuoteIdent(name string) string {
	for i := range len(name) {
		c := name[i]
		if c >= 'a' && c <= 'z' || c == '_' || i > 0 && (c >= '0' && c <= '9' || c == '$') {
			continue
		}
		return `"` + strings.ReplaceAll(name, `"`, `""`) + `"`
	}
	if name == "" {
		return `""`
	}
	return name
}

// FoldName reduces a name to what case and underscores leave: the names
// user_id, userID and UserId are one.
func FoldName(name string) string {
	return strings.ToLower(strings.ReplaceAll(name, "_", ""))
}

// SQLIdent writes an identifier as SQL needs it: as PostgreSQL's quote_ident
// does, with every word quoted that some version from 13 to 18 reserves.
func SQLIdent(name string) string {
	if reserved[name] {
		return `"` + name + `"`
	}
	return QuoteIdent(name)
}
