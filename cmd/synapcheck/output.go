package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"golang.org/x/term"

	"github.com/synapscale/synapcheck/report"
)

// render writes one format to a file, or to stdout. A file is complete or not
// there: it is written beside its place and moved.
func (a *app) render(f *report.Format, file string, r *report.Report, style report.Style) error {
	var b bytes.Buffer
	if err := f.Write(&b, r, style); err != nil {
		return fmt.Errorf("writing %s report: %w", f.Name, err)
	}
	if file == "" {
		_, err := a.stdout.Write(b.Bytes())
		return err
	}
	if err := replaceFile(file, b.Bytes()); err != nil {
		return fmt.Errorf("writing %s report: %w", f.Name, err)
	}
	return nil
}

func replaceFile(file string, data []byte) (err error) {
	temp, err := os.CreateTemp(filepath.Dir(file), ".synapcheck-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(temp.Name()))
		}
	}()
	_, err = temp.Write(data)
	if err = errors.Join(err, temp.Close()); err != nil {
		return err
	}
	// CreateTemp keeps its files to the owner; a report is for others too.
	if err = os.Chmod(temp.Name(), 0o644); err != nil {
		return err
	}
	return os.Rename(temp.Name(), file)
}

// width is the number of columns of the terminal; 0 where there is none and the
// environment says nothing.
func (a *app) width() int {
	if n, err := strconv.Atoi(a.getenv("COLUMNS")); err == nil && n > 0 {
		return n
	}
	if f, ok := a.stdout.(*os.File); ok {
		if n, _, err := term.GetSize(int(f.Fd())); err == nil {
			return n
		}
	}
	return 0
}
