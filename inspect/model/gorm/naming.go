package gorm

import (
	"crypto/sha1" // part of GORM's names; nothing is secured by it
	"encoding/hex"
	"strings"
	"unicode/utf8"

	"github.com/jinzhu/inflection"
)

// Naming makes names as GORM's NamingStrategy does.
type Naming struct {
	TablePrefix   string
	SingularTable bool
	// NoLowerCase leaves names as Go spells them.
	NoLowerCase bool
	// Replacer is applied to names before anything else, if there is one.
	Replacer *strings.Replacer
	// Longest is the length that names of constraints and indexes are cut to; 0
	// for what PostgreSQL keeps.
	Longest int
}

// TableName is the table of a struct.
func (n Naming) TableName(structName string) string {
	if n.SingularTable {
		return n.TablePrefix + n.name(structName)
	}
	return n.TablePrefix + inflection.Plural(n.name(structName))
}

// ColumnName is the column of a field.
func (n Naming) ColumnName(field string) string { return n.name(field) }

// name is what becomes of a Go name.
func (n Naming) name(name string) string {
	if n.Replacer != nil {
		replaced := n.Replacer.Replace(name)
		if replaced == "" {
			return name
		}
		name = replaced
	}
	if n.NoLowerCase {
		return name
	}
	return snake(name)
}

// objectName is the name of a constraint or index: the prefix, the table and
// what it is about, shortened to what PostgreSQL keeps.
func (n Naming) objectName(prefix, table, subject string) string {
	longest := 63
	if n.Longest > 0 {
		longest = n.Longest
	}
	name := strings.ReplaceAll(prefix+"_"+table+"_"+subject, ".", "_")
	if utf8.RuneCountInString(name) <= longest {
		return name
	}
	sum := sha1.Sum([]byte(name))
	return name[:longest-8] + hex.EncodeToString(sum[:])[:8]
}

// initialisms are written as words before a name is split: GORM's list, in its
// order, which decides among those that begin alike.
var initialisms = func() *strings.Replacer {
	var pairs []string
	for _, word := range []string{
		"API", "ASCII", "CPU", "CSS", "DNS", "EOF", "GUID", "HTML", "HTTP", "HTTPS", "ID", "IP", "JSON", "LHS", "QPS",
		"RAM", "RHS", "RPC", "SLA", "SMTP", "SSH", "TLS", "TTL", "UID", "UI", "UUID", "URI", "URL", "UTF8", "VM", "XML",
		"XSRF", "XSS",
	} {
		pairs = append(pairs, word, word[:1]+strings.ToLower(word[1:]))
	}
	return strings.NewReplacer(pairs...)
}()

// snake splits a Go name at its capitals. An underscore stands before a capital
// unless one stands before it already and a capital or digit follows.
func snake(name string) string {
	if name == "" {
		return ""
	}
	value := initialisms.Replace(name)
	last := len(value) - 1
	var b strings.Builder
	before, current := false, upper(value[0])
	for i, r := range value[:last] {
		next := value[i+1]
		if !current {
			b.WriteRune(r)
		} else {
			if !(before && (upper(next) || digit(next))) && i > 0 && value[i-1] != '_' && next != '_' {
				b.WriteByte('_')
			}
			b.WriteRune(r + 'a' - 'A')
		}
		before, current = current, upper(next)
	}
	if !current {
		b.WriteByte(value[last])
		return b.String()
	}
	if !before && len(value) > 1 {
		b.WriteByte('_')
	}
	b.WriteByte(value[last] + 'a' - 'A')
	return b.String()
}

func upper(c byte) bool { return c >= 'A' && c <= 'Z' }

func digit(c byte) bool { return c >= '0' && c <= '9' }
