package gosrc

import (
	"bytes"
	"go/ast"
	"go/build"
	"go/parser"
	"go/printer"
	"go/scanner"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestOutlineKeepsWhatDeclares holds Go's own source without the bodies of its
// functions to the same source with them: the declarations are the same and stand
// in the same places.
func TestOutlineKeepsWhatDeclares(t *testing.T) {
	files, before, after := 0, 0, 0
	for _, src := range sources(t) {
		want, ok := declarations(t, src)
		if !ok {
			continue
		}
		short := bytes.Clone(src)
		outline(short)
		got, ok := declarations(t, short)
		if d := cmp.Diff(want, got); d != "" || !ok {
			t.Errorf("%.200s\n-want +got\n%s", src, d)
		}
		files, before, after = files+1, before+len(src), after+len(bytes.Join(bytes.Fields(short), []byte(" ")))
	}
	t.Logf("%d files, %d bytes, %d of them kept", files, before, after)
	if files < 500 || after*2 > before {
		t.Errorf("of %d files %d bytes of %d are kept: too much, or too few files", files, after, before)
	}
}

// TestSkimmerFindsStrings holds the skimmer to go/scanner.
func TestSkimmerFindsStrings(t *testing.T) {
	type literal struct {
		text string
		line int
	}
	for _, src := range sources(t) {
		var want, got []literal
		fset := token.NewFileSet()
		file := fset.AddFile("x.go", -1, len(src))
		var s scanner.Scanner
		failed := false
		s.Init(file, src, func(token.Position, string) { failed = true }, 0)
		for {
			pos, tok, lit := s.Scan()
			if tok == token.EOF {
				break
			}
			if tok == token.STRING {
				want = append(want, literal{strings.ReplaceAll(lit, "\r", ""), file.Line(pos)})
			}
		}
		if failed {
			continue
		}
		k := skimmer{src: src}
		for kind, at := k.next(); kind != skimEnd; kind, at = k.next() {
			if kind == skimString {
				lit := string(src[at:k.pos])
				got = append(got, literal{strings.ReplaceAll(lit, "\r", ""), k.line + 1 - strings.Count(lit, "\n")})
			}
		}
		if d := cmp.Diff(want, got, cmp.AllowUnexported(literal{})); d != "" {
			t.Errorf("%.200s\n-want +got\n%s", src, d)
		}
	}
}

// declarations spells everything that a file declares but its functions, of
// methods the signatures, and where each stands.
func declarations(t *testing.T, src []byte) (all []string, ok bool) {
	t.Helper()
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "x.go", src, parser.SkipObjectResolution)
	if err != nil {
		return nil, false
	}
	for _, d := range f.Decls {
		if fn, is := d.(*ast.FuncDecl); is {
			if fn.Recv == nil {
				continue
			}
			fn.Body = nil
		}
		if gen, is := d.(*ast.GenDecl); is && gen.Tok == token.VAR {
			continue // may hold functions
		}
		var b strings.Builder
		if err := printer.Fprint(&b, fset, d); err != nil {
			t.Fatal(err)
		}
		all = append(all, fset.Position(d.Pos()).String()+" "+b.String())
	}
	return all, true
}

// sources are files of the standard library, and ones with what is rare.
func sources(t *testing.T) [][]byte {
	t.Helper()
	all := [][]byte{
		[]byte("package a\nfunc (a T) M() struct{ x int } {\n\treturn struct{ x int }{}\n}\ntype T struct{ A int }\n"),
		[]byte("package a\nfunc a() struct{ x int } { return struct{ x int }{} }\ntype T struct{ A int }\n"),
		[]byte("package a\nfunc a() {}; type T struct{ A int }\nfunc b[T interface{ M() }](x T) (y interface{}) { return '{' }\nconst c = `}`\n"),
		[]byte("package a\nfunc asm(x int) int\nfunc asm2()\ntype T struct{ A int }\nvar f = func() { }\nconst x = 1\n"),
		[]byte("package a\nfunc (t *T[A]) M() map[string]interface{ N() } { // }\n/* } */ }\ntype T[A any] struct{ A int }\n"),
		[]byte("package a\nfunc a() {\ntype T struct{ A int }\n"),
		[]byte("package a\ntype F chan\nfunc()\ntype T struct{ A int }\n"),
		[]byte("package a\nvar x =\nfunc() {}\ntype T struct{ A int }\n"),
		[]byte("package a\nfunc a() }\ntype T struct{ A int }\n"),
		[]byte("package a\r\nfunc a() {\r\n\t_ = \"a\\\"}\"\r\n}\r\ntype T struct{ A int }\r\n"),
	}
	for _, dir := range []string{"go", "net", "database", "reflect", "encoding", "os"} {
		root := filepath.Join(build.Default.GOROOT, "src", dir)
		err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && strings.HasSuffix(name, ".go") {
				src, err := os.ReadFile(name)
				if err != nil {
					return err
				}
				all = append(all, src)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return slices.Clip(all)
}
