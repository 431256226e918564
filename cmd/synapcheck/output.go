package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
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
		return fmt.Errorf("writing %s report to %s: %w", f.Name, file, err)
	}
	return nil
}

// replaceFile writes a file that is complete or not there: beside its place, and
// then moved. What is no regular file, a device or a pipe, is written to as it
// is. A link stays one.
func replaceFile(file string, data []byte) error {
	return rewriteFile(file, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

// rewriteFile is replaceFile for what is written in pieces. Its errors name no
// file: it is the caller's, and not the one beside it.
func rewriteFile(file string, write func(io.Writer) error) (err error) {
	defer func() {
		if path := (*fs.PathError)(nil); errors.As(err, &path) {
			err = path.Err
		}
		if link := (*os.LinkError)(nil); errors.As(err, &link) {
			err = link.Err
		}
	}()
	if target, err := filepath.EvalSymlinks(file); err == nil {
		file = target
	}
	if info, err := os.Stat(file); err == nil && !info.Mode().IsRegular() {
		out, err := os.OpenFile(file, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		return errors.Join(write(out), out.Close())
	}
	temp, err := os.OpenFile(fmt.Sprintf("%s.%d.tmp", file, os.Getpid()), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(temp.Name()))
		}
	}()
	if err = errors.Join(write(temp), temp.Close()); err != nil {
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
	if f, ok := a.stdout.to.(*os.File); ok {
		if n, _, err := term.GetSize(int(f.Fd())); err == nil {
			return n
		}
	}
	return 0
}

// An output is a stream that remembers the first failure to write, so that a
// full disk cannot pass for success.
type output struct {
	to  io.Writer
	err error
}

func (o *output) Write(p []byte) (int, error) {
	n, err := o.to.Write(p)
	if o.err == nil {
		o.err = err
	}
	return n, err
}
