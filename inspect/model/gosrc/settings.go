package gosrc

import (
	"bytes"
	"regexp"
	"slices"
)

// A setting is code by which a program changes how a library names tables or
// columns, wherever in the modules it stands.
type setting struct {
	name string
	// is finds it; its group, if any, is the text that goes with it.
	is *regexp.Regexp
}

var settings = []setting{
	{"GonicMapper", regexp.MustCompile(`\bGonicMapper\{|\bLintGonicMapper\b`)},
	{"SameMapper", regexp.MustCompile(`\bSameMapper\{`)},
	{"NewPrefixMapper", regexp.MustCompile(`\bNewPrefixMapper\([^"]*"([^"]*)"`)},
	{"NewSuffixMapper", regexp.MustCompile(`\bNewSuffixMapper\([^"]*"([^"]*)"`)},
	{"RegisterModelWithPrefix", regexp.MustCompile(`\bRegisterModelWithPrefix\(\s*"([^"]*)"`)},
	{"SetTableNameInflector", regexp.MustCompile(`\bSetTableNameInflector\(`)},
}

var settingWords = [][]byte{
	[]byte("Mapper"), []byte("RegisterModelWithPrefix("), []byte("SetTableNameInflector("),
}

// settingsOf finds the settings of a file: names and the text that goes with
// each, one after the other.
func settingsOf(src []byte) []string {
	if !slices.ContainsFunc(settingWords, func(word []byte) bool { return bytes.Contains(src, word) }) {
		return nil
	}
	var all []string
	for _, s := range settings {
		for _, m := range s.is.FindAllSubmatch(src, -1) {
			text := ""
			if len(m) > 1 {
				text = string(m[1])
			}
			all = append(all, s.name, text)
		}
	}
	return all
}

// Setting reports whether any file of the modules has the setting, and the texts
// that go with it, sorted.
func (s Survey) Setting(name string) (texts []string, ok bool) {
	if s.s == nil {
		return nil, false
	}
	for i := 0; i < len(s.s.settings); i += 2 {
		if s.s.settings[i] == name {
			texts, ok = append(texts, s.s.settings[i+1]), true
		}
	}
	slices.Sort(texts)
	return slices.Compact(texts), ok
}
