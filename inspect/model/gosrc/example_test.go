package gosrc_test

import (
	"context"
	"fmt"
	"os"
	"testing/fstest"

	"github.com/synapscale/synapcheck/inspect/model/gorm"
	"github.com/synapscale/synapcheck/inspect/model/gosrc"
	"github.com/synapscale/synapcheck/inspect/model/gostruct"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func ExampleRead() {
	fsys := fstest.MapFS{"models/user.go": {Data: []byte(`package models

//synapcheck:table app.users
type User struct {
	ID    int64   ` + "`db:\"id\"`" + `
	Email *string ` + "`db:\"email\"`" + `
}

type page struct{ Users []User }
`)}}
	r, err := gosrc.Read(context.Background(), fsys, []string{"./models"}, gorm.Dialect, gostruct.Dialect)
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := schema.Dump(os.Stdout, r.Database); err != nil {
		fmt.Println(err)
	}
	for _, g := range r.Left {
		fmt.Println(g.Subject, "is no model:", g.Reason)
	}
	// Output:
	// database (go)
	// table app.users (db, directive)
	//   id    go int64 (null rejected)
	//   email go *string (null held)
	// struct models.page is no model: it has no db or gorm tags
}
