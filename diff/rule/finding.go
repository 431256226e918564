package rule

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// Severity ranks findings by what they do at run time.
type Severity uint8

// The severities, worst last.
const (
	Info    Severity = iota + 1 // nothing breaks
	Warning                     // something breaks in some uses, or data may be lost
	Error                       // ordinary statements fail
)

// String is the severity's name: info, warning, error.
func (s Severity) String() string {
	return [...]string{"none", "info", "warning", "error"}[s]
}

// Severities returns the severities by name.
func Severities() map[string]Severity {
	return map[string]Severity{"info": Info, "warning": Warning, "error": Error}
}

// MarshalText writes the severity's name.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads the name of a severity.
func (s *Severity) UnmarshalText(text []byte) error {
	severity, ok := Severities()[string(text)]
	if !ok {
		return fmt.Errorf("no severity is called %q", text)
	}
	*s = severity
	return nil
}

// A Finding is what a rule says of a difference.
type Finding struct {
	Rule     string
	Severity Severity
	// Object and Property are what disagrees.
	Object   schema.Ref
	Property diff.Property
	// Message is one clause that a person understands without the rest: "not
	// null in the model, nullable in the database".
	Message string
	// Declared and Live spell both values; empty where a side has none.
	Declared, Live string
	Origin         schema.Origin
	Also           []schema.Origin
	// Consequence says what happens at run time, in plain words.
	Consequence string
	Remedies    []Remedy
	// Difference is what the finding explains; nil for advice on one side.
	Difference *diff.Difference
	// Layer names the pair of sources by the declared side's dialect.
	Layer string
}

// A Remedy settles a finding on one side.
type Remedy struct {
	// Side is "declared" or "live": the side that changes.
	Side string
	// Text says what to change.
	Text string
	// Command does it, where there is one.
	Command string
	// SQL are the statements that do it on the live side, to be run one after the
	// other and outside of a transaction; none where it is done by hand.
	SQL []string
}

// The sides of a remedy.
const (
	SideDeclared = "declared"
	SideLive     = "live"
)

// Fingerprint identifies the finding over time. It depends on rule, layer,
// object and property, and never on a line or a value.
func (f *Finding) Fingerprint() string {
	sum := sha256.Sum256([]byte(strings.Join([]string{
		f.Rule, f.Layer, string(f.Object.Kind), f.Object.Schema, f.Object.Parent, f.Object.Name, string(f.Property),
	}, "\x00")))
	return hex.EncodeToString(sum[:8])
}
