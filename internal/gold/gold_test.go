package gold

import (
	"fmt"
	"strings"
	"testing"
)

// text is the one document of the tests' record.
const text = "Valmora calls for a truce of 30 days, its minister said. Estria would stop its fire. The two leaders spoke by phone on 2 May. 14 ships waited."

// at is the place of words in the text, as a record prints it.
func at(words string) string {
	i := strings.Index(text, words)
	return fmt.Sprintf(`"evidence":[{"doc":"d","start":%d,"end":%d}]`, i, i+len(words))
}

var lines = []string{
	fmt.Sprintf(`{"type":"document","id":"d","path":"news/one.txt","text":%q}`, text),
	`{"type":"statement","speaker":{"name":"Ana Duarte","party":"Valmora"},"sourcing":"named","quotation":"indirect","act":"demands",` + at("Valmora calls for a truce of 30 days, its minister said") + `}`,
	`{"type":"statement","speaker":{},"sourcing":"unnamed","quotation":"indirect","act":"believes",` + at("14 ships waited") + `}`,
	`{"type":"position","party":"Valmora","issue":"ceasefire","stance":"demands",` + at("Valmora calls for a truce of 30 days") + `}`,
	`{"type":"position","party":"Estria","issue":"ceasefire","stance":"rejects",` + at("Estria would stop its fire") + `}`,
	`{"type":"commitment","issue":"ceasefire","status":"agreed","duration":"P30D","history":[{"status":"proposed",` + at("a truce of 30 days") + `}],` + at("a truce of 30 days") + `}`,
	`{"type":"contact","form":"call","participants":["Ana Duarte","Piet Halvorsen"],"status":"held","date":"2031-05-02T10:00",` + at("The two leaders spoke by phone on 2 May") + `}`,
	`{"type":"figure","value":14,` + at("14 ships") + `}`,
	`{"type":"discrepancy","kind":"denial","issue":"ceasefire","between":[{"party":"Valmora",` + at("calls for a truce") + `},{"party":"Estria","evidence":[]}]}`,
	`{"type":"actor","id":"x","name":"X"}`,
}

func TestScore(t *testing.T) {
	rec, err := ReadRecord(strings.NewReader(strings.Join(lines, "\n")))
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		why, gold string
		want      string // seen, found, whole, wrong
	}{
		{"all agrees", `{"file":"one.txt","type":"position","anchor":"calls for a truce","party":"Valmora","issue":"ceasefire","stance":"demands"}`, "1 1 1 0"},
		{"another stance", `{"file":"one.txt","type":"position","anchor":"calls for a truce","party":"Valmora","issue":"ceasefire","stance":"offers"}`, "1 1 0 0"},
		{"another right answer", `{"file":"one.txt","type":"position","anchor":"calls for a truce","party":"Valmora","issue":"ceasefire","stance":"offers","alt_stance":["demands"]}`, "1 1 1 0"},
		{"another party", `{"file":"one.txt","type":"position","anchor":"calls for a truce","party":"Norland","issue":"ceasefire","stance":"demands"}`, "1 0 0 0"},
		{"elsewhere", `{"file":"one.txt","type":"position","anchor":"spoke by phone","party":"Valmora","issue":"ceasefire","stance":"demands"}`, "0 0 0 0"},
		{"words that are not there", `{"file":"one.txt","type":"position","anchor":"sang by phone","party":"Valmora","issue":"ceasefire"}`, "0 0 0 0"},
		{"half of the anchor is not covered", `{"file":"one.txt","type":"figure","anchor":"14 ships waited.","value":14}`, "1 1 1 0"},
		{"more than half of the anchor is not covered", `{"file":"one.txt","type":"figure","anchor":"on 2 May. 14 ships waited.","value":14}`, "0 0 0 0"},
		{"the speaker by the last name", `{"file":"one.txt","type":"statement","anchor":"its minister said","speaker":"Minister Duarte","quotation":"indirect"}`, "1 1 1 0"},
		{"the speaker by the party", `{"file":"one.txt","type":"statement","anchor":"its minister said","speaker":"The Valmora"}`, "1 1 1 0"},
		{"a speaker without a name", `{"file":"one.txt","type":"statement","anchor":"14 ships waited","speaker":"unnamed harbour officials"}`, "1 1 1 0"},
		{"the state that this sentence gives", `{"file":"one.txt","type":"commitment","anchor":"a truce of 30 days","issue":"ceasefire","status":"proposed","duration":"P30D"}`, "1 1 1 0"},
		{"the state that another gives", `{"file":"one.txt","type":"commitment","anchor":"a truce of 30 days","issue":"ceasefire","status":"agreed"}`, "1 1 0 0"},
		{"a date that is told more exactly", `{"file":"one.txt","type":"contact","anchor":"spoke by phone","form":"call","participants":["Duarte"],"status":"held","date":"2031-05-02"}`, "1 1 1 0"},
		{"somebody who was not there", `{"file":"one.txt","type":"contact","anchor":"spoke by phone","form":"call","participants":["Duarte","Sølvberg"]}`, "1 0 0 0"},
		{"a discrepancy with a side that says nothing", `{"type":"discrepancy","kind":"denial","issue":"ceasefire","between":[{"file":"one.txt","anchor":"for a truce","party":"Valmora"},{"file":"one.txt","anchor":"","party":"Estria"}]}`, "1 1 1 0"},
		{"another kind", `{"type":"discrepancy","kind":"scope","issue":"ceasefire","between":[{"file":"one.txt","anchor":"for a truce","party":"Valmora"}]}`, "1 0 0 0"},
		{"what is optional", `{"file":"one.txt","type":"figure","anchor":"14 ships","value":14,"optional":true}`, ""},
		{"what is wrong and there", `{"file":"one.txt","type":"position","anchor":"Estria would stop its fire","party":"Estria","issue":"ceasefire","stance":"rejects","optional":true,"wrong":true}`, "0 0 0 1"},
		{"what is wrong and not there", `{"file":"one.txt","type":"position","anchor":"Estria would stop its fire","party":"Estria","issue":"ceasefire","stance":"demands","optional":true,"wrong":true}`, "0 0 0 0"},
	} {
		items, err := Read(strings.NewReader(test.gold), "gold.jsonl")
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, r := range Score(items, rec) {
			got = fmt.Sprint(r.Seen, r.Found, r.Whole, r.Wrong)
		}
		if got != test.want {
			t.Errorf("%s: %q, want %q", test.why, got, test.want)
		}
	}
}

