package gostruct

import (
	"cmp"
	"fmt"
	"go/ast"
	"io/fs"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/diff/equal"
	"github.com/synapscale/synapcheck/diff/rule"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// An alteration is what one field is changed for.
type alteration struct {
	origin schema.Origin // of the field
	column *wish         // any of the wishes
	host   []*wish       // about the type of the field
	tags   []*wish       // about the options in its tag
}

// A wish is one difference about one field.
type wish struct {
	x     *diff.Difference
	pair  *diff.TablePair
	model *schema.Table
	own   *schema.Column // as declared
	live  *schema.Column // nil where the database has none
	// change is what is done to the options of the tag.
	change func(*tagEditor) *typeError
	hint   string
	minor  bool
	quiet  bool // nothing is said where nothing changes
}

// alter changes fields that are there: their types, their tags, the constants of
// their types.
func (r *repairer) alter() {
	r.env = equal.NewEnv(r.diff.Live)
	byField := map[place]*alteration{}
	var all []*alteration
	ask := func(w *wish, host bool) {
		key := placeOf(w.own.Origin)
		a := byField[key]
		if a == nil {
			a = &alteration{origin: w.own.Origin, column: w}
			byField[key] = a
			all = append(all, a)
		}
		if host {
			a.host = append(a.host, w)
		} else {
			a.tags = append(a.tags, w)
		}
	}
	var labels []*wish
	for _, f := range r.findings() {
		x := f.Difference
		w := wish{x: x, pair: x.Table, hint: declaredRemedy(f), minor: f.Severity != rule.Error}
		switch {
		case x.Property == diff.MoreLabels && x.DeclaredColumn != nil:
			w.model, w.own, w.live = x.Model, x.DeclaredColumn, x.LiveColumn
			labels = append(labels, &w)
		case x.DeclaredColumn != nil:
			r.columnWishes(w, ask)
		default:
			r.keyWishes(w, ask)
		}
	}
	slices.SortStableFunc(all, func(a, b *alteration) int {
		return cmp.Or(cmp.Compare(a.origin.File(), b.origin.File()), cmp.Compare(a.origin.Line(), b.origin.Line()),
			cmp.Compare(a.origin.Column(), b.origin.Column()), cmp.Compare(a.origin.Symbol(), b.origin.Symbol()))
	})
	for _, a := range all {
		r.alteration(a)
	}
	for _, w := range labels {
		r.label(w)
	}
}

// handled are the differences between a field and its column; others are kept
// by the rules for whole columns, or are none of a struct's.
var handled = map[schema.Kind][]diff.Property{
	schema.KindColumn: {
		diff.HostType, diff.HostNull, diff.HostNeeded, diff.HostWrites, diff.Type, diff.UnknownType, diff.NotNull, diff.Default,
		diff.Labels, diff.MoreLabels, diff.Identity, diff.Generated, diff.Collation, diff.Comment,
	},
	schema.KindPrimaryKey: {diff.Absent, diff.Columns},
	schema.KindUnique:     {diff.Absent, diff.Columns, diff.Nulls},
	schema.KindIndex:      {diff.Absent, diff.Keys, diff.Uniqueness, diff.Method, diff.Predicate, diff.Nulls},
	schema.KindCheck:      {diff.Absent, diff.Expr},
	schema.KindForeignKey: {diff.Absent, diff.Columns, diff.Reference, diff.OnUpdate, diff.OnDelete},
}

// findings are the differences that fields are changed for.
func (r *repairer) findings() []rule.Finding {
	var all []rule.Finding
	open, _, _ := rule.Accept(rule.Judge(r.diff, rule.All()), r.options.Accepted)
	for _, f := range open {
		x := f.Difference
		if x == nil || x.Table == nil || x.Model == nil || x.Table.Live == nil || x.Verdict != diff.Differ || !r.chosen(x.Table) ||
			!slices.Contains(handled[x.Object.Kind], x.Property) {
			continue
		}
		if f.Severity == rule.Info && !r.options.Info {
			r.plan.Passed++
			continue
		}
		all = append(all, f)
	}
	return all
}

// drift marks the fields whose types do not hold their columns: they are no
// examples to follow.
func (r *repairer) drift() {
	for _, x := range r.diff.Differences {
		switch x.Property {
		case diff.HostType, diff.HostNull, diff.HostNeeded:
			for _, o := range append([]schema.Origin{x.Origin}, x.Also...) {
				r.drifted[placeOf(o)] = true
			}
		}
	}
}

// sound are the uses whose fields have not drifted.
func (r *repairer) sound(uses []use) []use {
	return slices.DeleteFunc(slices.Clone(uses), func(u use) bool {
		places := u.places()
		return r.drifted[places[0]] || r.drifted[places[1]]
	})
}

func declaredRemedy(f rule.Finding) string {
	for _, x := range f.Remedies {
		if x.Side == rule.SideDeclared {
			return x.Text
		}
	}
	return "change it by hand"
}

// columnWishes asks every field that declares the column as the difference has it.
func (r *repairer) columnWishes(w wish, ask func(*wish, bool)) {
	for _, m := range w.pair.Declared {
		for _, c := range m.Columns {
			if c.Origin != w.x.Origin && !slices.Contains(w.x.Also, c.Origin) {
				continue
			}
			own := w
			own.model, own.own, own.live = m, c, w.x.LiveColumn
			switch w.x.Property {
			case diff.HostType, diff.HostNull, diff.HostNeeded:
				ask(&own, true)
				continue
			case diff.NotNull:
				// What the tag forbids and the column allows, the field must hold.
				if c.Host != nil && (c.Host.Null == schema.NullZeroed || c.Host.Null == schema.NullRejected) && w.x.LiveColumn != nil && !w.x.LiveColumn.NotNull.Or(false) {
					null := own
					ask(&null, true)
				}
			}
			own.change = r.tagChange(&own)
			ask(&own, false)
		}
	}
}

// keyWishes asks the fields that a key, an index or a check is made of.
func (r *repairer) keyWishes(w wish, ask func(*wish, bool)) {
	asked := false
	for _, m := range w.pair.Declared {
		if m != w.x.Model && len(w.x.Also) == 0 {
			continue
		}
		k := &keyed{wish: &w, model: m, names: map[string]string{}}
		if open := r.settle(k); open != "" {
			r.refuseWish(&w, fmt.Sprintf("what becomes of its column %s is not settled", open), "settle that first")
			return
		}
		if k.renamedOnly() {
			return // it is there, under the new name of its column
		}
		for _, c := range m.Columns {
			change := k.change(c.Name)
			if k.names[c.Name] == "" || change == nil {
				continue
			}
			own := w
			own.model, own.own, own.live, own.change = m, c, w.pair.Live.Column(k.names[c.Name]), change
			ask(&own, false)
			asked = true
		}
		for _, a := range r.additions(m) {
			change := k.change(a.column.Name)
			if change == nil || m.Column(a.column.Name) != nil {
				continue
			}
			key := dialectKeys[m.Binding.Dialect]
			e := &tagEditor{literal: literal(a.tag, nil), key: key, sep: optionKeys[key], field: &field{decl: a.decl, name: a.name}, wish: &w}
			if optionKeys[key] == 0 || change(e) != nil {
				continue
			}
			a.tag = parseTag(e.literal).parts
			asked = true
		}
	}
	if !asked {
		r.refuseWish(&w, "a repair does not change it", w.hint)
	}
}

// settle finds the names that the model's columns have in the database once the
// columns themselves are repaired; open is one of which nobody can tell.
func (r *repairer) settle(k *keyed) (open string) {
	declared := k.declared()
	for _, c := range k.model.Columns {
		to := r.renames[renamed{k.wish.pair, c.Name}]
		switch {
		case k.wish.pair.Live.Column(c.Name) != nil:
			k.names[c.Name] = c.Name
		case to != "":
			k.names[c.Name] = to
		case slices.Contains(declared, c.Name) && !r.prunedAt[placeOf(c.Origin)]:
			return c.Name
		}
	}
	return ""
}

// renamed is a column that a person says has another name.
type renamed struct {
	pair *diff.TablePair
	name string
}

// additions are the fields that the model's struct gets.
func (r *repairer) additions(m *schema.Table) []*addition {
	sh := r.sheets[m.Origin.File()]
	if sh == nil {
		return nil
	}
	name, _, _ := strings.Cut(m.Origin.Symbol(), "[")
	for _, j := range sh.jobs {
		if j.decl.spec.Name.Name == name {
			return j.additions
		}
	}
	return nil
}

func (r *repairer) refuseWish(w *wish, reason, hint string) {
	r.plan.Refused = append(r.plan.Refused, Refusal{
		Object: w.x.Object, Reason: reason, Hint: hint, Origin: w.x.Origin, Standing: w.minor,
	})
}

// unalterable says why nothing about the model is changed.
func (r *repairer) unalterable(w *wish) (reason, hint string) {
	m := w.model
	switch file := w.own.Origin.File(); {
	case file == "" || !strings.HasSuffix(file, ".go") || !fs.ValidPath(file):
		return "its field is declared outside of the module", w.hint
	case !w.pair.Certain && !m.Binding.Certain && !r.options.Uncertain:
		return fmt.Sprintf("only its name ties the struct %s to the table", m.Origin.Symbol()),
			"say it in the code, with //synapcheck:table " + w.pair.Ref.Table().Path() + " above the struct"
	case m.Binding.Generator != "":
		return generated(m.Origin.File(), m.Binding.Generator), regenerate(m.Binding.Generator)
	}
	return "", ""
}

// alteration changes one field.
func (r *repairer) alteration(a *alteration) {
	refuseAll := func(reason, hint string) {
		for _, w := range slices.Concat(a.host, a.tags) {
			r.refuseWish(w, reason, hint)
		}
	}
	if reason, hint := r.unalterable(a.column); reason != "" {
		refuseAll(reason, hint)
		return
	}
	structName, _, ok := cutLast(a.origin.Symbol(), ".")
	if !ok {
		refuseAll("its field has no name that could be found again", a.column.hint)
		return
	}
	decl, p, reason, hint := r.open(schema.At(a.origin.File(), 0, 0, structName))
	if reason != "" {
		refuseAll(reason, hint)
		return
	}
	f := decl.at(a.origin)
	switch {
	case f == nil:
		refuseAll("its field is no longer there", "compare again; the file has changed since it was read")
		return
	case f.embedded:
		refuseAll("its field is an embedded type", a.column.hint)
		return
	case r.pruned[f.node]:
		return
	case divided(f):
		refuseAll(fmt.Sprintf("comments stand in the line of %s", f.symbol()), "give the field a line of its own")
		return
	}
	r.learn(p, decl)
	sh := r.sheet(decl.src, p)
	note := twin(p, decl)
	if len(a.host) > 0 {
		r.retype(sh, f, a.host, note)
	}
	for _, w := range a.tags {
		r.retag(sh, f, w, note)
	}
	// A size means something else for another type of the field.
	if w := a.column; len(a.host) > 0 && w.model.Binding.Dialect == "gorm" && w.live != nil {
		size := *w
		size.change, size.quiet = changeSize, true
		r.retag(sh, f, &size, note)
	}
}

// at finds the field of a model's column.
func (t *typeDecl) at(origin schema.Origin) *field {
	for _, f := range t.fields {
		places := f.places()
		if slices.Contains(places[:], placeOf(origin)) {
			return f
		}
	}
	return nil
}

// twin warns of a struct that other builds declare otherwise.
func twin(p *pkg, decl *typeDecl) string {
	for _, d := range p.decls {
		if d != decl && d.spec.Name.Name == decl.spec.Name.Name && d.src != decl.src {
			if _, ok := d.spec.Type.(*ast.StructType); ok {
				return fmt.Sprintf("%s declares %s for other builds, and stays as it is", d.src.path, decl.spec.Name.Name)
			}
		}
	}
	return ""
}

func (sh *sheet) altered(f *field, x Alteration) {
	j := sh.job(f.decl)
	x.Struct, x.Field = f.decl.spec.Name.Name, f.name
	x.Origin = origin(f)
	j.altered = append(j.altered, x)
}
