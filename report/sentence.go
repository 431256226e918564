package report

import (
	"path/filepath"
	"strconv"
	"strings"

	"github.com/synapscale/synapcheck/diff/rule"
)

// sentence says in one line what a finding is: the object, what disagrees, and
// what happens.
func sentence(f *Finding) string {
	s := f.Kind + " " + f.Object + ": " + f.Message
	if f.Consequence != "" {
		s += "; " + f.Consequence
	}
	return s
}

// mend is the first thing that settles a finding: a command before words.
func mend(f *Finding) string {
	for _, r := range f.Remedies {
		if r.Command != "" {
			return string(r.Command)
		}
	}
	return settle(f)
}

// place is where a finding is shown in a file: that of the finding, or of the
// model of its table. A finding about what no file declares has none.
func (t *Target) place(f *Finding) *Origin {
	if f.Origin != nil {
		return f.Origin
	}
	for i := range t.Tables {
		if x := &t.Tables[i]; x.Name == string(f.Table) && x.Model != nil && (f.Layer == "" || x.Layer == f.Layer) {
			return x.Model
		}
	}
	return nil
}

// slashed is a file's name as URLs and CI systems have it: with slashes and
// without a leading ./.
func slashed(file string) string {
	return strings.TrimPrefix(filepath.ToSlash(file), "./")
}

// at writes a place as file:line:column.
func (o *Origin) at() string {
	s := o.File
	if o.Line > 0 {
		s += ":" + strconv.Itoa(o.Line)
		if o.Column > 0 {
			s += ":" + strconv.Itoa(o.Column)
		}
	}
	return s
}

// ruleOf is the rule of a finding; one of another version of the program is
// known by its name alone.
func ruleOf(id string) *rule.Rule {
	if r, err := rule.Lookup(id); err == nil {
		return r
	}
	return &rule.Rule{ID: id, Title: id, Doc: id, Severity: rule.Warning}
}

// rulesPage is where every rule is explained, under its name.
const rulesPage = "https://github.com/synapscale/synapcheck/blob/main/docs/rules.md#"
