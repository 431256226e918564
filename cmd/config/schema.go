package config

import (
	"bytes"
	_ "embed"
)

//go:embed schema.json
var schemaJSON []byte

// Schema is the JSON Schema of the file, draft 2020-12. Editors read it;
// [Parse] goes further and checks what a schema cannot say.
func Schema() []byte { return bytes.Clone(schemaJSON) }
