package gostruct

import (
	"bytes"
	"go/ast"
	"go/token"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// A slot is a place in a struct and the fields that go there, in order.
type slot struct {
	node   *ast.Field // nil for the end of the struct
	before bool       // the node, and not after it
	fields []*addition
}

// An addition is a field that goes into a struct.
type addition struct {
	newField
	goType string // as the file spells it
	tag    []tagPart
	doc    string
	decl   *typeDecl
}

// slots distributes the additions: each after the field of the column that
// precedes it in the table.
func slots(t *typeDecl, own []use, live *schema.Table, additions map[string]*addition) []*slot {
	nodes := map[string]*ast.Field{}
	for _, u := range own {
		if nodes[u.column] == nil {
			nodes[u.column] = u.node
		}
	}
	var all []*slot
	byNode := map[*ast.Field]*slot{}
	var last *slot
	var waiting []*addition // for the first own column
	for _, c := range live.Columns {
		if node := nodes[c.Name]; node != nil {
			if waiting != nil {
				all = append(all, &slot{node: node, before: true, fields: waiting})
				waiting = nil
			}
			if last = byNode[node]; last == nil {
				last = &slot{node: node}
				byNode[node] = last
				all = append(all, last)
			}
			continue
		}
		a := additions[c.Name]
		delete(additions, c.Name)
		switch {
		case a == nil:
		case last != nil:
			last.fields = append(last.fields, a)
		default:
			waiting = append(waiting, a)
		}
	}
	if waiting != nil {
		end := &slot{fields: waiting}
		if n := len(t.fields); n > 0 {
			end.node = t.fields[n-1].node
		}
		all = append(all, end)
	}
	return all
}

// edits writes the additions at their slots.
func (s *slot) edits(t *typeDecl, formatted bool) []edit {
	if len(s.fields) == 0 {
		return nil
	}
	src := t.src
	at, whole := s.place(t)
	space := indent(src.text, src.offset(t.spec.Pos())) + "\t"
	if s.node != nil {
		if start, first := lineStart(src.text, src.offset(s.node.Pos())); first {
			space = string(src.text[start:src.offset(s.node.Pos())])
		}
	}
	nl := newline(src.text, at)
	var b strings.Builder
	if !whole {
		b.WriteString(nl)
	}
	if s.node != nil && !s.before && len(s.node.Names) == 0 && whole {
		// Embedded structs stand apart.
		if bytes.HasPrefix(src.text[at:], []byte(nl)) {
			at += len(nl)
		} else {
			b.WriteString(nl)
		}
	}
	for _, a := range s.fields {
		if a.doc != "" {
			b.WriteString(space + a.doc + nl)
		}
		b.WriteString(space + s.line(t, a, formatted) + nl)
	}
	return []edit{{at: at, text: b.String(), late: s.before}}
}

// place is where the slot's lines go; whole is false where they must first end
// the line that stands there.
func (s *slot) place(t *typeDecl) (at int, whole bool) {
	src := t.src
	switch {
	case s.node == nil:
		return lineStart(src.text, src.offset(t.spec.Type.(*ast.StructType).Fields.Closing))
	case !s.before:
		return after(src.text, src.offset(s.node.End()))
	case s.node.Doc != nil:
		return lineStart(src.text, src.offset(s.node.Doc.Pos()))
	}
	return lineStart(src.text, src.offset(s.node.Pos()))
}

// line spells a field. In a file that gofmt will not see again, it is lined up
// with the field beside it.
func (s *slot) line(t *typeDecl, a *addition, formatted bool) string {
	name, typ := a.name, a.goType
	if !formatted && s.node != nil && len(s.node.Names) > 0 {
		name += gap(t.src, s.node.Names[0].Pos(), s.node.Type.Pos(), name)
	}
	name += " "
	if a.tag == nil {
		return name + typ
	}
	if !formatted && s.node != nil && s.node.Tag != nil {
		typ += gap(t.src, s.node.Type.Pos(), s.node.Tag.Pos(), typ)
	}
	return name + typ + " " + literal(a.tag, columnsOf(s.block(t), a.tag))
}

// block are the tags of the fields that stand together with the slot's, without
// an empty line between.
func (s *slot) block(t *typeDecl) []tag {
	var tags []tag
	found := false
	last := 0
	for _, f := range t.fields {
		start := f.node.Pos()
		if f.node.Doc != nil {
			start = f.node.Doc.Pos()
		}
		if t.src.at(start).Line > last+1 {
			if found {
				break
			}
			tags = nil
		}
		last = t.src.at(f.node.End()).Line
		tags = append(tags, f.tag)
		found = found || f.node == s.node
	}
	if !found {
		return nil
	}
	return tags
}

// gap is the further space that brings what follows the text to where it stands
// in the line of another field; none if that line is not lined up with spaces.
func gap(src *source, from, to token.Pos, text string) string {
	start, end := src.offset(from), src.offset(to)
	if !bytes.HasSuffix(src.text[start:end], []byte("  ")) {
		return ""
	}
	return strings.Repeat(" ", max(0, end-start-len(text)-1))
}

// takenNames are the names that a new field of the struct cannot have.
func (p *pkg) takenNames(t *typeDecl, m *schema.Table) map[string]bool {
	taken := map[string]bool{}
	p.collect(t, taken, map[*typeDecl]bool{})
	for n := range p.methods[t.spec.Name.Name] {
		taken[n] = true
	}
	// Fields of embedded structs that stand in other packages.
	for _, c := range m.Columns {
		if _, name, ok := cutLast(c.Origin.Symbol(), "."); ok {
			taken[name] = true
		}
	}
	return taken
}

// collect enters the names of all fields and methods that a struct has or
// promotes.
func (p *pkg) collect(t *typeDecl, taken map[string]bool, seen map[*typeDecl]bool) {
	if t == nil || seen[t] {
		return
	}
	seen[t] = true
	for _, f := range t.fields {
		taken[f.name] = true
		if !f.embedded {
			continue
		}
		name, local := baseName(f.node.Type)
		if !local {
			for _, n := range wellKnown[f.typ] {
				taken[n] = true
			}
			continue
		}
		for m := range p.methods[name] {
			taken[m] = true
		}
		inner := p.types[name]
		if inner == nil {
			continue
		}
		if i, ok := inner.spec.Type.(*ast.InterfaceType); ok && i.Methods != nil {
			for _, m := range i.Methods.List {
				for _, n := range m.Names {
					taken[n.Name] = true
				}
			}
		}
		p.collect(inner, taken, seen)
	}
}

// wellKnown are the fields and methods of types that other packages offer for
// embedding.
var wellKnown = map[string][]string{
	"gorm.io/gorm.Model": {"ID", "CreatedAt", "UpdatedAt", "DeletedAt"},
	"sync.Mutex":         {"Lock", "TryLock", "Unlock"},
	"sync.RWMutex":       {"Lock", "RLock", "RLocker", "RUnlock", "TryLock", "TryRLock", "Unlock"},
	"io.Closer":          {"Close"},
	"fmt.Stringer":       {"String"},
}
