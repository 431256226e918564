package gostruct_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/synapscale/synapcheck/codegen"
	"github.com/synapscale/synapcheck/codegen/gostruct"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

// What the methods of new structs do is seen by running them: secrets show in
// nothing that prints, and a value that the database refuses is named with the
// constraint that does.
func TestMethodsOfNewStructsDoWhatTheySay(t *testing.T) {
	db := scratchtest.Database(t, `
		create type mood as enum ('sad', 'happy');
		create domain short as text constraint short_enough check (length(value) <= 4);
		create table people (
			id bigint primary key, name varchar(5) not null, age integer, mood mood not null, nick short, state text not null, password_hash text not null, pin bytea,
			constraint adult check (age >= 18 and age < 150), constraint known_state check (state in ('new', 'old')));`)
	root := t.TempDir()
	write(t, filepath.Join(root, "go.mod"), "module example.com/app\n\ngo 1.25\n")
	made, err := gostruct.Generate(readSource(t, root, db.URL()), gostruct.NewOptions{
		Package: "models", Dir: "models", Driver: gostruct.DriverSQL, ValidateMethods: true, Secrets: []string{"people.pin"},
	})
	if err != nil || len(made.Refused) > 0 {
		t.Fatal(err, made)
	}
	if err := codegen.Write(root, made.Files); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(root, "main.go"), methodsMain)
	cmd := exec.Command("go", "run", ".")
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOWORK=off")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if d := cmp.Diff(strings.Split(methodsWant, "\n"), strings.Split(string(out), "\n")); d != "" {
		t.Error(d)
	}
}

const methodsMain = `package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"

	"example.com/app/models"
)

func main() {
	age := int32(30)
	good := models.Person{ID: 1, Name: "Eve", Age: &age, Mood: models.MoodHappy, State: models.PersonStateNew, PasswordHash: "hunter2", Pin: models.SecretBytes("1234")}
	for _, format := range []string{"%v", "%+v", "%#v", "%s", "%x", "%q"} {
		for _, x := range []any{good, good.PasswordHash, good.Pin} {
			text := fmt.Sprintf(format, x)
			if strings.Contains(text, "hunter2") || strings.Contains(text, "68756e74") || strings.Contains(text, "31323334") || strings.Contains(text, "49 50 51") || !strings.Contains(text, "[redacted]") {
				fmt.Println("shown by", format, text)
			}
		}
	}
	fmt.Println(good.PasswordHash.String(), good.PasswordHash.GoString(), good.PasswordHash.LogValue(), good.Pin.LogValue())
	log := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return a
	}}))
	log.Info("x", "hash", good.PasswordHash, "pin", good.Pin)
	doc, err := json.Marshal(good)
	fmt.Println(string(doc), err)
	value, err := good.PasswordHash.Value()
	fmt.Println(value, err)
	var pin models.SecretBytes
	err = pin.Scan([]byte("1234"))
	fmt.Println(string(pin), err)
	err = pin.Scan(nil)
	fmt.Println(pin == nil, err, pin.Scan(7))
	fmt.Println(models.Mood("sad").Valid(), models.Mood("angry").Valid(), good.Validate())
	for _, bad := range []func(*models.Person){
		func(p *models.Person) { p.Name = "Evelyn" },
		func(p *models.Person) { age := int32(17); p.Age = &age },
		func(p *models.Person) { age := int32(150); p.Age = &age },
		func(p *models.Person) { p.Mood = "angry" },
		func(p *models.Person) { nick := models.Short("evelyn"); p.Nick = &nick },
		func(p *models.Person) { p.State = "gone" },
		func(p *models.Person) { p.Age = nil },
	} {
		p := good
		bad(&p)
		err := p.Validate()
		var broken *models.ConstraintError
		fmt.Println(errors.As(err, &broken), err)
	}
}
`

const methodsWant = `[redacted] [redacted] [redacted] [redacted]
level=INFO msg=x hash=[redacted] pin=[redacted]
{"id":1,"name":"Eve","age":30,"mood":"happy","nick":null,"state":"new"} <nil>
hunter2 <nil>
1234 <nil>
true <nil> a secret cannot be read from int
true false <nil>
true people.name: it must have at most 5 characters (character varying(5))
true people.age: it must be at least 18 (adult)
true people.age: it must be less than 150 (adult)
true people.mood: it is none of the values that are allowed (enum mood)
true domain short: it must have at most 4 characters (short_enough)
true people.state: it is none of the values that are allowed (known_state)
false <nil>
`
