package gostruct

import (
	"bytes"
	"errors"
	"go/ast"
	"go/format"
	"go/parser"
	"go/scanner"
	"go/token"
	"io/fs"
	"path"
	"strconv"
)

// A source is one Go file. Offsets count in text, which is the file without a
// byte order mark and, if every line ended in CRLF, with plain newlines.
type source struct {
	path  string
	raw   []byte
	mode  fs.FileMode
	text  []byte
	bom   bool
	crlf  bool
	file  *ast.File // as far as it could be understood
	token *token.File
	err   error // why it could not be parsed
}

var byteOrderMark = []byte("\xef\xbb\xbf")

func newSource(name string, raw []byte) *source {
	s := &source{path: name, raw: raw, text: raw}
	s.text, s.bom = bytes.CutPrefix(s.text, byteOrderMark)
	if n := bytes.Count(s.text, []byte("\n")); n > 0 && n == bytes.Count(s.text, []byte("\r\n")) {
		s.crlf = true
		s.text = bytes.ReplaceAll(s.text, []byte("\r\n"), []byte("\n"))
	}
	s.file, s.token, s.err = parse(name, s.text)
	return s
}

func readSource(fsys fs.FS, name string) (*source, error) {
	raw, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, err
	}
	s := newSource(name, raw)
	if info, err := fs.Stat(fsys, name); err == nil {
		s.mode = info.Mode().Perm()
	}
	return s, nil
}

func parse(name string, text []byte) (*ast.File, *token.File, error) {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, name, text, parser.ParseComments|parser.SkipObjectResolution)
	if f == nil || !f.FileStart.IsValid() {
		return nil, nil, errors.Join(err, errors.New("no Go file"))
	}
	return f, fset.File(f.FileStart), err
}

// restore turns changed text back into what the file shall hold.
func (s *source) restore(text []byte) []byte {
	if s.crlf {
		text = bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n"))
	}
	if s.bom {
		text = append(bytes.Clone(byteOrderMark), text...)
	}
	return text
}

// tidy reports whether gofmt would leave the text alone, a missing newline at
// the end aside.
func tidy(text []byte) bool {
	formatted, err := gofmt(text)
	return err == nil && bytes.Equal(formatted, text)
}

// gofmt formats the text and keeps a missing newline at its end missing.
func gofmt(text []byte) ([]byte, error) {
	if bytes.HasSuffix(text, []byte("\n")) {
		return format.Source(text)
	}
	text, err := format.Source(append(bytes.Clone(text), '\n'))
	return bytes.TrimSuffix(text, []byte("\n")), err
}

func (s *source) offset(pos token.Pos) int { return s.token.Offset(pos) }

// at is the line and column of an offset, whatever //line says.
func (s *source) at(pos token.Pos) token.Position { return s.token.PositionFor(pos, false) }

// imported returns the path that the file imports under the name; "" if none.
func (s *source) imported(name string) string {
	for _, spec := range s.file.Imports {
		p, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue
		}
		if spec.Name != nil {
			if spec.Name.Name == name {
				return p
			}
		} else if importName(p) == name {
			return p
		}
	}
	return ""
}

// importName guesses the name of the package that a path leads to: its last
// element, without a major version and what commonly stands around the name.
func importName(importPath string) string {
	base := path.Base(importPath)
	if isMajor(base) {
		base = path.Base(path.Dir(importPath))
	}
	if name, version, ok := cutLast(base, ".v"); ok && isDigits(version) {
		base = name
	}
	for _, prefix := range []string{"go-", "go."} {
		if len(base) > len(prefix) && base[:len(prefix)] == prefix {
			base = base[len(prefix):]
		}
	}
	for _, suffix := range []string{"-go", ".go", "-golang"} {
		if len(base) > len(suffix) && base[len(base)-len(suffix):] == suffix {
			base = base[:len(base)-len(suffix)]
		}
	}
	if i := bytes.LastIndexByte([]byte(base), '-'); i >= 0 && i+1 < len(base) {
		base = base[i+1:]
	}
	return base
}

func isMajor(s string) bool { return len(s) > 1 && s[0] == 'v' && isDigits(s[1:]) }

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// syntaxReason is the first complaint of the parser.
func syntaxReason(err error) string {
	var list scanner.ErrorList
	if errors.As(err, &list) && len(list) > 0 {
		return "line " + strconv.Itoa(list[0].Pos.Line) + ": " + list[0].Msg
	}
	return err.Error()
}
