package live

import (
	"bytes"
	"encoding/hex"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// triggerArguments spells what the catalog keeps as bytes, each argument with a
// zero byte behind it.
func triggerArguments(value []byte) string {
	digits, _ := bytes.CutPrefix(value, []byte(`\x`))
	text := make([]byte, hex.DecodedLen(len(digits)))
	if _, err := hex.Decode(text, digits); err != nil || len(text) == 0 {
		return ""
	}
	arguments := strings.Split(strings.TrimSuffix(string(text), "\x00"), "\x00")
	for i, a := range arguments {
		arguments[i] = literal(a)
	}
	return strings.Join(arguments, ", ")
}

// literal is a text as SQL writes it.
func literal(text string) string {
	quoted := "'" + strings.ReplaceAll(text, "'", "''") + "'"
	if strings.Contains(text, `\`) {
		return "E" + strings.ReplaceAll(quoted, `\`, `\\`)
	}
	return quoted
}

func identifiers(names []string) string {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = schema.SQLIdent(n)
	}
	return strings.Join(quoted, ", ")
}

// statement is SQL as PostgreSQL spells it, without what stands around it.
func statement(text string) string {
	return strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(text), ";"))
}
