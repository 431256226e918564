package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"regexp"
	"strings"
	"syscall"

	"github.com/synapscale/synapcheck/report"
)

// The exit codes, the same for every command and format.
const (
	exitAgree     = 0 // in sync, or nothing at or above the gate
	exitUndecided = 1 // could not decide: usage, connection, rights, parse, configuration
	exitDrift     = 2 // drift, or there is something to do

	// exitUnread is what a shell makes of a program that SIGPIPE has ended: the
	// reader of stdout has gone, as head does when it has seen enough. That is
	// nobody's fault, and no result either.
	exitUnread = 128 + int(syscall.SIGPIPE)
)

// errDrift ends a command that found drift. It is a result and prints nothing.
var errDrift = errors.New("drift")

// A usageError is a command line that cannot be carried out.
type usageError struct {
	message, hint string
}

func (e *usageError) Error() string { return e.message }

// Hint says what to type instead.
func (e *usageError) Hint() string { return e.hint }

// exitCode reports err and turns it into the exit code.
func (a *app) exitCode(ctx context.Context, err error) int {
	switch {
	case errors.Is(a.stdout.err, syscall.EPIPE):
		return exitUnread
	case err == nil:
		return exitAgree
	case errors.Is(err, errDrift):
		return exitDrift
	case ctx.Err() != nil && errors.Is(context.Cause(ctx), context.Canceled):
		a.complain(errors.New("interrupted"))
		return exitUndecided
	}
	a.complain(err)
	return exitUndecided
}

// complain prints an error and the hints of every layer that has one.
func (a *app) complain(err error) {
	a.say("error: ", err.Error())
	hinted := make(map[string]bool)
	for _, h := range hints(err) {
		if !hinted[h] {
			hinted[h] = true
			a.say("hint: ", h)
		}
	}
}

// note prints something that a person may want to know and a script not.
func (a *app) note(format string, args ...any) {
	if !a.quiet {
		a.say("", fmt.Sprintf(format, args...))
	}
}

// say prints a message, every line of it under the program's name. Text that a
// message quotes is somebody else's: what does not print is made visible.
func (a *app) say(label, message string) {
	for line := range strings.Lines(strings.TrimSpace(message)) {
		fmt.Fprintf(a.stderr, "synapcheck: %s%s\n", label, report.Visible(strings.TrimRight(line, "\n")))
	}
}

func hints(err error) []string {
	var found []string
	var walk func(error)
	walk = func(err error) {
		if err == nil {
			return
		}
		if h, ok := err.(interface{ Hint() string }); ok && h.Hint() != "" {
			found = append(found, h.Hint())
		}
		switch u := err.(type) { //nolint:errorlint // each layer is looked at by itself
		case interface{ Unwrap() error }:
			walk(u.Unwrap())
		case interface{ Unwrap() []error }:
			for _, e := range u.Unwrap() {
				walk(e)
			}
		}
	}
	walk(err)
	return found
}

// A redactor keeps secrets out of what is written through it. Secrets of less
// than four characters are ordinary words and are let through.
type redactor struct {
	to      io.Writer
	secrets []string
}

func (r *redactor) hide(secret string) {
	if len(secret) >= 4 {
		r.secrets = append(r.secrets, secret)
	}
}

func (r *redactor) redact(s string) string {
	for _, secret := range r.secrets {
		s = strings.ReplaceAll(s, secret, "*****")
	}
	return s
}

func (r *redactor) Write(p []byte) (int, error) {
	if _, err := io.WriteString(r.to, r.redact(string(p))); err != nil {
		return 0, err
	}
	return len(p), nil
}

// secrets finds the passwords of a connection string, as written and as meant.
func secrets(dsn string) []string {
	var found []string
	if _, rest, ok := strings.Cut(dsn, "://"); ok {
		if end := strings.IndexAny(rest, "/?#"); end >= 0 {
			rest = rest[:end]
		}
		if at := strings.LastIndex(rest, "@"); at >= 0 {
			if _, password, ok := strings.Cut(rest[:at], ":"); ok {
				found = append(found, password)
				if plain, err := url.PathUnescape(password); err == nil {
					found = append(found, plain)
				}
			}
		}
	}
	if m := bareLogin.FindStringSubmatch(dsn); m != nil {
		found = append(found, m[1])
	}
	for _, m := range passwordPair.FindAllStringSubmatch(dsn, -1) {
		value := strings.Trim(m[1], "'")
		found = append(found, value)
		if plain, err := url.QueryUnescape(value); err == nil {
			found = append(found, plain)
		}
	}
	return found
}

// bareLogin is user:password@host, an address that lacks its scheme. Paths of
// models look otherwise.
var bareLogin = regexp.MustCompile(`^[^\s=/@:]*:([^./].*)@`)

var passwordPair = regexp.MustCompile(`(?i)password\s*=\s*('(?:[^'\\]|\\.)*'|[^\s&]+)`)
