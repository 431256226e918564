package xorm

import "strings"

// A word of a tag, with what stands in parentheses behind it.
type word struct {
	name   string
	params []string
}

// split cuts a tag at its spaces, but for those in quotes and parentheses.
func split(tag string) []word {
	var words []word
	var current word
	var quoted, nested bool
	tag = strings.TrimSpace(tag)
	start, param := 0, 0
	for i := 0; i < len(tag); i++ {
		switch tag[i] {
		case '\'':
			quoted = !quoted
		case ' ':
			switch {
			case nested && !quoted:
				param = i + 1
			case !quoted && start < i:
				if current.name == "" {
					current.name = tag[start:i]
				}
				words, current, start = append(words, current), word{}, i+1
			case !quoted:
				start = i + 1
			}
		case ',':
			if nested && !quoted {
				current.params = append(current.params, strings.TrimSpace(tag[param:i]))
				param = i + 1
			}
		case '(':
			nested = true
			if !quoted && start <= i {
				current.name, param = tag[start:i], i+1
			}
		case ')':
			nested = false
			if !quoted && param <= i {
				current.params = append(current.params, tag[param:i])
			}
		}
	}
	if start < len(tag) {
		if current.name == "" {
			current.name = tag[start:]
		}
		words = append(words, current)
	}
	return words
}

// keywords are the words that are neither a type nor a column's name.
var keywords = map[string]bool{
	"-": true, "<-": true, "->": true, "PK": true, "NULL": true, "NOT": true, "AUTOINCR": true, "DEFAULT": true,
	"CREATED": true, "UPDATED": true, "DELETED": true, "VERSION": true, "UTC": true, "LOCAL": true, "NOTNULL": true,
	"INDEX": true, "UNIQUE": true, "CACHE": true, "NOCACHE": true, "COMMENT": true, "EXTENDS": true, "UNSIGNED": true,
	"COLLATE": true,
}

// types are XORM's names of types and PostgreSQL's for them; "" for one that
// PostgreSQL has not.
var types = map[string]string{
	"BIT": "boolean", "UNSIGNED BIT": "", "TINYINT": "smallint", "UNSIGNED TINYINT": "smallint", "SMALLINT": "smallint",
	"UNSIGNED SMALLINT": "integer", "MEDIUMINT": "integer", "UNSIGNED MEDIUMINT": "integer", "INT": "integer",
	"UNSIGNED INT": "bigint", "INTEGER": "integer", "BIGINT": "bigint", "UNSIGNED BIGINT": "bigint", "NUMBER": "",
	"ENUM": "", "SET": "", "JSON": "json", "JSONB": "jsonb", "XML": "xml", "CHAR": "char", "NCHAR": "char",
	"VARCHAR": "varchar", "VARCHAR2": "", "NVARCHAR": "varchar", "TINYTEXT": "text", "TEXT": "text", "NTEXT": "",
	"MEDIUMTEXT": "text", "LONGTEXT": "text", "UUID": "uuid", "CLOB": "", "SYSNAME": "", "DATE": "date",
	"DATETIME": "timestamp", "TIME": "time", "TIMESTAMP": "timestamp", "TIMESTAMPZ": "timestamptz", "SMALLDATETIME": "",
	"YEAR": "", "DECIMAL": "decimal", "NUMERIC": "numeric", "REAL": "real", "FLOAT": "real", "UNSIGNED FLOAT": "float8",
	"DOUBLE": "float8", "MONEY": "money", "SMALLMONEY": "", "BINARY": "bytea", "VARBINARY": "bytea", "TINYBLOB": "bytea",
	"BLOB": "bytea", "MEDIUMBLOB": "bytea", "LONGBLOB": "bytea", "BYTEA": "bytea", "UNIQUEIDENTIFIER": "",
	"BOOL": "boolean", "BOOLEAN": "boolean", "SERIAL": "integer", "BIGSERIAL": "bigint", "INT8": "bigint", "ARRAY": "",
}

// sized are the types that keep their length.
var sized = map[string]bool{
	"char": true, "varchar": true, "decimal": true, "numeric": true, "timestamp": true, "time": true,
}
