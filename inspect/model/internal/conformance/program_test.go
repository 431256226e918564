package conformance

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// module is the one that knows the libraries.
const module = "../../../../testdata/conformance"

// A program is the module with the structs of the catalogue in it, and a main
// that asks the libraries about them.
type program struct {
	dir     string
	imports []string
	calls   []string
}

// newProgram copies the module.
func newProgram(t *testing.T) *program {
	p := &program{dir: t.TempDir()}
	for _, pattern := range []string{"go.mod", "go.sum", "*.go", "probe/*.go"} {
		names, err := filepath.Glob(filepath.Join(module, pattern))
		if err != nil || len(names) == 0 {
			t.Fatalf("nothing is at %s: %v", pattern, err)
		}
		for _, name := range names {
			src, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			rel, err := filepath.Rel(module, name)
			if err != nil {
				t.Fatal(err)
			}
			p.write(t, rel, string(src))
		}
	}
	return p
}

func (p *program) write(t *testing.T, name, text string) {
	t.Helper()
	full := filepath.Join(p.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// add puts the Go files of an entry into the module, and asks about its models.
// The packages of its own module become those of this one.
func (p *program) add(t *testing.T, e *entry) {
	root := "snippets/" + e.dialect + "/" + strings.ReplaceAll(e.name, "-", "_")
	own := ""
	for _, f := range e.archive.Files {
		if f.Name == "go.mod" {
			_, rest, _ := strings.Cut(string(f.Data), "module ")
			own, _, _ = strings.Cut(rest, "\n")
		}
	}
	byDir := map[string][]*expected{}
	for _, m := range e.models {
		byDir[path.Dir(m.file)] = append(byDir[path.Dir(m.file)], m)
	}
	for _, f := range e.archive.Files {
		src := string(f.Data)
		if path.Ext(f.Name) != ".go" || strings.HasPrefix(packageOf(f), "main") {
			continue
		}
		if own != "" {
			src = strings.ReplaceAll(src, `"`+strings.TrimSpace(own)+"/", `"conformance/`+root+"/")
		}
		p.write(t, path.Join(root, f.Name), src)
	}
	p.calls = append(p.calls, "\tprobe.Given = "+p.given(e, root)+"\n")
	for _, dir := range slices.Sorted(keys(byDir)) {
		models := byDir[dir]
		pkg := ""
		for _, f := range e.archive.Files {
			if path.Dir(f.Name) == dir && path.Ext(f.Name) == ".go" {
				pkg = packageOf(f)
			}
		}
		var b strings.Builder
		fmt.Fprintf(&b, "package %s\n\nimport \"conformance/probe\"\n\nfunc ConformanceModels() map[string]any {\n", pkg)
		var lines strings.Builder
		for _, m := range models {
			fmt.Fprintf(&b, "\tprobe.Take[%s]()\n", m.symbol)
			fmt.Fprintf(&lines, "\t\t%q: new(%s),\n", m.symbol, m.symbol)
		}
		fmt.Fprintf(&b, "\treturn map[string]any{\n%s\t}\n}\n", lines.String())
		p.write(t, path.Join(root, dir, "conformance_models.go"), b.String())
		alias := fmt.Sprintf("p%d", len(p.imports))
		p.imports = append(p.imports, fmt.Sprintf("\t%s %q\n", alias, path.Join("conformance", root, dir)))
		for _, m := range models {
			p.calls = append(p.calls, fmt.Sprintf("\task(%q, %q, %s.ConformanceModels(), %q, %#v)\n", m.id, m.reader, alias, m.symbol, m.columnNames()))
		}
	}
}

// given is the call by which the entry configures its library: the line
// "conformance: given DIR.FUNCTION" in its comment; nil if there is none.
func (p *program) given(e *entry, root string) string {
	for line := range strings.Lines(string(e.archive.Comment)) {
		call, ok := strings.CutPrefix(line, "conformance: given ")
		if !ok {
			continue
		}
		dir, function, _ := strings.Cut(strings.TrimSpace(call), ".")
		alias := fmt.Sprintf("p%d", len(p.imports))
		p.imports = append(p.imports, fmt.Sprintf("\t%s %q\n", alias, path.Join("conformance", root, dir)))
		return alias + "." + function + "()"
	}
	return "nil"
}

// main is the source of the program.
func (p *program) main() string {
	return "package main\n\nimport (\n\t\"encoding/json\"\n\t\"os\"\n\n\t\"conformance/probe\"\n" + strings.Join(p.imports, "") + ")\n\n" + `
var answers = map[string]probe.Table{}

func ask(id, library string, models map[string]any, symbol string, columns []string) {
	for name, other := range models {
		if name != symbol {
			probe.Neighbours[models[symbol]] = append(probe.Neighbours[models[symbol]], other)
		}
	}
	answers[id] = probe.Ask(library, models[symbol], columns)
}

func main() {
` + strings.Join(p.calls, "") + `
	out, err := os.Create(os.Args[1])
	if err != nil {
		panic(err)
	}
	if err := json.NewEncoder(out).Encode(answers); err != nil {
		panic(err)
	}
}
`
}

func packageOf(f txtar.File) string {
	for line := range strings.Lines(string(f.Data)) {
		if name, ok := strings.CutPrefix(strings.TrimSpace(line), "package "); ok {
			return strings.TrimSpace(name)
		}
	}
	return ""
}

func keys[V any](m map[string]V) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}
