package schema

// A State tells whether a database has changed since it was described, without
// reading it again. It means something only to the server it came from.
type State struct {
	// Database is the cluster's system identifier and the database's oid.
	Database string `json:"database"`
	// Snapshot is pg_current_snapshot at the reading.
	Snapshot string `json:"snapshot"`
	// Rows are the numbers of rows of the catalogs.
	Rows []string `json:"rows"`
	// Reader is who read, and with what: another may see something else of the
	// same database.
	Reader string `json:"reader,omitempty"`
	// Needs is true if it was asked what must exist before what.
	Needs bool `json:"needs,omitempty"`
	// Schemas are those that the reading was narrowed to.
	Schemas []string `json:"schemas,omitempty"`
}
