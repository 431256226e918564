package gostruct

import (
	"go/token"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/jinzhu/inflection"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// isPackageName reports whether a package can have the name.
func isPackageName(name string) bool {
	return token.IsIdentifier(name) && name != "_" && name == strings.ToLower(name) && !isPredeclared(name)
}

func isExported(name string) bool { return token.IsIdentifier(name) && token.IsExported(name) }

// uncountable words stay as they are; inflection makes a datum of data.
var uncountable = []string{"data", "metadata", "media", "status", "settings", "news", "series", "analytics", "logs", "sms", "dns", "os", "canvas", "alias", "bus", "address", "access", "process"}

// structName is the singular of the table's name in CamelCase.
func (g *generator) structName(t *schema.Table) string {
	for _, key := range []string{t.Schema + "." + t.Name, t.Name} {
		if n := g.opts.Names[key]; isExported(n) {
			return n
		}
	}
	ws := words(t.Name)
	if n := len(ws); n > 0 && isASCII(ws[n-1]) && !slices.Contains(uncountable, strings.ToLower(ws[n-1])) {
		if one := inflection.Singular(ws[n-1]); one != "" { // the singular of s is none
			ws = slices.Clone(ws)
			ws[n-1] = one
		}
	}
	name := camelWith(ws, g.initial)
	if !isExported(name) {
		name = "Table" + name
	}
	if g.names[name] && !g.inPath(t.Schema) {
		name = camelWith(words(t.Schema), g.initial) + name
	}
	return name
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// inPath reports whether names of the schema are found without it.
func (g *generator) inPath(name string) bool {
	return name == "" || name == "public" || slices.Contains(g.db.SearchPath, name)
}

// claim takes a name of the package, or the next that is free.
func (g *generator) claim(name string) string {
	for n, try := 2, name; ; n++ {
		if !g.names[try] {
			g.names[try] = true
			return try
		}
		try = name + strconv.Itoa(n)
	}
}

func camelWith(ws []string, more map[string]bool) string {
	var b strings.Builder
	for _, w := range ws {
		if more[strings.ToLower(w)] {
			b.WriteString(strings.ToUpper(w))
		} else {
			b.WriteString(camel([]string{w}, false))
		}
	}
	return b.String()
}

func goNameWith(column string, more map[string]bool, taken map[string]bool) string {
	if name := camelWith(words(column), more); isExported(name) && !taken[name] {
		return name
	}
	return goName(column, false, taken)
}

// builds are endings by which go build takes a file for some systems only.
var builds = strings.Fields(`test aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd
	plan9 solaris wasip1 windows zos unix 386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64
	mips64le mips64p32 mips64p32le ppc ppc64 ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm`)

// fileName is a name for the table's file that every system and go build take
// for a plain one.
func (g *generator) fileName(t *schema.Table) string {
	name := t.Name
	if !g.inPath(t.Schema) {
		name = t.Schema + "_" + name
	}
	return g.claimFile(name)
}

func (g *generator) claimFile(name string) string {
	clean := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			return r
		case r >= 'A' && r <= 'Z':
			return unicode.ToLower(r)
		case r == '_' || r == '-' || r == ' ' || r == '.':
			return '_'
		}
		return -1
	}, name)
	clean = strings.Trim(clean, "_")
	if len(clean) > 100 {
		clean = clean[:100]
	}
	last := clean[strings.LastIndexByte(clean, '_')+1:]
	if clean == "" || slices.Contains(builds, last) {
		clean = strings.TrimPrefix(clean+"_table", "_")
	}
	for n, try := 2, clean; ; n++ {
		if !g.files[try] {
			g.files[try] = true
			return try
		}
		try = clean + "_" + strconv.Itoa(n) + "x"
	}
}

func isIdentifier(name string) bool { return token.IsIdentifier(name) }
