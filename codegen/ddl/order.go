package ddl

import "slices"

// order sorts the items so that each comes after what it needs, and otherwise by
// rank and name. What needs itself, by way of others, is made in two steps.
func (p *plan) order() []*item {
	for {
		s := &sorter{state: map[*item]state{}}
		for _, it := range p.items {
			if loop := s.visit(it); loop != nil {
				p.breakLoop(loop)
				s = nil
				break
			}
		}
		if s != nil {
			return s.sorted
		}
	}
}

type state int

const (
	unseen state = iota
	open
	done
)

type sorter struct {
	state  map[*item]state
	path   []*item
	sorted []*item
}

// visit puts the item after all that it needs. If it needs itself, it returns
// the loop: each item needs the next, the last needs the first.
func (s *sorter) visit(it *item) []*item {
	switch s.state[it] {
	case done:
		return nil
	case open:
		return slices.Clone(s.path[slices.Index(s.path, it):])
	}
	s.state[it] = open
	s.path = append(s.path, it)
	for _, other := range it.after {
		if loop := s.visit(other); loop != nil {
			return loop
		}
	}
	s.path = s.path[:len(s.path)-1]
	s.state[it] = done
	s.sorted = append(s.sorted, it)
	return nil
}

// breakLoop takes one arrow out of a loop. A type's function gets a shell of the
// type. A table or domain says later what it needs others for; a view begins as
// one that selects nothing. If nothing of that helps, the description is such as
// no database can have, and the last arrow goes.
func (p *plan) breakLoop(loop []*item) {
	next := func(i int) *item { return loop[(i+1)%len(loop)] }
	for i, it := range loop {
		if typ := next(i); typ.shell != nil && it.rank == rankFunction && slices.Contains(typ.after, it) {
			it.replace(typ, p.shell(typ))
			return
		}
	}
	for _, views := range []bool{false, true} {
		for i, it := range loop {
			if it.split != nil && it.soft(next(i)) && views == (it.rank == rankView) {
				p.split(it)
				return
			}
		}
	}
	for i, it := range loop {
		if typ := next(i); typ.shell != nil && it.rank == rankFunction {
			it.replace(typ, p.shell(typ))
			return
		}
	}
	last := len(loop) - 1
	loop[last].after = slices.DeleteFunc(loop[last].after, func(o *item) bool { return o == loop[0] })
}

func (it *item) replace(old, by *item) {
	for i, o := range it.after {
		if o == old {
			it.after[i] = by
		}
	}
}

// shell gives a type its shell, once.
func (p *plan) shell(typ *item) *item {
	for _, o := range typ.after {
		if o.rank == rankShell && o.ref == typ.ref {
			return o
		}
	}
	sh := typ.shell()
	sh.after = slices.Clone(typ.after[:0])
	if s := p.schemas[typ.ref.Schema]; s != nil {
		sh.after = append(sh.after, s)
	}
	typ.after = append([]*item{sh}, typ.after...)
	p.items = append(p.items, sh)
	slices.SortStableFunc(p.items, compareItems)
	return sh
}

// split moves what an item can say later to an item of its own, with the arrows
// that only it needs.
func (p *plan) split(it *item) {
	rest := it.split()
	rest.after = append(slices.Clone(it.after), it)
	it.after = slices.DeleteFunc(it.after, it.soft)
	it.split = nil
	p.items = append(p.items, rest)
	slices.SortStableFunc(p.items, compareItems)
}
