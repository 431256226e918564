package gostruct

import (
	"cmp"
	"go/ast"
	"go/token"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// An importer gives a file the imports that its new fields need.
type importer struct {
	src   *source
	pkg   *pkg
	added []added
}

// An added import; the name is empty where the package's own will do.
type added struct{ path, name string }

// qualify returns the name, with its dot, by which the file knows the path, and
// adds an import if there is none. Names that the struct gives to its type
// parameters hide imports.
func (im *importer) qualify(importPath string, params map[string]bool) string {
	for _, spec := range im.src.file.Imports {
		if p, err := strconv.Unquote(spec.Path.Value); err != nil || p != importPath {
			continue
		}
		name := importName(importPath)
		if spec.Name != nil {
			name = spec.Name.Name
		}
		switch {
		case name == ".":
			return ""
		case name != "_" && !params[name]:
			return name + "."
		}
	}
	for _, a := range im.added {
		if name := cmp.Or(a.name, importName(a.path)); a.path == importPath && !params[name] {
			return name + "."
		}
	}
	name := importName(importPath)
	a := added{path: importPath}
	if !im.free(name, params) {
		a.name = im.alias(importPath, params)
		name = a.name
	}
	im.added = append(im.added, a)
	return name + "."
}

// free reports that nothing else in the file has the name.
func (im *importer) free(name string, params map[string]bool) bool {
	if im.pkg.names[name] || params[name] || isPredeclared(name) || token.IsKeyword(name) {
		return false
	}
	for _, spec := range im.src.file.Imports {
		p, _ := strconv.Unquote(spec.Path.Value)
		switch {
		case spec.Name != nil && spec.Name.Name == name:
			return false
		case spec.Name == nil && (importName(p) == name || path.Base(p) == name):
			return false
		}
	}
	return !slices.ContainsFunc(im.added, func(a added) bool { return cmp.Or(a.name, importName(a.path)) == name })
}

// alias makes a name of the path's last two elements: databasesql, stdtime.
func (im *importer) alias(importPath string, params map[string]bool) string {
	dir := path.Base(path.Dir(importPath))
	if dir == "." || isMajor(dir) {
		dir = "std"
	}
	clean := func(r rune) rune {
		if r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}
	name := strings.Map(clean, dir+importName(importPath))
	for n, try := 2, name; ; n++ {
		if im.free(try, params) {
			return try
		}
		try = name + strconv.Itoa(n)
	}
}

func (a added) String() string {
	if a.name != "" {
		return a.name + " " + strconv.Quote(a.path)
	}
	return strconv.Quote(a.path)
}

func isStd(importPath string) bool {
	first, _, _ := strings.Cut(importPath, "/")
	return !strings.Contains(first, ".")
}

// edits inserts what was added, in the way in which the file lists its imports.
func (im *importer) edits() []edit {
	if len(im.added) == 0 {
		return nil
	}
	slices.SortFunc(im.added, func(a, b added) int { return cmp.Compare(a.path, b.path) })
	var single []*ast.GenDecl
	var block []*ast.GenDecl
	for _, d := range im.src.file.Decls {
		if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.IMPORT {
			if g.Lparen.IsValid() {
				block = append(block, g)
			} else if len(g.Specs) == 1 {
				single = append(single, g)
			}
		}
	}
	switch {
	case len(block) > 0:
		return im.intoBlock(block)
	case len(single) == 1:
		return im.makeBlock(single[0])
	case len(single) > 1:
		return im.addLines(single[len(single)-1])
	}
	return im.first()
}

// first puts imports into a file without any, below the package clause.
func (im *importer) first() []edit {
	text := im.src.text
	at, whole := after(text, im.src.offset(im.src.file.Name.End()))
	nl := newline(text, at)
	block := "import " + im.added[0].String() + nl
	if len(im.added) > 1 {
		block = "import (" + nl + im.lines(nl) + ")" + nl
	}
	if !whole {
		block = nl + block
	}
	if at < len(text) && text[at] != '\n' && text[at] != '\r' {
		block += nl
	}
	return []edit{{at: at, text: nl + block}}
}

// lines are the added imports in a block of their own: the standard library's,
// then others.
func (im *importer) lines(nl string) string {
	var std, other strings.Builder
	for _, a := range im.added {
		b := &other
		if isStd(a.path) {
			b = &std
		}
		b.WriteString("\t" + a.String() + nl)
	}
	if std.Len() > 0 && other.Len() > 0 {
		std.WriteString(nl)
	}
	return std.String() + other.String()
}

// addLines follows the style of a file that imports line by line.
func (im *importer) addLines(last *ast.GenDecl) []edit {
	at, whole := after(im.src.text, im.src.offset(last.End()))
	nl := newline(im.src.text, at)
	var b strings.Builder
	if !whole {
		b.WriteString(nl)
	}
	for _, a := range im.added {
		b.WriteString("import " + a.String() + nl)
	}
	return []edit{{at: at, text: b.String()}}
}

// makeBlock turns a single import into a block.
func (im *importer) makeBlock(d *ast.GenDecl) []edit {
	spec := d.Specs[0].(*ast.ImportSpec)
	have, _ := strconv.Unquote(spec.Path.Value)
	at, whole := after(im.src.text, im.src.offset(spec.End()))
	nl := newline(im.src.text, at)
	var before, behind, std, other string
	for _, a := range im.added {
		line := "\t" + a.String() + nl
		switch {
		case isStd(a.path) && !isStd(have):
			std += line
		case !isStd(a.path) && isStd(have):
			other += line
		case a.path < have:
			before += line
		default:
			behind += line
		}
	}
	if std != "" {
		std += nl
	}
	if other != "" {
		other = nl + other
	}
	closing := behind + other + ")" + nl
	if !whole {
		closing = nl + closing
	}
	return []edit{
		{at: im.src.offset(spec.Pos()), text: "(" + nl + std + before + "\t"},
		{at: at, text: closing},
	}
}

// A group is a run of imports without an empty line between.
type group []*ast.ImportSpec

func (s *source) groups(d *ast.GenDecl) []group {
	var all []group
	last := 0
	for _, sp := range d.Specs {
		spec, ok := sp.(*ast.ImportSpec)
		if !ok {
			continue
		}
		if line := s.at(specStart(spec)).Line; len(all) == 0 || line > last+1 {
			all = append(all, nil)
		}
		all[len(all)-1] = append(all[len(all)-1], spec)
		last = s.at(specEnd(spec)).Line
	}
	return all
}

func specStart(spec *ast.ImportSpec) token.Pos {
	if spec.Doc != nil {
		return spec.Doc.Pos()
	}
	return spec.Pos()
}

func specEnd(spec *ast.ImportSpec) token.Pos {
	if spec.Comment != nil {
		return spec.Comment.End()
	}
	return spec.End()
}

func (g group) paths() []string {
	var all []string
	for _, spec := range g {
		p, _ := strconv.Unquote(spec.Path.Value)
		all = append(all, p)
	}
	return all
}

// intoBlock puts each import into the group of its like, in order; into a group
// of its own if there is none.
func (im *importer) intoBlock(blocks []*ast.GenDecl) []edit {
	var groups []group
	for _, d := range blocks {
		groups = append(groups, im.src.groups(d)...)
	}
	var edits []edit
	var newStd, newOther []added
	for _, a := range im.added {
		g := bestGroup(groups, a.path)
		switch {
		case g != nil:
			edits = append(edits, im.intoGroup(g, a))
		case isStd(a.path):
			newStd = append(newStd, a)
		default:
			newOther = append(newOther, a)
		}
	}
	text := im.src.text
	if newStd != nil {
		at, whole := after(text, im.src.offset(blocks[0].Lparen)+1)
		nl := newline(text, at)
		lines := (&importer{added: newStd}).lines(nl)
		if len(groups) > 0 {
			lines += nl
		}
		if !whole {
			lines = nl + lines
		}
		edits = append(edits, edit{at: at, text: lines})
	}
	if newOther != nil {
		last := blocks[len(blocks)-1]
		at, whole := lineStart(text, im.src.offset(last.Rparen))
		nl := newline(text, at)
		lines := (&importer{added: newOther}).lines(nl)
		if len(groups) > 0 || newStd != nil {
			lines = nl + lines
		}
		if !whole {
			lines = nl + lines
		}
		edits = append(edits, edit{at: at, text: lines, late: true})
	}
	return edits
}

// bestGroup is the group of the standard library, or the one whose paths have
// most in common with the path; nil if there is none of its kind.
func bestGroup(groups []group, importPath string) group {
	var best group
	most := -1
	for _, g := range groups {
		for _, p := range g.paths() {
			if isStd(p) != isStd(importPath) {
				continue
			}
			if n := common(p, importPath); n > most && (best == nil || !isStd(p)) {
				best, most = g, n
			}
		}
	}
	return best
}

// common counts the elements that two paths begin with.
func common(a, b string) int {
	x, y := strings.Split(a, "/"), strings.Split(b, "/")
	n := 0
	for n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	return n
}

// intoGroup puts one import before the first of the group that follows it.
func (im *importer) intoGroup(g group, a added) edit {
	text := im.src.text
	for i, p := range g.paths() {
		if p <= a.path || isStd(p) != isStd(a.path) && isStd(p) {
			continue
		}
		at, whole := lineStart(text, im.src.offset(specStart(g[i])))
		nl := newline(text, at)
		if whole {
			return edit{at: at, text: "\t" + a.String() + nl}
		}
		return edit{at: at, text: nl + "\t" + a.String() + nl + "\t"}
	}
	at, whole := after(text, im.src.offset(g[len(g)-1].End()))
	nl := newline(text, at)
	if whole {
		return edit{at: at, text: "\t" + a.String() + nl}
	}
	return edit{at: at, text: nl + "\t" + a.String() + nl}
}
