package gostruct_test

import (
	"go/scanner"
	"go/token"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"
)

// A lexeme is a token or comment as it stands in a file.
type lexeme struct {
	tok  token.Token
	text string
}

func lexemes(src string) []lexeme {
	var s scanner.Scanner
	file := token.NewFileSet().AddFile("", -1, len(src))
	s.Init(file, []byte(src), func(token.Position, string) {}, scanner.ScanComments)
	var all []lexeme
	for {
		_, tok, text := s.Scan()
		switch {
		case tok == token.EOF:
			return all
		case tok == token.SEMICOLON:
			text = ";"
		case text == "":
			text = tok.String()
		}
		all = append(all, lexeme{tok, strings.TrimSpace(text)})
	}
}

// shuffled lays the code out as nobody would: the same tokens, with any space
// and comments between them.
func shuffled(t *rapid.T, src string) string {
	space := rapid.SampledFrom([]string{" ", " ", "\t", "  ", " /* c */ "})
	end := rapid.SampledFrom([]string{"\n", "\n", ";", "; ", " // c\n", "\n\n", "\n\t", " /* c\n*/ ", "; /* c */ "})
	open := rapid.SampledFrom([]string{"", " ", "\n", "\n\t", " // c\n"})
	var b strings.Builder
	for _, l := range lexemes(src) {
		switch {
		case l.tok == token.COMMENT:
			if strings.HasPrefix(l.text, "//") {
				b.WriteString(l.text + "\n")
			}
		case l.tok == token.SEMICOLON:
			b.WriteString(end.Draw(t, "end"))
		case l.tok == token.LBRACE || l.tok == token.LPAREN:
			b.WriteString(l.text + open.Draw(t, "open"))
		default:
			b.WriteString(l.text + space.Draw(t, "space"))
		}
	}
	return b.String()
}

func TestAnyLayoutIsLeftAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		body, tables := drawStruct(t, "Alpha")
		head := rapid.SampledFrom([]string{
			"package models\n",
			"package models\nimport \"database/sql\"\n",
			"package models\nimport \"database/sql\"\nimport \"encoding/json\"\n",
			"package models\nimport (\n\"database/sql\"\n\"time\"\n)\n",
		}).Draw(t, "head")
		src := shuffled(t, head+"type Base struct { ID int64 `db:\"id\"` }\n"+body)
		c := &testCase{files: fstest.MapFS{"models/m.go": {Data: []byte(src), Mode: 0o640}}, tables: tables}
		plan, err := c.repair()
		if err != nil {
			t.Fatalf("%v\n%s", err, src)
		}
		for _, f := range plan.Files {
			after := lexemes(string(f.After))
			for _, l := range lexemes(src) {
				for len(after) > 0 && after[0] != l {
					after = after[1:]
				}
				if len(after) == 0 {
					t.Fatalf("%q is gone\n%s\n---\n%s", l.text, src, f.After)
				}
				after = after[1:]
			}
		}
		second := &testCase{files: c.repaired(plan), tables: tables}
		again, err := second.repair()
		if err != nil || len(again.Files) > 0 || len(again.Refused) != len(plan.Refused) {
			t.Fatalf("repaired twice: %v %v\n%s", err, again, c.repaired(plan)["models/m.go"].Data)
		}
	})
}
