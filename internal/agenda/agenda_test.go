package agenda

import (
	"os"
	"strings"
	"testing"
)

func world(t testing.TB) *World {
	t.Helper()
	w, err := LoadWorld()
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestAgendaLiesOverTheWorld(t *testing.T) {
	b, err := os.ReadFile("testdata/valmora.yaml")
	if err != nil {
		t.Fatal(err)
	}
	a, err := Load(b, "valmora.yaml")
	if err != nil {
		t.Fatal(err)
	}
	plain := world(t)
	w := plain.With(a)
	if e := w.Known("Valmoran"); e == nil || e.Name != "Valmora" || e.Kind != State {
		t.Errorf("Valmoran is %v, want the state Valmora", e)
	}
	if e := w.Holder("Valmora", "leader", "2031-03-01"); e == nil || e.Name != "Iolan Brek" {
		t.Errorf("the leader of Valmora is %v, want Iolan Brek", e)
	}
	if e := w.Holder("Valmora", "foreign minister", "2031-12-01"); e != nil {
		t.Errorf("after the agenda's period the foreign minister is %v, want nobody", e.Name)
	}
	if e := w.Known("Duarte"); e == nil || e.Name != "Ana Duarte" || e.Party != "Valmora" {
		t.Errorf("Duarte is %v, want Ana Duarte of Valmora", e)
	}
	if e := w.Known("Norway"); e == nil || e.Party != "Guarantors" {
		t.Errorf("Norway is %v, want a member of the Guarantors", e)
	}
	if e := w.Known("Sella Wire"); e == nil || e.Kind != Medium || e.Sort != "agency" {
		t.Errorf("Sella Wire is %v, want an agency", e)
	}
	if e := w.Known("Casa Rosada"); e == nil || e.Name != "Casa Rosada" || e.Party != "Valmora" {
		t.Errorf("the Casa Rosada is %v, want itself, speaking for Valmora", e)
	}
	if e := plain.Known("Norway"); e.Party != "Norway" {
		t.Errorf("laying an agenda over the world has changed the world: Norway's party is %s", e.Party)
	}
}

func TestAgendaErrorsNameTheLineAndTheField(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", "a.yaml:1: name: it is missing"},
		{"name: x\nparties:\n  - name: A\n  - nmae: B\n", "a.yaml:4: unknown field \"nmae\""},
		{"name: x\nparties:\n  - name: A\n    kind: tribe\n", "a.yaml:3: parties.kind: \"tribe\""},
		{"name: x\nparties:\n  - name: A\n    members:\n      - B\n      - b\n", "a.yaml:6: parties.members.name: \"b\" stands in the file already"},
		{"name: x\nparties:\n  - name: A\n    members:\n      - {name: B, from: last year}\n", "a.yaml:5: parties.members.from: \"last year\" is not a date"},
		{"name: x\nperiod: {from: 2031-09, to: 2031-02}\n", "a.yaml:2: period: it ends"},
		{"name: x\nissues:\n  - terms: [a]\n", "a.yaml:3: issues.id: it is missing"},
		{"name: x\nsources: {a: b}\n", "a.yaml:2: "},
		{"name: x\nsources:\n  - {name: A, sort: blog}\n", "a.yaml:3: sources.sort: \"blog\" is not agency"},
		{"name: [x\n", "a.yaml:1: "},
	} {
		_, err := Load([]byte(c.text), "a.yaml")
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("agenda %q\n got %v\nwant %s", c.text, err, c.want)
		}
	}
}

func FuzzLoad(f *testing.F) {
	b, err := os.ReadFile("testdata/valmora.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte("name: x\nparties: [{name: A, members: [B, {name: C}]}]"))
	w := world(f)
	f.Fuzz(func(t *testing.T, b []byte) {
		if a, err := Load(b, "a.yaml"); err == nil {
			w.With(a)
		}
	})
}
