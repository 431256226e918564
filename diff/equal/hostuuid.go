package equal

const (
	noUUID = "text that is no UUID fails to scan"
	noULID = "text that is no ULID fails to scan"
	not16  = "values that are not 16 bytes long fail to scan"
)

// uuidHosts are identifiers of 16 bytes.
var uuidHosts = map[string]table{
	"github.com/google/uuid.UUID":    uuid,
	"github.com/gofrs/uuid.UUID":     uuid,
	"github.com/satori/go.uuid.UUID": uuid,
	"[16]byte":                       {{"uuid", "EXXX", ""}},
	"github.com/oklog/ulid.ULID": {
		{"bytea", "SSSS", not16},
		{"text varchar bpchar", "SSSS", noULID},
	},
}

var uuid = table{
	{"uuid", "EEEE", ""},
	{"text varchar bpchar citext", "SSSS", noUUID},
	{"bytea", "SSSS", "it reads 16 bytes, and is written as the letters of its text"},
}
