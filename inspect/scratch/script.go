package scratch

import (
	"strings"
	"unicode/utf8"
)

// A script hands out the statements of an SQL script one after the other, the
// way psql cuts them: at semicolons outside parentheses and outside the bodies
// of functions in standard SQL.
type script struct {
	sql string
	at  int

	// Lines before the offset that a place was last asked for, so that a long
	// script is not counted through for each.
	counted, lines, lineStart int
}

// A statement is one statement of a script.
type statement struct {
	sql    string // without the semicolon
	offset int    // of its first byte in the script
	words  []string
	copied string // data that follow a COPY … FROM STDIN
}

// next gives the next statement; ok is false at the end of the script.
func (s *script) next(standardStrings bool) (st statement, ok bool, err error) {
	start, end := -1, -1
	parens, begins := 0, 0
	var head routineHead
	for s.at < len(s.sql) {
		t := lex(s.sql, s.at, standardStrings)
		raw := s.sql[t.from:t.to]
		if raw == `\` {
			if err := s.meta(start); err != nil {
				return statement{}, false, err
			}
			continue
		}
		s.at = t.to
		if t.kind == space {
			continue
		}
		if raw == ";" && parens <= 0 && begins == 0 {
			if start < 0 {
				continue
			}
			break
		}
		if start < 0 {
			start = t.from
		}
		end = t.to
		switch {
		case raw == "(":
			parens++
		case raw == ")":
			parens--
		case t.kind == word && parens == 0:
			begins = head.nest(raw, begins)
		}
		st.words = append(st.words, normal(t.kind, raw))
	}
	if start < 0 {
		return statement{}, false, nil
	}
	st.sql, st.offset = s.sql[start:end], start
	if st.copiesIn() {
		st.copied = s.data()
	}
	return st, true, nil
}

// A routineHead watches for CREATE [OR REPLACE] FUNCTION or PROCEDURE, within
// which BEGIN and CASE nest until END.
type routineHead struct {
	words   int
	initial string // of the words so far that such a head is made of
}

func (h *routineHead) nest(raw string, begins int) int {
	w := strings.ToLower(raw)
	if h.words++; h.words <= 4 {
		switch w {
		case "create", "or", "replace", "function", "procedure":
			h.initial += w[:1]
		}
	}
	if h.initial != "cf" && h.initial != "cp" && h.initial != "corf" && h.initial != "corp" {
		return begins
	}
	switch {
	case w == "begin", w == "case" && begins > 0:
		return begins + 1
	case w == "end" && begins > 0:
		return begins - 1
	}
	return begins
}

// normal is a token as statements are recognised by: keywords and plain
// identifiers in lower case, quoted identifiers with one quote in front so
// that no keyword is mistaken for them, strings by their mark unless they may
// hold code.
func normal(kind tokenKind, raw string) string {
	switch kind {
	case word:
		return strings.ToLower(raw)
	case quoted:
		return `"` + strings.ReplaceAll(strings.TrimSuffix(raw[1:], `"`), `""`, `"`)
	case text:
		if raw[0] != '$' {
			return "'"
		}
	}
	return raw
}

// name is the identifier that a normal token stands for.
func name(token string) string { return strings.TrimPrefix(token, `"`) }

// starts says whether a statement begins with these words.
func (st statement) starts(words ...string) bool {
	if len(st.words) < len(words) {
		return false
	}
	for i, w := range words {
		if st.words[i] != w {
			return false
		}
	}
	return true
}

func (st statement) copiesIn() bool {
	if !st.starts("copy") {
		return false
	}
	for i := 1; i+1 < len(st.words); i++ {
		if st.words[i] == "from" && st.words[i+1] == "stdin" {
			return true
		}
	}
	return false
}

// data takes the lines up to one that holds \. and nothing else.
func (s *script) data() string {
	_, after, ok := strings.Cut(s.sql[s.at:], "\n")
	if !ok {
		s.at = len(s.sql)
		return ""
	}
	start := len(s.sql) - len(after)
	for at := start; at < len(s.sql); {
		line, _, more := strings.Cut(s.sql[at:], "\n")
		next := at + len(line)
		if more {
			next++
		}
		if strings.TrimSuffix(line, "\r") == `\.` {
			s.at = next
			return s.sql[start:at]
		}
		at = next
	}
	s.at = len(s.sql)
	return s.sql[start:]
}

// meta passes over the meta-commands that pg_dump fences its output with and
// the one that asks to stop at the first error, which is done anyway. It
// refuses all others: they are psql's, and some run programs.
func (s *script) meta(start int) error {
	line, _, _ := strings.Cut(s.sql[s.at:], "\n")
	command := strings.Fields(line)
	harmless := command[0] == `\restrict` || command[0] == `\unrestrict` ||
		command[0] == `\set` && len(command) > 1 && command[1] == "ON_ERROR_STOP"
	if start < 0 && harmless {
		s.at += len(line)
		return nil
	}
	return s.errorAt(s.at, &MetaCommandError{Command: command[0]})
}

// errorAt places an error at a byte of the script.
func (s *script) errorAt(offset int, err error) *ScriptError {
	if offset < s.counted { // rare: places are asked for from front to back
		s.counted, s.lines, s.lineStart = 0, 0, 0
	}
	passed := s.sql[s.counted:offset]
	s.lines += strings.Count(passed, "\n")
	if i := strings.LastIndexByte(passed, '\n'); i >= 0 {
		s.lineStart = s.counted + i + 1
	}
	s.counted = offset
	return &ScriptError{
		Line:   1 + s.lines,
		Column: 1 + utf8.RuneCountInString(s.sql[s.lineStart:offset]),
		Err:    err,
	}
}
