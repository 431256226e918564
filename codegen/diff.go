package codegen

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/aymanbagabas/go-udiff"
)

// Diff writes what would change as one unified diff, which git apply and patch
// -p1 accept. Files that stay as they are have no part in it.
func Diff(w io.Writer, files []File) error {
	for _, f := range files {
		if !f.Stale() {
			continue
		}
		if err := diffFile(w, f); err != nil {
			return fmt.Errorf("showing changes of %s: %w", f.Path, err)
		}
	}
	return nil
}

func diffFile(w io.Writer, f File) error {
	before, after := string(f.Before), string(f.After)
	oldName, newName := quotePath("a/"+f.Path), quotePath("b/"+f.Path)
	header := fmt.Sprintf("diff --git %s %s\n", oldName, newName)
	from, to := fileLabel(oldName), fileLabel(newName)
	if f.New() {
		header += fmt.Sprintf("new file mode %o\n", 0o100000|gitMode(f))
		from = "/dev/null"
	}
	hunks, err := udiff.ToUnified(from, to, before, udiff.Lines(before, after), udiff.DefaultContextLines)
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, header+hunks)
	return err
}

// gitMode is one of the two sets of permissions that git knows.
func gitMode(f File) uint32 {
	if f.Mode&0o100 != 0 {
		return 0o755
	}
	return 0o644
}

// fileLabel ends a name that contains a space with a tab, without which patch
// would cut the name short.
func fileLabel(name string) string {
	if strings.Contains(name, " ") && !strings.HasPrefix(name, `"`) {
		return name + "\t"
	}
	return name
}

// quotePath spells a path as git does: in quotes, with the escapes of C, where
// it contains a quote, a backslash or anything that is not printable ASCII.
func quotePath(path string) string {
	plain := true
	for i := range len(path) {
		if c := path[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			plain = false
		}
	}
	if plain {
		return path
	}
	var b strings.Builder
	b.WriteByte('"')
	for i := range len(path) {
		switch c := path[i]; {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c < ' ' || c > '~':
			b.WriteByte('\\')
			octal := strconv.FormatUint(uint64(c), 8)
			b.WriteString(strings.Repeat("0", 3-len(octal)) + octal)
		default:
			b.WriteByte(c)
		}
	}
	b.WriteByte('"')
	return b.String()
}