func TestPrintedAndMatched(t *testing.T) {
	rec, err := ReadRecord(strings.NewReader(strings.Join(lines, "\n")))
	if err != nil {
		t.Fatal(err)
	}
	items, err := Read(strings.NewReader(`
{"file":"one.txt","type":"position","anchor":"calls for a truce","party":"Valmora","issue":"ceasefire"}
{"file":"one.txt","type":"position","anchor":"Estria would stop its fire","party":"Estria","issue":"ceasefire","stance":"rejects","optional":true,"wrong":true}
{"file":"one.txt","type":"statement","anchor":"its minister said","speaker":"Ana Duarte"}
`), "gold.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	rows := Score(items, rec)
	if len(rows) != 2 || rows[0] != (Row{"position", 1, 1, 1, 1, 2, 1, 1}) {
		t.Errorf("positions: %+v", rows)
	}
	if share, ok := rows[0].Precision(); !ok || share != 0.5 {
		t.Errorf("precision %v, %v, want a half", share, ok)
	}
	if rows[1] != (Row{"statement", 1, 1, 1, 1, 1, 1, 0}) { // what is believed was not said
		t.Errorf("statements: %+v", rows[1])
	}
}

func TestReadSaysWhere(t *testing.T) {
	for gold, want := range map[string]string{
		"{}":                        "g.jsonl:1: type: ",
		"\n\n{\"type\":\"figure\"}": "g.jsonl:3: file: ",
		`{"type":"figure","file":"a","anchor":"b"}`:                        "g.jsonl:1: value: ",
		`{"type":"position","file":"a","anchor":"b","alt_stance":"wants"}`: "g.jsonl:1: alt_stance: ",
		`{"type":"discrepancy"}`:                                           "g.jsonl:1: between: ",
		`nonsense`:                                                         "g.jsonl:1: ",
	} {
		if _, err := Read(strings.NewReader(gold), "g.jsonl"); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v, want %q", gold, err, want)
		}
	}
}

func TestSameName(t *testing.T) {
	for _, same := range [][2]string{
		{"Ana Duarte", "Minister Ana Duarte"},
		{"President Halvorsen", "Piet Halvorsen"},
		{"Sølvberg", "Henrik Sølvberg"},
		{"Société Générale", "Societe Generale"},
		{"The United States", "Washington"},
		{"Estria", "Estria’s government"},
	} {
		if !sameName(same[0], same[1]) {
			t.Errorf("%q is not %q", same[0], same[1])
		}
	}
	for _, other := range [][2]string{{"Ana Duarte", "Piet Halvorsen"}, {"", "Estria"}, {"the", "Estria"}} {
		if sameName(other[0], other[1]) {
			t.Errorf("%q is %q", other[0], other[1])
		}
	}
}

func TestReadParties(t *testing.T) {
	if _, err := readParties(partiesFile, "parties.tsv"); err != nil {
		t.Error(err)
	}
	for text, want := range map[string]string{"a b": "p.tsv:1: ", "# note\n\nnorland\tNorth": "p.tsv:3: ", "a\tb\nc\tb": "p.tsv:2: "} {
		if _, err := readParties(text, "p.tsv"); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

func TestAnchor(t *testing.T) {
	for quote, want := range map[string]string{
		"The two leaders spoke by phone on 2 May": "The two leaders spoke by", "14 ships": "14 ships",
		"Estria would stop its fire": "Estria would stop its fire",
	} {
		if got, ok := Anchor(text, quote); !ok || got != want {
			t.Errorf("%q: %q, want %q", quote, got, want)
		}
	}
	if got, ok := Anchor("no no", "no"); ok {
		t.Errorf("%q stands twice", got)
	}
}
