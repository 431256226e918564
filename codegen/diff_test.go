package codegen_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/synapscale/synapcheck/codegen"
)

func TestDiffReadsLikeGit(t *testing.T) {
	files := []codegen.File{
		{Path: "same.go", Before: []byte("package a\n"), After: []byte("package a\n")},
		{Path: "models/user.go", Before: []byte("a\nb\nc\n"), After: []byte("a\nx\nc\n")},
		{Path: "models/new file.go", After: []byte("package b\n")},
		{Path: "bin/run", After: []byte("#!\n"), Mode: 0o755},
		{Path: "empty", After: []byte{}},
	}
	want := "diff --git a/models/user.go b/models/user.go\n" +
		"--- a/models/user.go\n" +
		"+++ b/models/user.go\n" +
		"@@ -1,3 +1,3 @@\n" +
		" a\n" +
		"-b\n" +
		"+x\n" +
		" c\n" +
		"diff --git a/models/new file.go b/models/new file.go\n" +
		"new file mode 100644\n" +
		"--- /dev/null\n" +
		"+++ b/models/new file.go\t\n" +
		"@@ -0,0 +1 @@\n" +
		"+package b\n" +
		"diff --git a/bin/run b/bin/run\n" +
		"new file mode 100755\n" +
		"--- /dev/null\n" +
		"+++ b/bin/run\n" +
		"@@ -0,0 +1 @@\n" +
		"+#!\n" +
		"diff --git a/empty b/empty\n" +
		"new file mode 100644\n"
	if d := cmp.Diff(want, render(t, files)); d != "" {
		t.Error(d)
	}
}

func TestStaleMeansThatWritingWouldChangeSomething(t *testing.T) {
	same := codegen.File{Path: "a", Before: []byte("x"), After: []byte("x")}
	for _, c := range []struct {
		name  string
		files []codegen.File
		want  bool
	}{
		{"nothing", nil, false},
		{"unchanged", []codegen.File{same}, false},
		{"changed", []codegen.File{same, {Path: "b", Before: []byte("x"), After: []byte("y")}}, true},
		{"new", []codegen.File{{Path: "b", After: []byte("y")}}, true},
		{"new and empty", []codegen.File{{Path: "b", After: []byte{}}}, true},
	} {
		if got := codegen.Stale(c.files); got != c.want {
			t.Errorf("%s: Stale is %t", c.name, got)
		}
	}
}

// appliers are the tools that must understand a diff.
var appliers = map[string][]string{
	"git":   {"git", "apply"},
	"patch": {"patch", "-p1", "--no-backup-if-mismatch", "-s"},
}

func TestToolsApplyTheDiff(t *testing.T) {
	hostile := `we"ird\ ñame` + "\t.go"
	for name, files := range map[string][]codegen.File{
		"new in new directory":      {{Path: "a/b/c.go", After: []byte("package c\n")}},
		"new without newline":       {{Path: "c.go", After: []byte("package c")}},
		"newline gained":            {{Path: "c.go", Before: []byte("a\nb"), After: []byte("a\nb\n")}},
		"newline lost":              {{Path: "c.go", Before: []byte("a\nb\n"), After: []byte("a\nb")}},
		"never a newline":           {{Path: "c.go", Before: []byte("a\nb"), After: []byte("x\nb")}},
		"windows lines":             {{Path: "c.go", Before: []byte("a\r\nb\r\n"), After: []byte("a\r\nx\r\nb\r\n")}},
		"not utf-8":                 {{Path: "c.go", Before: []byte("a\xff\nb\n"), After: []byte("a\xff\n\xfe\n")}},
		"from empty":                {{Path: "c.go", Before: []byte{}, After: []byte("a\n")}},
		"to empty":                  {{Path: "c.go", Before: []byte("a\nb\n"), After: []byte{}}},
		"space in name":             {{Path: "a b/c d.go", Before: []byte("a\n"), After: []byte("b\n")}},
		"hostile name":              {{Path: hostile, Before: []byte("a\n"), After: []byte("b\n")}},
		"new with hostile name":     {{Path: hostile, After: []byte("b\n")}},
		"lines that look like diff": {{Path: "c", Before: []byte("a\n-- x\n++ y\n"), After: []byte("a\n--- a/x\n+++ b/y\n@@ -1 +1 @@\n")}},
		"new and empty":             {{Path: "d/c.go", After: []byte{}}},
		"several": {
			{Path: "a.go", Before: []byte("a\n"), After: []byte("b\n")},
			{Path: "b.go", Before: []byte("a\n"), After: []byte("a\n")},
			{Path: "d/c.go", After: []byte("c\n")},
		},
	} {
		for tool := range appliers {
			t.Run(name+" "+tool, func(t *testing.T) { applies(t, t.TempDir(), tool, files) })
		}
	}
}

func TestToolsApplyAnyDiff(t *testing.T) {
	root := t.TempDir()
	n := 0
	line := rapid.SampledFrom([]string{"a\n", "b\n", "c\n", "\n", "\r\n", "}\n"})
	text := func(t *rapid.T, label string) []byte {
		s := strings.Join(rapid.SliceOfN(line, 0, 30).Draw(t, label), "")
		return []byte(strings.TrimSuffix(s, rapid.SampledFrom([]string{"\n", "x"}).Draw(t, label+" end")))
	}
	rapid.Check(t, func(t *rapid.T) {
		files := []codegen.File{{Path: "d/f.go", Before: text(t, "before"), After: text(t, "after")}}
		if !codegen.Stale(files) {
			return
		}
		for tool := range appliers {
			n++
			dir := filepath.Join(root, fmt.Sprint(n))
			applies(t, dir, tool, files)
		}
	})
}

type failer interface {
	Helper()
	Fatalf(string, ...any)
	Errorf(string, ...any)
}

// applies lays the files out, applies their diff and looks at the result.
func applies(t failer, dir, tool string, files []codegen.File) {
	t.Helper()
	lay(t, dir, files)
	command := appliers[tool]
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null", "GIT_CEILING_DIRECTORIES="+filepath.Dir(dir))
	diff := render(t, files)
	cmd.Stdin = strings.NewReader(diff)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s\n%s", tool, err, out, diff)
	}
	for _, f := range files {
		have, err := os.ReadFile(filepath.Join(dir, f.Path))
		if err != nil {
			t.Fatalf("%v", err)
		}
		if d := cmp.Diff(string(f.After), string(have)); d != "" {
			t.Errorf("%s after %s: %s\n%s", f.Path, tool, d, diff)
		}
	}
}

// lay writes what the files hold before.
func lay(t failer, dir string, files []codegen.File) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatalf("%v", err)
	}
	for _, f := range files {
		if f.Before == nil {
			continue
		}
		name := filepath.Join(dir, f.Path)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatalf("%v", err)
		}
		if err := os.WriteFile(name, f.Before, 0o644); err != nil {
			t.Fatalf("%v", err)
		}
	}
}

func render(t failer, files []codegen.File) string {
	t.Helper()
	var b bytes.Buffer
	if err := codegen.Diff(&b, files); err != nil {
		t.Fatalf("%v", err)
	}
	return b.String()
}
