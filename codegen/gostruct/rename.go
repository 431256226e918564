package gostruct

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/synapscale/synapcheck/diff"
)

// confirmed reports a column that a person says has another name now.
func confirmed(x *diff.Difference) bool {
	return x.Model != nil && x.DeclaredColumn != nil && len(x.Candidates) > 0 &&
		slices.Contains(x.Candidates[0].Reasons, diff.ReasonConfirmed)
}

// rename changes the columns' names in the tags of their fields, and nothing
// else in them. Field and JSON names are the code's own and stay.
func (r *repairer) rename(t *target, sh *sheet, decl *typeDecl) {
	for _, x := range t.renamed {
		from, to := x.DeclaredColumn.Name, x.Candidates[0].Object.Name
		object := x.Candidates[0].Object
		refuse := func(reason, hint string) { r.refuse(object, x.DeclaredColumn.Origin, reason, hint) }
		i := slices.IndexFunc(decl.fields, func(f *field) bool {
			places := f.places()
			return slices.Contains(places[:], placeOf(x.DeclaredColumn.Origin))
		})
		if i < 0 {
			refuse("its field is declared elsewhere than in the struct "+decl.spec.Name.Name, "change the name in the tag there by hand")
			continue
		}
		f := decl.fields[i]
		if f.node.Tag == nil || !f.tag.raw {
			refuse(fmt.Sprintf("the field %s has no tag in backquotes", f.symbol()), "write the column's name into a tag by hand")
			continue
		}
		text, reason := f.tag.renamed(f.node.Tag.Value, from, to)
		if reason != "" {
			refuse(fmt.Sprintf("the tag of %s %s", f.symbol(), reason), "change it by hand")
			continue
		}
		if divided(f) {
			refuse(fmt.Sprintf("comments stand in the line of %s", f.symbol()), "give the field a line of its own")
			continue
		}
		sh.revise(f).tags[f.name] = text
		r.renames[renamed{x.Table, from}] = to
		r.plan.Renamed = append(r.plan.Renamed, Rename{Object: object, From: from, Struct: decl.spec.Name.Name, Field: f.name})
	}
}

// renamed is the tag's literal with another column in every key that names the
// old one.
func (t tag) renamed(literal, from, to string) (text, reason string) {
	text = literal
	for _, part := range t.parts {
		k, ok := columnKeys[part.key]
		if !ok || k.read(part.value) != from {
			continue
		}
		old, err := k.write(from)
		if err != nil {
			return "", "spells the name in a way that is not understood"
		}
		spelled, err := k.write(to)
		if err != nil {
			return "", "cannot hold the name " + strconv.Quote(to)
		}
		was := part.key + ":" + strconv.Quote(part.value)
		at := strings.Index(part.value, old)
		if part.key == "gorm" {
			if c := strings.Index(strings.ToLower(part.value), "column:"); c >= 0 {
				at = c + len("column:") + strings.Index(part.value[c+len("column:"):], old)
			}
		}
		if at < 0 || !strings.Contains(text, was) {
			return "", "spells the name in a way that is not understood"
		}
		text = strings.Replace(text, was, part.key+":"+strconv.Quote(part.value[:at]+spelled+part.value[at+len(old):]), 1)
	}
	switch {
	case text == literal:
		return "", "does not name the column"
	case strings.Count(text, "`") != 2:
		return "", "cannot hold the name " + strconv.Quote(to)
	}
	return text, ""
}
