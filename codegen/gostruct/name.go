package gostruct

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// initialisms are the words that Go writes in capitals.
var initialisms = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`
		acl api ascii cpu css dns eof guid html http https id ip json jwt lhs otp
		qps ram rhs rpc sla smtp sql ssh sso tcp tls totp ttl udp ui uid uri url
		utf8 uuid vm xml xmpp xsrf xss`) {
		m[w] = true
	}
	return m
}()

// plurals of initialisms that appear in names of columns.
var plurals = map[string]string{"ids": "IDs", "urls": "URLs", "uris": "URIs", "ips": "IPs", "apis": "APIs", "uuids": "UUIDs", "acls": "ACLs"}

// words splits a column's name at everything that is no letter or digit, and
// before a capital that follows a small letter.
func words(column string) []string {
	var all []string
	start, last := 0, rune(0)
	cut := func(end int) {
		if end > start {
			all = append(all, column[start:end])
		}
	}
	for i, r := range column {
		switch {
		case r == utf8.RuneError || !unicode.IsLetter(r) && !unicode.IsDigit(r):
			cut(i)
			_, size := utf8.DecodeRuneInString(column[i:])
			start = i + size
		case unicode.IsUpper(r) && (unicode.IsLower(last) || unicode.IsDigit(last)):
			cut(i)
			start = i
		}
		last = r
	}
	cut(len(column))
	return all
}

// camel joins words to an exported Go name. With plain, initialisms are words
// like others: UserId.
func camel(ws []string, plain bool) string {
	var b strings.Builder
	for _, w := range ws {
		lower := strings.ToLower(w)
		switch {
		case !plain && initialisms[lower]:
			b.WriteString(strings.ToUpper(w))
		case !plain && plurals[lower] != "":
			b.WriteString(plurals[lower])
		case w == strings.ToUpper(w):
			b.WriteString(title(lower))
		default:
			b.WriteString(title(w))
		}
	}
	return b.String()
}

func title(w string) string {
	r, size := utf8.DecodeRuneInString(w)
	return string(unicode.ToUpper(r)) + w[size:]
}

// goName is a name for the column's field: exported, and none that is taken.
func goName(column string, plain bool, taken map[string]bool) string {
	name := camel(words(column), plain)
	// Not every script has capitals, and no name begins with a digit.
	if r, _ := utf8.DecodeRuneInString(name); !unicode.IsUpper(r) {
		name = "Column" + name
	}
	if !taken[name] {
		return name
	}
	if !strings.HasSuffix(name, "Column") {
		name += "Column"
	}
	for n, try := 2, name; ; n++ {
		if !taken[try] {
			return try
		}
		try = name + strconv.Itoa(n)
	}
}

// plainInitialisms reports whether the package writes UserId and not UserID.
func plainInitialisms(uses []use) bool {
	plain, capital := 0, 0
	for _, u := range uses {
		for _, w := range words(u.column) {
			lower := strings.ToLower(w)
			switch {
			case !initialisms[lower]:
			case strings.Contains(u.name, strings.ToUpper(lower)):
				capital++
			case strings.Contains(u.name, title(lower)):
				plain++
			}
		}
	}
	return plain > capital
}

// A casing makes the name that a tag gives to a field from the column's and the
// field's.
type casing func(column, field string) string

// casings are tried in this order; where several explain the names that are
// there, the first is taken.
var casings = []casing{
	func(column, _ string) string { return column },
	func(column, _ string) string { return lowerFirst(camel(words(column), true)) }, // userId
	func(_, field string) string { return lowerFirst(field) },                       // userID
	func(_, field string) string { return field },                                   // UserID
	func(column, _ string) string { return camel(words(column), true) },             // UserId
	func(column, _ string) string { return join(column, "-") },                      // user-id
	func(column, _ string) string { return join(column, "") },                       // userid
	func(column, _ string) string { return strings.ToUpper(column) },                // USER_ID
}

func join(column, sep string) string { return strings.ToLower(strings.Join(words(column), sep)) }

// lowerFirst makes the first word of a Go name small: userID, httpServer, id.
func lowerFirst(name string) string {
	runes := []rune(name)
	for i, r := range runes {
		if !unicode.IsUpper(r) || i > 0 && i+1 < len(runes) && unicode.IsLower(runes[i+1]) {
			break
		}
		runes[i] = unicode.ToLower(r)
	}
	return string(runes)
}

// casingOf finds the casing that explains most of the samples, and more than
// half; nil if there is none.
func casingOf(samples []sample) casing {
	var best casing
	most := 0
	for _, c := range casings {
		n := 0
		for _, s := range samples {
			if c(s.column, s.field) == s.name {
				n++
			}
		}
		if n > most {
			best, most = c, n
		}
	}
	if most*2 <= len(samples) {
		return nil
	}
	return best
}

// A sample is the name that a tag gives to an existing field.
type sample struct{ column, field, name string }

// underscore puts an underscore before every capital that begins a word.
func underscore(name string) string {
	runes := []rune(name)
	var b strings.Builder
	for i, r := range runes {
		if unicode.IsUpper(r) && i > 0 && runes[i-1] != '_' {
			if !unicode.IsUpper(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1]) {
				b.WriteByte('_')
			}
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// gormName is the column that gorm makes of a field's name unless told
// otherwise. It is schema.NamingStrategy.toDBName, for names in ASCII.
func gormName(field string) string {
	name := gormInitialisms.Replace(field)
	upper := func(i int) bool { return i >= 0 && i < len(name) && 'A' <= name[i] && name[i] <= 'Z' }
	var b strings.Builder
	for i := range len(name) {
		c := name[i]
		if !upper(i) {
			b.WriteByte(c)
			continue
		}
		last := i == len(name)-1
		switch {
		case last:
			if !upper(i-1) && len(name) > 1 {
				b.WriteByte('_')
			}
		case upper(i-1) && (upper(i+1) || isDigits(name[i+1:i+2])):
		case i > 0 && name[i-1] != '_' && name[i+1] != '_':
			b.WriteByte('_')
		}
		b.WriteByte(c + 'a' - 'A')
	}
	return b.String()
}

var gormInitialisms = func() *strings.Replacer {
	var pairs []string
	for w := range strings.FieldsSeq(`
		API ASCII CPU CSS DNS EOF GUID HTML HTTP HTTPS ID IP JSON LHS QPS RAM RHS
		RPC SLA SMTP SSH TLS TTL UID UI UUID URI URL UTF8 VM XML XSRF XSS`) {
		pairs = append(pairs, w, title(strings.ToLower(w)))
	}
	return strings.NewReplacer(pairs...)
}()

// bunName is the column that bun and go-pg make of a field's name.
func bunName(field string) string {
	lower := func(i int) bool { return 'a' <= field[i] && field[i] <= 'z' }
	var b strings.Builder
	for i := range len(field) {
		c := field[i]
		if 'A' <= c && c <= 'Z' {
			if i > 0 && i+1 < len(field) && (lower(i-1) || lower(i+1)) {
				b.WriteByte('_')
			}
			c += 'a' - 'A'
		}
		b.WriteByte(c)
	}
	return b.String()
}

// sorted is the keys of a set.
func sorted(set map[string]bool) []string {
	keys := make([]string, 0, len(set))
	for k := range set {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
