package config_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/synapscale/synapcheck/cmd/config"
)

func TestFind(t *testing.T) {
	root := t.TempDir()
	for _, path := range []string{
		"outside/synapcheck.yaml",
		"outside/repo/.git/HEAD",
		"outside/repo/app/models/user.go",
		"outside/hidden/.synapcheck.yaml",
		"outside/hidden/.git", // a worktree
		"outside/hidden/app/x",
		"outside/both/synapcheck.yaml",
		"outside/both/.synapcheck.yaml",
		"outside/both/app/x",
		"outside/loose/app/x",
	} {
		path = filepath.Join(root, path)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct{ name, dir, want string }{
		{"in the folder itself", "outside", "outside/synapcheck.yaml"},
		{"in a folder above, no repository", "outside/loose/app", "outside/synapcheck.yaml"},
		{"in the repository's root", "outside/hidden/app", "outside/hidden/.synapcheck.yaml"},
		{"never above the repository", "outside/repo/app/models", ""},
		{"never above the repository, from its root", "outside/repo", ""},
		{"nowhere", ".", ""},
	} {
		got, err := config.Find(filepath.Join(root, c.dir))
		want := c.want
		if want != "" {
			want = filepath.Join(root, want)
		}
		if err != nil || got != want {
			t.Errorf("%s: want %q, have %q, %v", c.name, want, got, err)
		}
	}
	_, err := config.Find(filepath.Join(root, "outside/both/app"))
	var ambiguous *config.AmbiguousError
	if !errors.As(err, &ambiguous) || ambiguous.Dir != filepath.Join(root, "outside/both") || hintOf(err) == "" {
		t.Errorf("two files in one folder: %v", err)
	}
}
