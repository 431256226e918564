package rule

import (
	"fmt"
	"strings"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// remedies settle a difference on either side, the declared one first. An empty
// text leaves its side out.
func remedies(declared, live string) []Remedy {
	var rs []Remedy
	if declared != "" {
		rs = append(rs, Remedy{Side: SideDeclared, Text: declared})
	}
	if live != "" {
		rs = append(rs, Remedy{Side: SideLive, Text: live})
	}
	return rs
}

// repair adds to the declared side's remedy what does it: the command that adds
// the fields that a struct lacks, or the generator that wrote the model.
func repair(p *Pass, d *diff.Difference, rs []Remedy) []Remedy {
	if complete(p, d) || d.Table == nil || d.Model == nil {
		return rs
	}
	if g := d.Model.Binding.Generator; g != "" {
		for i := range rs {
			if rs[i].Side == SideDeclared {
				rs[i].Text = fmt.Sprintf("run %s again: it writes the file of %s", g, structName(d))
			}
		}
		return rs
	}
	if d.Property != diff.Undeclared {
		return rs
	}
	for i := range rs {
		if rs[i].Side == SideDeclared {
			rs[i].Command = fmt.Sprintf("synapcheck generate go --table %s --write", shellWord(tableArgument(d.Table.Ref)))
		}
	}
	return rs
}

// tableArgument names a relation as --table takes it: without the schema that
// everybody has.
func tableArgument(r schema.Ref) string {
	if r.Schema == "" || r.Schema == "public" {
		return r.Name
	}
	return r.Schema + "." + r.Name
}

// shellWord quotes a name for a POSIX shell if it needs it.
func shellWord(s string) string {
	plain := func(r rune) bool {
		return r == '_' || r == '.' || r == '-' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
	}
	if s != "" && strings.TrimFunc(s, plain) == "" && s[0] != '-' {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// alterTable begins the statement that changes the relation of d.
func alterTable(d *diff.Difference) string {
	r := d.Object.Table()
	if d.Table != nil {
		r = d.Table.Ref.Table()
	}
	return "alter table " + sqlName(r)
}

// alterColumn begins the statement that changes the column of d.
func alterColumn(d *diff.Difference) string {
	return alterTable(d) + " alter column " + sqlIdent(columnName(d))
}

// unsure rewrites a finding about two expressions that only a server can
// compare.
func unsure(p *Pass, d *diff.Difference, f Finding) Finding {
	f.Severity = Info
	f.Message = "may differ: " + values(p, d)
	why := "cannot be told without a server (the two are spelt differently and may mean the same)"
	text := fmt.Sprintf("to decide, add --scratch, or spell it as the database does: %s", oneLine(d.Live))
	if d.Reason != "" {
		why = fmt.Sprintf("could not be told (%s)", oneLine(d.Reason))
		text = fmt.Sprintf("to decide, spell it as the database does: %s", oneLine(d.Live))
	}
	f.Consequence = fmt.Sprintf("none if both mean the same, which %s; otherwise: %s", why, f.Consequence)
	if complete(p, d) {
		text = "to decide, add --scratch, or compare with the declared SQL itself (sql:FILE): a scratch server then spells both sides"
	}
	f.Remedies = []Remedy{{Side: SideDeclared, Text: text}}
	return f
}
