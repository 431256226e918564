package example

// User is somebody.
type User struct {
	ID    int64  `db:"id"`
	Email string `db:"email"`
}

// TableName is where users are kept.
func (User) TableName() string { return "users" }
