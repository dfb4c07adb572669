package agenda

import (
	"strings"
	"testing"
)

// The lists that come with the program hold: LoadWorld gives the file and the line of what does not.
func TestLists(t *testing.T) {
	w := world(t)
	kinds := map[Kind]int{}
	for _, e := range w.Entries() {
		kinds[e.Kind]++
		if w.Entry(e.ID) != e {
			t.Errorf("%s is not found by its id %s", e.Name, e.ID)
		}
		for _, n := range append([]string{e.Name}, e.Aliases...) {
			if hits := w.Named(n); len(hits) == 0 {
				t.Errorf("%s is not found by its name %q", e.Name, n)
			}
		}
	}
	if kinds[State] < 195 {
		t.Errorf("%d states; the United Nations alone have 193 members and 2 observers", kinds[State])
	}
	t.Log(kinds)
}

// A leader's office is held by one person at a time.
func TestOneLeaderAtATime(t *testing.T) {
	w := world(t)
	for party, all := range w.holders {
		for i, a := range all {
			for _, b := range all[:i] {
				if a.entry != b.entry && a.term.Leader && b.term.Leader && a.term.Role == b.term.Role &&
					latest(a.term.From) < earliest(b.term.To) && latest(b.term.From) < earliest(a.term.To) {
					t.Errorf("%s: %s (%s/%s) and %s (%s/%s) are %s at once", party, a.entry.Name, a.term.From, a.term.To,
						b.entry.Name, b.term.From, b.term.To, a.term.Role)
				}
			}
		}
	}
}

func TestListErrorsNameTheLineAndTheField(t *testing.T) {
	const people = "name\tother\tshort\tsex\tparty\tterms\n"
	for _, c := range []struct{ file, text, want string }{
		{"people", "name\tother\n", `1: the header is`},
		{"people", "# nothing\n", `2: no header`},
		{"people", people + "Ana Duarte\t\t\tf\n", "2: 4 fields, not 6"},
		{"people", people + "Ana Duarte\t\t\tx\t\t\n", `2: sex: "x"`},
		{"people", people + "\t\t\tf\t\t\n", `2: name: it is empty`},
		{"people", people + "Ana Duarte\tA. Duarte||\t\tf\t\t\n", `2: other: "" is empty`},
		{"people", people + "Ana Duarte\t\t\tf\t\tsince 2020 minister\n", `2: terms: "since 2020 minister" is not FROM/TO ROLE`},
		{"people", people + "Ana Duarte\t\t\tf\t\t2020-13/ minister\n", `2: terms: "2020-13"`},
		{"people", people + "Ana Duarte\t\t\tf\t\t2022/2020 minister\n", `2: terms: "2022/2020 minister" ends before it begins`},
		{"people", people + "Ana Duarte\t\t\tf\t\t\nAna-Duarte\t\t\tf\t\t\n", `3: name: "Ana-Duarte" stands already at people.tsv:2`},
		{"media", "name\tother\tsort\nValmora Radio\t\tblog\n", `2: sort: "blog"`},
		{"places", "name\tkind\nSella\triver\n", `2: kind: "river"`},
	} {
		var l lists
		err := l.read(c.file, c.text)
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s %q\n got %v\nwant %s", c.file, c.text, err, c.want)
		}
	}
}

func TestFind(t *testing.T) {
	w := world(t)
	for _, c := range []struct{ text, name, entry string }{
		{"U.S. officials", "U.S.", "United States"},
		{"us officials", "", ""},
		{"Ukraine’s leader", "Ukraine", "Ukraine"},
		{"UKRAINE AND RUSSIA", "UKRAINE", "Ukraine"},
		{"Ukrainians", "Ukrainians", "Ukraine"},
		{"Recep Tayyip Erdoğan met", "Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"},
		{"Kim Jong-un and", "Kim Jong-un", "Kim Jong Un"},
		{"Kim Jong Unser", "", ""},
		{"Quai d’Orsay", "Quai d’Orsay", "Quai d'Orsay"},
		{"the Sunday Times said", "the Sunday Times", "Sunday Times"},
		{"Sunday Times said", "Sunday Times", "Sunday Times"},
		{"South Sudan", "South Sudan", "South Sudan"},
		{"United\nNations", "United\nNations", "United Nations"},
	} {
		end, hits := w.Find(c.text, 0)
		got := ""
		if len(hits) > 0 {
			got = hits[0].Entry.Name
		}
		if c.text[:end] != c.name || got != c.entry {
			t.Errorf("%q: found %q, %s; want %q, %s", c.text, c.text[:end], got, c.name, c.entry)
		}
	}
}

// A term counts where the date surely lies in it.
func TestTermHolds(t *testing.T) {
	for _, c := range []struct {
		from, to, date string
		want           bool
	}{
		{"2020-05-10", "2024-05-10", "2022", true},
		{"2020-05-10", "2024-05-10", "2020", false},
		{"2020-05-10", "2024-05-10", "2020-05", false},
		{"2020-05-10", "2024-05-10", "2020-06", true},
		{"2020-05-10", "2024-05-10", "2024-05-11", false},
		{"2020", "2024", "2020-07-01", false},
		{"2020", "2024", "2021-01-01T08:00:00Z", true},
		{"2020", "2024", "", false},
		{"2020", "2024", "soon", false},
	} {
		if got := (Term{From: c.from, To: c.to}).Holds(c.date); got != c.want {
			t.Errorf("%s/%s holds at %q: %v", c.from, c.to, c.date, got)
		}
	}
}

func TestID(t *testing.T) {
	for name, want := range map[string]string{
		"Volodymyr Zelensky": "volodymyr-zelensky", "U.S. Treasury": "us-treasury", "Élysée": "elysee",
		"Quai d'Orsay": "quai-dorsay", "H.R. McMaster": "hr-mcmaster", "–": "", " Ana  Duarte ": "ana-duarte",
	} {
		if got := ID(name); got != want {
			t.Errorf("the id of %q is %q, want %q", name, got, want)
		}
	}
}

func BenchmarkLoadWorld(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := LoadWorld(); err != nil {
			b.Fatal(err)
		}
	}
}
