package gostruct

import (
	"errors"
	"strings"
	"testing"
)

// verify is what stands between a mistake of this package and somebody's file.
func TestDamageIsSeen(t *testing.T) {
	const before = `// Package p.
package p

import "fmt"

type A struct {
	ID int // key
}

func (a A) String() string { return fmt.Sprint(a.ID) }
`
	good := strings.NewReplacer(
		`import "fmt"`, "import (\n\t\"fmt\"\n\t\"time\"\n)",
		"ID int // key", "ID int // key\n\tAt time.Time",
	).Replace(before)
	tidied := strings.Replace(good, "ID int // key\n\tAt time", "ID int       // key\n\tAt time", 1)
	src := newSource("p.go", []byte(before))
	p := newPkg()
	p.declare(src)
	for _, d := range p.decls {
		p.resolve(d)
	}
	check := func(rough, result string) error {
		a := &addition{newField: newField{name: "At"}}
		return verify(src, []byte(rough), []byte(result), &sheet{open: map[string]bool{}, jobs: []*job{{
			decl: p.types["A"], additions: []*addition{a}, changes: []Change{{Field: "At"}},
		}}})
	}
	if err := check(good, good); err != nil {
		t.Error(err)
	}
	if err := check(good, tidied); err != nil {
		t.Error(err)
	}
	for name, c := range map[string][2]string{
		"a comment outside":       {good, strings.Replace(good, "Package p", "Package q", 1)},
		"a method":                {good, strings.Replace(good, "a.ID)", "a.ID )+a.ID", 1)},
		"a comment inside":        {good, strings.Replace(good, "// key", "// lock", 1)},
		"an import":               {good, strings.Replace(good, "\t\"time\"\n", "\t\"time\"\n\t\"os\"\n", 1)},
		"the type of a field":     {good, strings.Replace(good, "ID int", "ID int64", 1)},
		"a new declaration":       {good, good + "func init() {}\n"},
		"a declaration that went": {good, good[:strings.Index(good, "func")]},
		"no field":                {before, before},
		"a field too many":        {strings.Replace(good, "time.Time", "time.Time\n\tX int", 1), strings.Replace(good, "time.Time", "time.Time\n\tX int", 1)},
		"another field":           {strings.Replace(good, "At time", "Bt time", 1), strings.Replace(good, "At time", "Bt time", 1)},
		"no Go":                   {good, strings.Replace(good, "type A struct {", "type A struct", 1)},
		"no Go before":            {strings.Replace(good, "type A struct {", "type A struct", 1), good},
	} {
		var damage *DamageError
		if err := check(c[0], c[1]); !errors.As(err, &damage) || damage.File != "p.go" || damage.Hint() == "" {
			t.Errorf("%s is not seen: %v", name, err)
		}
	}
}
