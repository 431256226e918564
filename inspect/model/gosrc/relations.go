package gosrc

import (
	"bytes"
	"maps"
	"path"
	"strings"
)

// relations are the relations that SQL text names after FROM, JOIN, INSERT INTO
// and UPDATE, without their schemas.
type relations map[string]bool

// migration reports whether a file changes the database from version to version:
// what it names need not be there any more.
func migration(name string) bool {
	for segment := range strings.SplitSeq(path.Clean(name), "/") {
		if strings.HasPrefix(strings.ToLower(segment), "migrat") {
			return true
		}
	}
	return false
}

// mayMention tells cheaply that a text names no relation.
func mayMention(src []byte) bool {
	for _, word := range [...]string{"from", "FROM", "From", "join", "JOIN", "Join", "into", "INTO", "Into", "update", "UPDATE", "Update"} {
		if bytes.Contains(src, []byte(word)) {
			return true
		}
	}
	return false
}

// verbs are the words that a statement begins with.
var verbs = map[string]bool{"select": true, "insert": true, "update": true, "delete": true, "merge": true, "with": true}

// notRelations are words after which FROM or UPDATE names no relation: IS
// DISTINCT FROM, FOR UPDATE, ON UPDATE CASCADE.
var notRelations = map[string]bool{
	"distinct": true, "do": true, "for": true, "on": true, "before": true, "after": true, "or": true, "of": true, "key": true,
}

// splitting are the functions that have FROM among their arguments.
var splitting = map[string]bool{"extract": true, "substring": true, "trim": true, "overlay": true}

// read adds what SQL text names. In prose, which a string of Go may be, only
// keywords in capitals count.
func (m relations) read(sql string, prose bool) {
	maps.Copy(m, relationsOf(sqlTokens(nil, sql, 1), prose))
}

func relationsOf(tokens []sqlToken, prose bool) relations {
	if len(tokens) == 0 {
		return nil
	}
	prose = prose && !verbs[strings.ToLower(tokens[0].text)]
	var found, own relations // own are those of WITH name AS (…)
	var within []bool        // for each open parenthesis, whether it is a splitting function's
	word := ""
	for i, token := range tokens {
		tok, before := token.text, word
		word = strings.ToLower(tok)
		switch word {
		case "(":
			within = append(within, splitting[before])
			if name, ok := common(tokens[:i]); ok {
				if own == nil {
					own = relations{}
				}
				own[name] = true
			}
			continue
		case ")":
			within = within[:max(len(within)-1, 0)]
			continue
		case "from":
			if notRelations[before] || len(within) > 0 && within[len(within)-1] {
				continue
			}
		case "update":
			if notRelations[before] {
				continue
			}
		case "into":
			if before != "insert" && before != "merge" {
				continue
			}
		case "join":
		default:
			continue
		}
		if prose && tok != strings.ToUpper(tok) {
			continue
		}
		name, qualified, rest := relation(tokens[i+1:])
		called := (word == "from" || word == "join") && len(rest) > 0 && rest[0].text == "("
		if name != "" && !called && (qualified || !reserved[strings.ToLower(tokens[i+1].text)]) {
			if found == nil {
				found = relations{}
			}
			found[name] = found[name] || qualified
		}
	}
	for name, qualified := range found {
		if qualified || !own[name] {
			found[name] = true
		} else {
			delete(found, name)
		}
	}
	return found
}

// reserved are the words that SQL allows as a relation's name in quotes only.
// Prose has them where a statement has names.
var reserved = map[string]bool{
	"all": true, "any": true, "both": true, "case": true, "column": true, "default": true, "end": true, "else": true,
	"false": true, "group": true, "null": true, "order": true, "session_user": true, "table": true, "then": true,
	"true": true, "user": true, "when": true, "where": true, "select": true,
}

// relation is the name that tokens begin with, without its schema, and what
// follows it.
func relation(tokens []sqlToken) (name string, qualified bool, rest []sqlToken) {
	for len(tokens) > 0 && (strings.EqualFold(tokens[0].text, "only") || strings.EqualFold(tokens[0].text, "lateral")) {
		tokens = tokens[1:]
	}
	if len(tokens) == 0 || !isName(tokens[0].text) {
		return "", false, tokens
	}
	name, tokens = unquoteName(tokens[0].text), tokens[1:]
	for len(tokens) > 1 && tokens[0].text == "." && isName(tokens[1].text) {
		name, tokens, qualified = unquoteName(tokens[1].text), tokens[2:], true
	}
	return name, qualified, tokens
}

// common is the name of a common table expression whose parenthesis comes after
// the tokens: name AS (, name AS MATERIALIZED (, name (a, b) AS (.
func common(tokens []sqlToken) (string, bool) {
	word := func(back int) string {
		if len(tokens) < back {
			return ""
		}
		return strings.ToLower(tokens[len(tokens)-back].text)
	}
	if word(1) == "materialized" {
		tokens = tokens[:len(tokens)-1]
		if word(1) == "not" {
			tokens = tokens[:len(tokens)-1]
		}
	}
	if word(1) != "as" {
		return "", false
	}
	tokens = tokens[:len(tokens)-1]
	if word(1) == ")" {
		for len(tokens) > 0 && word(1) != "(" {
			tokens = tokens[:len(tokens)-1]
		}
		tokens = tokens[:max(len(tokens)-1, 0)]
	}
	if len(tokens) == 0 || !isName(word(1)) {
		return "", false
	}
	return unquoteName(tokens[len(tokens)-1].text), true
}
