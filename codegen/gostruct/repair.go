package gostruct

import (
	"cmp"
	"fmt"
	"go/ast"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/diff/equal"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// Repair adds a field for every column that the database has and its struct
// lacks. The file system is the one that the models were read from; nothing is
// written to it.
func Repair(fsys fs.FS, d *diff.Diff, opts Options) (*Plan, error) {
	if d.Live == nil {
		return &Plan{}, nil // nothing to repair after
	}
	r := &repairer{
		diff: d, options: opts, packages: newPackages(fsys), plan: &Plan{}, learnt: map[*pkg]bool{},
		sheets: map[string]*sheet{}, pruned: map[*ast.Field]bool{}, enums: map[string]*goEnum{}, drifted: map[place]bool{},
		prunedAt: map[place]bool{}, renames: map[renamed]string{},
	}
	targets, err := r.targets()
	if err != nil {
		return nil, err
	}
	r.drift()
	for _, t := range targets {
		r.target(t)
	}
	r.alter()
	if err := r.finish(); err != nil {
		return nil, err
	}
	slices.SortStableFunc(r.plan.Refused, func(a, b Refusal) int { return a.Object.Compare(b.Object) })
	return r.plan, nil
}

// A repairer is one run of Repair.
type repairer struct {
	diff     *diff.Diff
	options  Options
	packages *packages
	plan     *Plan
	learnt   map[*pkg]bool
	sheets   map[string]*sheet // by path
	pruned   map[*ast.Field]bool
	enums    map[string]*goEnum // by directory and name
	env      *equal.Env
	drifted  map[place]bool // fields whose types do not hold their columns
	prunedAt map[place]bool
	renames  map[renamed]string
}

func (r *repairer) refuse(object schema.Ref, origin schema.Origin, reason, hint string) {
	r.plan.Refused = append(r.plan.Refused, Refusal{Object: object, Reason: reason, Hint: hint, Origin: origin})
}

// A job is what is done to one struct.
type job struct {
	decl      *typeDecl
	additions []*addition
	changes   []Change
	made      []*addition // by change
	altered   []Alteration
	removed   int // fields
}

// target gives one struct the fields that it lacks, renames columns and takes
// fields away.
func (r *repairer) target(t *target) {
	decl, p, reason, hint := r.open(t.origin)
	if reason != "" {
		for _, l := range t.lacking {
			r.refuse(l.object, t.origin, reason, hint)
		}
		for _, x := range slices.Concat(t.renamed, t.gone) {
			r.refuse(x.Object, t.origin, reason, hint)
		}
		return
	}
	r.learn(p, decl)
	sh := r.sheet(decl.src, p)
	if len(t.lacking) > 0 {
		r.fill(t, sh, decl)
	}
	r.rename(t, sh, decl)
	r.prune(t, sh, decl)
}

// learn looks once at what the models of a package make of its fields.
func (r *repairer) learn(p *pkg, decl *typeDecl) {
	if !r.learnt[p] {
		r.learnt[p] = true
		p.learn(path.Dir(decl.src.path), r.diff)
	}
}

// fill decides on the fields that one struct gets.
func (r *repairer) fill(t *target, sh *sheet, decl *typeDecl) {
	formatted := tidy(decl.src.text)
	f := &filler{repairer: r, job: sh.job(decl), decl: decl, pkg: sh.pkg, im: sh.im}
	// Each table that the struct stands for has an order of its own.
	for i := 0; i < len(t.lacking); {
		pair := t.lacking[i].pair
		n := i
		for n < len(t.lacking) && t.lacking[n].pair == pair {
			n++
		}
		own, additions := f.table(t.lacking[i:n])
		for _, s := range slots(decl, own, pair.Live, additions) {
			sh.slots = append(sh.slots, func() []edit { return s.edits(decl, formatted) })
		}
		i = n
	}
}

// A filler makes the fields of one struct.
type filler struct {
	*repairer
	job     *job
	decl    *typeDecl
	pkg     *pkg
	im      *importer
	taken   map[string]bool
	tags    *tagStyle
	byName  map[string]*addition // by column
	uses    []use                // columns of the struct and of what it embeds
	own     []use
	chooser *chooser
	params  map[string]bool
}

// table makes the fields that one table of the struct demands.
func (f *filler) table(lacking []lack) ([]use, map[string]*addition) {
	pair, m := lacking[0].pair, lacking[0].model
	f.prepare(pair, m)
	order := map[string]int{}
	for i, c := range pair.Live.Columns {
		order[c.Name] = i
	}
	slices.SortStableFunc(lacking, func(a, b lack) int { return cmp.Compare(order[a.column.Name], order[b.column.Name]) })
	additions := map[string]*addition{}
	for _, l := range lacking {
		if i := slices.IndexFunc(f.own, func(u use) bool { return u.column == l.column.Name }); i >= 0 {
			f.refuse(l.object, origin(f.own[i].field),
				fmt.Sprintf("the field %s.%s has the column already", f.decl.spec.Name.Name, f.own[i].name),
				"compare again; the file has changed since it was read")
			continue
		}
		a, first, err := f.addition(l)
		if err != nil {
			f.refuse(l.object, m.Origin, err.reason, err.hint)
			continue
		}
		if first {
			additions[l.column.Name] = a
			f.job.additions = append(f.job.additions, a)
		}
		change := Change{
			Object: l.object, Struct: f.decl.spec.Name.Name, Field: a.name, Type: a.goType, Note: l.note,
			Origin: schema.At(f.decl.src.path, 0, 0, f.decl.spec.Name.Name+"."+a.name),
		}
		f.job.changes = append(f.job.changes, change)
		f.job.made = append(f.job.made, a)
	}
	return f.own, additions
}

// prepare looks at the struct from the side of one table.
func (f *filler) prepare(pair *diff.TablePair, m *schema.Table) {
	f.own = f.pkg.own(f.decl, m, pair.Live)
	f.uses = nil
	var peers, inFile []use
	for _, u := range f.pkg.uses {
		switch {
		case u.decl == f.decl || declares(m, u):
			f.uses = append(f.uses, u)
		case u.model.Binding.Dialect == m.Binding.Dialect:
			peers = append(peers, u)
		}
		if u.decl.src == f.decl.src {
			inFile = append(inFile, u)
		}
	}
	inFile = union(f.uses, inFile)
	f.chooser = &chooser{
		live: f.diff.Live, pkg: f.pkg, rows: readerOf(m, f.pkg),
		pq:     f.pkg.imports[pqPath] || f.packages.requires(path.Dir(f.decl.src.path), pqPath),
		levels: [][]use{f.sound(union(f.own, f.uses)), f.sound(union(f.own, inFile)), f.sound(union(f.own, f.pkg.uses))},
	}
	if f.taken != nil {
		return
	}
	f.taken = f.pkg.takenNames(f.decl, m)
	f.params = typeParams(f.decl.spec)
	f.byName = map[string]*addition{}
	inherited := slices.DeleteFunc(slices.Clone(f.uses), func(u use) bool { return u.decl == f.decl })
	if len(inherited) == 0 {
		inherited = peers
	}
	dialect := m.Binding.Dialect
	if library := libraryOf(m); library == "pop" {
		dialect = library
	}
	f.tags = tagsOf(f.own, inherited, f.decl.fields, dialect)
}

// declares reports whether the field, of an embedded struct perhaps, is a column
// of the model.
func declares(m *schema.Table, u use) bool {
	c, places := m.Column(u.column), u.places()
	return c != nil && slices.Contains(places[:], placeOf(c.Origin))
}

// addition makes the field of one column. It is not the first if another table
// has already asked for it.
func (f *filler) addition(l lack) (a *addition, first bool, err *typeError) {
	live := l.column.Type.Or(schema.Type{})
	canonical, err := f.chooser.choose(l.column)
	if err != nil {
		return nil, false, err
	}
	if hidden := f.hidden(canonical); hidden != "" {
		return nil, false, &typeError{
			fmt.Sprintf("the name %s means something else in package %s", hidden, f.decl.src.file.Name.Name),
			"write the field by hand",
		}
	}
	if a := f.byName[l.column.Name]; a != nil {
		if a.typ == canonical {
			return a, false, nil
		}
		return nil, false, &typeError{
			fmt.Sprintf("another table of the struct %s needs the field %s to be %s", f.decl.spec.Name.Name, a.name, a.goType),
			"give the two tables a struct each",
		}
	}
	n := newField{
		column: l.column, live: live, typ: canonical, form: formOf(canonical), secret: isSecret(l.column.Name, f.chooser.resolve(live)),
		name: goName(l.column.Name, plainInitialisms(f.pkg.uses), f.taken),
	}
	tag, problem := f.tags.tag(n)
	if problem != nil {
		return nil, false, &typeError{problem.Error(), "rename the column, or write the field by hand"}
	}
	a = &addition{newField: n, tag: tag, decl: f.decl}
	a.goType = spell(canonical, func(importPath string) string { return f.im.qualify(importPath, f.params) })
	if documented(f.own) {
		a.doc = docComment(n.name, l.column.Comment.Or(""))
	}
	f.taken[n.name] = true
	f.byName[l.column.Name] = a
	return a, true, nil
}

// hidden finds a name of Go's own in the type that the package, or a type
// parameter of the struct, uses for something else.
func (f *filler) hidden(canonical string) string {
	for _, word := range strings.FieldsFunc(canonical, func(r rune) bool { return strings.ContainsRune("*[]", r) }) {
		if isPredeclared(word) && (f.pkg.names[word] || f.params[word]) {
			return word
		}
		if name, ok := strings.CutPrefix(word, "."); ok && f.params[name] {
			return name
		}
	}
	return ""
}

// union is the first list with what the second has besides.
func union(a, b []use) []use {
	all := slices.Clone(a)
	seen := map[*ast.Ident]bool{}
	for _, u := range a {
		seen[u.ident] = true
	}
	for _, u := range b {
		if !seen[u.ident] || u.ident == nil {
			all = append(all, u)
		}
	}
	return all
}

func origin(f *field) schema.Origin {
	at := f.decl.src.at(f.pos())
	return schema.At(f.decl.src.path, at.Line, at.Column, f.symbol())
}
