package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
)

// Read reads a report that the format json wrote. What it returns renders in
// any format as the report did that was written.
func Read(r io.Reader) (*Report, error) {
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("reading report: %w", err)
	}
	var head struct {
		SchemaVersion int             `json:"schemaVersion"`
		Targets       json.RawMessage `json:"targets"`
	}
	if err := json.Unmarshal(data, &head); err != nil {
		return nil, fmt.Errorf("reading report: %w", err)
	}
	switch {
	case head.SchemaVersion == 0:
		return nil, errors.New("reading report: no schemaVersion: it is not a report of synapcheck")
	case head.SchemaVersion != SchemaVersion:
		return nil, &VersionError{Version: head.SchemaVersion}
	}
	rep, err := decode(data, head.Targets != nil)
	if err != nil {
		return nil, fmt.Errorf("reading report: %w", err)
	}
	for _, t := range rep.Targets {
		if t == nil {
			return nil, errors.New("reading report: a target is null")
		}
		if err := t.sane(); err != nil {
			return nil, fmt.Errorf("reading report: target %q: %w", t.Name, err)
		}
	}
	if rep.Gate != nil {
		rep.Gate.Reasons = list(rep.Gate.Reasons)
	}
	return rep, nil
}

func decode(data []byte, several bool) (*Report, error) {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if several {
		var f fleet
		if err := d.Decode(&f); err != nil {
			return nil, err
		}
		return &Report{f.SchemaVersion, f.Tool, f.Targets, f.Gate}, nil
	}
	s := single{Target: &Target{}}
	if err := d.Decode(&s); err != nil {
		return nil, err
	}
	return &Report{s.SchemaVersion, s.Tool, []*Target{s.Target}, s.Gate}, nil
}

// A VersionError reports a saved report of a form that this version does not
// read.
type VersionError struct{ Version int }

func (e *VersionError) Error() string {
	return fmt.Sprintf("reading report: schemaVersion %d is not supported", e.Version)
}

// Hint says who reads it.
func (e *VersionError) Hint() string {
	if e.Version > SchemaVersion {
		return "a newer version of synapcheck wrote it: update synapcheck"
	}
	return "make the report again with this version of synapcheck"
}

// sane holds what was read against what the formats rely on, and fills lists
// that the file leaves out.
func (t *Target) sane() error {
	for i := range t.Tables {
		x := &t.Tables[i]
		if !slices.Contains([]Side{Both, DeclaredOnly, LiveOnly}, x.Side) {
			return fmt.Errorf("table %q: no side is called %q", x.Name, x.Side)
		}
		x.Also, x.Facets = list(x.Also), list(x.Facets)
	}
	for i := range t.Findings {
		if err := t.Findings[i].sane(); err != nil {
			return err
		}
	}
	for i := range t.Accepted {
		if err := t.Accepted[i].Finding.sane(); err != nil {
			return err
		}
	}
	if a := t.Advice; a != nil {
		for i := range a.Findings {
			if err := a.Findings[i].sane(); err != nil {
				return err
			}
		}
		a.Findings = list(a.Findings)
	}
	const many = 1 << 40 // sums of weighted counts stay whole numbers
	for _, f := range t.Facets {
		for _, n := range []int{f.Agree, f.Differ, f.Unsaid, f.Unsure} {
			if n < 0 || n > many {
				return fmt.Errorf("facet %s: %d facts are not possible", f.Name, n)
			}
		}
	}
	t.Declared, t.Facets = list(t.Declared), list(t.Facets)
	t.Tables, t.Findings = list(t.Tables), list(t.Findings)
	t.Coverage.Gaps, t.Coverage.Counted = list(t.Coverage.Gaps), list(t.Coverage.Counted)
	return nil
}

func (f *Finding) sane() error {
	if f.Severity == 0 {
		return fmt.Errorf("finding %q: no severity", f.Fingerprint)
	}
	f.Also, f.Remedies = list(f.Also), list(f.Remedies)
	for i := range f.Remedies {
		f.Remedies[i].SQL = list(f.Remedies[i].SQL)
	}
	return nil
}

// list is an empty list for none at all.
func list[S ~[]E, E any](s S) S {
	if s == nil {
		return S{}
	}
	return s
}
