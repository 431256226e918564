package main_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// The project speaks only of itself: no place on somebody's machine, no number
// in somebody's tracker. The patterns do not match their own spelling.
var elsewhere = map[string]*regexp.Regexp{
	"a path on somebody's machine": regexp.MustCompile(`(?:^|[^\w./-])/(?:wor[k]|roo[t]|hom[e]|User[s])/\w+`),
	"a folder beside the project":  regexp.MustCompile(`(?:^|[^\w.])\.\./share[d]\b`),
	"a number in a tracker":        regexp.MustCompile(`(?i)\b(?:issu[e]|ticke[t]|p[r]|fixe[s]|close[s]) #[0-9]`),
	"a note to oneself":            regexp.MustCompile(`\b(?:TOD[O]|FIXM[E]|XX[X])\b`),
}

// meant are places where other people's programs are looked for.
var meant = map[string]string{
	"inspect/scratch/find.go": "/ho" + "me/linuxbrew",
}

func TestTextSpeaksOnlyOfItself(t *testing.T) {
	used := map[string]bool{}
	for _, file := range houseFiles(t) {
		data, err := os.ReadFile(filepath.Join(root, file))
		if err != nil {
			t.Fatal(err)
		}
		if bytes.IndexByte(data, 0) >= 0 {
			continue
		}
		for i, line := range strings.Split(string(data), "\n") {
			for what, pattern := range elsewhere {
				m := pattern.FindString(line)
				switch ok := meant[file]; {
				case m == "":
				case ok != "" && strings.HasSuffix(m, ok):
					used[file] = true
				default:
					t.Errorf("%s:%d: %s: %q", file, i+1, what, m)
				}
			}
		}
	}
	for file := range meant {
		if !used[file] {
			t.Errorf("%s does not say %s any more", file, meant[file])
		}
	}
}

// The top level is what a visitor sees first; it does not grow by accident.
func TestTopLevel(t *testing.T) {
	visible := []string{
		"LICENSE", "Makefile", "README.md", "cmd", "codegen", "diff", "docs", "go.mod", "go.sum", "inspect", "report", "testdata",
	}
	var have []string
	for _, file := range houseFiles(t) {
		top := strings.Split(file, "/")[0]
		if !strings.HasPrefix(top, ".") && !slices.Contains(have, top) {
			have = append(have, top)
		}
	}
	for _, name := range have {
		if !slices.Contains(visible, name) {
			t.Errorf("%s has no place at the top level", name)
		}
	}
	for _, name := range visible {
		if !slices.Contains(have, name) {
			t.Errorf("%s is missing", name)
		}
	}
}

// A module that replaces another cannot be installed with go install.
func TestModule(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	if m := regexp.MustCompile(`(?m)^\s*(replace|exclude|toolchain|tool)\b.*`).Find(data); m != nil {
		t.Errorf("go.mod: %s", m)
	}
}

type workflow struct {
	Permissions map[string]string
	Jobs        map[string]struct {
		Permissions any
		Strategy    struct {
			Matrix struct {
				Go       []string
				Postgres []int
			}
		}
		Steps []struct {
			Uses, Run string
			Env       map[string]string
		}
	}
}

// The workflow can read the code and do nothing else, runs nothing that can be
// changed behind its back, and tests every version that is promised.
func TestWorkflow(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(root, ".github/workflows/ci.yml"))
	if err != nil {
		t.Fatal(err)
	}
	var w workflow
	if err := yaml.Unmarshal(data, &w); err != nil {
		t.Fatal(err)
	}
	if len(w.Permissions) != 1 || w.Permissions["contents"] != "read" {
		t.Errorf("permissions are %v", w.Permissions)
	}
	makefile, err := os.ReadFile(filepath.Join(root, "Makefile"))
	if err != nil {
		t.Fatal(err)
	}
	pinned := regexp.MustCompile(`^[\w-]+/[\w-]+@[0-9a-f]{40}$`)
	target := regexp.MustCompile(`\bmake ([\w-]+)`)
	var ran []string
	for name, job := range w.Jobs {
		if job.Permissions != nil {
			t.Errorf("job %s has permissions of its own", name)
		}
		for _, step := range job.Steps {
			if step.Uses != "" && !pinned.MatchString(step.Uses) {
				t.Errorf("job %s uses %s, which is not pinned to a commit", name, step.Uses)
			}
			for _, m := range target.FindAllStringSubmatch(step.Run, -1) {
				ran = append(ran, m[1])
				if !regexp.MustCompile(`(?m)^` + m[1] + `:`).Match(makefile) {
					t.Errorf("job %s makes %s, which does not exist", name, m[1])
				}
				if m[1] == "check" && step.Env["VULN"] != "required" {
					t.Errorf("job %s passes if vulnerabilities are not looked for", name)
				}
			}
		}
	}
	for _, want := range []string{"test", "check", "pg"} {
		if !slices.Contains(ran, want) {
			t.Errorf("no job runs make %s", want)
		}
	}

	matrix := w.Jobs["test"].Strategy.Matrix
	gomod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	oldest := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindStringSubmatch(string(gomod))
	if oldest == nil || !slices.Equal(matrix.Go, []string{oldest[1], "stable"}) {
		t.Errorf("tested with Go %v, go.mod says %v", matrix.Go, oldest)
	}
	if !slices.Equal(matrix.Postgres, []int{13, 14, 15, 16, 17, 18}) {
		t.Errorf("tested with PostgreSQL %v", matrix.Postgres)
	}
}
