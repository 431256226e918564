package gorm

import (
	"strconv"
	"strings"
	"time"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// standard claims the column's default. GORM quotes texts and writes everything
// else as it stands; (-) means that the database has a default of its own.
func (t *tabler) standard(f *field, col *schema.Column) {
	text, ok := f.set["DEFAULT"]
	text = strings.TrimSpace(text)
	if !ok || text == "" || text == "DEFAULT" || text == "(-)" {
		return
	}
	if strings.Contains(text, "(") && strings.Contains(text, ")") || strings.EqualFold(text, "null") {
		col.Default = schema.Is(text)
		return
	}
	var err error
	switch f.kind {
	case "bool":
		var b bool
		if b, err = strconv.ParseBool(text); err == nil {
			text = strconv.FormatBool(b)
		}
	case "int":
		var n int64
		if n, err = strconv.ParseInt(text, 0, 64); err == nil {
			text = strconv.FormatInt(n, 10)
		}
	case "uint":
		var n uint64
		if n, err = strconv.ParseUint(text, 0, 64); err == nil {
			text = strconv.FormatUint(n, 10)
		}
	case "float":
		_, err = strconv.ParseFloat(text, 64)
	case "string":
		text = quoted(strings.Trim(strings.Trim(text, "'"), `"`))
	case "time":
		text = moment(text)
	}
	if err != nil {
		t.ColumnGap(f.Field, f.column, "GORM fails on its default: "+text+" is no "+f.Type.Spelled, "")
		return
	}
	col.Default = schema.Is(text)
}

// moment writes a point in time as GORM does; anything else stays as it is.
func moment(text string) string {
	for _, layout := range []string{time.DateOnly, time.DateTime, "2006-01-02 15:04", time.RFC3339} {
		if at, err := time.Parse(layout, text); err == nil {
			return quoted(at.Format("2006-01-02 15:04:05.999"))
		}
	}
	return text
}

// quoted is a text as an SQL literal.
func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }
