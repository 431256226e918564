//go:build unix

package codegen_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/synapscale/synapcheck/codegen"
)

func file(path, before, after string) codegen.File {
	f := codegen.File{Path: path, After: []byte(after)}
	if before != "" {
		f.Before = []byte(before)
	}
	return f
}

func TestWritePutsEveryFileInItsPlace(t *testing.T) {
	dir := t.TempDir()
	files := []codegen.File{file("a.go", "a", "A"), file("sub/deep/b.go", "", "B"), file("same.go", "s", "s")}
	lay(t, dir, files)
	old := stat(t, filepath.Join(dir, "same.go"))
	if err := codegen.Write(dir, files); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"a.go": "A", "sub/deep/b.go": "B", "same.go": "s"}
	if d := cmp.Diff(want, tree(t, dir)); d != "" {
		t.Error(d)
	}
	if !os.SameFile(old, stat(t, filepath.Join(dir, "same.go"))) {
		t.Error("a file that need not change was written")
	}
}

func TestWriteKeepsTheMode(t *testing.T) {
	dir := t.TempDir()
	defer syscall.Umask(syscall.Umask(0o022))
	for _, mode := range []fs.FileMode{0o600, 0o640, 0o755, 0o666} {
		name := fmt.Sprintf("%o", mode)
		files := []codegen.File{file(name, "a", "b")}
		lay(t, dir, files)
		if err := os.Chmod(filepath.Join(dir, name), mode); err != nil {
			t.Fatal(err)
		}
		if err := codegen.Write(dir, files); err != nil {
			t.Fatal(err)
		}
		if have := stat(t, filepath.Join(dir, name)).Mode(); have != mode {
			t.Errorf("mode %o became %o", mode, have)
		}
	}
	script := file("new", "", "#!")
	script.Mode = 0o777
	if err := codegen.Write(dir, []codegen.File{script, file("plain", "", "x")}); err != nil {
		t.Fatal(err)
	}
	if have := stat(t, filepath.Join(dir, "new")).Mode(); have != 0o755 {
		t.Errorf("a new executable has mode %o under umask 022", have)
	}
	if have := stat(t, filepath.Join(dir, "plain")).Mode(); have != 0o644 {
		t.Errorf("a new file has mode %o", have)
	}
}

func TestWriteKeepsTheOwner(t *testing.T) {
	if os.Geteuid() != 0 {
		return // only root can have a file of somebody else's
	}
	dir := t.TempDir()
	files := []codegen.File{file("a", "a", "b")}
	lay(t, dir, files)
	if err := os.Chown(filepath.Join(dir, "a"), 1234, 5678); err != nil {
		t.Fatal(err)
	}
	if err := codegen.Write(dir, files); err != nil {
		t.Fatal(err)
	}
	s := stat(t, filepath.Join(dir, "a")).Sys().(*syscall.Stat_t)
	if s.Uid != 1234 || s.Gid != 5678 {
		t.Errorf("owner is %d:%d", s.Uid, s.Gid)
	}
}

// Each case names a file that cannot be written; beside it stands one that
// could, and that must stay as it was.
func TestOneRefusalLeavesEverything(t *testing.T) {
	for _, c := range []struct {
		name  string
		setup string // a shell command run in the directory
		file  codegen.File
		want  any
		text  string
	}{
		{"changed since", "printf new >f", file("f", "old", "x"), new(*codegen.ChangedError), "writing f: the file has changed since it was read"},
		{"longer than it was", "printf older >f", file("f", "old", "x"), new(*codegen.ChangedError), ""},
		{"gone since", "true", file("f", "old", "x"), new(*codegen.ChangedError), ""},
		{"appeared since", "printf old >f", file("f", "", "x"), new(*codegen.ExistsError), "writing f: the file exists already"},
		{"read-only", "printf old >f; chmod 444 f", file("f", "old", "x"), new(*codegen.ReadOnlyError), "writing f: the file is read-only"},
		{"parent", "true", file("../f", "", "x"), new(*codegen.EscapeError), "writing ../f: the path is not below the directory"},
		{"absolute", "true", file("/f", "", "x"), new(*codegen.EscapeError), ""},
		{"link out", "ln -s ../.. out", file("out/f", "", "x"), new(*codegen.EscapeError), "writing out/f: a symbolic link leads out of the directory"},
		{"link to absolute", "ln -s /etc/hostname f", file("f", "old", "x"), new(*codegen.EscapeError), "writing f: a symbolic link leads to an absolute path"},
		{"link out and back", "ln -s ../../nowhere/f f", file("f", "", "x"), new(*codegen.EscapeError), ""},
		{"links in a circle", "ln -s g f; ln -s f g", file("f", "old", "x"), new(*codegen.EscapeError), "writing f: too many symbolic links"},
		{"directory", "mkdir f", file("f", "old", "x"), nil, "writing f: it is no regular file"},
		{"same file twice", "true", file("GOOD", "", "x"), nil, "writing good: GOOD is the same file"},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "below")
			good := file("good", "", "x")
			lay(t, dir, nil)
			sh(t, dir, c.setup)
			before := listing(t, dir)
			err := codegen.Write(dir, []codegen.File{good, file("made/for/nothing", "", "x"), c.file})
			if err == nil {
				t.Fatal("written")
			}
			if c.want != nil {
				if !errors.As(err, c.want) {
					t.Errorf("%T: %v", err, err)
				}
				if h, ok := err.(interface{ Hint() string }); !ok || h.Hint() == "" {
					t.Errorf("no hint: %v", err)
				}
			}
			if c.text != "" && err.Error() != c.text {
				t.Errorf("have %q, want %q", err, c.text)
			}
			if d := cmp.Diff(before, listing(t, dir)); d != "" {
				t.Errorf("the directory has changed: %s", d)
			}
		})
	}
}

func TestLinksBelowTheRootAreFollowed(t *testing.T) {
	dir := t.TempDir()
	sh(t, dir, "mkdir -p real/deep d; printf a >real/deep/f; ln -s ../real/deep d/link; ln -s d/link/f direct; ln -s real/new made")
	files := []codegen.File{file("direct", "a", "A"), file("made", "", "M"), file("d/link/g", "", "G")}
	if err := codegen.Write(dir, files); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"real/deep/f": "A", "real/new": "M", "real/deep/g": "G"} {
		info, err := os.Lstat(filepath.Join(dir, name))
		if err != nil || !info.Mode().IsRegular() {
			t.Fatalf("%s: %v", name, err)
		}
		if have, _ := os.ReadFile(filepath.Join(dir, name)); string(have) != want {
			t.Errorf("%s holds %q", name, have)
		}
	}
	for _, link := range []string{"direct", "made", "d/link"} {
		if info, err := os.Lstat(filepath.Join(dir, link)); err != nil || info.Mode()&fs.ModeSymlink == 0 {
			t.Errorf("%s is a link no longer", link)
		}
	}
}

func TestTwoNamesForOneFileAreRefused(t *testing.T) {
	dir := t.TempDir()
	sh(t, dir, "printf a >f; ln -s f g")
	err := codegen.Write(dir, []codegen.File{file("f", "a", "1"), file("g", "a", "2")})
	if err == nil || !strings.Contains(err.Error(), "is the same file") {
		t.Fatal(err)
	}
}

func TestFilesThatDifferInCaseAreTwoWhereTheSystemSaysSo(t *testing.T) {
	dir := t.TempDir()
	files := []codegen.File{file("User.go", "a", "1"), file("user.go", "b", "2")}
	lay(t, dir, files)
	if len(tree(t, dir)) < 2 {
		return // the system takes them for one
	}
	if err := codegen.Write(dir, files); err != nil {
		t.Fatal(err)
	}
}

func TestLeftoversOfKilledRunsAreCleared(t *testing.T) {
	dir := t.TempDir()
	dead := exec.Command("true")
	if err := dead.Run(); err != nil {
		t.Fatal(err)
	}
	long := time.Now().Add(-time.Hour)
	temp := func(pid int, letter string) string {
		name := fmt.Sprintf(".synapcheck-%d-%s.tmp", pid, strings.Repeat(letter, 16))
		sh(t, dir, "mkdir -p sub other; printf x >sub/"+name)
		return filepath.Join("sub", name)
	}
	gone, alive, old := temp(dead.Process.Pid, "a"), temp(os.Getpid(), "b"), temp(os.Getpid(), "c")
	if err := os.Chtimes(filepath.Join(dir, old), long, long); err != nil {
		t.Fatal(err)
	}
	sh(t, dir, "printf x >sub/.synapcheck-1-user.tmp; cp "+gone+" other/")
	if err := codegen.Write(dir, []codegen.File{file("sub/f", "", "F")}); err != nil {
		t.Fatal(err)
	}
	want := []string{"other/" + filepath.Base(gone), "sub/.synapcheck-1-user.tmp", alive, "sub/f"}
	slices.Sort(want)
	if d := cmp.Diff(want, slices.Sorted(keys(tree(t, dir)))); d != "" {
		t.Error(d)
	}
}

// TestAKilledRunLeavesWholeFiles kills a process that writes without pause.
func TestAKilledRunLeavesWholeFiles(t *testing.T) {
	if dir := os.Getenv("CODEGEN_TEST_WRITE"); dir != "" {
		writeForEver(dir)
	}
	dir := t.TempDir()
	contents := versions()
	for i := range 12 {
		cmd := exec.Command(os.Args[0], "-test.run=^TestAKilledRunLeavesWholeFiles$")
		cmd.Env = append(os.Environ(), "CODEGEN_TEST_WRITE="+dir)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		for len(tree(t, dir)) < 2 { // the first run has yet to begin
			time.Sleep(time.Millisecond)
		}
		time.Sleep(time.Duration(20+7*i) * time.Millisecond)
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		for _, name := range []string{"a", "b"} {
			have, err := os.ReadFile(filepath.Join(dir, name))
			if err != nil || !slices.Contains(contents, string(have)) {
				t.Fatalf("%s is damaged: %v, %d bytes", name, err, len(have))
			}
		}
	}
	if err := codegen.Write(dir, []codegen.File{file("c", "", "C")}); err != nil {
		t.Fatal(err)
	}
	if have := slices.Sorted(keys(tree(t, dir))); !slices.Equal(have, []string{"a", "b", "c"}) {
		t.Errorf("left over: %v", have)
	}
}

func versions() []string {
	return []string{strings.Repeat("0123456789abcdef", 1<<15), strings.Repeat("fedcba", 1<<14)}
}

func writeForEver(dir string) {
	contents := versions()
	for i := 0; ; i++ {
		var files []codegen.File
		for _, name := range []string{"a", "b"} {
			f := codegen.File{Path: name, After: []byte(contents[i%2])}
			if have, err := os.ReadFile(filepath.Join(dir, name)); err == nil {
				f.Before = have
			}
			files = append(files, f)
		}
		if err := codegen.Write(dir, files); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

func sh(t *testing.T, dir, command string) {
	t.Helper()
	cmd := exec.Command("sh", "-ec", command)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", command, err, out)
	}
}

func stat(t *testing.T, name string) fs.FileInfo {
	t.Helper()
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	return info
}

// tree returns the regular files below dir and what they hold.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := make(map[string]string)
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			return err
		}
		b, err := os.ReadFile(filepath.Join(dir, path))
		if errors.Is(err, fs.ErrNotExist) {
			return nil // a temporary file that has just been renamed
		}
		files[path] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// listing is everything below dir, links and directories too.
func listing(t *testing.T, dir string) []string {
	t.Helper()
	var all []string
	files := tree(t, dir)
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		all = append(all, fmt.Sprintf("%s %s %q", path, info.Mode(), files[path]))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func keys(m map[string]string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}
